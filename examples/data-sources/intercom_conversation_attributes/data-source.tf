data "intercom_conversation_attributes" "all" {}

output "required_conversation_attributes" {
  value = [for a in data.intercom_conversation_attributes.all.conversation_attributes : a.name if a.required]
}
