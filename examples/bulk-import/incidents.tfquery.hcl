list "intercom_ticket" "incident" {
  provider         = intercom
  include_resource = true
  limit            = 1000 # Terraform's default is 100

  config {
    ticket_type_ids = ["1234"]
    states          = ["submitted", "in_progress"]
  }
}
