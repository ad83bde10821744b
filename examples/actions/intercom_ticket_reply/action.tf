data "intercom_admin" "augusta" {
  email = "augusta@example.com"
}

resource "intercom_ticket" "outage" {
  ticket_type_id = "1234"
  contacts       = [{ email = "ada@example.com" }]
  title          = "Checkout is down"
}

# Replies to the customer as soon as the ticket is created.
#
# The trigger is in a resource of its own, because newer versions of Terraform warn about an action that refers to the resource
# that triggers it.
resource "terraform_data" "reply" {
  triggers_replace = intercom_ticket.outage.id

  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.intercom_ticket_reply.received]
    }
  }
}

action "intercom_ticket_reply" "received" {
  config {
    ticket_id    = intercom_ticket.outage.id
    admin_id     = data.intercom_admin.augusta.id
    message_type = "comment"
    body         = "We are looking into it."
  }
}

# terraform apply -invoke=action.intercom_ticket_reply.cause
action "intercom_ticket_reply" "cause" {
  config {
    ticket_id          = intercom_ticket.outage.id
    admin_id           = data.intercom_admin.augusta.id
    message_type       = "note"
    body               = "<p>The certificate had expired.</p>"
    skip_notifications = true
  }
}
