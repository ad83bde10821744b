data "intercom_article_draft" "welcome" {
  article_id = "11"
}

check "nothing_is_waiting" {
  assert {
    condition     = !data.intercom_article_draft.welcome.exists
    error_message = "Somebody has unpublished changes of the article Welcome."
  }
}
