resource "intercom_office_hours_schedule" "eu" {
  name      = "EU support"
  time_zone = "Europe/Dublin"

  # Days that are left out are closed.
  hours = {
    monday    = ["09:00-17:30"]
    tuesday   = ["09:00-17:30"]
    wednesday = ["09:00-17:30"]
    thursday  = ["09:00-17:30"]
    friday    = ["09:00-12:00", "13:00-16:00"]
  }
}

# Hours over midnight are two spans.
resource "intercom_office_hours_schedule" "weekend" {
  name      = "Weekend nights"
  time_zone = "Europe/Dublin"

  hours = {
    saturday = ["22:00-24:00"]
    sunday   = ["00:00-02:00"]
  }
}

resource "intercom_office_hours_schedule" "on_call" {
  name                = "On call"
  time_zone           = "Etc/UTC"
  always_open         = true
  deletion_protection = true
}
