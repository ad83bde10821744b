# Tickets for one run of a pipeline. The pipeline creates them, tests against them, and deletes them at the end.

terraform {
  required_version = ">= 1.8"

  required_providers {
    intercom = {
      source  = "terraform-intercom/intercom"
      version = "~> 0.1"
    }
  }

  # In CI, add a backend that the cleanup job can also reach, with a separate state for each run. Terraform cannot delete a
  # ticket that is missing from its state.
}

# The access token comes from the environment variable INTERCOM_ACCESS_TOKEN.
provider "intercom" {
  region       = var.region
  workspace_id = var.workspace_id # tokens from any other workspace are refused
}

resource "intercom_ticket" "run" {
  for_each = var.tickets

  ticket_type_id = var.ticket_type_id
  contacts       = [{ email = each.value.email }]
  title          = "[${var.run}] ${each.value.title}"
  description    = each.value.description

  skip_notifications  = true
  deletion_protection = false # overrides INTERCOM_DELETION_PROTECTION, because the pipeline deletes these tickets
  on_destroy          = var.on_destroy

  timeouts = {
    delete = "30m" # leaves time to wait for the rate limit of a busy workspace
  }
}
