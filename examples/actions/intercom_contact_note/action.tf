# Tells teammates about the account's new limits:
#
#   terraform apply -invoke=action.intercom_contact_note.limits
action "intercom_contact_note" "limits" {
  config {
    contact_id = "6762f2d81bb69f9f2193bc54"
    admin_id   = "814860"
    body       = "Rate limits raised to 500 requests per minute."
  }
}
