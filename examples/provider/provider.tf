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
  region       = "us"       # region that hosts the workspace: us, eu, or au
  workspace_id = "ecahpwf5" # tokens from any other workspace are refused
}

resource "intercom_ticket" "outage" {
  ticket_type_id = "1234"
  contacts       = [{ email = "ada@example.com" }]
  title          = "Checkout is down"
  description    = "Payments fail since 09:40 UTC."
}
