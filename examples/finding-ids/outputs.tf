# Everything that there is to choose from.

data "intercom_ticket_types" "all" {}

data "intercom_ticket_states" "incident" {
  ticket_type_id = data.intercom_ticket_type.incident.id
}

data "intercom_admins" "all" {}

data "intercom_teams" "all" {}

output "ids" {
  value = {
    ticket_types  = { for t in data.intercom_ticket_types.all.ticket_types : t.name => t.id if !t.archived }
    ticket_states = { for s in data.intercom_ticket_states.incident.ticket_states : s.internal_label => s.id }
    admins        = { for a in data.intercom_admins.all.admins : a.email => a.id }
    teams         = { for t in data.intercom_teams.all.teams : t.name => t.id }
  }
}
