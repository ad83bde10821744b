terraform import intercom_article.welcome 11
