import {
  to = intercom_identity_verification_secret.production_web
  id = "102"
}
