output "incidents" {
  description = "What the Inbox shows of each incident, and its ID in Intercom's API."
  value = {
    for name, ticket in intercom_ticket.incident : name => {
      id     = ticket.id
      number = "#${ticket.ticket_id}"
      state  = ticket.ticket_state.internal_label
    }
  }
}

output "open" {
  description = "Names of the incidents that are open."
  value       = [for name, ticket in intercom_ticket.incident : name if ticket.open]
}
