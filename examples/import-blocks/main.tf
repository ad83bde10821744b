# Imports existing tickets with Terraform 1.8 to 1.13 or OpenTofu. With Terraform 1.14, bulk-import is shorter.
#
# 1. terraform apply                                      finds the tickets. Nothing changes in Intercom.
# 2. terraform output -raw imports >imports.tf            writes an import block for each ticket.
# 3. terraform plan -generate-config-out=tickets.tf       writes a resource block for each ticket.
# 4. Delete find.tf, and the lines "provider = intercom" in imports.tf. Terraform needs them for step 3, and refuses them beside
#    resource blocks.
# 5. terraform plan                                       says "to import", with nothing to add, change, or destroy.
# 6. terraform apply                                      writes the tickets to state. Nothing changes in Intercom.
#
# Removing an imported ticket from tickets.tf would delete it permanently. deletion_protection refuses that.

terraform {
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
