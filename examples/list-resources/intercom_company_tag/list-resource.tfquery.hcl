list "intercom_company_tag" "of_acme" {
  provider = intercom

  config {
    company_id = "6762f07a1bb69f9f2193baea"
  }
}

list "intercom_company_tag" "vips" {
  provider = intercom
  limit    = 1000 # Terraform's default is 100

  config {
    tag_id = "7522907"
  }
}
