resource "intercom_custom_object_instance" "pro" {
  type                = "Plan"
  external_id         = "pro-2026"
  external_created_at = "2026-01-01T00:00:00Z"

  custom_attributes = {
    "title"  = "Pro"
    "tier"   = "pro"
    "seats"  = 25
    "public" = true
  }
}
