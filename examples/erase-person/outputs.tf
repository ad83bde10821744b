output "found" {
  description = "What the first run found: the ID of the contact, and the tickets by ID with their numbers in the Inbox."
  value       = terraform_data.found.output
}

output "erased" {
  description = "What was deleted, and when that run began. Null before that run."
  value       = var.erase ? merge(terraform_data.found.output, { erased_at = terraform_data.erased[0].output }) : null
}
