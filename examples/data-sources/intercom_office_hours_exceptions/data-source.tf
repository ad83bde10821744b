data "intercom_office_hours_exceptions" "standard" {
  schedule_id = "123"
}

output "holidays" {
  value = { for e in data.intercom_office_hours_exceptions.standard.office_hours_exceptions : e.date => e.name }
}
