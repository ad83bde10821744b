list "intercom_identity_verification_secret" "all" {
  provider = intercom
}
