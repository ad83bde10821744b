# Unix time at which the maintenance ends, for example from a monitoring system.
variable "maintenance_ends" {
  type    = number
  default = 2111734800
}

resource "intercom_ticket" "maintenance" {
  ticket_type_id = "1234"
  contacts       = [{ email = "ada@example.com" }]
  title          = "Checkout is under maintenance"
  snoozed_until  = provider::intercom::from_unix(var.maintenance_ends)
}
