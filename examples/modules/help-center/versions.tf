terraform {
  required_version = ">= 1.8"

  required_providers {
    intercom = {
      source = "terraform-intercom/intercom"
    }
  }
}
