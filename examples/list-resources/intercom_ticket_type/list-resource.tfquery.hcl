list "intercom_ticket_type" "in_use" {
  provider = intercom

  config {
    archived = false
  }
}
