data "intercom_workspace" "current" {}

output "workspace" {
  value = "${data.intercom_workspace.current.name} (${data.intercom_workspace.current.id})"
}
