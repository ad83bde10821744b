# Contacts, companies, and tickets are left out: Terraform's state would hold their personal data. So are their tags and the other
# objects that connect them.

list "intercom_article" "all" {
  provider         = intercom
  include_resource = true
  limit            = 10000 # Terraform's default is 100
}

list "intercom_article_tag" "all" {
  provider         = intercom
  include_resource = true
  limit            = 10000 # Terraform's default is 100
}

list "intercom_audience" "all" {
  provider         = intercom
  include_resource = true
  limit            = 10000 # Terraform's default is 100
}

list "intercom_collection" "all" {
  provider         = intercom
  include_resource = true
  limit            = 10000 # Terraform's default is 100
}

list "intercom_conversation_attribute" "all" {
  provider         = intercom
  include_resource = true
  limit            = 10000 # Terraform's default is 100
}

list "intercom_data_attribute" "all" {
  provider         = intercom
  include_resource = true
  limit            = 10000 # Terraform's default is 100

  config {
    archived = false
  }
}

list "intercom_data_connector" "all" {
  provider         = intercom
  include_resource = true
  limit            = 10000 # Terraform's default is 100
}

list "intercom_help_center_redirect" "all" {
  provider         = intercom
  include_resource = true
  limit            = 10000 # Terraform's default is 100
}

list "intercom_ip_allowlist" "all" {
  provider         = intercom
  include_resource = true
}

list "intercom_office_hours_exception" "all" {
  provider         = intercom
  include_resource = true
  limit            = 10000 # Terraform's default is 100
}

list "intercom_office_hours_schedule" "all" {
  provider         = intercom
  include_resource = true
  limit            = 10000 # Terraform's default is 100
}

list "intercom_tag" "all" {
  provider         = intercom
  include_resource = true
  limit            = 10000 # Terraform's default is 100
}

list "intercom_ticket_type" "all" {
  provider         = intercom
  include_resource = true
  limit            = 10000 # Terraform's default is 100

  config {
    archived = false
  }
}

list "intercom_ticket_type_attribute" "all" {
  provider         = intercom
  include_resource = true
  limit            = 10000 # Terraform's default is 100

  config {
    archived = false
    default  = false
  }
}
