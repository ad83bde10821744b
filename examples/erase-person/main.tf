# Erases one person: their tickets, which a search finds, and then the contact. The report stays in the outputs.
#
# 1. Apply with the person's email: what was found is imported, and nothing is changed in Intercom. Review the output "found".
# 2. Apply with -var erase=true -var deletion_protection=false: that is erased, for good, and nothing else.
#
# What protects the data is off for the second run alone.

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
  description = "Whether what was found is erased."
  type        = bool
  default     = false
}

variable "deletion_protection" {
  description = "Whether the provider refuses to erase anything."
  type        = bool
  default     = true
}

# Nothing is searched in the run that erases: what the first run found, and nothing that is new, is what somebody reviewed.
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
    ignore_changes = all # whatever happens to the contact until it is erased, nothing is changed
  }
}

import {
  for_each = local.tickets
  to       = intercom_ticket.theirs[each.key]
  id       = each.key
}

# That a ticket names the contact makes Terraform erase the tickets first.
resource "intercom_ticket" "theirs" {
  for_each = local.tickets

  ticket_type_id = each.value.ticket_type_id
  contacts       = [{ id = one(values(intercom_contact.person)).id }]

  lifecycle {
    ignore_changes = all
  }
}

resource "terraform_data" "found" {
  input = {
    contact  = one(keys(local.contacts))
    tickets  = { for id, ticket in local.tickets : id => { number = ticket.ticket_id, created_at = ticket.created_at } }
    found_at = plantimestamp()
  }

  lifecycle {
    ignore_changes = [input] # the report outlives what it reports
  }
}

resource "terraform_data" "erased" {
  count = var.erase ? 1 : 0
  input = plantimestamp()

  lifecycle {
    ignore_changes = [input]
  }
}
