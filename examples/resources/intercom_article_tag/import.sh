terraform import intercom_article_tag.tour_vip 12/7522907
