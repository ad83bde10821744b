# Tickets that live as long as a pipeline's run: it creates them, tests against them, and erases them at its end.

terraform {
  required_version = ">= 1.8"

  required_providers {
    intercom = {
      source  = "terraform-intercom/intercom"
      version = "~> 0.1"
    }
  }

  # In CI, add a backend that the job which cleans up reaches too, with a state for each run: a ticket that is in no
  # state is erased by nobody.
}

# The access token comes from the environment variable INTERCOM_ACCESS_TOKEN.
provider "intercom" {
  region       = var.region
  workspace_id = var.workspace_id # the token of another workspace is refused before anything happens
}

resource "intercom_ticket" "run" {
  for_each = var.tickets

  ticket_type_id = var.ticket_type_id
  contacts       = [{ email = each.value.email }]
  title          = "[${var.run}] ${each.value.title}"
  description    = each.value.description

  skip_notifications  = true
  deletion_protection = false # also where INTERCOM_DELETION_PROTECTION is set: these are here to be erased
  on_destroy          = var.on_destroy

  timeouts = {
    delete = "30m" # a busy workspace's rate limit is waited out
  }
}
