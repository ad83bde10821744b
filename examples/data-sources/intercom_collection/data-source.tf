data "intercom_help_center" "main" {
  default = true
}

data "intercom_collection" "getting_started" {
  name           = "Getting started"
  help_center_id = data.intercom_help_center.main.id
}

resource "intercom_collection" "first_invoice" {
  name      = "Your first invoice"
  parent_id = data.intercom_collection.getting_started.id
}
