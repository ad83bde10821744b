import {
  to = intercom_audience.vip
  identity = {
    workspace_id = "ecahpwf5"
    id           = "788"
  }
}
