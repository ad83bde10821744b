data "intercom_subscription_type" "newsletter" {
  name = "Newsletter"
}

output "newsletter_consent" {
  value = data.intercom_subscription_type.newsletter.consent_type
}
