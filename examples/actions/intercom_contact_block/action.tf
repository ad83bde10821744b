# Blocks a sender of spam for good:
#
#   terraform apply -invoke=action.intercom_contact_block.spam
action "intercom_contact_block" "spam" {
  config {
    workspace_id       = "ecahpwf5"
    contact_id         = "6762f2d81bb69f9f2193bc55"
    confirm_contact_id = "6762f2d81bb69f9f2193bc55"
  }
}
