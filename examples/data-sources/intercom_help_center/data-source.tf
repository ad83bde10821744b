data "intercom_help_center" "main" {
  default = true
}

output "help_center" {
  value = data.intercom_help_center.main.url
}
