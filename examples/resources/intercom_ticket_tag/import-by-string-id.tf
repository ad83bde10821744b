import {
  to = intercom_ticket_tag.outage_vip
  id = "494/7522907"
}
