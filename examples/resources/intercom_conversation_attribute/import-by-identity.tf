import {
  to = intercom_conversation_attribute.severity
  identity = {
    workspace_id = "ecahpwf5"
    id           = "3"
  }
}
