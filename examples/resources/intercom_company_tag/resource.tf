data "intercom_tag" "vip" {
  name = "VIP"
}

resource "intercom_company" "acme" {
  company_id = "acme-eu"
  name       = "Acme Europe"
}

resource "intercom_company_tag" "acme_vip" {
  company_id = intercom_company.acme.id
  tag_id     = data.intercom_tag.vip.id
}
