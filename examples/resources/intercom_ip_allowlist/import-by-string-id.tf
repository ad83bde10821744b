import {
  to = intercom_ip_allowlist.this
  id = "ecahpwf5"
}
