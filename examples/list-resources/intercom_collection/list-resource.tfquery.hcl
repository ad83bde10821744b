list "intercom_collection" "main" {
  provider = intercom
  config {
    help_center_id = "79"
  }
}
