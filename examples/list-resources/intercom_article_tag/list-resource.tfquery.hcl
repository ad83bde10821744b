list "intercom_article_tag" "all" {
  provider = intercom
  limit    = 1000 # Terraform's default is 100
}

list "intercom_article_tag" "of_tour" {
  provider = intercom

  config {
    article_id = "12"
  }
}
