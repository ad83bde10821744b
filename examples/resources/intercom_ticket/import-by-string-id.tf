import {
  to = intercom_ticket.outage
  id = "494"
}
