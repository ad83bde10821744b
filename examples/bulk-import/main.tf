# Adopts tickets that are in Intercom already, hundreds at once. It needs Terraform 1.14.
#
# 1. terraform query                                      shows which tickets incidents.tfquery.hcl finds.
# 2. terraform query -generate-config-out=tickets.tf      writes a resource and an import block for each.
# 3. terraform plan                                       says "to import", and nothing to add, change or destroy.
# 4. terraform apply                                      takes them into state; nothing is changed in Intercom.
#
# From then on a ticket that leaves tickets.tf would be erased, which deletion_protection refuses.

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
