# Unarchives the contact that prevents a create. Intercom's answer to the create names its ID:
#
#   terraform apply -invoke=action.intercom_contact_unarchive.ada
action "intercom_contact_unarchive" "ada" {
  config {
    contact_id = "6762f2d81bb69f9f2193bc54"
  }
}
