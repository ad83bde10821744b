import {
  to = intercom_contact_tag.joan_vip
  identity = {
    workspace_id = "ecahpwf5"
    contact_id   = "6762f2d81bb69f9f2193bc55"
    tag_id       = "7522907"
  }
}
