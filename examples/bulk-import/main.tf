# Imports hundreds of existing tickets at once. Requires Terraform 1.14.
#
# 1. terraform query                                      shows which tickets incidents.tfquery.hcl finds.
# 2. terraform query -generate-config-out=tickets.tf      writes a resource and an import block for each ticket.
# 3. terraform plan                                       says "to import", with nothing to add, change, or destroy.
# 4. terraform apply                                      writes the tickets to state. Nothing changes in Intercom.
#
# Removing an imported ticket from tickets.tf would delete it permanently. deletion_protection refuses that.

terraform {
  required_version = ">= 1.14"

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
  deletion_protection = true
}
