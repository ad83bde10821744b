# Deletes tickets that Terraform did not create, for example those that a customer's request names.
#
# 1. Add their IDs to var.tickets and apply. Terraform imports the tickets and changes nothing in Intercom.
# 2. Remove the IDs and plan. The plan names each ticket that would be deleted permanently. Review it, then apply it.
#
# The variable has no default, so a run without a value deletes nothing.

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
  workspace_id = "ecahpwf5"
}

variable "tickets" {
  description = "IDs of the tickets in Intercom's API. These are not the numbers that the Inbox shows."
  type        = set(string)
}

data "intercom_ticket" "requested" {
  for_each = var.tickets
  id       = each.key
}

import {
  for_each = var.tickets
  to       = intercom_ticket.requested[each.key]
  id       = each.key
}

resource "intercom_ticket" "requested" {
  for_each = var.tickets

  ticket_type_id = data.intercom_ticket.requested[each.key].ticket_type_id
  # A ticket without contacts can be deleted, too: any text will do, because the argument is ignored.
  contacts = [{ id = try(data.intercom_ticket.requested[each.key].contacts[0].id, "none") }]

  lifecycle {
    ignore_changes = [ticket_type_id, contacts] # the ticket is never replaced
  }
}

output "tickets" {
  description = "Inbox numbers of the tickets that are deleted when their IDs are removed."
  value       = { for id, ticket in intercom_ticket.requested : id => "#${ticket.ticket_id}" }
}
