data "intercom_segments" "all" {}

output "lead_segments" {
  value = [for s in data.intercom_segments.all.segments : s.name if s.person_type == "contact"]
}
