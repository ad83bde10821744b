import {
  to = intercom_contact.joan
  id = "6762f2d81bb69f9f2193bc54"
}
