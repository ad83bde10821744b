data "intercom_help_center_redirects" "all" {
  help_center_id = "79"
}

output "redirects" {
  value = { for r in data.intercom_help_center_redirects.all.help_center_redirects : r.from_url => "${r.target_type} ${r.target_id}" }
}
