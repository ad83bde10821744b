import {
  to = intercom_office_hours_exception.christmas
  id = "123/456"
}
