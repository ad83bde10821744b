# The emergency stop for a data connector:
#
#   terraform apply -invoke=action.intercom_data_connector_withdraw.orders
action "intercom_data_connector_withdraw" "orders" {
  config {
    data_connector_id = "12345"
  }
}
