# terraform apply -invoke=action.intercom_articles_publish.release
action "intercom_articles_publish" "release" {
  config {
    search = {
      title_contains = "release 5"
    }
    expected_count = 2
  }
}
