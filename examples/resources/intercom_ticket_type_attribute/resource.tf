resource "intercom_ticket_type" "bug" {
  name        = "Bug report"
  description = "Something that does not work as documented."
}

resource "intercom_ticket_type_attribute" "severity" {
  ticket_type_id     = intercom_ticket_type.bug.id
  name               = "Severity"
  description        = "How bad it is."
  data_type          = "list"
  list_items         = ["Minor", "Major", "Critical"]
  required_to_create = true
}

resource "intercom_ticket_type_attribute" "steps" {
  ticket_type_id = intercom_ticket_type.bug.id
  name           = "Steps to reproduce"
  description    = "What to do to see it."
  data_type      = "string"
  multiline      = true
}

# The keys refer to the attributes, so Terraform creates the attributes first.
resource "intercom_ticket" "first" {
  ticket_type_id = intercom_ticket_type.bug.id
  contacts       = [{ email = "ada@example.com" }]
  title          = "The export misses a column"
  ticket_attributes = {
    (intercom_ticket_type_attribute.severity.name) = "Minor"
    (intercom_ticket_type_attribute.steps.name)    = "Export anything as CSV."
  }
}
