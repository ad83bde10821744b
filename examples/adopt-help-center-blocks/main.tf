# Takes over an existing help center with Terraform 1.8 to 1.13 or OpenTofu. With Terraform 1.14, adopt-help-center is shorter.
#
# 1. terraform apply                                          finds the collections and articles. Nothing changes in Intercom.
# 2. terraform output -raw imports >imports.tf                writes an import block for each one.
# 3. terraform plan -generate-config-out=help_center.tf       writes a resource block for each one.
# 4. Delete find.tf, and the lines "provider = intercom" in imports.tf. Terraform needs them for step 3, and refuses them beside
#    resource blocks.
# 5. terraform plan                                           says "to import", with nothing to add, change, or destroy.
# 6. terraform apply                                          writes them to state. Nothing changes in Intercom.
#
# Removing an imported article from help_center.tf would delete it permanently. deletion_protection refuses that.

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
  batch_refresh       = true
}
