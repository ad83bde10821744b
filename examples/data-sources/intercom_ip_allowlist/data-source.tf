data "intercom_ip_allowlist" "this" {}

output "addresses" {
  value = data.intercom_ip_allowlist.this.addresses
}
