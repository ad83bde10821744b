data "intercom_ticket_types" "all" {}

output "ticket_types" {
  value = { for t in data.intercom_ticket_types.all.ticket_types : t.name => t.id if !t.archived }
}
