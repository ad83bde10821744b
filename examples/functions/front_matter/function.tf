locals {
  # Usually file("${path.module}/help/refunds.md").
  text = <<-EOT
    ---
    owner: billing
    reviewed: 2026-11-01
    ---
    # Refunds
  EOT
}

output "owner" {
  value = provider::intercom::front_matter(local.text).owner
}
