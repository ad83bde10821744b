# A support desk as code: ticket types with their attributes, attributes of contacts and conversations, office hours with the holidays of
# a file, a data connector, an audience, the members of a team, tags, customers, and tickets about the customers. You do not have to copy
# IDs from a browser, because the configuration looks up existing objects by name.
#
# Intercom cannot delete ticket types and attributes. A destroy archives them, and archived ticket types keep their names. Because of
# on_create, you can apply this example again: the apply unarchives them. A destroy leaves the members of the team as they are.

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
  preview      = ["team_members"] # Only the Preview version of the API can change the members of a team.
}

data "intercom_admin" "lead" {
  email = "augusta@example.com"
}

data "intercom_team" "on_call" {
  name = "On call"
}

# The states of a ticket type are known after the type is created.
data "intercom_ticket_state" "in_progress" {
  ticket_type_id = intercom_ticket_type.onboarding.id
  internal_label = "In progress"
}

locals {
  # Each customer gets one ticket for each step of the onboarding.
  steps = {
    kickoff   = "Hold the kick-off call"
    import    = "Import the data"
    sso       = "Connect single sign-on"
    training  = "Train the teammates"
    go_live   = "Go live"
    follow_up = "Ask how it goes"
  }

  tickets = merge([
    for customer, c in var.customers : {
      for step, title in local.steps : "${customer}-${step}" => { customer = customer, step = step, title = title }
    }
  ]...)
}

resource "intercom_ticket" "onboarding" {
  for_each = local.tickets

  ticket_type_id  = intercom_ticket_type.onboarding.id
  ticket_state_id = each.value.step == "kickoff" ? data.intercom_ticket_state.in_progress.id : null
  contacts        = [{ id = intercom_contact.customer[each.value.customer].id }]
  company_id      = intercom_company.customer[each.value.customer].id
  title           = "${var.customers[each.value.customer].company}: ${each.value.title}"

  # The keys refer to the attributes, so Terraform creates the attributes first.
  ticket_attributes = {
    (intercom_ticket_type_attribute.phase.name) = each.value.step == "go_live" ? "Launch" : "Preparation"
    (intercom_ticket_type_attribute.seats.name) = var.customers[each.value.customer].seats
  }

  team_assignee_id   = data.intercom_team.on_call.id
  skip_notifications = true
}

resource "intercom_ticket_tag" "go_live" {
  for_each = var.customers

  ticket_id = intercom_ticket.onboarding["${each.key}-go_live"].id
  tag_id    = intercom_tag.onboarding.id
  admin_id  = data.intercom_admin.lead.id
}

# A tracker ticket for a feature, linked with the conversations in which customers ask for it. Requires API version 2.16.
resource "intercom_ticket" "rollout" {
  ticket_type_id     = intercom_ticket_type.rollout.id
  contacts           = [{ id = intercom_contact.customer["lovelace"].id }]
  title              = "Roll out the new importer"
  admin_assignee_id  = data.intercom_admin.lead.id
  skip_notifications = true
}

resource "intercom_ticket_linked_conversation" "rollout" {
  for_each = var.conversations

  ticket_id       = intercom_ticket.rollout.id
  conversation_id = each.key
}
