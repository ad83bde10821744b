list "intercom_data_attribute" "of_companies" {
  provider         = intercom
  include_resource = true

  config {
    model = "company"
  }
}
