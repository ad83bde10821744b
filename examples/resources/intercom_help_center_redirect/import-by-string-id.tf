import {
  to = intercom_help_center_redirect.welcome
  id = "79/25"
}
