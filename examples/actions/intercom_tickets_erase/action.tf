# Permanently deletes the tickets that a customer's request names:
#
#   terraform apply -invoke=action.intercom_tickets_erase.request
action "intercom_tickets_erase" "request" {
  config {
    workspace_id   = "ecahpwf5"
    ids            = ["494", "495"]
    expected_count = 2
  }
}
