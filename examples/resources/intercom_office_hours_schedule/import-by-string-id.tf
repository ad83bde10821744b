import {
  to = intercom_office_hours_schedule.standard
  id = "123"
}
