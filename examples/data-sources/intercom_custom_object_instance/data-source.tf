data "intercom_custom_object_instance" "free" {
  type        = "Plan"
  external_id = "free"
}

output "free_seats" {
  value = data.intercom_custom_object_instance.free.custom_attributes["seats"]
}
