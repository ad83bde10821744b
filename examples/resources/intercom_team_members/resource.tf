# Only the Preview version of Intercom's API can change the members of a team. Everything else uses api_version.
provider "intercom" {
  preview = ["team_members"]
}

data "intercom_team" "on_call" {
  name = "On call"
}

data "intercom_admin" "on_call" {
  for_each = toset(["augusta@example.com", "murray@example.com"])

  email = each.key
}

resource "intercom_team_members" "on_call" {
  team_id   = data.intercom_team.on_call.id
  admin_ids = [for admin in data.intercom_admin.on_call : admin.id]
}
