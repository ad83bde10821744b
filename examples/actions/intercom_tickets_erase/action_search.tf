# Permanently deletes the resolved incidents that were not updated in 2026 or later, if there are exactly two:
#
#   terraform apply -invoke=action.intercom_tickets_erase.retention
action "intercom_tickets_erase" "retention" {
  config {
    workspace_id    = "ecahpwf5"
    ticket_type_ids = ["1234"]
    states          = ["resolved"]
    updated_before  = "2026-01-01T00:00:00Z"
    expected_count  = 2
  }
}
