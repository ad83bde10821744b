package acctest_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// dataSource is a lookup that succeeds in the example workspace, and its call.
type dataSource struct {
	name         string
	config       acctest.Block
	method, path string
}

// dataSources are all lookups except the workspace's and the ticket's, which have their own tests.
var dataSources = []dataSource{
	{"intercom_admin", acctest.Block{"id": intercomtest.ExampleAdmin}, "GET", "/admins"},
	{"intercom_admin", acctest.Block{"email": "augusta@example.com"}, "GET", "/admins"},
	{"intercom_admins", acctest.Block{}, "GET", "/admins"},
	{"intercom_article", acctest.Block{"id": intercomtest.ExampleArticle}, "GET", "/articles"},
	{"intercom_article", acctest.Block{"title": "Welcome"}, "GET", "/articles"},
	{"intercom_articles", acctest.Block{}, "GET", "/articles"},
	{"intercom_company", acctest.Block{"id": intercomtest.ExampleCompany}, "GET", "/companies/*"},
	{"intercom_company", acctest.Block{"company_id": "acme"}, "GET", "/companies"},
	{"intercom_company", acctest.Block{"name": "Acme"}, "GET", "/companies"},
	{"intercom_companies", acctest.Block{}, "POST", "/companies/list"},
	{"intercom_contact", acctest.Block{"id": intercomtest.ExampleContact}, "GET", "/contacts/*"},
	{"intercom_contact", acctest.Block{"email": intercomtest.ExampleContactEmail}, "POST", "/contacts/search"},
	{"intercom_contact", acctest.Block{"external_id": "70"}, "GET", "/contacts/find_by_external_id/*"},
	{"intercom_office_hours_exception", acctest.Block{"date": "2026-12-25", "schedule_id": intercomtest.ExampleSchedule}, "GET", "/office_hours_schedules/*/office_hours_exceptions"},
	{"intercom_office_hours_exceptions", acctest.Block{}, "GET", "/office_hours_schedules/*/office_hours_exceptions"},
	{"intercom_office_hours_schedule", acctest.Block{"name": "Standard Support Hours"}, "GET", "/office_hours_schedules"},
	{"intercom_office_hours_schedules", acctest.Block{}, "GET", "/office_hours_schedules"},
	{"intercom_help_center", acctest.Block{"default": true}, "GET", "/help_center/help_centers"},
	{"intercom_help_center", acctest.Block{"identifier": "help-ecahpwf5"}, "GET", "/help_center/help_centers"},
	{"intercom_help_centers", acctest.Block{}, "GET", "/help_center/help_centers"},
	{"intercom_collection", acctest.Block{"name": "Getting started"}, "GET", "/help_center/collections"},
	{"intercom_collections", acctest.Block{}, "GET", "/help_center/collections"},
	{"intercom_help_center_redirects", acctest.Block{}, "GET", "/help_center/help_centers/*/redirects"},
	{"intercom_data_attribute", acctest.Block{"name": "plan", "model": "contact"}, "GET", "/data_attributes"},
	{"intercom_data_attribute", acctest.Block{"full_name": "plan.name", "model": "company"}, "GET", "/data_attributes"},
	{"intercom_data_attributes", acctest.Block{"model": "contact"}, "GET", "/data_attributes"},
	{"intercom_conversation_attribute", acctest.Block{"name": "Urgency"}, "GET", "/conversations/attributes"},
	{"intercom_conversation_attributes", acctest.Block{}, "GET", "/conversations/attributes"},
	{"intercom_data_connector", acctest.Block{"name": "Order status service"}, "GET", "/data_connectors"},
	{"intercom_data_connectors", acctest.Block{}, "GET", "/data_connectors"},
	{"intercom_audience", acctest.Block{"name": "VIP Customers"}, "GET", "/audiences"},
	{"intercom_audiences", acctest.Block{}, "GET", "/audiences"},
	{"intercom_identity_verification_secret", acctest.Block{"name": "Production Web"}, "GET", "/secure_mode_secrets"},
	{"intercom_identity_verification_secrets", acctest.Block{}, "GET", "/secure_mode_secrets"},
	{"intercom_ip_allowlist", acctest.Block{}, "GET", "/ip_allowlist"},
	{"intercom_contacts", acctest.Block{}, "POST", "/contacts/search"},
	{"intercom_away_status_reason", acctest.Block{"label": "On a break"}, "GET", "/away_status_reasons"},
	{"intercom_away_status_reasons", acctest.Block{}, "GET", "/away_status_reasons"},
	{"intercom_brand", acctest.Block{"is_default": true}, "GET", "/brands"},
	{"intercom_brands", acctest.Block{}, "GET", "/brands"},
	{"intercom_email", acctest.Block{"email": "support@example.com"}, "GET", "/emails"},
	{"intercom_emails", acctest.Block{}, "GET", "/emails"},
	{"intercom_macro", acctest.Block{"name": "Order status"}, "GET", "/macros"},
	{"intercom_macros", acctest.Block{}, "GET", "/macros"},
	{"intercom_segment", acctest.Block{"name": "Active"}, "GET", "/segments"},
	{"intercom_segments", acctest.Block{}, "GET", "/segments"},
	{"intercom_subscription_type", acctest.Block{"name": "Newsletter"}, "GET", "/subscription_types"},
	{"intercom_subscription_types", acctest.Block{}, "GET", "/subscription_types"},
	{"intercom_workflow_export", acctest.Block{"id": "67890"}, "GET", "/export/workflows/*"},
	{"intercom_tag", acctest.Block{"name": "VIP"}, "GET", "/tags"},
	{"intercom_tags", acctest.Block{}, "GET", "/tags"},
	{"intercom_team", acctest.Block{"name": "On call"}, "GET", "/teams"},
	{"intercom_teams", acctest.Block{}, "GET", "/teams"},
	{"intercom_ticket_state", acctest.Block{"internal_label": "Resolved", "ticket_type_id": intercomtest.ExampleTaskType}, "GET", "/ticket_states"},
	{"intercom_ticket_states", acctest.Block{}, "GET", "/ticket_states"},
	{"intercom_ticket_type", acctest.Block{"name": "Incident"}, "GET", "/ticket_types"},
	{"intercom_ticket_types", acctest.Block{}, "GET", "/ticket_types"},
}

// eachDataSource runs a test for each lookup.
func eachDataSource(t *testing.T, test func(*testing.T, dataSource)) {
	t.Helper()
	for _, d := range dataSources {
		t.Run(d.name+" "+d.by(), func(t *testing.T) {
			t.Parallel()
			test(t, d)
		})
	}
}

// by returns the argument that identifies an object.
func (d dataSource) by() string {
	for name := range d.config {
		if name != "ticket_type_id" && name != "schedule_id" && name != "model" {
			return name
		}
	}
	return "all"
}

// listed reports whether the call lists all objects.
func (d dataSource) listed() bool {
	alone := d.name == "intercom_workflow_export"
	return !alone && !strings.HasPrefix(d.name, "intercom_contact") && !strings.HasPrefix(d.name, "intercom_compan")
}

// TestDataSources: each lookup succeeds with one call, and does not read the workspace if none is pinned.
func TestDataSources(t *testing.T) {
	t.Parallel()
	eachDataSource(t, func(t *testing.T, d dataSource) {
		t.Helper()
		s := acctest.Fake(t)
		found, diags := acctest.NewProtocol(t, s, d.name, nil).Data(d.config)
		acctest.Expect(t, diags)
		if found.IsNull() {
			t.Error("nothing was found")
		}
		if n := s.Count(d.method, d.path); n != 1 {
			t.Errorf("%d calls of %s %s, not 1", n, d.method, d.path)
		}
		if n := s.Count("GET", "/me"); n > 0 {
			t.Errorf("%d calls of GET /me", n)
		}
	})
}

// TestDataSourcesAreTested: a new data source must be in the table.
func TestDataSourcesAreTested(t *testing.T) {
	t.Parallel()
	for _, name := range acctest.NewProtocol(t, acctest.Fake(t), "", nil).DataSources() {
		own := []string{"intercom_activity_logs", "intercom_article_draft", "intercom_article_versions", "intercom_conversation", "intercom_custom_object_instance", "intercom_data_connector_executions", "intercom_ticket", "intercom_tickets", "intercom_workspace"}
		if !slices.Contains(own, name) && !slices.ContainsFunc(dataSources, func(d dataSource) bool { return d.name == name }) {
			t.Errorf("%s is not among dataSources", name)
		}
	}
}

// TestDataSourcesDoubtNotFound (DESIGN 3): a 404 that is not Intercom's own answer never reads as "0 companies have …".
// Intercom's own 404 means that only for one object, not for a list or a search.
func TestDataSourcesDoubtNotFound(t *testing.T) {
	t.Parallel()
	eachDataSource(t, func(t *testing.T, d dataSource) {
		t.Helper()
		for _, answer := range []intercomtest.Behavior{
			intercomtest.Gateway404HTML(), intercomtest.Gateway404Empty(), intercomtest.Gateway404JSON(), intercomtest.RefusesAfter(404, "route_not_found", "No such route"),
		} {
			s := acctest.Fake(t)
			s.Set(answer.On(d.method, d.path))
			_, diags := acctest.NewProtocol(t, s, d.name, nil).Data(d.config)
			acctest.Expect(t, diags, "ERROR", "404")
			if text := acctest.Text(diags); strings.Contains(text, "have the") {
				t.Errorf("it was believed: %s", text)
			}
		}
	})
}

// TestDataSourcesBelieveNotFound: Intercom's own 404 with one of the object's codes means that it does not exist. For a
// search or a list, it never does.
func TestDataSourcesBelieveNotFound(t *testing.T) {
	t.Parallel()
	eachDataSource(t, func(t *testing.T, d dataSource) {
		t.Helper()
		s := acctest.Fake(t)
		s.Set(intercomtest.RefusesAfter(404, "not_found", "Not found").On(d.method, d.path))
		_, diags := acctest.NewProtocol(t, s, d.name, nil).Data(d.config)
		none := !d.listed() && d.method == "GET"
		acctest.Expect(t, diags, "ERROR")
		if text := acctest.Text(diags); strings.Contains(text, "have the "+d.by()) != none {
			t.Errorf("believed: %v, %s", !none, text)
		}
	})
}

// TestDataSourcesPinned (DESIGN 1): if the provider pins a workspace, nothing is read from another one, or before GET /me
// has shown it.
func TestDataSourcesPinned(t *testing.T) {
	t.Parallel()
	eachDataSource(t, func(t *testing.T, d dataSource) {
		t.Helper()
		for says, behavior := range map[string]intercomtest.Behavior{
			"the access token belongs to another workspace": intercomtest.MeOtherWorkspace("other"),
			"the workspace could not be confirmed":          intercomtest.MeStatus(403),
		} {
			s := acctest.Fake(t)
			s.Set(behavior)
			_, diags := acctest.NewProtocol(t, s, d.name, acctest.Block{"workspace_id": s.WorkspaceID}).Data(d.config)
			acctest.Expect(t, diags, "ERROR", says)
			if n := s.Count("GET", "/me"); n != len(s.Calls()) {
				t.Errorf("%d calls, %d of them to GET /me", len(s.Calls()), n)
			}
		}
	})
}

// TestDataSourcesUnconfigured: while the provider's arguments are unknown, the error names them.
func TestDataSourcesUnconfigured(t *testing.T) {
	t.Parallel()
	eachDataSource(t, func(t *testing.T, d dataSource) {
		t.Helper()
		s := acctest.Fake(t)
		_, diags := acctest.NewProtocol(t, s, d.name, acctest.Block{"access_token": acctest.Unknown}).Data(d.config)
		acctest.Expect(t, diags, "ERROR", "access_token of the provider")
		if n := len(s.Calls()); n > 0 {
			t.Errorf("%d calls", n)
		}
	})
}

// TestDataSourcesIncomplete (DESIGN 3): a list that says that there is more than it shows is not treated as complete.
func TestDataSourcesIncomplete(t *testing.T) {
	t.Parallel()
	eachDataSource(t, func(t *testing.T, d dataSource) {
		t.Helper()
		if !d.listed() && d.path != "/companies" || d.path == "/data_connectors" || d.path == "/ip_allowlist" {
			return // one object, or a search that is paged
		}
		for name, more := range map[string]map[string]any{
			"total_count": {"total_count": 99}, "next": {"pages": map[string]any{"next": map[string]any{"page": 2}}},
		} {
			s := acctest.Fake(t)
			s.Set(intercomtest.Overrides(more).On(d.method, d.path))
			_, diags := acctest.NewProtocol(t, s, d.name, nil).Data(d.config)
			if !strings.Contains(acctest.Text(diags), "the list is not complete") {
				t.Errorf("%s: %s", name, acctest.Text(diags))
			}
		}
	})
}

// TestDataSourcesOnce: 50 data sources with the same list make one call per walk.
func TestDataSourcesOnce(t *testing.T) {
	t.Parallel()
	eachDataSource(t, func(t *testing.T, d dataSource) {
		t.Helper()
		if !d.listed() {
			return
		}
		s := acctest.Fake(t)
		p := acctest.NewProtocol(t, s, d.name, nil)
		var readers sync.WaitGroup
		for range 50 {
			readers.Go(func() {
				if _, diags := p.Data(d.config); acctest.HasError(diags) {
					t.Error(acctest.Text(diags))
				}
			})
		}
		readers.Wait()
		want := 1 + strings.Count(d.path, "/*/") // the list of what the objects belong to comes first
		if d.path == "/data_connectors" {
			want = 2 // the list shows a part of each
		}
		if calls := s.Calls(); len(calls) != want {
			t.Errorf("%d calls, not %d", len(calls), want)
		}
	})
}

// TestDataSourcesEnd: every call has the deadline of an operation.
func TestDataSourcesEnd(t *testing.T) {
	t.Parallel()
	eachDataSource(t, func(t *testing.T, d dataSource) {
		t.Helper()
		var mu sync.Mutex
		calls := 0
		watch := provider.WithClient(func(cfg *intercom.Config) {
			cfg.Clock, cfg.AttemptTimeout = acctest.NewClock(time.Now()), 24*time.Hour
			cfg.Observe = func(ctx context.Context, e intercom.Exchange) {
				mu.Lock()
				defer mu.Unlock()
				calls++
				if at, ok := ctx.Deadline(); !ok || time.Until(at) > framework.DefaultTimeout {
					t.Errorf("%s %s ends at %s", e.Method, e.Path, at)
				}
			}
		})
		if _, diags := acctest.NewProtocol(t, acctest.Fake(t), d.name, nil, watch).Data(d.config); acctest.HasError(diags) {
			t.Fatal(acctest.Text(diags))
		}
		if calls == 0 {
			t.Error("no call was seen")
		}
	})
}

// TestDataSourceArguments: exactly one argument identifies an object, and it cannot be empty.
func TestDataSourceArguments(t *testing.T) {
	t.Parallel()
	eachDataSource(t, func(t *testing.T, d dataSource) {
		t.Helper()
		if d.by() == "all" {
			return
		}
		p := acctest.NewProtocol(t, acctest.Fake(t), d.name, nil)
		acctest.Expect(t, p.ValidateData(d.config))
		without, empty := acctest.Block{}, acctest.Block{}
		for name, value := range d.config {
			if empty[name] = value; name != d.by() {
				without[name] = value
			}
		}
		empty[d.by()] = ""
		says := "string length must be at least 1"
		if _, isFlag := d.config[d.by()].(bool); isFlag {
			empty[d.by()], says = false, `must be "true"`
		}
		acctest.Expect(t, p.ValidateData(without), "ERROR", "Exactly one of these attributes must be configured")
		acctest.Expect(t, p.ValidateData(empty), "ERROR", says)
	})
}
