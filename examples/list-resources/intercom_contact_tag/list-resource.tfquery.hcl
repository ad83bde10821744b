list "intercom_contact_tag" "of_grace" {
  provider = intercom

  config {
    contact_id = "6762f2d81bb69f9f2193bc55"
  }
}

list "intercom_contact_tag" "vips" {
  provider = intercom
  limit    = 1000 # Terraform's default is 100

  config {
    tag_id = "7522907"
  }
}
