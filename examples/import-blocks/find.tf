data "intercom_tickets" "incident" {
  ticket_type_ids = ["1234"]
  states          = ["submitted", "in_progress"]
}

output "imports" {
  value = join("\n", [for t in data.intercom_tickets.incident.tickets : <<-EOT
    import {
      to       = intercom_ticket.incident_${t.id}
      id       = "${t.id}"
      provider = intercom
    }
  EOT
  ])
}
