# Who changed the workspace's teams this week?
data "intercom_activity_logs" "teams" {
  created_after = timeadd(plantimestamp(), "-168h")
  event_types   = ["app_team_creation", "app_team_deletion", "app_team_membership_modification"]
}

output "team_changes" {
  value = [for a in data.intercom_activity_logs.teams.activity_logs : a.description]
}
