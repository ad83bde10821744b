data "intercom_office_hours_exception" "christmas" {
  schedule_id = "123"
  name        = "Christmas Day"
}

output "christmas_is_closed" {
  value = data.intercom_office_hours_exception.christmas.closed
}
