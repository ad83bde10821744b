package ticket_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest/contract"
)

const address = "intercom_ticket.outage"

// full sets every argument except those that only some versions accept on create.
const full = `
resource "intercom_ticket" "outage" {
  ticket_type_id = "1234"
  contacts       = [{ email = "ada@example.com" }]
  title          = %q
  description    = "Since 09:40 UTC."
  ticket_attributes = {
    "Priority"   = %q
    "Seats"      = 12
    "Due"        = "2036-12-01T10:00:00+01:00"
    "Regression" = true
    "Version"    = "7.1"
    "Downtime"   = 1.50
  }
  admin_assignee_id  = "814860"
  team_assignee_id   = "814900"
  ticket_state_id    = "8482"
  is_shared          = true
  snoozed_until      = "2036-12-02T09:00:00Z"
  skip_notifications = true
}
`

// TestCRUD runs the life of a ticket with the real terraform and checks each step's calls.
func TestCRUD(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	config := func(body string) string { return acctest.Config(s, body) }
	first := config(fmt.Sprintf(full, "Checkout is down", "High"))
	second := config(fmt.Sprintf(full, "Checkout is slow", "de1825a0-0164-4070-8ca6-13e22462fa02"))
	var id, replaced string
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config: first,
				Check: resource.ComposeAggregateTestCheckFunc(
					rememberID(&id),
					resource.TestCheckResourceAttr(address, "workspace_id", s.WorkspaceID),
					resource.TestCheckResourceAttr(address, "contacts.0.external_id", "70"),
					resource.TestCheckResourceAttr(address, "ticket_state.category", "in_progress"),
					resource.TestCheckResourceAttr(address, "open", "true"),
					resource.TestCheckResourceAttr(address, "ticket_attributes.Due", "2036-12-01T10:00:00+01:00"),
					func(*terraform.State) error { return createdAsConfigured(s, string(intercom.DefaultVersion)) },
				),
			},
			{
				PreConfig: s.ResetCalls,
				Config:    first,
				ConfigPlanChecks: resource.ConfigPlanChecks{
					PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
				},
				Check: func(*terraform.State) error {
					return only(s, map[string]int{"GET /me": s.Count("GET", "/me"), "GET /tickets/*": s.Count("GET", "/tickets/*")})
				},
			},
			{
				ResourceName:            address,
				ImportState:             true,
				ImportStateVerify:       true,
				ImportStateVerifyIgnore: importIgnored,
			},
			{
				// Somebody closes the ticket and reassigns it. Terraform reverts what it manages.
				PreConfig: func() {
					s.UpdateTicket(id, func(tk *intercomtest.Ticket) { tk.AdminAssigneeID = intercomtest.ExampleSecondAdmin })
					s.ResetCalls()
				},
				Config: first,
				ConfigPlanChecks: resource.ConfigPlanChecks{
					PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)},
				},
				Check: func(*terraform.State) error {
					return sent(s, "PUT", `{"assignee_id":"814860","skip_notifications":true}`)
				},
			},
			{
				PreConfig: s.ResetCalls,
				Config:    second,
				ConfigPlanChecks: resource.ConfigPlanChecks{
					PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)},
				},
				Check: func(*terraform.State) error {
					return sent(s, "PUT", `{"ticket_attributes":{"_default_title_":"Checkout is slow","Priority":"de1825a0-0164-4070-8ca6-13e22462fa02"},"skip_notifications":true}`)
				},
			},
			{
				// Another contact means another ticket: the old one is deleted.
				PreConfig: s.ResetCalls,
				Config:    config(regexp.MustCompile("ada@example.com").ReplaceAllString(fmt.Sprintf(full, "Checkout is slow", "Low"), "grace@example.com")),
				ConfigPlanChecks: resource.ConfigPlanChecks{
					PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionDestroyBeforeCreate)},
				},
				Check: resource.ComposeAggregateTestCheckFunc(rememberID(&replaced), func(*terraform.State) error {
					if erased := s.Erased(); len(erased) != 1 || erased[0] != id {
						return fmt.Errorf("erased %v, want the replaced ticket %s alone", erased, id)
					}
					return nil
				}),
			},
			{
				// Somebody deletes the ticket. Terraform creates a new one and does not delete the old one again.
				PreConfig: func() { s.DeleteTicket(replaced); s.ResetCalls() },
				Config:    second,
				ConfigPlanChecks: resource.ConfigPlanChecks{
					PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate)},
				},
				Check: func(*terraform.State) error {
					if n := s.Count("DELETE", ""); n != 0 {
						return fmt.Errorf("%d DELETEs", n)
					}
					return nil
				},
			},
		},
		CheckDestroy: func(*terraform.State) error {
			if left := s.Tickets(); len(left) != 0 {
				return fmt.Errorf("tickets left: %v", left)
			}
			return nil
		},
	})
	if n := s.Count("DELETE", "/tickets/*"); n != 1 {
		t.Errorf("the last destroy sent %d DELETEs, want 1", n)
	}
}

// TestCRUDOnEveryVersion runs that life without Terraform, on every version.
func TestCRUDOnEveryVersion(t *testing.T) {
	t.Parallel()
	values := func(title, priority string) acctest.Block {
		return acctest.Block{
			"ticket_type_id": "1234", "contacts": []any{acctest.Block{"email": "ada@example.com"}}, "title": title, "description": "Since 09:40 UTC.",
			"ticket_attributes": acctest.Block{
				"Priority": priority, "Seats": "12", "Due": "2036-12-01T10:00:00+01:00", "Regression": "true", "Version": "7.1", "Downtime": "1.50",
			},
			"admin_assignee_id": "814860", "team_assignee_id": "814900", "ticket_state_id": "8482", "is_shared": true, "snoozed_until": "2036-12-02T09:00:00Z",
			"skip_notifications": true,
		}
	}
	first, second := values("Checkout is down", "High"), values("Checkout is slow", "de1825a0-0164-4070-8ca6-13e22462fa02")
	for _, version := range contract.Versions {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, acctest.Block{"api_version": version})
			object := d.Run(acctest.Object{}, first)
			if err := createdAsConfigured(d.fake, version); err != nil {
				t.Error(err)
			}
			d.fake.ResetCalls()
			read := refreshed(t, d.Protocol, object)
			if !read.State.Equal(object.State) || !planned(t, d.Protocol, read, first).State.Equal(read.State) {
				t.Errorf("the next plan is not empty: %s", read.State)
			}
			if err := only(d.fake, map[string]int{"GET /me": d.fake.Count("GET", "/me"), "GET /tickets/*": 1}); err != nil {
				t.Error(err)
			}
			// A teammate reassigns the ticket. Terraform reverts what it manages.
			d.fake.UpdateTicket(read.Get("id"), func(tk *intercomtest.Ticket) { tk.AdminAssigneeID = intercomtest.ExampleSecondAdmin })
			d.fake.ResetCalls()
			object = d.Run(refreshed(t, d.Protocol, read), first)
			assigning := `{"assignee_id":"814860","skip_notifications":true}`
			if version == "2.13" {
				assigning = `{"assignment":{"assignee_id":"814860"},"skip_notifications":true}`
			}
			if err := sent(d.fake, "PUT", assigning); err != nil {
				t.Error(err)
			}
			d.fake.ResetCalls()
			object = d.Run(refreshed(t, d.Protocol, object), second)
			if err := sent(d.fake, "PUT", `{"ticket_attributes":{"_default_title_":"Checkout is slow","Priority":"de1825a0-0164-4070-8ca6-13e22462fa02"},"skip_notifications":true}`); err != nil {
				t.Error(err)
			}
			d.fake.ResetCalls()
			after, diags := d.Destroy(refreshed(t, d.Protocol, object))
			expectNoError(t, diags)
			if !after.IsNull() || len(d.fake.Tickets()) > 0 || d.fake.Count("DELETE", "/tickets/*") != 1 {
				t.Errorf("destroyed: %v, %d tickets left, calls %q", after.IsNull(), len(d.fake.Tickets()), d.wire())
			}
		})
	}
}

// importIgnored are the attributes that Intercom does not show: Terraform's own arguments, and how the configuration writes
// a value.
var importIgnored = []string{"skip_notifications", "contacts.0.email", "contacts.0.external_id", "ticket_attributes", "timeouts"}

func rememberID(id *string) resource.TestCheckFunc {
	return resource.TestCheckResourceAttrWith(address, "id", func(v string) error { *id = v; return nil })
}

// createdAsConfigured checks the cost of a create: one POST, and one PUT for what a POST cannot set (two on 2.13, whose
// POST does not assign and whose PUT assigns one at a time).
func createdAsConfigured(s *intercomtest.Server, version string) error {
	post := `{"ticket_type_id":"1234","contacts":[{"email":"ada@example.com"}],"ticket_attributes":{
		"_default_title_":"Checkout is down","_default_description_":"Since 09:40 UTC.","Priority":"de1825a0-0164-4070-8ca6-13e22462fa03",
		"Seats":12,"Due":"2036-12-01T09:00:00Z","Regression":true,"Version":"7.1","Downtime":1.5},
		"assignment":{"admin_assignee_id":"814860","team_assignee_id":"814900"},"skip_notifications":true}`
	puts := []string{`{"ticket_state_id":"8482","is_shared":true,"snoozed_until":2111821200,"skip_notifications":true}`}
	if version == "2.13" {
		post = regexp.MustCompile(`"assignment":{.*?},`).ReplaceAllString(post, "")
		puts = []string{
			`{"ticket_state_id":"8482","is_shared":true,"snoozed_until":2111821200,"assignment":{"assignee_id":"814860"},"skip_notifications":true}`,
			`{"assignment":{"assignee_id":"814900"},"skip_notifications":true}`,
		}
	}
	if err := sentTo(s, "POST", "/tickets", post); err != nil {
		return err
	}
	return sent(s, "PUT", puts...)
}

// sent compares the bodies of one method's calls with the wanted ones.
func sent(s *intercomtest.Server, method string, wanted ...string) error {
	return sentTo(s, method, "", wanted...)
}

// sentTo is sent for the calls of one path; "" means every path.
func sentTo(s *intercomtest.Server, method, path string, wanted ...string) error {
	var got, want []any
	for _, c := range s.Calls() {
		if c.Method == method && (path == "" || c.Path == path) {
			got = append(got, decoded(c.Body))
		}
	}
	for _, w := range wanted {
		want = append(want, decoded([]byte(w)))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		return fmt.Errorf("%s bodies (-want +got):\n%s", method, diff)
	}
	return nil
}

func decoded(data []byte) (v any) {
	if err := json.Unmarshal(data, &v); err != nil {
		panic(fmt.Sprintf("%v in %s", err, data))
	}
	return v
}

// only fails if there were calls other than those counted.
func only(s *intercomtest.Server, counted map[string]int) error {
	total := 0
	for _, n := range counted {
		total += n
	}
	if all := len(s.Calls()); all != total || all == 0 {
		return fmt.Errorf("%d calls, of which %v were expected", all, counted)
	}
	return nil
}
