import {
  to = intercom_audience.vip
  id = "788"
}
