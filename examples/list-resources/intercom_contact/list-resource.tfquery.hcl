list "intercom_contact" "of_acme" {
  provider = intercom
  limit    = 1000 # Terraform's default is 100

  config {
    role           = "user"
    email_domain   = "acme.example"
    created_before = "2026-01-01T00:00:00Z"
  }
}
