# Stops the newsletter for a person who asked for it by phone:
#
#   terraform apply -invoke=action.intercom_contact_subscription.no_newsletter
action "intercom_contact_subscription" "no_newsletter" {
  config {
    contact_id           = "6762f2d81bb69f9f2193bc54"
    subscription_type_id = "106"
    subscribed           = false
  }
}
