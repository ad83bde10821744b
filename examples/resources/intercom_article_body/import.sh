terraform import intercom_article_body.tour 12
