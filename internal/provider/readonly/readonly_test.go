package readonly_test

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

var versions = []string{"2.13", "2.14", "2.15", "2.16", "Preview"}

// TestLookUp: each object is found by each of its arguments, in the versions that have it. Other versions are refused without a call.
func TestLookUp(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, since string
		by          []acctest.Block
		want        map[string]string
		missing     acctest.Block
		says        string
	}{
		{
			"intercom_brand", "2.15",
			[]acctest.Block{{"id": "ecahpwf5"}, {"name": "acme"}, {"is_default": true}},
			map[string]string{"id": "ecahpwf5", "name": "Acme", "is_default": "true", "help_center_id": "79", "default_address_settings_id": "13", "created_at": "2024-12-18T15:54:43Z"},
			acctest.Block{"name": "Acme Prime"},
			`Did you mean "Acme Pro"?`,
		},
		{
			"intercom_email", "2.15",
			[]acctest.Block{{"id": "15"}, {"email": "Pro@Example.com"}},
			map[string]string{"email": "pro@example.com", "domain": "example.com", "brand_id": "3", "verified": "false", "forwarding_enabled": "false", "forwarded_email_last_received_at": "<null>"},
			acctest.Block{"email": "sales@example.com"},
			"0 emails have the email",
		},
		{
			"intercom_macro", "2.16",
			[]acctest.Block{{"id": "123"}, {"name": "order status"}},
			map[string]string{
				"name": "Order status", "body": `<p>Hi <attribute key="user.name" default="there"/></p>`, "body_text": `Hi {{user.name|fallback:"there"}}`,
				"visible_to": "everyone", "available_on.1": "messenger", "created_at": "2025-07-17T11:18:08Z",
			},
			acctest.Block{"id": "1"},
			"0 macros have the id",
		},
		{
			"intercom_segment", "2.13",
			[]acctest.Block{{"id": "6762f25c1bb69f9f2193bc23"}, {"name": "new leads"}, {"name": "New leads", "person_type": "contact"}},
			map[string]string{"name": "New leads", "person_type": "contact"},
			acctest.Block{"name": "New leads", "person_type": "user"},
			`within person_type "user"`,
		},
		{
			"intercom_subscription_type", "2.13",
			[]acctest.Block{{"id": "135"}, {"name": "newsletter", "state": "live"}},
			map[string]string{
				"name": "Newsletter", "description": "News, once a month.", "state": "live", "consent_type": "opt_in", "content_types.0": "email",
				"translations.1.locale": "fr", "translations.1.description": "<null>",
			},
			acctest.Block{"name": "Newsletter", "state": "archived"},
			"0 subscription types have the name",
		},
		{
			"intercom_away_status_reason", "2.14",
			[]acctest.Block{{"id": "1"}, {"label": "on a break"}},
			map[string]string{"label": "On a break", "emoji": "☕", "order": "1", "deleted": "false"},
			acctest.Block{"label": "At lunch"},
			"0 away status reasons have the label",
		},
		{
			"intercom_workflow_export", "2.15",
			[]acctest.Block{{"id": "67890"}},
			map[string]string{"title": "Triage", "state": "live", "trigger_type": "inbound_conversation"},
			acctest.Block{"id": "1"},
			"0 workflow exports have the id",
		},
	} {
		for _, version := range versions {
			t.Run(c.name+"/"+version, func(t *testing.T) {
				t.Parallel()
				s := acctest.Fake(t)
				p := acctest.NewProtocol(t, s, c.name, acctest.Block{"api_version": version})
				for _, by := range c.by {
					found, diags := p.Data(by)
					if version < c.since { // "Preview" sorts after the digits
						acctest.Expect(t, diags, "ERROR", "API version "+version+" does not support", c.since)
						continue
					}
					acctest.Expect(t, diags)
					for name, want := range c.want {
						if got := found.Get(name); got != want {
							t.Errorf("%v: %s is %s, not %s", by, name, got, want)
						}
					}
				}
				if version < c.since {
					if n := len(s.Calls()); n > 0 {
						t.Errorf("%d calls", n)
					}
					return
				}
				_, diags := p.Data(c.missing)
				acctest.Expect(t, diags, "ERROR", c.says)
			})
		}
	}
}

// TestAll: the lists have all objects, except deleted ones.
func TestAll(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	p := acctest.NewProtocol(t, s, "", nil)
	for name, want := range map[string]int{"brands": 2, "emails": 2, "macros": 1, "segments": 2, "subscription_types": 1, "away_status_reasons": 1} {
		all, diags := p.Of("intercom_" + name).Data(acctest.Block{})
		acctest.Expect(t, diags)
		if n := len(slices.Collect(maps.Keys(ids(all, name)))); n != want {
			t.Errorf("%d %s, not %d", n, name, want)
		}
	}
	all, diags := p.Of("intercom_away_status_reasons").Data(acctest.Block{"include_deleted": true})
	if acctest.Expect(t, diags); all.Get("away_status_reasons.1.deleted") != "true" {
		t.Errorf("no deleted reason: %s", all.State)
	}
	if n := s.Count("GET", "/away_status_reasons"); n != 1 {
		t.Errorf("%d calls, not 1", n)
	}
}

func ids(o acctest.Object, list string) map[string]bool {
	found := map[string]bool{}
	for i := range 9 {
		if id := o.Get(list + "." + string(rune('0'+i)) + ".id"); id != "<none>" {
			found[id] = true
		}
	}
	return found
}

// TestMacros: all pages are read, and macros of teams that the token's teammate is not in do not exist for it.
func TestMacros(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	for id, visible := range map[string]string{"124": "everyone", "125": "everyone", "126": "specific_teams"} {
		s.AddReadOnly(intercomtest.Macros, map[string]any{"type": "macro", "id": id, "name": "Macro " + id, "visible_to": visible, "visible_to_team_ids": []string{"9"}, "body": nil})
	}
	s.Set(intercomtest.ShortPages(1))
	p := acctest.NewProtocol(t, s, "intercom_macros", nil)
	all, diags := p.Data(acctest.Block{})
	acctest.Expect(t, diags)
	if got := ids(all, "macros"); !maps.Equal(got, map[string]bool{"123": true, "124": true, "125": true}) || s.Count("GET", "/macros") != 6 {
		t.Errorf("%v in %d calls", got, s.Count("GET", "/macros"))
	}
	if got := all.Get("macros.1.body"); got != "<null>" {
		t.Errorf("body is %s", got)
	}
	s.Set(intercomtest.RefusesAfter(403, "forbidden", "You do not have the required scope (read_conversations)").On("GET", "/macros"))
	_, diags = acctest.NewProtocol(t, s, "intercom_macros", nil).Data(acctest.Block{})
	acctest.Expect(t, diags, "ERROR", "403", "Read conversations (read_conversations)")
}

// TestOddValues: a value that does not fit costs its field only.
func TestOddValues(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.Set(intercomtest.Overrides(map[string]any{
		"data.1.id": 7, "data.1.name": 8, "data.1.is_default": "false", "data.1.help_center_id": 10, "data.1.created_at": map[string]any{}, "data.1.updated_at": nil,
	}).On("GET", "/brands"))
	found, diags := acctest.NewProtocol(t, s, "intercom_brand", nil).Data(acctest.Block{"id": "7"})
	acctest.Expect(t, diags)
	for name, want := range map[string]string{"name": "8", "is_default": "false", "help_center_id": "10", "created_at": "<null>", "updated_at": "<null>"} {
		if got := found.Get(name); got != want {
			t.Errorf("%s is %s, not %s", name, got, want)
		}
	}
}

// TestWorkflowExport: two exports of an unchanged workflow are equal, and no number loses digits.
func TestWorkflowExport(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	p := acctest.NewProtocol(t, s, "intercom_workflow_export", nil)
	found, diags := p.Data(acctest.Block{"id": "67890"})
	acctest.Expect(t, diags)
	text := found.Get("json")
	if strings.Contains(text, "exported_at") || !strings.Contains(text, "12345678901234567") || !strings.HasPrefix(text, `{"app_id":12345,"export_version":"1.0","workflow":{"attributes":[]`) {
		t.Errorf("the export is %s", text)
	}
	s.Set(intercomtest.Overrides(map[string]any{"workflow.id": "5"}).On("GET", "/export/workflows/*"))
	_, diags = p.Data(acctest.Block{"id": "67890"})
	acctest.Expect(t, diags, "ERROR", "another object")
	s.ClearBehaviors()
	s.Set(intercomtest.RefusesAfter(403, "api_plan_restricted", "Workflow export is not available for this app").On("GET", "/export/workflows/*"))
	_, diags = p.Data(acctest.Block{"id": "67890"})
	acctest.Expect(t, diags, "ERROR", "403", "not available for this app")
}

// TestActivityLogs: the arguments select activity logs on the server or, before 2.16, in the provider.
func TestActivityLogs(t *testing.T) {
	t.Parallel()
	for _, version := range versions {
		s := acctest.Fake(t)
		s.Set(intercomtest.ShortPages(1))
		p := acctest.NewProtocol(t, s, "intercom_activity_logs", acctest.Block{"api_version": version})
		from := acctest.Block{"created_after": "2024-12-18T15:54:43Z"}
		all, diags := p.Data(from)
		acctest.Expect(t, diags)
		for name, want := range map[string]string{
			"activity_logs.0.activity_type": "app_team_creation", "activity_logs.0.performed_by_id": intercomtest.ExampleAdmin, "activity_logs.0.performed_by_email": "augusta@example.com",
			"activity_logs.0.created_at": "2024-12-18T15:54:44Z", "activity_logs.1.activity_type": "app_name_change", "activity_logs.2.id": "<none>",
		} {
			if got := all.Get(name); got != want {
				t.Errorf("%s: %s is %s, not %s", version, name, got, want)
			}
		}
		for only, more := range map[string]acctest.Block{
			"app_name_change": {"event_types": []any{"app_name_change"}}, "app_team_creation": {"limit": 1},
		} {
			maps.Copy(more, from)
			some, diags := p.Data(more)
			acctest.Expect(t, diags)
			if got := some.Get("activity_logs.0.activity_type"); got != only || some.Get("activity_logs.1.id") != "<none>" {
				t.Errorf("%s: %v finds %s", version, more, some.State)
			}
		}
		searches := 0
		if version >= "2.16" {
			searches = 1
		}
		if n := s.Count("POST", "/admins/activity_logs/search"); n != searches {
			t.Errorf("%s: %d searches", version, n)
		}
		none, diags := p.Data(acctest.Block{"created_after": "2024-12-18T15:54:43Z", "created_before": "2024-12-18T15:54:43Z", "event_types": []any{"app_team_creation"}})
		if acctest.Expect(t, diags); none.Get("activity_logs.0.id") != "<none>" {
			t.Errorf("%s: %s", version, none.State)
		}
	}
}

// TestTooManyActivityLogs: what state would hold is bounded, and nothing is cut off silently.
func TestTooManyActivityLogs(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	for i := range 260 {
		s.AddReadOnly(intercomtest.ActivityLogs, map[string]any{"id": "log-" + strconv.Itoa(i), "activity_type": "app_name_change", "created_at": 1734537300 + i})
	}
	p := acctest.NewProtocol(t, s, "intercom_activity_logs", nil)
	_, diags := p.Data(acctest.Block{"created_after": "2024-01-01T00:00:00Z"})
	acctest.Expect(t, diags, "ERROR", "more than 250 activity logs match", "limit of at most 250")
	some, diags := p.Data(acctest.Block{"created_after": "2024-01-01T00:00:00Z", "limit": 250})
	if acctest.Expect(t, diags); some.Get("activity_logs.249.id") == "<none>" {
		t.Error("fewer than 250 were read")
	}
}
