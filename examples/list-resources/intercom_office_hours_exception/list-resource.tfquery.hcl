# Past holidays stay out of the generated configuration.
list "intercom_office_hours_exception" "coming" {
  provider = intercom
  config {
    schedule_id = "123"
    after       = "2026-06-30"
  }
}
