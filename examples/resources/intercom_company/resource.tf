resource "intercom_company" "globex" {
  company_id    = "globex"
  name          = "Globex"
  website       = "https://globex.example"
  industry      = "Energy"
  size          = 120
  monthly_spend = 490

  custom_attributes = {
    "tier" = "gold"
  }
}
