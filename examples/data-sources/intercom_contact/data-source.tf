data "intercom_contact" "ada" {
  email = "ada@example.com"
}

output "ada_id" {
  value = data.intercom_contact.ada.id
}
