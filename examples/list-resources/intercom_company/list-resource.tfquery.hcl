list "intercom_company" "all" {
  provider = intercom
  limit    = 1000 # Terraform's default is 100
}
