terraform import intercom_custom_object_instance.pro Plan/pro-2026
