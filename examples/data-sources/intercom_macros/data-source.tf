data "intercom_macros" "all" {}

output "macros_for_everyone" {
  value = [for m in data.intercom_macros.all.macros : m.name if m.visible_to == "everyone"]
}
