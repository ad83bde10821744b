# terraform apply -invoke=action.intercom_articles_unpublish.welcome
action "intercom_articles_unpublish" "welcome" {
  config {
    ids            = ["11"]
    expected_count = 1
  }
}
