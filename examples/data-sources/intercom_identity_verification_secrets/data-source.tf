# Only the Preview version of Intercom's API has identity verification secrets.
provider "intercom" {
  preview = ["identity_verification_secrets"]
}

data "intercom_identity_verification_secrets" "all" {}

# Secrets that have been there for 180 days or longer are due for rotation.
output "due" {
  value = [for s in data.intercom_identity_verification_secrets.all.identity_verification_secrets : s.name if timecmp(timeadd(s.created_at, "4320h"), plantimestamp()) < 0]
}
