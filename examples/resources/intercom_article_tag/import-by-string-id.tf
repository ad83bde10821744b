import {
  to = intercom_article_tag.tour_vip
  id = "12/7522907"
}
