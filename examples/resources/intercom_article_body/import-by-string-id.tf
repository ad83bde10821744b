import {
  to = intercom_article_body.tour
  id = "12"
}
