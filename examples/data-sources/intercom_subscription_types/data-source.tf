data "intercom_subscription_types" "all" {}

output "live_subscription_types" {
  value = [for s in data.intercom_subscription_types.all.subscription_types : s.name if s.state == "live"]
}
