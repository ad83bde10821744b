data "intercom_data_attributes" "all" {}

output "custom_attributes" {
  value = [for a in data.intercom_data_attributes.all.data_attributes : "${a.model}/${a.name}" if a.custom]
}
