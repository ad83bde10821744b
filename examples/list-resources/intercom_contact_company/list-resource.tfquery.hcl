list "intercom_contact_company" "of_grace" {
  provider = intercom

  config {
    contact_id = "6762f2d81bb69f9f2193bc55"
  }
}

list "intercom_contact_company" "of_acme" {
  provider = intercom
  limit    = 1000 # Terraform's default is 100

  config {
    company_id = "6762f07a1bb69f9f2193baea"
  }
}
