data "intercom_ticket" "outage" {
  id = "494"
}

output "outage_state" {
  value = data.intercom_ticket.outage.ticket_state.external_label
}
