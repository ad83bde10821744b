# Merges the lead that wrote from the website into the user who signed up later:
#
#   terraform apply -invoke=action.intercom_contact_merge.duplicate
action "intercom_contact_merge" "duplicate" {
  config {
    workspace_id    = "ecahpwf5"
    from_contact_id = "6762f2d81bb69f9f2193bc77"
    into_contact_id = "6762f2d81bb69f9f2193bc54"
  }
}
