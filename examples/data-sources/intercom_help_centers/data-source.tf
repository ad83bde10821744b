data "intercom_help_centers" "all" {}

output "public_help_centers" {
  value = [for h in data.intercom_help_centers.all.help_centers : h.url if h.website_turned_on]
}
