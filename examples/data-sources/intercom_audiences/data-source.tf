data "intercom_audiences" "all" {}

output "audiences" {
  value = { for a in data.intercom_audiences.all.audiences : a.name => a.id... }
}
