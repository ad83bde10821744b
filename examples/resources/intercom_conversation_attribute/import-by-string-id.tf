import {
  to = intercom_conversation_attribute.severity
  id = "3"
}
