import {
  to = intercom_ticket_type_attribute.priority
  id = "1234/2001"
}
