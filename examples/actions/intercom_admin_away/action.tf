# Sets a teammate away at the end of a shift:
#
#   terraform apply -invoke=action.intercom_admin_away.end_of_shift
action "intercom_admin_away" "end_of_shift" {
  config {
    admin_id           = "814860"
    away_mode_enabled  = true
    away_mode_reassign = true
  }
}
