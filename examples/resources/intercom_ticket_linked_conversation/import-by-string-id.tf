import {
  to = intercom_ticket_linked_conversation.first_report
  id = "496/205"
}
