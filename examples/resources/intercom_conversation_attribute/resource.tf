resource "intercom_conversation_attribute" "severity" {
  name        = "Severity"
  data_type   = "list"
  description = "How bad it is for the customer."
  required    = true

  # To rename an option, change its label and keep its key: conversations keep the option.
  options = {
    minor = "Minor"
    major = "Major"
  }

  deletion_protection = true
}

resource "intercom_conversation_attribute" "cause" {
  name      = "Cause"
  data_type = "string"
  multiline = true

  # Only this team sees the attribute.
  visible_to_team_ids = ["814900"]
}
