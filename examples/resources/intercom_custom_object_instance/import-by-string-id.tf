import {
  to = intercom_custom_object_instance.pro
  id = "Plan/pro-2026"
}
