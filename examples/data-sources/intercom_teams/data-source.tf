data "intercom_teams" "all" {}

output "team_sizes" {
  value = { for t in data.intercom_teams.all.teams : t.name => length(t.admin_ids) }
}
