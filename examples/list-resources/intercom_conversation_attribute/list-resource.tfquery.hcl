list "intercom_conversation_attribute" "lists" {
  provider         = intercom
  include_resource = true

  config {
    data_type = "list"
  }
}
