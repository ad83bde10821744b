resource "intercom_ticket" "outage" {
  ticket_type_id = "1234"
  contacts       = [{ email = "ada@example.com" }]
  title          = "Checkout is down"
}

data "intercom_ticket_state" "resolved" {
  ticket_type_id = "1234"
  internal_label = "Resolved"
}

# terraform apply -invoke=action.intercom_ticket_close.outage
action "intercom_ticket_close" "outage" {
  config {
    ticket_id       = intercom_ticket.outage.id
    ticket_state_id = data.intercom_ticket_state.resolved.id
  }
}
