import {
  to = intercom_ticket_type.incident
  id = "1234"
}
