list "intercom_custom_object_instance" "plans" {
  provider = intercom

  config {
    type = "Plan"
  }
}
