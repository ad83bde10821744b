data "intercom_office_hours_schedules" "all" {}

output "schedules" {
  value = { for s in data.intercom_office_hours_schedules.all.office_hours_schedules : s.name => s.id }
}
