data "intercom_ticket_state" "in_progress" {
  ticket_type_id = "1234"
  internal_label = "In progress"
}

resource "intercom_ticket" "outage" {
  ticket_type_id  = "1234"
  contacts        = [{ email = "ada@example.com" }]
  title           = "Checkout is down"
  ticket_state_id = data.intercom_ticket_state.in_progress.id
}
