data "intercom_audience" "vip" {
  name = "VIP Customers"
}

output "id" {
  value = data.intercom_audience.vip.id
}
