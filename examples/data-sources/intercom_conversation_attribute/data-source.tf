data "intercom_conversation_attribute" "urgency" {
  name = "Urgency"
}

output "urgency_options" {
  value = data.intercom_conversation_attribute.urgency.option_ids
}
