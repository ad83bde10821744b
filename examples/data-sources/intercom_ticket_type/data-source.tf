data "intercom_ticket_type" "incident" {
  name = "Incident"
}

resource "intercom_ticket" "outage" {
  ticket_type_id = data.intercom_ticket_type.incident.id
  contacts       = [{ email = "ada@example.com" }]
  title          = "Checkout is down"
}
