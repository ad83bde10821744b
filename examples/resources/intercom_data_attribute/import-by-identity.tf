import {
  to = intercom_data_attribute.plan
  identity = {
    workspace_id = "ecahpwf5"
    id           = "1000"
  }
}
