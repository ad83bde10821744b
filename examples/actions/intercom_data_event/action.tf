# Records each release on the contact that receives it.
resource "terraform_data" "release" {
  triggers_replace = "2026.11"

  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.intercom_data_event.released]
    }
  }
}

action "intercom_data_event" "released" {
  config {
    external_id = "70"
    event_name  = "deployed-release"
    metadata = {
      release = "2026.11"
    }
  }
}
