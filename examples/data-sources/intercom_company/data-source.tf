data "intercom_company" "acme" {
  company_id = "acme"
}

output "acme_id" {
  value = data.intercom_company.acme.id
}
