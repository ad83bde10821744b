data "intercom_workflow_export" "triage" {
  id = "67890"
}

output "triage" {
  value = data.intercom_workflow_export.triage.json
}
