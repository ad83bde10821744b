data "intercom_segment" "active" {
  name        = "Active"
  person_type = "user"
}

output "active_segment_id" {
  value = data.intercom_segment.active.id
}
