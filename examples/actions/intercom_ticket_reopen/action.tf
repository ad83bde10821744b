resource "intercom_ticket" "outage" {
  ticket_type_id = "1234"
  contacts       = [{ email = "ada@example.com" }]
  title          = "Checkout is down"
}

# terraform apply -invoke=action.intercom_ticket_reopen.outage
action "intercom_ticket_reopen" "outage" {
  config {
    ticket_id = intercom_ticket.outage.id
  }
}
