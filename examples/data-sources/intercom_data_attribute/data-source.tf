data "intercom_data_attribute" "plan" {
  model = "contact"
  name  = "plan"
}

output "plan_data_type" {
  value = data.intercom_data_attribute.plan.data_type
}
