output "ids" {
  description = "IDs of the tickets in Intercom's API: to test against, and to check afterwards that they are gone."
  value       = { for name, ticket in intercom_ticket.run : name => ticket.id }
}
