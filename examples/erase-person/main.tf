# Deletes the data of one person permanently: the tickets that a search finds, and then the contact.
#
# 1. Apply with the person's email. Terraform imports what it finds and changes nothing in Intercom. Review the output "found".
# 2. Plan with -refresh=false -var erase=true -var deletion_protection=false. Terraform plans to delete exactly what the first run
#    found. Apply the plan with ../pipeline/deletions.sh, which reports what Intercom confirmed, and when.
#
# Deletion protection is off only for the second run.

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
  deletion_protection = var.deletion_protection
}

variable "email" {
  description = "Email address of the person."
  type        = string
}

variable "erase" {
  description = "Whether to delete what was found."
  type        = bool
  default     = false
}

variable "deletion_protection" {
  description = "Whether the provider refuses to delete anything."
  type        = bool
  default     = true
}

# The run that deletes does not search, because nobody has reviewed tickets that are new since the first run.
data "intercom_contact" "person" {
  count = var.erase ? 0 : 1
  email = var.email
}

data "intercom_tickets" "theirs" {
  count       = var.erase ? 0 : 1
  contact_ids = [data.intercom_contact.person[0].id]
}

locals {
  contacts = { for contact in data.intercom_contact.person : contact.id => contact }
  tickets  = { for ticket in flatten(data.intercom_tickets.theirs[*].tickets) : ticket.id => ticket }
}

import {
  for_each = local.contacts
  to       = intercom_contact.person[each.key]
  id       = each.key
}

resource "intercom_contact" "person" {
  for_each = local.contacts
  email    = each.value.email

  lifecycle {
    ignore_changes = all # Terraform never changes the contact, only deletes it
  }
}

import {
  for_each = local.tickets
  to       = intercom_ticket.theirs[each.key]
  id       = each.key
}

# The tickets refer to the contact, so Terraform deletes the tickets first.
resource "intercom_ticket" "theirs" {
  for_each = local.tickets

  ticket_type_id = each.value.ticket_type_id
  contacts       = [{ id = one(values(intercom_contact.person)).id }]

  lifecycle {
    ignore_changes = all
  }
}

# Remembers in state whom the first run looked for.
resource "terraform_data" "reviewed" {
  input = var.erase ? null : var.email

  lifecycle {
    ignore_changes = [input] # the run that deletes keeps the value of the first run

    postcondition {
      condition     = self.input == var.email
      error_message = "Nothing was found and reviewed for this email in this state. Apply with erase=false first, and use a separate state for each person."
    }
  }
}
