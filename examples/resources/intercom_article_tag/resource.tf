data "intercom_article" "welcome" {
  title = "Welcome"
}

data "intercom_tag" "vip" {
  name = "VIP"
}

resource "intercom_article_tag" "welcome_vip" {
  article_id = data.intercom_article.welcome.id
  tag_id     = data.intercom_tag.vip.id
}
