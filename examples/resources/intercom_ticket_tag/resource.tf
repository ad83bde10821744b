resource "intercom_tag" "beta" {
  name = "Beta"
}

data "intercom_admin" "augusta" {
  email = "augusta@example.com"
}

resource "intercom_ticket" "outage" {
  ticket_type_id = "1234"
  contacts       = [{ email = "ada@example.com" }]
  title          = "Checkout is down"
}

resource "intercom_ticket_tag" "outage_beta" {
  ticket_id = intercom_ticket.outage.id
  tag_id    = intercom_tag.beta.id
  admin_id  = data.intercom_admin.augusta.id
}
