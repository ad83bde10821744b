list "intercom_article" "published" {
  provider = intercom

  include_resource = true

  config {
    state = "published"
  }
}
