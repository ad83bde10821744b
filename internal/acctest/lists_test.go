package acctest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// lists are the list resources except the ticket's, which has its own tests: how many objects of each the example workspace,
// seedLists, and seedAssociations have, the name of the first one, and the calls besides GET /me that show them all.
var lists = []struct {
	kind  string
	key   []string
	found int
	first string
	calls []string
}{
	{"intercom_ticket_type", []string{"id"}, 4, "Incident", []string{"GET /ticket_types"}},
	{"intercom_ticket_type_attribute", []string{"ticket_type_id", "id"}, 18, "Incident: _default_title_", []string{"GET /ticket_types"}},
	{"intercom_tag", []string{"id"}, 1, "VIP", []string{"GET /tags"}},
	{"intercom_office_hours_schedule", []string{"id"}, 5, "Standard Support Hours", []string{"GET /office_hours_schedules"}},
	{"intercom_office_hours_exception", []string{"schedule_id", "id"}, 4, "2026-12-25: Christmas Day", []string{
		"GET /office_hours_schedules", "GET /office_hours_schedules/123/office_hours_exceptions", "GET /office_hours_schedules/124/office_hours_exceptions",
		"GET /office_hours_schedules/125/office_hours_exceptions", "GET /office_hours_schedules/126/office_hours_exceptions", "GET /office_hours_schedules/127/office_hours_exceptions",
	}},
	{"intercom_article", []string{"id"}, 2, "Tour", []string{"GET /articles", "GET /articles/12", "GET /articles/11"}},
	{"intercom_collection", []string{"id"}, 25, "Collection 23", []string{"GET /help_center/collections", "GET /help_center/collections"}},
	{"intercom_help_center_redirect", []string{"help_center_id", "id"}, 3, "https://intercom.help/help-ecahpwf5/welcome", []string{
		"GET /help_center/help_centers", "GET /help_center/help_centers/79/redirects", "GET /help_center/help_centers/80/redirects",
	}},
	{"intercom_data_attribute", []string{"id"}, 8, "contact/plan", []string{"GET /data_attributes", "GET /data_attributes"}},
	{"intercom_conversation_attribute", []string{"id"}, 4, "Urgency", []string{"GET /conversations/attributes"}},
	{"intercom_data_connector", []string{"id"}, 3, "Order status service", []string{
		"GET /data_connectors", "GET /data_connectors/12345", "GET /data_connectors/12347", "GET /data_connectors/12346", "GET /data_connectors/12346",
	}},
	{"intercom_audience", []string{"id"}, 53, "VIP Customers", []string{"GET /audiences", "GET /audiences"}},
	{"intercom_identity_verification_secret", []string{"id"}, 2, "Production Web", []string{"GET /secure_mode_secrets"}},
	{"intercom_custom_object_instance", []string{"type", "external_id"}, 1, "free", []string{"GET /custom_object_instances/Plan"}},
	{"intercom_ip_allowlist", []string{"workspace_id"}, 1, "IP allowlist", []string{"GET /ip_allowlist"}},
	{"intercom_team_members", []string{"team_id"}, 2, "On call", []string{"GET /teams"}},
	{"intercom_contact", []string{"id"}, 162, "c159@example.com", []string{"POST /contacts/search", "POST /contacts/search"}},
	{"intercom_company", []string{"id"}, 121, "Umbrella", []string{"POST /companies/list", "POST /companies/list", "POST /companies/list"}},
	{"intercom_contact_tag", []string{"contact_id", "tag_id"}, 1, "VIP", []string{"GET /contacts/" + intercomtest.ExampleContact + "/tags"}},
	{"intercom_contact_company", []string{"contact_id", "company_id"}, 2, "ada@example.com", []string{"GET /companies/5001/contacts"}},
	{"intercom_company_tag", []string{"company_id", "tag_id"}, 1, "Umbrella: VIP", []string{"GET /companies"}},
	{"intercom_article_tag", []string{"article_id", "tag_id"}, 1, "Tour: VIP", []string{"GET /articles"}},
	{"intercom_ticket_linked_conversation", []string{"ticket_id", "conversation_id"}, 2, "conversation: 205", []string{"GET /tickets/496"}},
}

// listConfigs are the configurations of lists with required arguments.
var listConfigs = map[string]acctest.Block{
	"intercom_custom_object_instance":     {"type": "Plan"},
	"intercom_contact_tag":                {"contact_id": intercomtest.ExampleContact},
	"intercom_contact_company":            {"company_id": "5001"},
	"intercom_company_tag":                {"tag_id": intercomtest.ExampleTag},
	"intercom_ticket_linked_conversation": {"ticket_id": "496"},
}

// seedAssociations adds what the lists of associations find by listConfigs.
func seedAssociations(s *intercomtest.Server) {
	s.AddCompany(intercomtest.Company{ID: "5001", CompanyID: "umbrella", Name: "Umbrella", TagIDs: []string{intercomtest.ExampleTag}})
	for _, id := range []string{intercomtest.ExampleContact, intercomtest.ExampleSecondContact} {
		s.UpdateContact(id, func(c *intercomtest.Contact) { c.CompanyIDs = []string{"5001"} })
	}
	s.UpdateContact(intercomtest.ExampleContact, func(c *intercomtest.Contact) { c.TagIDs = []string{intercomtest.ExampleTag} })
	tracker := s.AddTicketType(intercomtest.TicketType{ID: "1299", Name: "Tracked problem", Category: intercomtest.Tracker})
	s.AddTicket(intercomtest.Ticket{
		ID: "496", TypeID: tracker.ID, ContactIDs: []string{intercomtest.ExampleContact},
		LinkedObjects: []intercomtest.LinkedObject{{Type: "conversation", ID: "205"}, {Type: "ticket", ID: "600", Category: intercom.CategoryCustomer}},
	})
}

// seedLists adds contacts with companies, an archived ticket type, and an attribute of each kind.
func seedLists(s *intercomtest.Server) {
	s.AddTicketType(intercomtest.TicketType{ID: "1236", Name: "Old", Archived: true, Category: intercomtest.Tracker, Attributes: []intercomtest.Attribute{
		{Name: "Log", DataType: intercomtest.Files},
		{Name: "Parts", DataType: intercomtest.List, Multiple: true, Options: []intercomtest.Choice{{Label: "A"}, {Label: "B"}}},
		{Name: "Notes", Multiline: true, Required: true, Archived: true},
	}})
	for i, intervals := range [][][2]int64{{}, {{0, 10079}}, {{1320, 1560}, {9960, 10079}}, {{600, 720}, {540, 630}}} {
		s.AddOfficeHoursSchedule(intercomtest.OfficeHoursSchedule{ID: fmt.Sprint(124 + i), Name: fmt.Sprintf("Hours %d", i), Intervals: intervals})
	}
	for _, e := range []intercomtest.OfficeHoursException{
		{ID: "457", ScheduleID: "123", Date: "2026-05-01", Name: "May Day"},
		{ID: "458", ScheduleID: "124", Date: "2026-12-26", Intervals: [][2]int64{{600, 720}, {725, 1439}}},
		{ID: "459", ScheduleID: "125", Date: "2026-12-26", Intervals: [][2]int64{}},
	} {
		s.AddOfficeHoursException(e)
	}
	s.AddAudience(intercomtest.Audience{Name: "Everyone"})
	s.AddAudience(intercomtest.Audience{Name: "Known", Predicates: []map[string]any{{"attribute": "email", "type": "string", "comparison": "known"}}})
	for i := range 50 {
		s.AddAudience(intercomtest.Audience{Name: fmt.Sprintf("More %d", i)})
	}
	s.AddIdentitySecret(intercomtest.IdentitySecret{Name: "Apps", IOS: true, Android: true})
	s.SetIPAllowlist(true, "203.0.113.7/24", "10.0.0.1")
	s.AddTeam(intercomtest.Team{Name: "Nobody"})
	s.AddTeam(intercomtest.Team{
		Name: "Balanced", Distribution: intercom.Balanced, AdminIDs: []string{intercomtest.ExampleAdmin, intercomtest.ExampleSecondAdmin}, SecondaryIDs: []string{intercomtest.ExampleSecondAdmin},
	})
	s.AddHelpCenter(intercomtest.HelpCenter{ID: "80", Identifier: "other"})
	for i := range 24 {
		c := intercomtest.Collection{ID: fmt.Sprint(300 + i), Name: fmt.Sprintf("Collection %d", i), UpdatedAt: 4000000000 + int64(i)}
		switch {
		case i >= 20:
			c.HelpCenterID, c.Description = "80", "Elsewhere."
		case i > 0:
			c.ParentID = fmt.Sprint(300 + (i-1)/10)
		}
		s.AddCollection(c)
	}
	for i, path := range []string{"a", "b"} {
		s.AddHelpCenterRedirect(intercomtest.HelpCenterRedirect{
			HelpCenterID: "80", FromURL: "https://intercom.help/other/" + path, TargetType: []string{"collection", "article"}[i], TargetID: "320", UpdatedAt: 4000000000 + int64(i),
		})
	}
	s.AddDataAttribute(intercomtest.DataAttribute{Model: "company", Name: "region", DataType: "string", Options: []string{"EU", "US"}, Description: "Where it is.", MessengerWritable: true})
	s.AddDataAttribute(intercomtest.DataAttribute{Model: "company", Name: "former", DataType: "datetime", Archived: true})
	for _, a := range []intercomtest.ConversationAttribute{
		{Name: "Cause", Description: "What it was.", Required: true, Multiline: true},
		{Name: "Odd", DataType: intercomtest.List, TeamIDs: []string{intercomtest.ExampleTeam}, Options: []intercomtest.Choice{{Label: "Same"}, {Label: "Same"}, {Label: "Old", Archived: true}}},
		{Name: "Orders", DataType: "relationship", Reference: "many", ObjectTypeID: "order"},
		{Name: "Former", Archived: true},
	} {
		s.AddConversationAttribute(a)
	}
	for _, c := range []intercomtest.DataConnector{
		{Name: "Draft", CreatedAt: 1, Inputs: []map[string]any{{"name": "a", "type": "integer", "description": nil, "required": false, "default_value": "1"}}},
		{Name: "Published", State: "live", CreatedAt: 2, TokenIDs: []string{"71"}, ValidateMissing: true, ObjectMappings: []any{map[string]any{"intercom_object_type": "user"}}},
	} {
		s.AddDataConnector(c)
	}
	for i := range 160 {
		contact := intercomtest.Contact{Email: fmt.Sprintf("c%d@example.com", i), Name: fmt.Sprintf("Contact %d", i), CustomAttributes: map[string]any{"plan": "pro", "beta": true}}
		if i < 120 {
			company := s.AddCompany(intercomtest.Company{CompanyID: fmt.Sprint(i), Name: fmt.Sprintf("Company %d", i), Plan: "Free", CustomAttributes: map[string]any{"tier": "gold"}})
			contact.CompanyIDs = []string{company.ID}
		}
		s.AddContact(contact)
	}
}

// TestLists: for every kind, a list shows an object as an import and the refresh after it would, without a call per object.
func TestLists(t *testing.T) {
	t.Parallel()
	for _, c := range lists {
		t.Run(c.kind, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			seedLists(s)
			seedAssociations(s)
			p := acctest.NewProtocol(t, s, c.kind, nil)
			found, diags := p.List(listConfigs[c.kind], 0)
			acctest.Expect(t, diags)
			var calls []string
			for _, call := range s.Calls() {
				calls = append(calls, call.Method+" "+call.Path)
			}
			if want := strings.Join(append([]string{"GET /me"}, c.calls...), "\n"); len(found) != c.found || found[0].Name != c.first || strings.Join(calls, "\n") != want {
				t.Fatalf("listed %d, the first %q, with the calls\n%s\nwant\n%s", len(found), found[0].Name, strings.Join(calls, "\n"), want)
			}
			for _, listed := range found[:min(20, len(found))] {
				ids := make([]string, len(c.key))
				for i, name := range c.key {
					ids[i] = listed.Get(name)
				}
				imported, diags := p.Import(strings.Join(ids, "/"), nil)
				if acctest.Expect(t, besides(diags)); !listed.State.Equal(imported.State) {
					t.Errorf("listed\n%s\nimported\n%s", listed.State, imported.State)
				}
				byIdentity, diags := acctest.NewProtocol(t, s, c.kind, nil).Import("", listed.Identity)
				if acctest.Expect(t, besides(diags)); !byIdentity.State.Equal(imported.State) {
					t.Errorf("by its identity, %s is\n%s", listed.Name, byIdentity.State)
				}
			}
		})
	}
}

// besides returns the diagnostics without the warnings of what Intercom never shows.
func besides(diags []*tfprotov6.Diagnostic) []*tfprotov6.Diagnostic {
	return slices.DeleteFunc(diags, func(d *tfprotov6.Diagnostic) bool { return strings.HasPrefix(d.Summary, "An import cannot take over") })
}

// TestListsLimited: a limit reads no larger page than it needs.
func TestListsLimited(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ kind, path, asked string }{
		{"intercom_contact", "/contacts/search", `"per_page":3}`},
		{"intercom_company", "/companies/list", "page=1&per_page=3"},
		{"intercom_tag", "/tags", ""},
		{"intercom_ticket_type_attribute", "/ticket_types", ""},
	} {
		s := acctest.Fake(t)
		seedLists(s)
		seedAssociations(s)
		for range 5 {
			s.AddTag(intercomtest.Tag{Name: "T"})
		}
		found, diags := acctest.NewProtocol(t, s, c.kind, nil).List(listConfigs[c.kind], 3)
		acctest.Expect(t, diags)
		call := s.Calls()[1]
		if asked := string(call.Body) + call.RawQuery; len(found) != 3 || s.Count("", c.path) != 1 || !strings.Contains(asked, c.asked) {
			t.Errorf("%s: listed %d, %d calls, asked %s", c.kind, len(found), len(s.Calls()), asked)
		}
	}
}

// TestListsFiltered: what the arguments of each kind find, in a list and in the data source with the same arguments.
func TestListsFiltered(t *testing.T) {
	t.Parallel()
	const noon = 1767268800 // 2026-01-01T12:00:00Z
	s := acctest.Fake(t)
	seedLists(s)
	seedAssociations(s)
	s.AddContact(intercomtest.Contact{
		Email: "old@other.example", ExternalID: "x-1", Name: "Somebody Else", Role: "lead", OwnerID: intercomtest.ExampleAdmin, TagIDs: []string{intercomtest.ExampleTag},
		CreatedAt: noon, UpdatedAt: noon,
		CompanyIDs: []string{s.AddCompany(intercomtest.Company{CompanyID: "old", Name: "Old", Plan: "Enterprise", Industry: "Energy", CreatedAt: noon, UpdatedAt: noon + 86400}).ID},
	})
	for _, c := range []struct {
		kind, name string
		value      any
		found      int
	}{
		{"intercom_ticket_type", "archived", true, 1},
		{"intercom_ticket_type", "archived", false, 3},
		{"intercom_ticket_type", "category", "Back-office", 1},
		{"intercom_ticket_type_attribute", "ticket_type_id", "1234", 8},
		{"intercom_ticket_type_attribute", "default", true, 8},
		{"intercom_ticket_type_attribute", "archived", true, 1},
		{"intercom_office_hours_exception", "schedule_id", "123", 2},
		{"intercom_office_hours_exception", "recurring_annually", true, 1},
		{"intercom_office_hours_exception", "recurring_annually", false, 3},
		{"intercom_office_hours_exception", "after", "2026-05-01", 3},
		{"intercom_collection", "help_center_id", "80", 4},
		{"intercom_collection", "parent_id", "300", 10},
		{"intercom_collection", "name_contains", "collection 2", 5},
		{"intercom_help_center_redirect", "help_center_id", "80", 2},
		{"intercom_help_center_redirect", "target_type", "article", 1},
		{"intercom_help_center_redirect", "target_id", "320", 2},
		{"intercom_data_attribute", "model", "company", 3},
		{"intercom_data_attribute", "archived", true, 1},
		{"intercom_contact", "email", "OLD@other.example", 1},
		{"intercom_contact", "email_domain", "other.example", 1},
		{"intercom_contact", "external_id", "x-1", 1},
		{"intercom_contact", "name_contains", "body else", 1},
		{"intercom_contact", "role", "lead", 1},
		{"intercom_contact", "owner_id", intercomtest.ExampleAdmin, 1},
		{"intercom_contact", "tag_id", intercomtest.ExampleTag, 2},
		{"intercom_contact", "company_id", s.Companies()[len(s.Companies())-1].ID, 1},
		{"intercom_contact", "created_before", "2026-01-01T12:00:01Z", 1},
		{"intercom_contact", "created_before", "2026-01-01T12:00:00Z", 0},
		{"intercom_contact", "created_after", "2026-01-01T12:00:00Z", 163},
		{"intercom_contact", "created_after", "2026-01-01T12:00:01Z", 162},
		{"intercom_contact", "updated_before", "2026-01-01T23:59:59Z", 1},
		{"intercom_contact", "updated_after", "2026-01-01T23:59:59Z", 162},
		{"intercom_contact", "name_contains", "nobody has it", 0},
		{"intercom_company", "name_contains", "COMPANY 11", 11},
		{"intercom_company", "plan", "Enterprise", 1},
		{"intercom_company", "industry", "Energy", 1},
		{"intercom_company", "industry", "energy", 0},
		{"intercom_company", "created_before", "2026-01-01T12:00:01Z", 1},
		{"intercom_company", "created_before", "2026-01-01T12:00:00Z", 0},
		{"intercom_company", "created_after", "2026-01-01T12:00:01Z", 121},
		{"intercom_company", "updated_before", "2026-01-02T12:00:01Z", 1},
		{"intercom_company", "updated_after", "2026-01-02T12:00:00Z", 122},
	} {
		config := acctest.Block{c.name: c.value}
		found, diags := acctest.NewProtocol(t, s, c.kind, nil).List(config, 0)
		if acctest.Expect(t, diags); len(found) != c.found {
			t.Errorf("%s with %s = %v: listed %d, want %d", c.kind, c.name, c.value, len(found), c.found)
		}
		for _, search := range searches {
			if search.kind != c.kind {
				continue
			}
			if ids, diags := search.read(t, s, config); acctest.HasError(diags) || len(ids) != c.found {
				t.Errorf("%s with %s = %v: %d, want %d: %s", search.name(), c.name, c.value, len(ids), c.found, acctest.Text(diags))
			}
		}
	}
}

// TestListsFail: for every kind, an answer that is not a list is an error, and so is the token of another workspace.
func TestListsFail(t *testing.T) {
	t.Parallel()
	for _, c := range lists {
		method, path, _ := strings.Cut(c.calls[0], " ")
		for name, meet := range map[string]struct {
			act   intercomtest.Act
			says  string
			calls int
		}{
			"403":           {intercomtest.Status(403, "api_plan_restricted", "No."), "403", 1},
			"500":           {intercomtest.Status(500, "server_error", "Sorry"), "500", 4},
			"HTML":          {intercomtest.HTMLBody200(), "200", 4},
			"null":          {intercomtest.NullBody(), "200", 4},
			"404":           {intercomtest.LyingNotFound(), "404", 1},
			"redirect":      {intercomtest.Redirect(302, "/me"), "not followed", 1},
			"another type":  {intercomtest.WrongTypes(), "another object", 1},
			"an invalid ID": {intercomtest.WrongIDs("../me"), "another object", 1},
			"too large":     {intercomtest.HugeBody(11 << 20), "too large", 1},
		} {
			if c.kind == "intercom_ip_allowlist" && (name == "another type" || name == "an invalid ID") {
				continue // its list is one object without an ID
			}
			if c.kind == "intercom_ticket_linked_conversation" { // its list is in one object
				switch name {
				case "another type":
					meet.act = intercomtest.WrongType()
				case "an invalid ID":
					meet.act = intercomtest.WrongID()
				}
			}
			t.Run(c.kind+"/"+name, func(t *testing.T) {
				t.Parallel()
				s := acctest.Fake(t)
				seedLists(s)
				seedAssociations(s)
				s.Inject(intercomtest.Fault{Method: method, Path: path, Act: meet.act})
				found, diags := acctest.NewProtocol(t, s, c.kind, nil).List(listConfigs[c.kind], 0)
				if acctest.Expect(t, diags, "ERROR", "Error listing "+c.kind, meet.says); len(found) > 0 || s.Count(method, path) != meet.calls {
					t.Errorf("listed %d with %d calls", len(found), s.Count(method, path))
				}
			})
		}
		t.Run(c.kind+"/another workspace", func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			found, diags := acctest.NewProtocol(t, s, c.kind, acctest.Block{"workspace_id": "other"}).List(listConfigs[c.kind], 0)
			if acctest.Expect(t, diags, "ERROR", "belongs to another workspace"); len(found) > 0 || s.Count(method, path) > 0 {
				t.Errorf("listed %d with %d calls", len(found), s.Count(method, path))
			}
		})
	}
}

// TestListsMissing: a listed object of which a read says 404 is left out without a word only if Intercom itself says so twice. A
// gateway's 404 leaves it out with a warning, and a replica's does not leave it out.
func TestListsMissing(t *testing.T) {
	t.Parallel()
	for kind, of := range map[string]struct{ path, code string }{
		"intercom_article": {"/articles/12", "not_found"}, "intercom_data_connector": {"/data_connectors/12347", "data_connector_not_found"},
	} {
		for name, c := range map[string]struct {
			act   intercomtest.Act
			times int
			lost  int
			warns bool
		}{
			"a gateway's": {intercomtest.LyingNotFound(), 0, 1, true},
			"a replica's": {intercomtest.Status(404, of.code, "Not found"), 1, 0, false},
			"Intercom's":  {intercomtest.Status(404, of.code, "Not found"), 0, 1, false},
		} {
			t.Run(kind+"/"+name, func(t *testing.T) {
				t.Parallel()
				s := acctest.Fake(t)
				seedLists(s)
				p := acctest.NewProtocol(t, s, kind, nil)
				all, diags := p.List(nil, 0)
				acctest.Expect(t, diags)
				s.Inject(intercomtest.Fault{Method: "GET", Path: of.path, Times: c.times, Act: c.act})
				found, diags := p.List(nil, 0)
				found = slices.DeleteFunc(found, func(l acctest.Listed) bool { return l.Name == "" }) // a warning alone
				if len(found) != len(all)-c.lost {
					t.Errorf("%d of %d are listed", len(found), len(all))
				}
				if c.warns {
					acctest.Expect(t, diags, "WARNING", "left out of the list")
				} else {
					acctest.Expect(t, diags)
				}
			})
		}
	}
}

// TestListsWithTerraform imports one list of every kind: the generated configuration plans imports and no change.
func TestListsWithTerraform(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	seedLists(s)
	seedAssociations(s)
	c := acctest.NewCLI(t, s)
	c.SkipBelow("1.14.0")
	c.Config(`provider "intercom" {}`)
	query, total := "", 0
	for _, l := range lists {
		config := ""
		for name, value := range listConfigs[l.kind] {
			config = fmt.Sprintf("  config {\n    %s = %q\n  }\n", name, value)
		}
		query += fmt.Sprintf("list %q \"all\" {\n  provider = intercom\n  include_resource = true\n  limit = 20\n%s}\n", l.kind, config)
		total += min(20, l.found)
	}
	c.Write("all.tfquery.hcl", query)
	if out, err := c.Run(nil, "query", "-no-color", "-generate-config-out=generated.tf"); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	s.ResetCalls()
	out, err := c.Run(nil, "apply", "-no-color", "-auto-approve")
	if err != nil || !strings.Contains(out, fmt.Sprintf("Resources: %d imported, 0 added, 0 changed, 0 destroyed", total)) {
		generated, _ := os.ReadFile(filepath.Join(c.Dir, "generated.tf"))
		t.Fatalf("%v\n%s\n%s", err, out, generated)
	}
	if err := onlyReads(s, ""); err != nil {
		t.Errorf("the import wrote: %v", err)
	}
	if out, err := c.Run(nil, "plan", "-no-color", "-detailed-exitcode"); err != nil {
		t.Errorf("the plan is not empty: %v\n%s", err, out)
	}
}
