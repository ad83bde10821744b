import {
  to = intercom_article.welcome
  id = "11"
}
