resource "intercom_ticket" "outage" {
  ticket_type_id = "1234"
  contacts       = [{ email = "ada@example.com" }]
  title          = "Checkout is down"
}

# The body of a POST to /tickets/search that finds what came in since.
output "since" {
  value = jsonencode({
    query = {
      field    = "created_at"
      operator = ">"
      value    = provider::intercom::to_unix(intercom_ticket.outage.created_at)
    }
  })
}
