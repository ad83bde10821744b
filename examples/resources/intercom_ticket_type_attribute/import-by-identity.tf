import {
  to = intercom_ticket_type_attribute.priority
  identity = {
    workspace_id   = "ecahpwf5"
    ticket_type_id = "1234"
    id             = "2001"
  }
}
