list "intercom_ticket_type_attribute" "of_incidents" {
  provider         = intercom
  include_resource = true

  config {
    ticket_type_id = "1234"
    default        = false
    archived       = false
  }
}
