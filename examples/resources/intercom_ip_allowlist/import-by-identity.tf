import {
  to = intercom_ip_allowlist.this
  identity = {
    workspace_id = "ecahpwf5"
  }
}
