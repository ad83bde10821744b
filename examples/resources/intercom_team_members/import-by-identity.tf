import {
  to = intercom_team_members.on_call
  identity = {
    workspace_id = "ecahpwf5"
    team_id      = "814900"
  }
}
