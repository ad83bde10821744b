package tickettype_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestLookUp looks up types by name and ID. For a name that does not exist, the error lists the existing ones.
func TestLookUp(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	p := acctest.NewProtocol(t, s, "intercom_ticket_type", nil)
	for _, config := range []acctest.Block{{"name": "Incident"}, {"name": "incident"}, {"id": intercomtest.ExampleIncidentType}} {
		found, diags := p.Data(config)
		acctest.Expect(t, diags)
		for name, want := range map[string]string{
			"id": intercomtest.ExampleIncidentType, "name": "Incident", "category": "Customer", "is_internal": "false", "archived": "false", "icon": "🔥",
			"ticket_type_attributes.2.id": "2001", "ticket_type_attributes.2.name": "Priority", "ticket_type_attributes.2.data_type": "list", "ticket_type_attributes.8.id": "<none>",
		} {
			if got := found.Get(name); got != want {
				t.Errorf("%v: %s is %s, not %s", config, name, got, want)
			}
		}
	}
	for _, c := range []struct{ by, value, says string }{
		{"name", "Incidents", `Did you mean "Incident"? There are "Incident", "Task"`},
		{"name", "Zebra", `There are "Incident", "Task"`},
		{"id", "9", `0 ticket types have the id "9"`},
	} {
		_, diags := p.Data(acctest.Block{c.by: c.value})
		acctest.Expect(t, diags, "ERROR", c.says)
	}
	all, diags := acctest.NewProtocol(t, s, "intercom_ticket_types", nil).Data(acctest.Block{})
	acctest.Expect(t, diags)
	if all.Get("ticket_types.1.name") != "Task" || all.Get("ticket_types.2.name") != "<none>" {
		t.Errorf("not 2 types: %s", all.State)
	}
}
