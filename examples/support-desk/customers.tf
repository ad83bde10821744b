resource "intercom_tag" "onboarding" {
  name = "Onboarding"
}

resource "intercom_company" "customer" {
  for_each = var.customers

  company_id = "customer-${each.key}"
  name       = each.value.company
  size       = each.value.seats
  plan       = "Pro"
}

resource "intercom_contact" "customer" {
  for_each = var.customers

  external_id = "customer-${each.key}"
  email       = each.value.email
  name        = each.value.name
  owner_id    = data.intercom_admin.lead.id
}

resource "intercom_contact_company" "customer" {
  for_each = var.customers

  contact_id = intercom_contact.customer[each.key].id
  company_id = intercom_company.customer[each.key].id
}

resource "intercom_contact_tag" "customer" {
  for_each = var.customers

  contact_id = intercom_contact.customer[each.key].id
  tag_id     = intercom_tag.onboarding.id
}
