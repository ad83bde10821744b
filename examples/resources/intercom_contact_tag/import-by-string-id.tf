import {
  to = intercom_contact_tag.joan_vip
  id = "6762f2d81bb69f9f2193bc55/7522907"
}
