variable "identity_verification_secret" {
  type      = string
  sensitive = true
  default   = null
}

output "user_hash" {
  value     = var.identity_verification_secret == null ? null : provider::intercom::user_hash(var.identity_verification_secret, "user-4711")
  sensitive = true
}
