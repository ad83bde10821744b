import {
  to = intercom_contact.joan
  identity = {
    workspace_id = "ecahpwf5"
    id           = "6762f2d81bb69f9f2193bc54"
  }
}
