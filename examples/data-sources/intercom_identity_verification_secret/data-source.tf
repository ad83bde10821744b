# Only the Preview version of Intercom's API has identity verification secrets.
provider "intercom" {
  preview = ["identity_verification_secrets"]
}

data "intercom_identity_verification_secret" "web" {
  name = "Production Web"
}

output "id" {
  value = data.intercom_identity_verification_secret.web.id
}
