# Moves a ticket from restapi_object (provider Mastercard/restapi) to intercom_ticket. Nothing changes in Intercom.
#
# The configuration was:
#
#   resource "restapi_object" "outage" {
#     path = "/tickets"
#     data = jsonencode({
#       ticket_type_id    = "1234"
#       contacts          = [{ email = "ada@example.com" }]
#       ticket_attributes = { "_default_title_" = "Checkout is down", "Seats" = 12 }
#     })
#   }

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

moved {
  from = restapi_object.outage
  to   = intercom_ticket.outage
}

resource "intercom_ticket" "outage" {
  ticket_type_id    = "1234"
  contacts          = [{ email = "ada@example.com" }]
  title             = "Checkout is down"
  ticket_attributes = { "Seats" = 12 }
}
