import {
  to = intercom_ticket_linked_conversation.first_report
  identity = {
    workspace_id    = "ecahpwf5"
    ticket_id       = "496"
    conversation_id = "205"
  }
}
