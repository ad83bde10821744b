import {
  to = intercom_custom_object_instance.pro
  identity = {
    workspace_id = "ecahpwf5"
    type         = "Plan"
    external_id  = "pro-2026"
  }
}
