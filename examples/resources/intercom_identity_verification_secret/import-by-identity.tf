import {
  to = intercom_identity_verification_secret.production_web
  identity = {
    workspace_id = "ecahpwf5"
    id           = "102"
  }
}
