# Revokes a secret that leaked, for good. Users whose user_hash is signed with it are signed out on their next request:
#
#   terraform apply -invoke=action.intercom_identity_verification_secret_revoke.leaked
action "intercom_identity_verification_secret_revoke" "leaked" {
  config {
    workspace_id                    = "ecahpwf5"
    identity_verification_secret_id = "102"
  }
}
