list "intercom_data_connector" "live" {
  provider         = intercom
  include_resource = true

  config {
    state = "live"
  }
}
