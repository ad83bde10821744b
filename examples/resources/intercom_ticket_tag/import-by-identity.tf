import {
  to = intercom_ticket_tag.outage_vip
  identity = {
    workspace_id = "ecahpwf5"
    ticket_id    = "494"
    tag_id       = "7522907"
  }
}
