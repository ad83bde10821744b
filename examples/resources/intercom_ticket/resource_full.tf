resource "intercom_ticket" "migration" {
  ticket_type_id = "1234"
  contacts       = [{ external_id = "70" }] # or id, or email

  title       = "Move the shop to the new region"
  description = <<-EOT
    Customers keep their carts.
    Read-only from 09:00 to 09:30 UTC.
  EOT

  # One attribute of each data type, keyed by name.
  ticket_attributes = {
    "Priority"   = "High"                 # list: label or ID of an option
    "Seats"      = 12                     # integer
    "Downtime"   = 0.5                    # decimal
    "Regression" = false                  # boolean
    "Due"        = "2036-12-01T09:00:00Z" # datetime, RFC 3339
    "Version"    = "7.1"                  # string
  }

  admin_assignee_id = "814860"
  team_assignee_id  = "814900"
  ticket_state_id   = "8482"
  open              = true
  is_shared         = true
  snoozed_until     = "2036-11-30T09:00:00Z"

  # These arguments control Terraform. Intercom does not store them.
  skip_notifications  = true
  deletion_protection = true    # refuse to destroy or replace the ticket until false is applied
  on_destroy          = "close" # then close the ticket instead of deleting it

  timeouts = {
    create = "5m"
  }
}
