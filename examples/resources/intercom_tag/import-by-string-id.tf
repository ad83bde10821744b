import {
  to = intercom_tag.vip
  id = "7522907"
}
