# What teammates and customers of the support desk see and use. Requires API version 2.16.

resource "intercom_data_attribute" "stage" {
  model       = "contact"
  name        = "onboarding_stage"
  data_type   = "string"
  description = "How far the customer is."
  on_create   = "unarchive"
}

resource "intercom_conversation_attribute" "area" {
  name        = "Product area"
  data_type   = "list"
  description = "What the conversation is about."

  # To rename an option, change its label and keep its key: conversations keep the option.
  options = {
    importer = "Importer"
    sso      = "Single sign-on"
  }
}

resource "intercom_audience" "onboarding" {
  name = "Customers in onboarding"
  predicates = [{
    attribute  = "custom_attributes.${intercom_data_attribute.stage.name}"
    type       = "string"
    comparison = "eq"
    value      = "started"
  }]
}

resource "intercom_office_hours_schedule" "support" {
  name      = "Onboarding team"
  time_zone = "Europe/Dublin"
  hours     = { for day in ["monday", "tuesday", "wednesday", "thursday", "friday"] : day => ["09:00-17:30"] }
}

# Holidays come from a file that anybody can edit. A day without hours is closed.
resource "intercom_office_hours_exception" "holiday" {
  for_each = { for day in csvdecode(file("${path.module}/holidays.csv")) : day.date => day }

  schedule_id = intercom_office_hours_schedule.support.id
  date        = each.key
  name        = each.value.name
  closed      = each.value.hours == "" ? true : null
  hours       = each.value.hours == "" ? null : split(" ", each.value.hours)
}

resource "intercom_data_connector" "progress" {
  name        = "Get the progress of an import"
  description = "When a customer asks how far their import is."
  http_method = "get"
  url         = "https://api.example.com/imports/{{import_id}}"

  data_inputs = [{
    name        = "import_id"
    type        = "string"
    description = "ID of the import."
    required    = true
  }]

  audiences     = ["users"]
  mock_response = jsonencode({ percent = 40 })
  state         = "live"
}

# The team is made in Intercom's settings. Its members come from a list of email addresses.
data "intercom_admin" "on_call" {
  for_each = toset(["augusta@example.com", "murray@example.com"])

  email = each.key
}

resource "intercom_team_members" "on_call" {
  team_id   = data.intercom_team.on_call.id
  admin_ids = [for admin in data.intercom_admin.on_call : admin.id]
}
