data "intercom_team" "on_call" {
  name = "On call"
}

resource "intercom_ticket" "outage" {
  ticket_type_id   = "1234"
  contacts         = [{ email = "ada@example.com" }]
  title            = "Checkout is down"
  team_assignee_id = data.intercom_team.on_call.id
}
