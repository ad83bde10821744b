data "intercom_tag" "vip" {
  name = "VIP"
}

resource "intercom_contact" "joan" {
  email = "joan@example.com"
}

resource "intercom_contact_tag" "joan_vip" {
  contact_id = intercom_contact.joan.id
  tag_id     = data.intercom_tag.vip.id
}
