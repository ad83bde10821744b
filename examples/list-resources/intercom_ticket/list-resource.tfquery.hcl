# terraform query lists these tickets. With -generate-config-out=tickets.tf, it also writes their configuration.
list "intercom_ticket" "open_incidents" {
  provider         = intercom
  include_resource = true
  limit            = 500 # Terraform's default is 100

  config {
    ticket_type_ids   = ["1234"]
    states            = ["submitted", "in_progress"]
    created_before    = "2026-01-01T00:00:00Z"
    ticket_attributes = { "Priority" = "High" }
  }
}
