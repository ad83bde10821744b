import {
  to = intercom_collection.getting_started
  identity = {
    workspace_id = "ecahpwf5"
    id           = "159"
  }
}
