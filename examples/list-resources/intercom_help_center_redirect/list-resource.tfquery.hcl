# Redirects to articles.
list "intercom_help_center_redirect" "articles" {
  provider = intercom
  config {
    help_center_id = "79"
    target_type    = "article"
  }
}
