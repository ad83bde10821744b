# Takes over an existing help center. Requires Terraform 1.14.
#
# 1. terraform query                                         shows the collections and articles.
# 2. terraform query -generate-config-out=help_center.tf     writes a resource and an import block for each one.
# 3. terraform plan                                          says "to import", with nothing to add, change, or destroy.
# 4. terraform apply                                         writes them to state. Nothing changes in Intercom.
#
# Removing an imported article from help_center.tf would delete it permanently. deletion_protection refuses that.

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
  batch_refresh       = true
}
