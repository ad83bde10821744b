import {
  to = intercom_team_members.on_call
  id = "814900"
}
