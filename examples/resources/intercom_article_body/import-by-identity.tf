import {
  to = intercom_article_body.tour
  identity = {
    workspace_id = "ecahpwf5"
    id           = "12"
  }
}
