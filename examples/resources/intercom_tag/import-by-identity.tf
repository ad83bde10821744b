import {
  to = intercom_tag.vip
  identity = {
    workspace_id = "ecahpwf5"
    id           = "7522907"
  }
}
