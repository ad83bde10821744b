data "intercom_tag" "vip" {
  name = "VIP"
}

output "vip_id" {
  value = data.intercom_tag.vip.id
}
