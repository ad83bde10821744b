data "intercom_data_connector_executions" "failed" {
  connector_id = "12345"
  success      = false
}

check "order_status_works" {
  assert {
    condition     = data.intercom_data_connector_executions.failed.failures < 5
    error_message = "The data connector failed at least 5 times in the last hour."
  }
}
