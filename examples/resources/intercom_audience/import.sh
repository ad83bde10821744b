terraform import intercom_audience.vip 788
