data "intercom_admins" "all" {}

output "with_inbox_seat" {
  value = [for a in data.intercom_admins.all.admins : a.email if a.has_inbox_seat]
}
