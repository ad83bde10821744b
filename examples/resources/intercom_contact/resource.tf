data "intercom_admin" "augusta" {
  email = "augusta@example.com"
}

resource "intercom_contact" "joan" {
  email       = "joan@example.com"
  external_id = "user-1917"
  name        = "Joan Clarke"
  owner_id    = data.intercom_admin.augusta.id

  custom_attributes = {
    "plan"      = "pro"
    "seats"     = 12
    "renews_at" = "2026-12-01T00:00:00Z"
  }

  deletion_protection = true
}

# The ticket refers to the contact's ID, so Terraform creates the contact first.
resource "intercom_ticket" "joan" {
  ticket_type_id = "1234"
  contacts       = [{ id = intercom_contact.joan.id }]
  title          = "Checkout is down"
}
