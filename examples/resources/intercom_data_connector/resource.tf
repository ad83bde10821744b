resource "intercom_data_connector" "order_status" {
  name        = "Get order status"
  description = "When a customer asks where an order is."
  http_method = "get"
  url         = "https://api.example.com/orders/{{order_id}}"
  headers     = { Accept = "application/json" }
  token_ids   = ["71"] # made in Intercom's settings

  data_inputs = [{
    name        = "order_id"
    type        = "string"
    description = "ID of the order."
    required    = true
  }]

  audiences               = ["users"]
  direct_fin_usage        = true
  customer_authentication = true
  mock_response           = jsonencode({ status = "shipped" })

  # Everything else is set before the connector is published.
  state = "live"
}
