data "intercom_brand" "default" {
  is_default = true
}

data "intercom_email" "support" {
  id = data.intercom_brand.default.default_address_settings_id
}

output "support_address" {
  value = data.intercom_email.support.email
}
