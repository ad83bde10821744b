# Erases tickets that Terraform did not create, such as those that a customer's request for erasure names.
#
# 1. Add their IDs to var.tickets and apply: the tickets are imported; nothing is changed in Intercom.
# 2. Remove the IDs and plan: the plan names each ticket that would be erased. Review it, then apply it.
#
# The variable has no default, so that a run without its value erases nothing.

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
  description = "IDs of the tickets, as Intercom's API has them; the number that the Inbox shows is another one."
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
  contacts       = [{ id = data.intercom_ticket.requested[each.key].contacts[0].id }]

  lifecycle {
    ignore_changes = [ticket_type_id, contacts] # whatever happens to the ticket until it is erased, it is not replaced
  }
}

output "tickets" {
  description = "Numbers in the Inbox of the tickets that are erased when their ID is removed."
  value       = { for id, ticket in intercom_ticket.requested : id => "#${ticket.ticket_id}" }
}
