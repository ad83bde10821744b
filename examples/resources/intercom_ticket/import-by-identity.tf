import {
  to = intercom_ticket.outage
  identity = {
    workspace_id = "ecahpwf5"
    id           = "494"
  }
}
