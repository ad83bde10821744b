list "intercom_ticket_linked_conversation" "of_outage" {
  provider = intercom
  limit    = 1000 # Terraform's default is 100

  config {
    ticket_id = "496"
  }
}
