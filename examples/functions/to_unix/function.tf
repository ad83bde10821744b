resource "intercom_ticket" "outage" {
  ticket_type_id = "1234"
  contacts       = [{ email = "ada@example.com" }]
  title          = "Checkout is down"
}

# Body of a POST /tickets/search that finds the tickets that were created later.
output "since" {
  value = jsonencode({
    query = {
      field    = "created_at"
      operator = ">"
      value    = provider::intercom::to_unix(intercom_ticket.outage.created_at)
    }
  })
}
