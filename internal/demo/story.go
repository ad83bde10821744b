package main

import (
	"fmt"
	"os"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

const introduction = `
Everything below happens now, on this machine. The provider was just built from this repository
(version %s), and the real Terraform (%s) runs it. Intercom is a stand-in in memory: no real
workspace is touched, and nothing is kept.

   $ what is typed
   │ what Terraform answers, shortened
   API: what the provider asks of Intercom → the HTTP status of the answer

The environment has INTERCOM_ACCESS_TOKEN, as with a real workspace, and INTERCOM_BASE_URL, which
is %s, where the stand-in listens. This is main.tf:

`

// configuration is the first main.tf.
const configuration = `terraform {
  required_providers {
    intercom = { source = "` + provider.Address + `" }
  }
}

resource "intercom_ticket" "outage" {
  ticket_type_id = "` + intercomtest.ExampleIncidentType + `"
  contacts       = [{ email = "` + intercomtest.ExampleContactEmail + `" }]
  title          = "` + outage + `"
  description    = "Since 09:40 UTC."
  ticket_attributes = {
    "Priority" = "High"
    "Seats"    = 12
    "Due"      = "2036-12-01T09:00:00Z"
  }
  ticket_state_id     = "` + intercomtest.ExampleInProgress + `" # In progress
  admin_assignee_id   = "` + intercomtest.ExampleAdmin + `"
  deletion_protection = true
}

resource "intercom_ticket" "refund" {
  ticket_type_id = "` + intercomtest.ExampleIncidentType + `"
  contacts       = [{ email = "grace@example.com" }]
  title          = "` + refund + `"
}
`

// Titles of the tickets.
const (
	outage = "Checkout is down"
	refund = "Refund for July"
)

// Calls that several steps make.
const (
	refresh    = "GET /tickets/{id} → 200 ×2" // a refresh reads both tickets
	ticketType = "GET /ticket_types/{id} → 200"
	workspace  = "GET /me → 200" // confirms the access token's workspace
)

// story is the life of two tickets.
var story = []step{
	{
		title: "Install the provider",
		prose: `
From a directory on this machine. A release would come from the registry, signed.`,
		command: initialize,
		shows:   []string{"Installed "},
	},
	{
		title: "Plan",
		prose: `
The provider confirms the token's workspace (GET /me) before it plans a write. It reads the ticket
type, so that a wrong name or value in ticket_attributes is found before anything happens.`,
		command: plan,
		shows:   []string{"will be created", "Plan: 2 to add, 0 to change, 0 to destroy."},
		calls:   []string{workspace, ticketType},
	},
	{
		title: "Create the tickets",
		prose: `
One POST creates each ticket. Its state can be set only afterwards, hence the PUT. The search before
them finds equal tickets that an earlier run may have created. State remembers the workspace, and the
provider refuses tokens from any other.`,
		command: apply,
		shows:   []string{"Creation complete", "Apply complete! Resources: 2 added, 0 changed, 0 destroyed."},
		calls: []string{
			workspace + " ×2", ticketType + " ×2", "POST /tickets/search → 200", "POST /tickets → 200 ×2", `PUT /tickets/{id} {"ticket_state_id":"8482"} → 200`,
		},
		tickets: 2,
		managed: 2,
	},
	{
		title: "Plan again: nothing to do",
		prose: `
What Intercom filled in, or writes in its own way, is not mistaken for a change.`,
		command: plan,
		shows:   []string{"No changes."},
		calls:   []string{workspace, refresh},
		tickets: 2,
		managed: 2,
	},
	{
		title: "Somebody changes a ticket in Intercom",
		prose: `
A teammate takes "Checkout is down" over and gives it to the team On call. The assignee is in
main.tf, so the plan shows it. The team is not, so Terraform does not manage it.`,
		event:   takeOver,
		command: plan,
		shows:   []string{"will be updated", "~ admin_assignee_id", "Plan: 0 to add, 1 to change, 0 to destroy."},
		calls:   []string{workspace, refresh},
		tickets: 2,
		managed: 2,
	},
	{
		title: "Put it right",
		prose: `
The assignee is put back. The team stays.`,
		command: apply,
		shows:   []string{"Apply complete! Resources: 0 added, 1 changed, 0 destroyed."},
		calls:   []string{workspace + " ×2", refresh, `PUT /tickets/{id} {"assignee_id":"814860"} → 200`},
		tickets: 2,
		managed: 2,
		check:   takenBack,
	},
	{
		title: "Update a ticket",
		prose: `
Only what changed is sent. (main.tf has the label of a list's option. Intercom takes its ID.)`,
		edit:    [2]string{`"Priority" = "High"`, `"Priority" = "Urgent"`},
		command: apply,
		shows:   []string{`~ "Priority"`, "Apply complete! Resources: 0 added, 1 changed, 0 destroyed."},
		calls: []string{
			workspace + " ×2", refresh, ticketType + " ×2",
			`PUT /tickets/{id} {"ticket_attributes":{"Priority":"de1825a0-0164-4070-8ca6-13e22462fa04"}} → 200`,
		},
		tickets: 2,
		managed: 2,
	},
	{
		title: "Destroy is refused",
		prose: `
Deleting a ticket in Intercom is permanent. deletion_protection stops it at plan, so that the other
ticket is still there, too.`,
		command: destroy,
		fails:   true,
		shows:   []string{"is protected from deletion", "This plan would destroy it", "What to do:"},
		calls:   []string{workspace + " ×2", refresh},
		tickets: 2,
		managed: 2,
	},
	{
		title: "Lift the protection",
		prose: `
This argument exists only in Terraform. Nothing is written to Intercom.`,
		edit:    [2]string{"deletion_protection = true", "deletion_protection = false"},
		command: apply,
		shows:   []string{"~ deletion_protection", "Apply complete! Resources: 0 added, 1 changed, 0 destroyed."},
		calls:   []string{workspace, refresh},
		tickets: 2,
		managed: 2,
	},
	{
		title: "Destroy",
		prose: `
The plan warns. (Without -auto-approve, Terraform would show the warning and then ask.)`,
		event:   keepState,
		command: destroy,
		shows:   []string{"deletes tickets permanently", "This cannot be undone", "Destroy complete! Resources: 2 destroyed."},
		calls:   []string{workspace + " ×3", refresh, "DELETE /tickets/{id} → 200 ×2"},
		check:   erased,
	},
	{
		title: "Destroy what is gone already",
		prose: `
The state file from before the destroy is put back, as after a crash, and Terraform deletes again
without a refresh. A 404 counts as done only if a GET confirms it and the token belongs to the right
workspace.`,
		event:   putStateBack,
		command: destroyUnseen,
		shows:   []string{"Destroy complete! Resources: 2 destroyed."},
		calls:   []string{workspace + " ×2", "DELETE /tickets/{id} → 404 ×2", "GET /tickets/{id} → 404 ×2"},
		check:   erased,
	},
}

func takeOver(st *stage) error {
	t, err := st.ticket(outage)
	if err != nil {
		return err
	}
	st.fake.UpdateTicket(t.ID, func(t *intercomtest.Ticket) {
		t.AdminAssigneeID = intercomtest.ExampleSecondAdmin
		t.TeamAssigneeID = intercomtest.ExampleTeam
	})
	return nil
}

func takenBack(st *stage) error {
	t, err := st.ticket(outage)
	if err == nil && (t.AdminAssigneeID != intercomtest.ExampleAdmin || t.TeamAssigneeID != intercomtest.ExampleTeam) {
		err = fmt.Errorf("the ticket is assigned to admin %q and team %q", t.AdminAssigneeID, t.TeamAssigneeID)
	}
	return err
}

// erased checks that each ticket was deleted once.
func erased(st *stage) error {
	if got := len(st.fake.Erased()); got != 2 {
		return fmt.Errorf("%d tickets were erased, expected 2", got)
	}
	return nil
}

func keepState(st *stage) error { return copyFile(st.path("terraform.tfstate"), st.path("kept")) }

func putStateBack(st *stage) error { return copyFile(st.path("kept"), st.path("terraform.tfstate")) }

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o600)
}
