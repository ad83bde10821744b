data "intercom_ticket_states" "of_incidents" {
  ticket_type_id = "1234"
}

output "incident_states" {
  value = { for s in data.intercom_ticket_states.of_incidents.ticket_states : s.internal_label => s.id }
}
