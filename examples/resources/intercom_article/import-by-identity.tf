import {
  to = intercom_article.welcome
  identity = {
    workspace_id = "ecahpwf5"
    id           = "11"
  }
}
