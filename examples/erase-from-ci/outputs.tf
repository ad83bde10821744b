output "ids" {
  description = "IDs of the tickets in Intercom's API, for the tests and for the check afterwards."
  value       = { for name, ticket in intercom_ticket.run : name => ticket.id }
}
