package ticket_test

import (
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// existing adds a ticket as somebody would create it in the Inbox.
func existing(d harness) intercomtest.Ticket {
	return d.fake.AddTicket(intercomtest.Ticket{
		TypeID: intercomtest.ExampleIncidentType, ContactIDs: []string{intercomtest.ExampleContact}, AdminAssigneeID: intercomtest.ExampleAdmin,
		SnoozedUntil: 2111734800,
		Attributes:   map[string]any{"_default_title_": "Made by hand", "Priority": "High", "Seats": int64(3), "Regression": true, "Downtime": 1.5, "Due": "2036-12-01T09:00:00Z"},
	})
}

// TestImport: an import reads everything that Intercom shows, except the ticket's attributes. What the configuration omits
// stays unchanged until a configuration has set it once.
func TestImport(t *testing.T) {
	t.Parallel()
	for name, by := range map[string]func(d harness, id string) (acctest.Object, bool){
		"by id": func(d harness, id string) (acctest.Object, bool) {
			o, diags := d.Import(id, nil)
			return o, len(diags) == 0
		},
		"by identity": func(d harness, id string) (acctest.Object, bool) {
			o, diags := d.Import("", d.Identity(map[string]string{"workspace_id": d.fake.WorkspaceID, "id": id}))
			return o, len(diags) == 0
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			made := existing(d)
			object, ok := by(d, made.ID)
			if !ok {
				t.Fatal("the import failed")
			}
			for path, want := range map[string]string{
				"id": made.ID, "workspace_id": d.fake.WorkspaceID, "ticket_type_id": "1234", "title": "Made by hand", "description": "<null>",
				"contacts.0.id": intercomtest.ExampleContact, "contacts.0.external_id": "<null>", "contacts.0.email": "<null>",
				"ticket_attributes": "<null>", "admin_assignee_id": "814860", "drift": "<null>",
				"team_assignee_id": "<null>", "ticket_state_id": "8481", "snoozed_until": "2036-12-01T09:00:00Z", "open": "true",
			} {
				if got := object.Get(path); got != want {
					t.Errorf("%s is %s, want %s", path, got, want)
				}
			}
			if calls := d.wire(); len(calls) != 2 {
				t.Errorf("calls %q, want /me and one GET", calls)
			}
			config := acctest.Block{"ticket_type_id": "1234", "contacts": []any{acctest.Block{"email": "ada@example.com"}}}
			if plan := planned(t, d.Protocol, object, config); !plan.State.Equal(object.State) {
				t.Errorf("the plan of a configuration that leaves all out is not empty:\n%s\n%s", object.State, plan.State)
			}
			config["title"], config["ticket_attributes"] = "Made by Terraform", acctest.Block{"Priority": "High"}
			d.fake.ResetCalls()
			object = d.Run(object, config)
			if err := sent(d.fake, "PUT", `{"ticket_attributes":{"_default_title_":"Made by Terraform"}}`); err != nil {
				t.Error(err)
			}
			config["ticket_attributes"] = acctest.Block{"Priority": "Low"}
			d.fake.ResetCalls()
			object = d.Run(object, config)
			if err := sent(d.fake, "PUT", `{"ticket_attributes":{"Priority":"de1825a0-0164-4070-8ca6-13e22462fa01"}}`); err != nil {
				t.Error(err)
			}
			config["title"] = nil
			d.fake.ResetCalls()
			object = d.Run(object, config)
			if err := sent(d.fake, "PUT", `{"ticket_attributes":{"_default_title_":null}}`); err != nil {
				t.Error(err)
			}
			if ticket, _ := d.fake.Ticket(made.ID); ticket.AdminAssigneeID != intercomtest.ExampleAdmin || ticket.Attributes["Seats"] != int64(3) || ticket.SnoozedUntil == 0 {
				t.Errorf("what was left out was changed: %+v", ticket)
			}
			if got := object.Get("admin_assignee_id"); got != "814860" {
				t.Errorf("admin_assignee_id is %s", got)
			}
		})
	}
}

// TestImportAll: an import whose ID requests it reads all attributes. They are not cleared if the configuration omits them.
func TestImportAll(t *testing.T) {
	t.Parallel()
	d := newHarness(t, nil)
	made := existing(d)
	object, diags := d.Import(made.ID+"?attributes=all", nil)
	acctest.Expect(t, diags)
	for path, want := range map[string]string{"Priority": "High", "Seats": "3", "Regression": "true", "Downtime": "1.5", "Due": "2036-12-01T09:00:00Z"} {
		if got := object.Get("ticket_attributes." + path); got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
	}
	config := acctest.Block{"ticket_type_id": "1234", "contacts": []any{acctest.Block{"email": "ada@example.com"}}}
	if plan := planned(t, d.Protocol, object, config); !plan.State.Equal(object.State) {
		t.Errorf("the plan of a configuration that leaves all out is not empty:\n%s\n%s", object.State, plan.State)
	}
	config["ticket_attributes"] = acctest.Block{"Priority": "High"}
	if plan := planned(t, d.Protocol, object, config); !plan.State.Equal(object.State) {
		t.Errorf("the plan of a configuration that sets one as it is is not empty:\n%s\n%s", object.State, plan.State)
	}
	config["ticket_attributes"] = acctest.Block{"Priority": "Low"}
	d.fake.ResetCalls()
	object = d.Run(object, config)
	if err := sent(d.fake, "PUT", `{"ticket_attributes":{"Priority":"de1825a0-0164-4070-8ca6-13e22462fa01"}}`); err != nil {
		t.Error(err)
	}
	config["ticket_attributes"] = nil
	d.fake.ResetCalls()
	d.Run(object, config)
	if err := sent(d.fake, "PUT", `{"ticket_attributes":{"Priority":null}}`); err != nil {
		t.Error(err)
	}
}

// TestImportedByEarlierRelease: a state that an early release imported names each attribute that was found. A configuration
// that omits one does not clear it, and normalized values are still recognized.
func TestImportedByEarlierRelease(t *testing.T) {
	t.Parallel()
	d := newHarness(t, nil)
	made := existing(d)
	object, diags := d.Import(made.ID+"?attributes=all", nil)
	acctest.Expect(t, diags)
	d.fake.UpdateTicket(made.ID, func(tk *intercomtest.Ticket) { tk.Attributes["_default_title_"] = "MADE BY HAND" })
	private := map[string][]byte{}
	if err := json.Unmarshal(object.Private, &private); err != nil {
		t.Fatal(err)
	}
	private["adopted"] = []byte(`["admin_assignee_id","snoozed_until","ticket_attributes[\"Downtime\"]","ticket_attributes[\"Due\"]","ticket_attributes[\"Regression\"]","ticket_attributes[\"Seats\"]","ticket_state_id","title"]`)
	private["answered"] = []byte(`{"title":"MADE BY HAND"}`)
	object.Private, _ = json.Marshal(private)
	read, diags := d.Read(object)
	acctest.Expect(t, diags)
	if got := read.Get("title"); got != "Made by hand" {
		t.Errorf("the title is %s: what was answered to it is not recognized", got)
	}
	config := minimal(acctest.Block{"title": "Made by hand", "ticket_attributes": acctest.Block{"Priority": "High"}})
	if plan := planned(t, d.Protocol, read, config); !plan.State.Equal(read.State) {
		t.Errorf("the plan is not empty:\n%s\n%s", read.State, plan.State)
	}
	config["ticket_attributes"] = acctest.Block{"Priority": "Low"}
	d.fake.ResetCalls()
	after := d.Run(read, config)
	if err := sent(d.fake, "PUT", `{"ticket_attributes":{"Priority":"de1825a0-0164-4070-8ca6-13e22462fa01"}}`); err != nil {
		t.Error(err)
	}
	if got := after.Get("ticket_attributes.Seats"); got != "<none>" {
		t.Errorf("Seats is %s in state", got)
	}
}

// TestImportThenUpdateFails: a failed update does not change what is unmanaged. A retry still clears nothing that no
// configuration ever set.
func TestImportThenUpdateFails(t *testing.T) {
	t.Parallel()
	d := newHarness(t, nil)
	made := existing(d)
	object, diags := d.Import(made.ID, nil)
	acctest.Expect(t, diags)
	config := minimal(acctest.Block{"title": "Made by hand", "ticket_attributes": acctest.Block{"Priority": "Low"}})
	d.fake.Inject(intercomtest.Fault{Method: "PUT", Act: intercomtest.Status(403, "api_plan_restricted", "No.")})
	object, diags = d.Apply(planned(t, d.Protocol, object, config))
	expectError(t, diags, "403")
	d.fake.ClearFaults()
	d.fake.ResetCalls()
	d.Run(object, config)
	if err := sent(d.fake, "PUT", `{"ticket_attributes":{"Priority":"de1825a0-0164-4070-8ca6-13e22462fa01"}}`); err != nil {
		t.Error(err)
	}
}

// TestImportRefused: an import that fails has a message that explains why.
func TestImportRefused(t *testing.T) {
	t.Parallel()
	d := newHarness(t, nil)
	made := existing(d)
	for name, c := range map[string]struct {
		id       string
		identity map[string]string
		says     []string
		calls    int
	}{
		"the Inbox's number":         {id: "#1390", says: []string{"#1390 is the number that the Inbox shows", "two IDs", "POST /tickets/search"}},
		"the Inbox's number, bare":   {id: made.TicketID + "0", says: []string{"it does not exist", "The number that the Inbox shows", "Request ID"}, calls: 2},
		"nothing":                    {id: "", says: []string{"is not the ID of a ticket"}},
		"a URL":                      {id: "https://app.intercom.com/a/inbox/1", says: []string{"is not the ID of a ticket"}},
		"a path":                     {id: "../contacts/1", says: []string{"is not the ID of a ticket"}},
		"control characters":         {id: "1\x1b[31m", says: []string{`u001b[31m`}},
		"another workspace identity": {identity: map[string]string{"workspace_id": "other", "id": made.ID}, says: []string{"another workspace", "Nothing was imported"}},
	} {
		t.Log(name)
		d.fake.ResetCalls()
		identity := d.Identity(c.identity)
		if c.identity == nil {
			identity = nil
		}
		_, diags := d.Import(c.id, identity)
		expectError(t, diags, c.says...)
		if n := d.fake.Count("GET", "/tickets/*"); n != c.calls {
			t.Errorf("%d GETs, want %d", n, c.calls)
		}
	}
}

// FuzzImportID: whatever the import ID is, the provider requests only exactly that ticket, and nothing for an invalid ID.
func FuzzImportID(f *testing.F) {
	for _, id := range []string{"626", "#1390", "", "..", "../contacts/1", "1?x=1", "%2f", "１２", "1\x00", "626/", "me", "search", "5ba682d23d7cf92bef87bfd4", strings.Repeat("9", 200)} {
		f.Add(id)
	}
	// An ID such as "search" gives the path of another operation, which acctest's fake would report as a mistake.
	d := harness{fake: intercomtest.NewServer()}
	intercomtest.SeedExample(d.fake.Workspace)
	listener := httptest.NewServer(d.fake.Handler())
	f.Cleanup(listener.Close)
	d.fake.URL = listener.URL
	made := existing(d)
	f.Fuzz(func(t *testing.T, id string) {
		d.Protocol = acctest.NewProtocol(t, d.fake, "intercom_ticket", nil)
		d.fake.ResetCalls()
		object, diags := d.Import(id, nil)
		if imported := id == made.ID; imported == acctest.HasError(diags) || imported != (object.Get("id") == made.ID) {
			t.Errorf("%q: %s", id, acctest.Text(diags))
		}
		for _, call := range d.fake.Calls() {
			if call.Method != "GET" || call.Path != "/me" && (call.Path != "/tickets/"+id || intercom.ValidID(id) != nil) {
				t.Errorf("%q: %s %s", id, call.Method, call.Path)
			}
		}
	})
}

// TestImportWithTerraform imports with the real binary, by ID and by identity, and expects an empty plan.
func TestImportWithTerraform(t *testing.T) {
	t.Parallel()
	const resourceConfig = `
resource "intercom_ticket" "outage" {
  ticket_type_id = "1234"
  contacts       = [{ email = "ada@example.com" }]
  title          = "Made by hand"
}
`
	empty := resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionNoop)}}
	t.Run("by id", func(t *testing.T) {
		t.Parallel()
		d := harness{fake: acctest.Fake(t)}
		made := existing(d)
		resource.Test(t, resource.TestCase{
			ProtoV6ProviderFactories: acctest.Factories(),
			Steps: []resource.TestStep{{
				Config:           acctest.Config(d.fake, resourceConfig+"import {\n  to = "+address+"\n  id = \""+made.ID+"\"\n}\n"),
				ConfigPlanChecks: empty,
			}},
		})
		if n := d.fake.Count("PUT", "") + d.fake.Count("POST", ""); n > 0 {
			t.Errorf("%d writes", n)
		}
	})
	t.Run("by identity", func(t *testing.T) {
		t.Parallel()
		d := harness{fake: acctest.Fake(t)}
		made := existing(d)
		resource.Test(t, resource.TestCase{
			TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_12_0)},
			ProtoV6ProviderFactories: acctest.Factories(),
			Steps: []resource.TestStep{{
				Config:           acctest.Config(d.fake, resourceConfig+"import {\n  to = "+address+"\n  identity = {\n    workspace_id = \""+d.fake.WorkspaceID+"\"\n    id = \""+made.ID+"\"\n  }\n}\n"),
				ConfigPlanChecks: empty,
			}},
		})
	})
}
