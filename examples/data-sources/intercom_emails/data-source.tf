data "intercom_emails" "all" {}

output "unverified_addresses" {
  value = [for e in data.intercom_emails.all.emails : e.email if !e.verified]
}
