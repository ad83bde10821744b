data "intercom_email" "support" {
  email = "support@example.com"
}

check "support_address" {
  assert {
    condition     = data.intercom_email.support.verified
    error_message = "support@example.com is no longer verified in Intercom."
  }
}
