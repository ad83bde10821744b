import {
  to = intercom_office_hours_exception.christmas
  identity = {
    workspace_id = "ecahpwf5"
    schedule_id  = "123"
    id           = "456"
  }
}
