package ticketstate_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

// TestLookUp: a state is found by its ID or label among those of a ticket type.
func TestLookUp(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	p := acctest.NewProtocol(t, s, "intercom_ticket_state", nil)
	for _, config := range []acctest.Block{
		{"ticket_type_id": intercomtest.ExampleIncidentType, "internal_label": "With engineering"},
		{"ticket_type_id": intercomtest.ExampleIncidentType, "internal_label": "with Engineering"},
		{"ticket_type_id": intercomtest.ExampleIncidentType, "id": intercomtest.ExampleWithEngineering},
	} {
		found, diags := p.Data(config)
		acctest.Expect(t, diags)
		for name, want := range map[string]string{
			"id": intercomtest.ExampleWithEngineering, "category": "in_progress", "external_label": "In progress", "archived": "false",
			"ticket_type_id": intercomtest.ExampleIncidentType, "ticket_type_ids.0": intercomtest.ExampleIncidentType,
		} {
			if got := found.Get(name); got != want {
				t.Errorf("%v: %s is %s, not %s", config, name, got, want)
			}
		}
	}
	_, diags := p.Data(acctest.Block{"ticket_type_id": intercomtest.ExampleTaskType, "internal_label": "With engineering"})
	acctest.Expect(t, diags, "ERROR", `0 ticket states have the internal_label "With engineering" within ticket_type_id "1235"`, `There are "Submitted"`)
	_, diags = p.Data(acctest.Block{"ticket_type_id": "9", "internal_label": "Resolved"})
	acctest.Expect(t, diags, "ERROR", `within ticket_type_id "9"`, "There are none.")
}

// TestAll shows all states, or those of one ticket type.
func TestAll(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	p := acctest.NewProtocol(t, s, "intercom_ticket_states", nil)
	for config, last := range map[string]string{"": "ticket_states.4.id", intercomtest.ExampleIncidentType: "ticket_states.4.id", intercomtest.ExampleTaskType: "ticket_states.3.id"} {
		block := acctest.Block{}
		if config != "" {
			block["ticket_type_id"] = config
		}
		all, diags := p.Data(block)
		acctest.Expect(t, diags)
		beyond := map[string]string{"ticket_states.4.id": "ticket_states.5.id", "ticket_states.3.id": "ticket_states.4.id"}[last]
		if all.Get(last) == "<none>" || all.Get(beyond) != "<none>" {
			t.Errorf("ticket_type_id %q: %s", config, all.State)
		}
	}
	if n := s.Count("GET", "/ticket_states"); n != 1 {
		t.Errorf("%d calls, not 1", n)
	}
}
