package ticket_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// foreign is a state file in testdata/moved that a release of another provider wrote for a ticket that it created. The file
// name has the provider's name. The provider's copies of Intercom's answers are left out.
type foreign struct {
	file, text, address string
	source              tfprotov6.MoveResourceStateRequest
}

func foreignStates(t *testing.T) map[string]foreign {
	t.Helper()
	files, err := filepath.Glob("testdata/moved/*.json")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d states, want those of 5 releases at least: %v", len(files), err)
	}
	found := map[string]foreign{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var state struct {
			Resources []struct {
				Type, Provider string
				Instances      []struct {
					SchemaVersion int64           `json:"schema_version"`
					Attributes    json.RawMessage `json:"attributes"`
				}
			}
		}
		if err := json.Unmarshal(text, &state); err != nil {
			t.Fatal(err)
		}
		r := state.Resources[0]
		address := regexp.MustCompile(`"(.*)"`).FindStringSubmatch(r.Provider)[1]
		found[strings.TrimSuffix(filepath.Base(file), ".json")] = foreign{file, string(text), address, tfprotov6.MoveResourceStateRequest{
			SourceProviderAddress: address, SourceTypeName: r.Type, SourceSchemaVersion: r.Instances[0].SchemaVersion,
			SourceState: &tfprotov6.RawState{JSON: r.Instances[0].Attributes},
		}}
	}
	return found
}

// moving adds the ticket of the states in testdata/moved and returns its configuration.
func moving(d harness) acctest.Block {
	d.fake.AddTicket(intercomtest.Ticket{
		ID: "626", TypeID: intercomtest.ExampleIncidentType, ContactIDs: []string{intercomtest.ExampleContact}, AdminAssigneeID: intercomtest.ExampleAdmin,
		Attributes: map[string]any{"_default_title_": "Checkout is down", "Seats": int64(12), "Priority": "High"},
	})
	return minimal(nil)
}

// TestMove: a ticket that a generic provider created moves with its id. The refresh reads the rest as after an import, the
// plan is empty, and nothing is ever written except the DELETE at the end.
func TestMove(t *testing.T) {
	t.Parallel()
	for name, f := range foreignStates(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			config := moving(d)
			moved, diags := acctest.NewUnconfigured(t, "intercom_ticket").Move(f.source)
			expectNoError(t, diags)
			if moved.Get("id") != "626" || moved.Get("workspace_id") != "<null>" {
				t.Errorf("moved as %s", moved.State)
			}
			for what, config := range map[string]acctest.Block{"plan": config, "destroy": nil} {
				_, diags := d.Plan(moved, config)
				expectError(t, diags, "Moved ticket 626 is not known yet", "without -refresh=false")
				if calls := d.wire(); len(calls) > 0 {
					t.Errorf("the %s before the refresh asks %q", what, calls)
				}
			}
			read, diags := d.Read(moved)
			expectNoError(t, diags)
			for path, want := range map[string]string{
				"workspace_id": d.fake.WorkspaceID, "ticket_type_id": "1234", "title": "Checkout is down", "admin_assignee_id": intercomtest.ExampleAdmin,
				"ticket_attributes.Priority": "High", "ticket_attributes.Seats": "12", "contacts.0.id": intercomtest.ExampleContact,
			} {
				if got := read.Get(path); got != want {
					t.Errorf("%s is %s, want %s", path, got, want)
				}
			}
			if want := d.Identity(map[string]string{"workspace_id": d.fake.WorkspaceID, "id": "626"}); string(read.Identity.IdentityData.MsgPack) != string(want.IdentityData.MsgPack) {
				t.Errorf("the identity is %q", read.Identity.IdentityData.MsgPack)
			}
			twice := acctest.NewProtocol(t, d.fake, "intercom_ticket", nil)
			held, diags := twice.Read(moved)
			expectNoError(t, diags)
			_, diags = twice.Plan(held, config)
			expectNoError(t, diags)
			imported, diags := twice.Import("626", nil)
			expectNoError(t, diags)
			_, diags = twice.Another().Plan(imported, config)
			expectError(t, diags, "Two resources have ticket 626")
			done := d.Run(read, config)
			again, diags := d.Read(done)
			expectNoError(t, diags)
			if planned := planned(t, d.Protocol, again, config); !planned.State.Equal(again.State) {
				t.Errorf("the plan is not empty:\n%s\n%s", again.State, planned.State)
			}
			if _, diags := d.Destroy(again); acctest.HasError(diags) {
				t.Errorf("destroy: %s", acctest.Text(diags))
			}
			if writes := d.fake.Count("DELETE", "/tickets/626"); writes != 1 || d.fake.Count("DELETE", "")+d.fake.Count("POST", "")+d.fake.Count("PUT", "") != 1 {
				t.Errorf("calls: %q", d.wire())
			}
		})
	}
}

// TestMoveSources checks which states belong to tickets, whoever hosts the provider that wrote them.
func TestMoveSources(t *testing.T) {
	t.Parallel()
	const restapi, restful = "registry.terraform.io/mastercard/restapi", "registry.terraform.io/magodo/restful"
	p := acctest.NewUnconfigured(t, "intercom_ticket")
	for name, c := range map[string]struct {
		provider, kind, state string
		// id is the ticket's; "" if the state is refused for the reason in says.
		id, says string
	}{
		"a mirror":                       {provider: "mirror.example.com/copies/restapi", kind: "restapi_object", state: `{"id":"626","path":"/tickets"}`, id: "626"},
		"OpenTofu's registry":            {provider: "registry.opentofu.org/magodo/restful", kind: "restful_resource", state: `{"id":"/tickets/626","path":"/tickets"}`, id: "626"},
		"a path without a slash":         {provider: restapi, kind: "restapi_object", state: `{"id":"626","path":"tickets"}`, id: "626"},
		"a slash at the end":             {provider: restful, kind: "restful_resource", state: `{"id":"tickets/626/","path":"tickets/"}`, id: "626"},
		"every path":                     {provider: restapi, kind: "restapi_object", state: `{"id":"5ba6_d2","path":"/tickets","create_path":"/tickets","read_path":"/tickets/{id}","update_path":"/tickets/{id}","destroy_path":"/tickets/5ba6_d2"}`, id: "5ba6_d2"},
		"a ticket that was there before": {provider: restful, kind: "restful_resource", state: `{"id":"/tickets/626","path":"/tickets/626"}`, id: "626"},
		"a contact":                      {provider: restapi, kind: "restapi_object", state: `{"id":"626","path":"/contacts"}`, says: `"/contacts"`},
		"a contact, by restful":          {provider: restful, kind: "restful_resource", state: `{"id":"/contacts/626","path":"/contacts"}`, says: `"/contacts/626"`},
		"a tag of a ticket":              {provider: restapi, kind: "restapi_object", state: `{"id":"626","path":"/tickets","create_path":"/tickets/626/tags"}`, says: "not a ticket"},
		"a tag, by restful":              {provider: restful, kind: "restful_resource", state: `{"id":"/tickets/626","path":"/tickets/626/tags"}`, says: `"/tickets/626/tags"`},
		"read elsewhere":                 {provider: restapi, kind: "restapi_object", state: `{"id":"626","path":"/tickets","read_path":"/contacts/{id}"}`, says: "not a ticket"},
		"deleted elsewhere":              {provider: restapi, kind: "restapi_object", state: `{"id":"626","path":"/tickets","destroy_path":"/tickets/1"}`, says: "not a ticket"},
		"all tickets":                    {provider: restful, kind: "restful_resource", state: `{"id":"/tickets","path":"/tickets"}`, says: "not a ticket"},
		"no id":                          {provider: restapi, kind: "restapi_object", state: `{"path":"/tickets"}`, says: "not a ticket"},
		"no path":                        {provider: restapi, kind: "restapi_object", state: `{"id":"626"}`, says: "not a ticket"},
		"an id that is a path":           {provider: restapi, kind: "restapi_object", state: `{"id":"626/tags/1","path":"/tickets"}`, says: "not a ticket"},
		"an id that leads elsewhere":     {provider: restful, kind: "restful_resource", state: `{"id":"/tickets/../contacts/1","path":"/tickets"}`, says: "not a ticket"},
		"no object":                      {provider: restapi, kind: "restapi_object", state: `[]`, says: "cannot be read"},
		"another resource":               {provider: restful, kind: "restful_operation", state: `{"id":"/tickets/626","path":"/tickets"}`, says: "does not include support for the given source resource"},
		"another provider":               {provider: "registry.terraform.io/hashicorp/http", kind: "restapi_object", state: `{"id":"626","path":"/tickets"}`, says: "does not include support for the given source resource"},
	} {
		t.Log(name)
		moved, diags := p.Move(tfprotov6.MoveResourceStateRequest{
			SourceProviderAddress: c.provider, SourceTypeName: c.kind, SourceState: &tfprotov6.RawState{JSON: []byte(c.state)},
		})
		if c.id == "" {
			expectError(t, diags, c.says)
		} else if expectNoError(t, diags); moved.Get("id") != c.id {
			t.Errorf("the id is %s, want %s", moved.Get("id"), c.id)
		}
	}
}

// TestMoveNotFound: if the token does not find a moved ticket, that is an error, and the ticket stays in state: it may be
// in another workspace.
func TestMoveNotFound(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		arguments acctest.Block
		says      string
		gets      int
	}{
		"no such ticket":    {says: "it does not exist", gets: 2},
		"another workspace": {arguments: acctest.Block{"workspace_id": "other"}, says: "another workspace"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, c.arguments)
			moved, diags := d.Move(foreignStates(t)["restapi-v3.0.0"].source)
			expectNoError(t, diags)
			kept, diags := d.Read(moved)
			expectError(t, diags, c.says)
			if gets := d.fake.Count("GET", "/tickets/*"); gets != c.gets || kept.IsNull() {
				t.Errorf("%d GETs of a ticket, want %d; left the state: %v", gets, c.gets, kept.IsNull())
			}
		})
	}
}

// TestMoveWithTerraform moves with the real binary, from each state and with the example's configuration.
func TestMoveWithTerraform(t *testing.T) {
	t.Parallel()
	example, err := os.ReadFile("../../../examples/move-from-rest-provider/main.tf")
	if err != nil {
		t.Fatal(err)
	}
	for name, f := range foreignStates(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := harness{fake: acctest.Fake(t)}
			moving(d)
			c := acctest.NewCLI(t, d.fake, f.address)
			// The address must be complete, because OpenTofu resolves a shorter one in its own registry.
			c.Write("main.tf", strings.NewReplacer("restapi_object", f.source.SourceTypeName, `"terraform-intercom/`, `"registry.terraform.io/terraform-intercom/`).Replace(string(example)))
			c.Write("terraform.tfstate", f.text)
			run := func(wantErr bool, wants string, args ...string) {
				t.Helper()
				out, err := c.Run(nil, append(args, "-no-color")...)
				if (err != nil) != wantErr || !strings.Contains(out, wants) {
					t.Fatalf("terraform %v: %v, want %q\n%s", args, err, wants, out)
				}
			}
			run(true, "Moved ticket 626 is not known yet", "plan", "-refresh=false")
			if calls := d.wire(); len(calls) > 0 {
				t.Errorf("without a refresh: %q", calls)
			}
			run(false, f.source.SourceTypeName+".outage has moved to "+address, "plan")
			run(false, "0 added, 0 changed, 0 destroyed", "apply", "-auto-approve")
			run(false, "No changes.", "plan", "-detailed-exitcode")
			if writes := d.fake.Count("POST", "") + d.fake.Count("PUT", "") + d.fake.Count("DELETE", ""); writes > 0 {
				t.Errorf("%d writes: %q", writes, d.wire())
			}
			run(false, "1 destroyed", "destroy", "-auto-approve")
			if deletes := d.fake.Count("DELETE", ""); deletes != 1 || len(d.fake.Tickets()) > 0 {
				t.Errorf("%d DELETEs, %d tickets left", deletes, len(d.fake.Tickets()))
			}
		})
	}
}
