import {
  to = intercom_help_center_redirect.welcome
  identity = {
    workspace_id   = "ecahpwf5"
    help_center_id = "79"
    id             = "25"
  }
}
