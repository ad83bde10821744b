resource "intercom_data_attribute" "tariff" {
  model       = "contact"
  name        = "tariff"
  data_type   = "list"
  options     = ["free", "pro", "enterprise"]
  description = "Price plan that the person is on."
}

resource "intercom_data_attribute" "renewal" {
  model     = "company"
  name      = "renewal"
  data_type = "date"
}

# The keys refer to the attributes, so Terraform creates the attributes first.
resource "intercom_contact" "katherine" {
  email = "katherine@example.com"
  custom_attributes = {
    (intercom_data_attribute.tariff.name) = "pro"
  }
}

resource "intercom_company" "globex" {
  company_id = "globex"
  custom_attributes = {
    (intercom_data_attribute.renewal.name) = "2026-12-01T00:00:00Z"
  }
}
