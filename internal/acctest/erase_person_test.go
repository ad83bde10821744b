package acctest_test

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestExamplesErasePerson erases a person in the example's two runs: what was found and nothing else, the tickets before the
// contact, and only while the protection is off. The report stays.
func TestExamplesErasePerson(t *testing.T) {
	t.Parallel()
	e := readExample(t, examplesDir+"/erase-person")
	s := acctest.Fake(t)
	for _, id := range existing {
		s.AddTicket(intercomtest.Ticket{ID: id, ContactIDs: []string{intercomtest.ExampleContact}})
	}
	s.AddTicket(intercomtest.Ticket{ID: "700", ContactIDs: []string{intercomtest.ExampleSecondContact}})
	with := func(variables string) map[string]string {
		files := maps.Clone(e.files)
		files["run.auto.tfvars"] = variables
		return files
	}
	report := func(name string) func(state *tfjson.State) error {
		return func(state *tfjson.State) error {
			found, _ := state.Values.Outputs[name].Value.(map[string]any)
			theirs, _ := found["tickets"].(map[string]any)
			if ids := slices.Sorted(maps.Keys(theirs)); !slices.Equal(ids, existing) || found["contact"] != intercomtest.ExampleContact {
				return fmt.Errorf("output %s: %v", name, found)
			}
			if name == "erased" && found["erased_at"] == nil {
				return errors.New("the report does not say when")
			}
			return nil
		}
	}
	resource.Test(t, resource.TestCase{Steps: withProvider(
		resource.TestStep{ConfigDirectory: directory(t, s, e.files), ConfigStateChecks: after(func(state *tfjson.State) error {
			return errors.Join(report("found")(state), onlyReads(s, ""))
		})},
		resource.TestStep{ConfigDirectory: directory(t, s, with("erase = true")), ExpectError: regexp.MustCompile("is protected from deletion")},
		resource.TestStep{
			PreConfig: func() {
				if err := onlyReads(s, ""); err != nil {
					t.Error(err)
				}
				// It comes after the review, and is not erased unseen.
				s.AddTicket(intercomtest.Ticket{ID: "701", ContactIDs: []string{intercomtest.ExampleContact}})
				s.ResetCalls()
			},
			ConfigDirectory:   directory(t, s, with("erase = true\ndeletion_protection = false")),
			ConfigStateChecks: after(report("erased")),
		},
	)})
	var erased []string
	for _, c := range s.Calls() {
		if c.Method == "DELETE" {
			erased = append(erased, c.Path)
		}
	}
	slices.Sort(erased[:len(erased)-1])
	if want := []string{"/tickets/494", "/tickets/495", "/contacts/" + intercomtest.ExampleContact}; !reflect.DeepEqual(erased, want) {
		t.Errorf("erased %v, want %v", erased, want)
	}
	if onlyTickets := s.Tickets(); len(onlyTickets) != 2 {
		t.Errorf("left: %v", onlyTickets)
	}
}
