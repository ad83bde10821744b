data "intercom_admin" "augusta" {
  email = "augusta@example.com"
}

resource "intercom_ticket" "outage" {
  ticket_type_id    = "1234"
  contacts          = [{ email = "ada@example.com" }]
  title             = "Checkout is down"
  admin_assignee_id = data.intercom_admin.augusta.id
}
