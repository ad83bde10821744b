resource "intercom_ticket_type" "problem" {
  name     = "Problem"
  category = "Tracker"
}

resource "intercom_ticket" "checkout" {
  ticket_type_id = intercom_ticket_type.problem.id
  contacts       = [{ email = "ada@example.com" }]
  title          = "Checkout fails with some cards"
}

resource "intercom_ticket_linked_conversation" "first_report" {
  ticket_id       = intercom_ticket.checkout.id
  conversation_id = "204"
}
