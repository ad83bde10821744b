# The incidents of an on-call team as code. A pull request opens, changes, or ends an incident.

terraform {
  required_version = ">= 1.8"

  required_providers {
    intercom = {
      source  = "terraform-intercom/intercom"
      version = "~> 0.1"
    }
  }
}

# The access token comes from the environment variable INTERCOM_ACCESS_TOKEN.
provider "intercom" {
  workspace_id        = "ecahpwf5"
  deletion_protection = var.deletion_protection # default for every ticket
}

locals {
  incident = "1234" # ID of the ticket type

  # IDs of the ticket type's states.
  states = {
    submitted        = "8481"
    in_progress      = "8482"
    with_engineering = "8485"
  }

  # The key names the ticket in Terraform. If you rename a key, Terraform deletes the ticket and creates another one. A
  # "moved" block prevents that.
  incidents = {
    checkout = {
      reporter = "ada@example.com"
      title    = "Checkout is down"
      details  = "Payments fail since 09:40 UTC."
      priority = "Urgent"
      state    = "with_engineering"
      seats    = 1200
    }
    invoices = {
      reporter = "grace@example.com"
      title    = "Invoices show the wrong address"
      details  = "The billing address of companies with several offices is mixed up."
      priority = "Medium"
      state    = "in_progress"
      seats    = 3
    }
    search = {
      reporter = "ada@example.com"
      title    = "Search is slow"
      details  = "Results take ten seconds on large accounts."
      priority = "Low"
      state    = "submitted"
      seats    = null # not known yet
    }
  }
}

resource "intercom_ticket" "incident" {
  for_each = local.incidents

  ticket_type_id  = local.incident
  ticket_state_id = local.states[each.value.state]
  contacts        = [{ email = each.value.reporter }]

  title       = each.value.title
  description = each.value.details

  ticket_attributes = {
    "Priority" = each.value.priority
    "Seats"    = each.value.seats
  }

  team_assignee_id   = var.team
  skip_notifications = var.quiet
}
