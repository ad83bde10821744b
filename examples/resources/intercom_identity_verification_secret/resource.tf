# Only the Preview version of Intercom's API has identity verification secrets. Everything else uses api_version.
provider "intercom" {
  preview = ["identity_verification_secrets"]
}

# The plain value is never written to state, a plan, or a log: only the private key can decrypt encrypted_secret.
resource "intercom_identity_verification_secret" "web" {
  name                = "web-2026-11"
  supports_web        = true
  public_key          = <<-EOT
    -----BEGIN PUBLIC KEY-----
    MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtj7mNmpHVmHAyJEJEohF
    Lj0owuHnwVqd0K0PPq8/aFCiu2s7XeluZEjRYWdDe0CAPK+srjv1Tm2VL4mRpM+o
    r/NpgSmgGGdQ5RFup7Jq4p6iDzPwktDS+tc2folYknTMqfdwvP9nEI+QtzxfHd8E
    z3eMc9S35ucqWNYhW7FejHIFcNZVLd3O96A8qbHRd7aNWpvKubJ0HFPUKlmaH8My
    WSGMDgoR6vR6z+yYlKeLPPqoxH5snJ7nNmgTZfc++OtvXpgag7QI7Y7/0RPa9IsA
    jbwF23OtM8ZdRogQYtlMiWo2LhbIJbGAwUn/H/9wnJ4J5JSKLRR2ILLLpYUPU2B4
    QQIDAQAB
    -----END PUBLIC KEY-----
  EOT
  deletion_protection = true

  lifecycle {
    create_before_destroy = true
  }
}

output "encrypted_secret" {
  value = intercom_identity_verification_secret.web.encrypted_secret
}
