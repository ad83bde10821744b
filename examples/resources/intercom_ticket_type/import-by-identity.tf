import {
  to = intercom_ticket_type.incident
  identity = {
    workspace_id = "ecahpwf5"
    id           = "1234"
  }
}
