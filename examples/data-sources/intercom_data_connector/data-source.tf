data "intercom_data_connector" "order_status" {
  name = "Order status service"
}

output "order_status_mappings" {
  value = jsondecode(data.intercom_data_connector.order_status.object_mappings)
}
