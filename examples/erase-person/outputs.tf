output "found" {
  description = "What the first run found: the ID of the contact, and the tickets by ID with their numbers in the Inbox. Null in the run that deletes: an output is not a record of what happened."
  value = var.erase ? null : {
    contact = one(keys(local.contacts))
    tickets = { for id, ticket in local.tickets : id => { number = ticket.ticket_id, created_at = ticket.created_at } }
  }
}
