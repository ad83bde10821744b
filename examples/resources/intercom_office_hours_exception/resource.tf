data "intercom_office_hours_schedule" "standard" {
  name = "Standard Support Hours"
}

resource "intercom_office_hours_exception" "christmas_eve" {
  schedule_id        = data.intercom_office_hours_schedule.standard.id
  date               = "2026-12-24"
  name               = "Christmas Eve"
  hours              = ["10:00-14:00"]
  recurring_annually = true
}

# A table of public holidays, as csvdecode(file("holidays.csv")) reads it from a file.
locals {
  holidays = csvdecode(<<-CSV
    date,name
    2026-08-03,August Bank Holiday
    2026-10-26,October Bank Holiday
  CSV
  )
}

resource "intercom_office_hours_exception" "holiday" {
  for_each = { for h in local.holidays : h.date => h.name }

  schedule_id = data.intercom_office_hours_schedule.standard.id
  date        = each.key
  name        = each.value
  closed      = true
}
