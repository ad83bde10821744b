data "intercom_data_connectors" "all" {}

output "live_connectors" {
  value = [for c in data.intercom_data_connectors.all.data_connectors : c.name if c.state == "live"]
}
