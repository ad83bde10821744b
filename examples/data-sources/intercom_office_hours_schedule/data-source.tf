data "intercom_office_hours_schedule" "standard" {
  name = "Standard Support Hours"
}

output "monday" {
  value = data.intercom_office_hours_schedule.standard.hours["monday"]
}
