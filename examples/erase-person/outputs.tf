output "found" {
  description = "What the first run found: the contact's ID, and the tickets by ID, with their numbers in the Inbox."
  value       = terraform_data.found.output
}

output "erased" {
  description = "What was erased, and when the run that did it began; null before."
  value       = var.erase ? merge(terraform_data.found.output, { erased_at = terraform_data.erased[0].output }) : null
}
