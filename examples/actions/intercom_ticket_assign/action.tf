data "intercom_team" "on_call" {
  name = "On call"
}

# Terraform assigns the ticket once. If the team assigns it to somebody else later, that is not drift.
resource "intercom_ticket" "outage" {
  ticket_type_id = "1234"
  contacts       = [{ email = "ada@example.com" }]
  title          = "Checkout is down"

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
