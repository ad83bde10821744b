list "intercom_team_members" "all" {
  provider = intercom
}
