resource "intercom_data_attribute" "segment" {
  model     = "contact"
  name      = "segment"
  data_type = "string"
}

resource "intercom_audience" "enterprise" {
  name = "Enterprise"
  predicates = [{
    attribute  = "custom_attributes.${intercom_data_attribute.segment.name}"
    type       = "string"
    comparison = "eq"
    value      = "enterprise"
  }]
  role_predicates     = [{ attribute = "role", type = "role", comparison = "eq", value = "user" }]
  deletion_protection = true
}

resource "intercom_article" "sso" {
  title        = "Single sign-on"
  body         = "<p>Your administrator can turn it on.</p>"
  author_id    = "814860"
  audience_ids = [intercom_audience.enterprise.id]
}
