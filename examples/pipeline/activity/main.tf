# Lists what admins did lately that may explain a drift. The workflow drift.yml plans this configuration and adds the list to its summary. Do
# not apply it: the state would hold names and email addresses of admins.

terraform {
  required_version = ">= 1.8"
  required_providers {
    intercom = { source = "terraform-intercom/intercom" }
  }
}

variable "hours" {
  description = "How far to look back, in hours."
  type        = number
  default     = 168
}

# Intercom has no type for a change to a tag, an attribute, a ticket type, a contact, an article, or a collection.
variable "event_types" {
  description = "Types of the activities that may have changed what Terraform manages."
  type        = list(string)
  default = [
    "app_data_deletion", "app_package_installation", "app_package_uninstallation", "bulk_delete", "csv_import_completion",
    "help_center_settings_change", "oauth_token_revocation", "office_hours_change", "security_settings_change",
  ]
}

provider "intercom" {}

data "intercom_activity_logs" "recent" {
  created_after = timeadd(plantimestamp(), "-${var.hours}h")
  event_types   = var.event_types
  limit         = 100 # the newest
}

output "activities" {
  value = data.intercom_activity_logs.recent.activity_logs
}
