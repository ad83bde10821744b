list "intercom_office_hours_schedule" "all" {
  provider = intercom
}
