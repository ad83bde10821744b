# Change the names to those of your workspace.

data "intercom_ticket_type" "incident" {
  name = "Incident"
}

data "intercom_ticket_state" "in_progress" {
  ticket_type_id = data.intercom_ticket_type.incident.id
  internal_label = "In progress"
}

data "intercom_admin" "augusta" {
  email = "augusta@example.com"
}

data "intercom_team" "on_call" {
  name = "On call"
}

resource "intercom_ticket" "outage" {
  ticket_type_id    = data.intercom_ticket_type.incident.id
  ticket_state_id   = data.intercom_ticket_state.in_progress.id
  admin_assignee_id = data.intercom_admin.augusta.id
  team_assignee_id  = data.intercom_team.on_call.id
  contacts          = [{ email = "ada@example.com" }]
  title             = "Checkout is down"
}
