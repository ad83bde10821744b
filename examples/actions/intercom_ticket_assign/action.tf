data "intercom_team" "on_call" {
  name = "On call"
}

resource "intercom_ticket" "outage" {
  ticket_type_id = "1234"
  contacts       = [{ email = "ada@example.com" }]
  title          = "Checkout is down"
}

# Terraform assigns the ticket once. If the team assigns it to somebody else later, that is not drift.
#
# The trigger is in a resource of its own, because newer versions of Terraform warn about an action that refers to the resource
# that triggers it.
resource "terraform_data" "assignment" {
  triggers_replace = intercom_ticket.outage.id

  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.intercom_ticket_assign.on_call]
    }
  }
}

action "intercom_ticket_assign" "on_call" {
  config {
    ticket_id        = intercom_ticket.outage.id
    team_assignee_id = data.intercom_team.on_call.id
  }
}
