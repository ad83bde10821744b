import {
  to = intercom_article_tag.tour_vip
  identity = {
    workspace_id = "ecahpwf5"
    article_id   = "12"
    tag_id       = "7522907"
  }
}
