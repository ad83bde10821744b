# Adopts the configuration of a whole workspace with Terraform's own means. Requires Terraform 1.14.
#
# 1. terraform query                                        shows what workspace.tfquery.hcl finds.
# 2. terraform query -generate-config-out=workspace.tf      writes a resource and an import block for each object.
# 3. terraform plan                                         says "to import", with nothing to add, change, or destroy.
# 4. terraform apply                                        writes the objects to state. Nothing changes in Intercom.
#
# `terraform-provider-intercom export` does the same with names and references in place of numbers and IDs, also for older versions of
# Terraform and for OpenTofu.

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
  deletion_protection = true
}
