terraform import intercom_tag.vip 7522907
