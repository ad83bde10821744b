# Tells teammates that the company's new environment is ready:
#
#   terraform apply -invoke=action.intercom_company_note.ready
action "intercom_company_note" "ready" {
  config {
    company_id = "6762f07a1bb69f9f2193baea"
    body       = "The EU environment is ready. Runbook: https://example.com/runbooks/eu"
  }
}
