import {
  to = intercom_office_hours_schedule.standard
  identity = {
    workspace_id = "ecahpwf5"
    id           = "123"
  }
}
