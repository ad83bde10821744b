data "intercom_conversation" "refund" {
  id = "204"
}

output "refund_state" {
  value = data.intercom_conversation.refund.state
}
