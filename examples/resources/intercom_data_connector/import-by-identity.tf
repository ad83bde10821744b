import {
  to = intercom_data_connector.order_status
  identity = {
    workspace_id = "ecahpwf5"
    id           = "12345"
  }
}
