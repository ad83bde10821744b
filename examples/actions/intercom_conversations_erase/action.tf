# Permanently deletes the conversations of a person who asked for it:
#
#   terraform apply -invoke=action.intercom_conversations_erase.request
action "intercom_conversations_erase" "request" {
  config {
    workspace_id   = "ecahpwf5"
    contact_id     = "6762f2d81bb69f9f2193bc54"
    expected_count = 2
  }
}
