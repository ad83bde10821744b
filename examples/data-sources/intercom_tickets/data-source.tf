data "intercom_ticket_type" "incident" {
  name = "Incident"
}

data "intercom_tickets" "stale" {
  ticket_type_ids   = [data.intercom_ticket_type.incident.id]
  states            = ["submitted", "in_progress"]
  updated_before    = "2026-01-01T00:00:00Z"
  ticket_attributes = { "Priority" = "High" }
  limit             = 100
}

output "stale_tickets" {
  value = { for t in data.intercom_tickets.stale.tickets : t.id => "#${t.ticket_id} ${t.title}" }
}
