data "intercom_help_center" "main" {
  default = true
}

data "intercom_collection" "getting_started" {
  name = "Getting started"
}

# Pages of the website that the help center replaces.
locals {
  old_pages = ["faq", "how-to/start"]
}

resource "intercom_help_center_redirect" "old" {
  for_each = toset(local.old_pages)

  help_center_id = data.intercom_help_center.main.id
  from_url       = "${data.intercom_help_center.main.url}/${each.key}"
  locale         = "en"
  target_type    = "collection"
  target_id      = data.intercom_collection.getting_started.id
}
