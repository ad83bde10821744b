output "incidents" {
  description = "Number and state of each incident in the Inbox, and its ID in Intercom's API."
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
