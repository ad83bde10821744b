data "intercom_article" "welcome" {
  title = "Welcome"
}

# terraform apply -invoke=action.intercom_article_draft_publish.welcome
action "intercom_article_draft_publish" "welcome" {
  config {
    article_id = data.intercom_article.welcome.id
  }
}
