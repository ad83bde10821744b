resource "intercom_ticket_type" "onboarding" {
  name        = "Onboarding"
  description = "A step on a customer's way to going live."
  category    = "Back-office"
  icon        = "🚀"
}

resource "intercom_ticket_type_attribute" "phase" {
  ticket_type_id = intercom_ticket_type.onboarding.id
  name           = "Phase"
  description    = "When the step is due."
  data_type      = "list"
  list_items     = ["Preparation", "Launch"]
}

resource "intercom_ticket_type_attribute" "seats" {
  ticket_type_id = intercom_ticket_type.onboarding.id
  name           = "Booked seats"
  description    = "How many teammates take part."
  data_type      = "integer"
}

resource "intercom_ticket_type" "rollout" {
  name        = "Rollout"
  description = "What several customers wait for."
  category    = "Tracker"
  icon        = "📣"
}
