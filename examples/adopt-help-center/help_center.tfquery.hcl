list "intercom_collection" "all" {
  provider         = intercom
  include_resource = true
  limit            = 1000 # Terraform's default is 100
}

list "intercom_article" "all" {
  provider         = intercom
  include_resource = true
  limit            = 1000
}
