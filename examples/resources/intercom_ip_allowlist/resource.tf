resource "intercom_ip_allowlist" "this" {
  enabled = true

  # List every machine that uses the API, too, such as the one that runs Terraform.
  addresses = [
    "203.0.113.0/24", # office and VPN
    "198.51.100.7",   # Terraform runs
  ]
}
