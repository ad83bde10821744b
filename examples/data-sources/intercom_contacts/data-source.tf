data "intercom_admin" "lead" {
  email = "augusta@example.com"
}

data "intercom_contacts" "of_acme" {
  role         = "user"
  email_domain = "acme.example"
  owner_id     = data.intercom_admin.lead.id
  limit        = 500
}

output "contacts_of_acme" {
  value = { for c in data.intercom_contacts.of_acme.contacts : c.email => c.id }
}
