# Intercom cannot delete ticket types and attributes: a destroy archives them, and they keep their names. With on_create, an apply
# after a destroy unarchives them. Without it, such an apply is an error.

resource "intercom_ticket_type" "onboarding" {
  name        = "Onboarding"
  description = "A step on a customer's way to going live."
  category    = "Back-office"
  icon        = "🚀"
  on_create   = "unarchive"
}

resource "intercom_ticket_type_attribute" "phase" {
  ticket_type_id = intercom_ticket_type.onboarding.id
  name           = "Phase"
  description    = "When the step is due."
  data_type      = "list"
  list_items     = ["Preparation", "Launch"]
  on_create      = "unarchive"
}

resource "intercom_ticket_type_attribute" "seats" {
  ticket_type_id = intercom_ticket_type.onboarding.id
  name           = "Booked seats"
  description    = "How many teammates take part."
  data_type      = "integer"
  on_create      = "unarchive"
}

resource "intercom_ticket_type" "rollout" {
  name        = "Rollout"
  description = "What several customers wait for."
  category    = "Tracker"
  icon        = "📣"
  on_create   = "unarchive"
}
