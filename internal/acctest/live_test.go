package acctest_test

import (
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/conformance"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// liveObject is the life of an object in a test workspace that holds nothing else: what it needs was made before it. In its
// values, <mark> is the mark of the run, <admin> the token's admin, and <KIND.ARGUMENT> of what was made.
type liveObject struct {
	kind           string
	config, second acctest.Block
	// permanent: Intercom can archive it and not delete it, or it needs something of that kind.
	permanent bool
}

// liveObjects are in the order of their creation; they are destroyed the other way around.
var liveObjects = []liveObject{
	{kind: "intercom_tag", config: acctest.Block{"name": "tf <mark>"}, second: acctest.Block{"name": "TF <mark>"}},
	{
		kind:   "intercom_company",
		config: acctest.Block{"company_id": "tf-<mark>", "name": "tf <mark>", "plan": "tf", "size": 12}, second: acctest.Block{"name": "TF <mark>", "size": 13},
	},
	{
		kind:   "intercom_contact",
		config: acctest.Block{"email": "tf-<mark>@example.invalid", "external_id": "tf-<mark>", "name": "tf <mark>", "on_destroy": "delete"}, second: acctest.Block{"name": "TF <mark>"},
	},
	{kind: "intercom_company_tag", config: acctest.Block{"company_id": "<intercom_company.id>", "tag_id": "<intercom_tag.id>"}},
	{kind: "intercom_contact_tag", config: acctest.Block{"contact_id": "<intercom_contact.id>", "tag_id": "<intercom_tag.id>"}},
	{kind: "intercom_contact_company", config: acctest.Block{"contact_id": "<intercom_contact.id>", "company_id": "<intercom_company.id>"}},
	{
		kind:   "intercom_office_hours_schedule",
		config: acctest.Block{"name": "tf <mark>", "time_zone": "Europe/Dublin", "hours": acctest.Block{"monday": []any{"09:00-17:30"}}}, second: acctest.Block{"name": "TF <mark>"},
	},
	{
		kind:   "intercom_office_hours_exception",
		config: acctest.Block{"schedule_id": "<intercom_office_hours_schedule.id>", "date": "2031-12-24", "name": "tf <mark>", "closed": true}, second: acctest.Block{"name": "TF <mark>"},
	},
	{
		kind:   "intercom_data_connector",
		config: acctest.Block{"name": "tf <mark>", "http_method": "get", "url": "https://example.invalid/tf", "state": "draft"}, second: acctest.Block{"name": "TF <mark>"},
	},
	{
		kind:   "intercom_audience",
		config: acctest.Block{"name": "tf <mark>", "predicates": []any{acctest.Block{"attribute": "company.name", "type": "string", "comparison": "eq", "value": "tf <mark>"}}}, second: acctest.Block{"name": "TF <mark>"},
	},
	{kind: "intercom_collection", config: acctest.Block{"name": "tf <mark>", "description": "tf"}, second: acctest.Block{"name": "TF <mark>"}},
	{
		kind: "intercom_data_attribute", permanent: true,
		config: acctest.Block{"model": "contact", "name": "tf_<mark>", "data_type": "string", "description": "tf"}, second: acctest.Block{"description": "TF"},
	},
	{
		kind: "intercom_ticket_type", permanent: true,
		config: acctest.Block{"name": "tf <mark>", "description": "tf", "category": "Customer", "icon": "🐛"}, second: acctest.Block{"description": "TF"},
	},
	{
		kind: "intercom_ticket_type_attribute", permanent: true,
		config: acctest.Block{"ticket_type_id": "<intercom_ticket_type.id>", "name": "tf <mark>", "description": "tf", "data_type": "string"}, second: acctest.Block{"description": "TF"},
	},
	{
		kind: "intercom_ticket", permanent: true,
		config: acctest.Block{
			"ticket_type_id": "<intercom_ticket_type.id>", "contacts": []any{acctest.Block{"id": "<intercom_contact.id>"}}, "title": "tf <mark>", "skip_notifications": true,
		},
		second: acctest.Block{"title": "TF <mark>"},
	},
	{kind: "intercom_ticket_tag", permanent: true, config: acctest.Block{"ticket_id": "<intercom_ticket.id>", "tag_id": "<intercom_tag.id>", "admin_id": "<admin>"}},
}

// notLive are the types that no live run can make, each with the reason.
var notLive = map[string]string{
	"intercom_article":                      "everybody can read it where the help center is open",
	"intercom_article_body":                 "it needs an article",
	"intercom_article_tag":                  "it needs an article",
	"intercom_conversation_attribute":       "it cannot be deleted, and a second one of the same name breaks every update of conversations",
	"intercom_help_center_redirect":         "it needs the URL of a published help center",
	"intercom_identity_verification_secret": "a run never makes secrets",
	"intercom_ip_allowlist":                 "it can lock out the workspace's team",
	"intercom_team_members":                 "a run never changes teams",
	"intercom_ticket_linked_conversation":   "it needs a conversation, which the provider cannot make",
	"intercom_custom_object_instance":       "it needs a custom object type, which only Intercom's settings can make",
}

// live is a run in a test workspace.
type live struct {
	config  conformance.Config
	options []provider.Option
	mark    string
	admin   string
	made    map[string]acctest.Object
}

// liveConfig reads the environment, as make conformance does. TF_ACC_LIVE=1 declares a test workspace, in which nothing matters.
func liveConfig(getenv func(string) string) conformance.Config {
	cfg := conformance.Config{
		Token: strings.TrimSpace(getenv("INTERCOM_ACCESS_TOKEN")), WorkspaceID: strings.TrimSpace(getenv("INTERCOM_WORKSPACE_ID")),
		BaseURL: strings.TrimSpace(getenv("INTERCOM_BASE_URL")), Version: intercom.Version(strings.TrimSpace(getenv("INTERCOM_API_VERSION"))),
		TestWorkspace: getenv("TF_ACC_LIVE") == "1", AllowPermanent: getenv("TF_ACC_LIVE_PERMANENT") == "1",
	}
	if cfg.BaseURL == "" {
		region := getenv("INTERCOM_REGION")
		if region == "" {
			region = "us"
		}
		cfg.BaseURL = intercom.RegionURLs[region]
		if cfg.BaseURL == "" {
			cfg.BaseURL = "INTERCOM_REGION " + region // no host, which a guard refuses
		}
	}
	return cfg
}

// TestLive runs the life of every object in a test workspace. CONTRIBUTING.md tells how to run it.
func TestLive(t *testing.T) {
	t.Parallel()
	if os.Getenv("TF_ACC_LIVE") == "" {
		t.Skip("TF_ACC_LIVE is not set")
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	t.Cleanup(transport.CloseIdleConnections) // last: what is left open is a leak to the package's TestMain
	l := &live{config: liveConfig(os.Getenv), options: []provider.Option{provider.WithClient(func(cfg *intercom.Config) {
		cfg.Clock, cfg.HTTPClient = nil, &http.Client{Transport: transport}
	})}}
	l.config.Transport = transport
	if err := l.run(t); err != nil {
		t.Fatal(err)
	}
}

// run passes the guards of make conformance and lives every object. Its error is that of a guard: then nothing was written.
func (l *live) run(t *testing.T) error {
	t.Helper()
	admin, err := conformance.Confirm(t.Context(), l.config)
	if err != nil {
		return err
	}
	l.mark, l.admin, l.made = strings.ToLower(rand.Text()[:10]), admin, map[string]acctest.Object{}
	t.Logf("the mark of this run is %s", l.mark)
	for _, o := range liveObjects {
		if o.permanent && !l.config.AllowPermanent {
			t.Logf("%s: not run, TF_ACC_LIVE_PERMANENT is not set", o.kind)
			continue
		}
		l.live(t, o)
	}
	return nil
}

func (l *live) driver(t *testing.T, kind string) *acctest.Protocol {
	t.Helper()
	arguments := acctest.Block{"base_url": l.config.BaseURL, "access_token": l.config.Token, "workspace_id": l.config.WorkspaceID, "rate_limit_share": conformance.Share}
	if l.config.Version != "" {
		arguments["api_version"] = string(l.config.Version)
	}
	p := acctest.NewUnconfigured(t, kind, l.options...)
	if diags := p.Configure(arguments); acctest.HasError(diags) {
		t.Fatalf("configuring the provider: %s", acctest.Text(diags))
	}
	return p
}

// live creates, updates and destroys an object, whatever fails in between. After each step, the plan must be empty.
func (l *live) live(t *testing.T, o liveObject) {
	t.Helper()
	object, config := acctest.Object{}, l.fill(o.config).(acctest.Block)
	t.Cleanup(func() {
		if object.IsNull() {
			return
		}
		if gone, diags := l.driver(t, o.kind).Destroy(object); acctest.HasError(diags) || !gone.IsNull() {
			t.Errorf("%s %s is left behind: %s", o.kind, object.Get("id"), acctest.Text(diags))
		}
	})
	for step, change := range []acctest.Block{{}, o.second} {
		if change == nil {
			continue
		}
		maps.Copy(config, l.fill(change).(acctest.Block))
		p := l.driver(t, o.kind)
		planned, diags := p.Plan(object, config)
		if acctest.HasError(diags) {
			t.Fatalf("%s: planning step %d: %s", o.kind, step, acctest.Text(diags))
		}
		after, diags := p.Apply(planned)
		if !after.IsNull() {
			object = after
		}
		if acctest.HasError(diags) {
			t.Fatalf("%s: applying step %d: %s", o.kind, step, acctest.Text(diags))
		}
		l.checkStable(t, o.kind, object, config)
	}
	l.made[o.kind] = object
}

func (l *live) checkStable(t *testing.T, kind string, object acctest.Object, config acctest.Block) {
	t.Helper()
	p := l.driver(t, kind)
	read, diags := p.Read(object)
	if acctest.HasError(diags) || read.IsNull() {
		t.Fatalf("%s: refreshing: %s", kind, acctest.Text(diags))
	}
	planned, diags := p.Plan(read, config)
	if acctest.HasError(diags) || !planned.State.Equal(read.State) {
		t.Errorf("%s: the plan is not empty:\n%s\nread as\n%s\nplanned as\n%s\n%s", kind, object.State, read.State, planned.State, acctest.Text(diags))
	}
}

// fill puts what the run made into values.
func (l *live) fill(value any) any {
	switch v := value.(type) {
	case acctest.Block:
		filled := acctest.Block{}
		for name, each := range v {
			filled[name] = l.fill(each)
		}
		return filled
	case []any:
		filled := make([]any, len(v))
		for i, each := range v {
			filled[i] = l.fill(each)
		}
		return filled
	case string:
		v = strings.NewReplacer("<mark>", l.mark, "<admin>", l.admin).Replace(v)
		for kind, object := range l.made {
			v = strings.ReplaceAll(v, "<"+kind+".id>", object.Get("id"))
		}
		return v
	}
	return value
}

// TestLiveAgainstFake: on loopback, the live run passes its guards, makes every object, and leaves nothing.
func TestLiveAgainstFake(t *testing.T) {
	t.Parallel()
	for _, permanent := range []bool{true, false} {
		t.Run(fmt.Sprint("permanent ", permanent), func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			environment := map[string]string{
				"TF_ACC_LIVE": "1", "INTERCOM_ACCESS_TOKEN": s.Token, "INTERCOM_WORKSPACE_ID": s.WorkspaceID, "INTERCOM_BASE_URL": s.URL,
			}
			if permanent {
				environment["TF_ACC_LIVE_PERMANENT"] = "1"
			}
			before := remaining(s)
			var made map[string]acctest.Object
			t.Run("run", func(t *testing.T) {
				l := liveOn(environment)
				if err := l.run(t); err != nil {
					t.Fatal(err)
				}
				made = l.made
			})
			for _, o := range liveObjects {
				if _, was := made[o.kind]; was != (permanent || !o.permanent) {
					t.Errorf("%s: made is %v", o.kind, was)
				}
			}
			if after := remaining(s); !maps.Equal(before, after) {
				t.Errorf("left behind: before %v, after %v", before, after)
			}
		})
	}
}

// TestLiveRefused: each guard of make conformance refuses the run, and nothing is written.
func TestLiveRefused(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change map[string]string
		seed   func(*intercomtest.Server)
		code   int
	}{
		"no token":          {change: map[string]string{"INTERCOM_ACCESS_TOKEN": ""}, code: conformance.ExitNoToken},
		"no workspace":      {change: map[string]string{"INTERCOM_WORKSPACE_ID": ""}, code: conformance.ExitNoWorkspace},
		"another workspace": {change: map[string]string{"INTERCOM_WORKSPACE_ID": "another"}, code: conformance.ExitMismatch},
		"another host":      {change: map[string]string{"INTERCOM_BASE_URL": "https://example.com"}, code: conformance.ExitOtherHost},
		"not declared":      {change: map[string]string{"TF_ACC_LIVE": "yes"}, code: conformance.ExitNotDeclared},
		"unknown region":    {change: map[string]string{"INTERCOM_BASE_URL": "", "INTERCOM_REGION": "mars"}, code: conformance.ExitOtherHost},
		"many people": {code: conformance.ExitPopulated, seed: func(s *intercomtest.Server) {
			for i := range conformance.Handful {
				s.AddContact(intercomtest.Contact{Email: fmt.Sprintf("p%d@example.com", i)})
			}
		}},
		"no permission for /me": {code: conformance.ExitUnconfirmed, seed: func(s *intercomtest.Server) { s.RestrictToken(s.Token, "me") }},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			if test.seed != nil {
				test.seed(s)
			}
			environment := map[string]string{
				"TF_ACC_LIVE": "1", "INTERCOM_ACCESS_TOKEN": s.Token, "INTERCOM_WORKSPACE_ID": s.WorkspaceID, "INTERCOM_BASE_URL": s.URL,
			}
			maps.Copy(environment, test.change)
			err := liveOn(environment).run(t)
			refused, ok := errors.AsType[*conformance.GuardError](err)
			if !ok || refused.Code != test.code {
				t.Errorf("got %v, want exit code %d", err, test.code)
			}
			for _, c := range s.Calls() {
				if c.Method != "GET" && !strings.HasSuffix(c.Path, "/search") {
					t.Errorf("%s %s was sent", c.Method, c.Path)
				}
			}
		})
	}
}

// TestLiveHasEveryObject: a new object is lived, too, or says why not.
func TestLiveHasEveryObject(t *testing.T) {
	t.Parallel()
	for _, kind := range acctest.NewUnconfigured(t, "intercom_tag").Types() {
		isLive := slices.ContainsFunc(liveObjects, func(o liveObject) bool { return o.kind == kind })
		if isLive == (notLive[kind] != "") {
			t.Errorf("%s belongs in exactly one of liveObjects and notLive", kind)
		}
	}
}

// liveOn is a run on a fake, whose waits are over at once.
func liveOn(environment map[string]string) *live {
	cfg := liveConfig(func(name string) string { return environment[name] })
	cfg.Clock = acctest.NewClock(time.Now())
	return &live{config: cfg}
}

// remaining counts what a workspace has that is not archived.
func remaining(s *intercomtest.Server) map[string]int {
	live := func(archived bool) int {
		if archived {
			return 0
		}
		return 1
	}
	n := map[string]int{
		"tags": len(s.Tags()), "companies": len(s.Companies()), "contacts": len(s.Contacts()), "tickets": len(s.Tickets()),
		"schedules": len(s.OfficeHoursSchedules()), "exceptions": len(s.OfficeHoursExceptions()),
	}
	for _, a := range s.DataAttributes() {
		n["data attributes"] += live(a.Archived)
	}
	for _, t := range s.TicketTypes() {
		n["ticket types"] += live(t.Archived)
	}
	return n
}
