resource "intercom_contact" "joan" {
  email = "joan@example.com"
}

resource "intercom_company" "globex" {
  company_id = "globex"
  name       = "Globex"
}

resource "intercom_contact_company" "joan_globex" {
  contact_id = intercom_contact.joan.id
  company_id = intercom_company.globex.id
}
