resource "intercom_ticket" "outage" {
  ticket_type_id = "1234"
  contacts       = [{ email = "ada@example.com" }]
  title          = "Checkout is down"
  description    = "Payments fail since 09:40 UTC."

  ticket_attributes = {
    "Priority" = "High"
  }
}
