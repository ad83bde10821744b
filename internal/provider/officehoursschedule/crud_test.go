package officehoursschedule_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

var versions = []string{"2.16", "Preview"}

// support is a schedule with two days.
var support = acctest.Block{
	"name": "EU support", "time_zone": "Europe/Dublin", "hours": acctest.Block{"monday": []any{"09:00-17:30"}, "friday": []any{"13:00-16:00", "09:00-12:00"}},
}

func TestCRUD(t *testing.T) {
	acctest.CRUDTest{
		Type: "intercom_office_hours_schedule", Keys: []string{"id"}, Versions: versions,
		Config: support,
		// An import writes the spans in order.
		Unread: []string{"hours"},
		Second: acctest.Block{"name": "EMEA support", "hours": acctest.Block{"saturday": []any{"22:00-24:00"}, "sunday": []any{"00:00-02:00"}}},
		Created: []string{`POST /office_hours_schedules {"name":"EU support","time_zone_name":"Europe/Dublin",
			"time_intervals":[{"start_minute":540,"end_minute":1050},{"start_minute":6300,"end_minute":6480},{"start_minute":6540,"end_minute":6720}]}`},
		Updated: []string{`PUT /office_hours_schedules/{id} {"name":"EMEA support","time_intervals":[{"start_minute":8520,"end_minute":8640},{"start_minute":8640,"end_minute":8760}]}`},
		Drift: func(s *intercomtest.Server, o acctest.Object) {
			s.UpdateOfficeHoursSchedule(o.Get("id"), func(o *intercomtest.OfficeHoursSchedule) { o.TimeZone = "Europe/Paris" })
		},
		Restored:  []string{`PUT /office_hours_schedules/{id} {"time_zone_name":"Europe/Dublin"}`},
		Destroyed: []string{`DELETE /office_hours_schedules/{id}`},
		Vanish:    func(s *intercomtest.Server, o acctest.Object) { s.DeleteOfficeHoursSchedule(o.Get("id")) },
	}.Run(t)
}

func TestCRUDAlwaysOpen(t *testing.T) {
	acctest.CRUDTest{
		Type: "intercom_office_hours_schedule", Keys: []string{"id"}, Versions: versions,
		Config:  acctest.Block{"name": "On call", "time_zone": "Etc/UTC", "always_open": true},
		Second:  acctest.Block{"always_open": nil, "hours": acctest.Block{"monday": []any{"00:00-24:00"}}},
		Created: []string{`POST /office_hours_schedules {"name":"On call","time_zone_name":"Etc/UTC","time_intervals":[{"start_minute":0,"end_minute":10079}]}`},
		Updated: []string{`PUT /office_hours_schedules/{id} {"time_intervals":[{"start_minute":0,"end_minute":1440}]}`},
		Drift: func(s *intercomtest.Server, o acctest.Object) {
			s.UpdateOfficeHoursSchedule(o.Get("id"), func(o *intercomtest.OfficeHoursSchedule) { o.Intervals = [][2]int64{{540, 600}} })
		},
		Restored:  []string{`PUT /office_hours_schedules/{id} {"time_intervals":[{"start_minute":0,"end_minute":10079}]}`},
		Destroyed: []string{`DELETE /office_hours_schedules/{id}`},
	}.Run(t)
}
