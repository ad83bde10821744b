data "intercom_companies" "enterprise" {
  plan          = "Enterprise"
  created_after = "2026-01-01T00:00:00Z"
}

output "enterprise_customers" {
  value = { for c in data.intercom_companies.enterprise.companies : c.company_id => c.name }
}
