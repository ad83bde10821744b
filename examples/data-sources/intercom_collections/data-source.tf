data "intercom_collections" "all" {
  help_center_id = "79"
}

output "urls" {
  value = { for c in data.intercom_collections.all.collections : c.name => c.url }
}
