data "intercom_tags" "all" {}

output "tags" {
  value = { for t in data.intercom_tags.all.tags : t.name => t.id }
}
