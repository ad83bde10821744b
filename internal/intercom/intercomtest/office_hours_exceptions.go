package intercomtest

import (
	"net/http"
	"time"
)

var exceptionKind = &kind[OfficeHoursException]{
	name: "office_hours_exceptions", missing: notFound, clone: OfficeHoursException.clone, noun: "office_hours_exception",
	in:    func(w *Workspace) **collection[OfficeHoursException] { return &w.exceptions },
	id:    func(e *OfficeHoursException) *string { return &e.ID },
	fresh: func(w *Workspace) string { return w.count("office_hours_exception", 458) },
	made: func(rq *request) OfficeHoursException {
		return OfficeHoursException{ScheduleID: rq.ids[0], CreatedAt: rq.now.Unix()}
	},
	show: (*request).showException,
	fill: (*request).fillException,
	hide: func(rq *request, e *OfficeHoursException) reply {
		if e.ScheduleID != rq.ids[0] {
			return notFound
		}
		return reply{}
	},
	routes: func(k *kind[OfficeHoursException]) []route {
		const all, one = "/office_hours_schedules/{id}/office_hours_exceptions", "/office_hours_schedules/{id}/office_hours_exceptions/{id}"
		return []route{
			at("GET", all, v2(16), (*request).listExceptions), at("POST", all, v2(16), made201(ofSchedule(k.create))),
			at("GET", one, v2(16), hoursNotFound(ofSchedule(k.get))), at("PUT", one, v2(16), ofSchedule(k.update)), at("DELETE", one, v2(16), ofSchedule(k.remove)),
		}
	},
}

// AddOfficeHoursException adds an exception, on a closed day unless it has intervals.
func (w *Workspace) AddOfficeHoursException(e OfficeHoursException) OfficeHoursException {
	defer w.lock()()
	setDefaultTime(&e.CreatedAt, w.server.now().Unix())
	setDefaultTime(&e.UpdatedAt, e.CreatedAt)
	return w.exceptions.add(e).clone()
}

// UpdateOfficeHoursException changes an exception outside of Terraform. The function must not call the server.
func (w *Workspace) UpdateOfficeHoursException(id string, change func(*OfficeHoursException)) {
	defer w.lock()()
	w.exceptions.update(id, change)
}

// DeleteOfficeHoursException deletes an exception outside of Terraform.
func (w *Workspace) DeleteOfficeHoursException(id string) {
	defer w.lock()()
	w.exceptions.drop(id)
}

// OfficeHoursExceptions lists the exceptions of all schedules in the order of their creation.
func (w *Workspace) OfficeHoursExceptions() []OfficeHoursException {
	defer w.lock()()
	return w.exceptions.values()
}

// ofSchedule does nothing if the schedule does not exist.
func ofSchedule(handle func(*request) reply) func(*request) reply {
	return func(rq *request) reply {
		if rq.schedules.get(rq.ids[0]) == nil {
			return notFound
		}
		return handle(rq)
	}
}

// hoursNotFound answers a 404 with the other documented code, if a behavior says so.
func hoursNotFound(handle func(*request) reply) func(*request) reply {
	return func(rq *request) reply {
		answer := handle(rq)
		if answer.status == http.StatusNotFound && rq.hours.integrationMissing {
			return fail(http.StatusNotFound, "data_invalid", "Integration not found")
		}
		return answer
	}
}

func (rq *request) listExceptions() reply {
	if rq.schedules.get(rq.ids[0]) == nil {
		return notFound
	}
	data := []object{}
	for _, e := range rq.exceptions.seen(rq.lag("office_hours_exceptions")) {
		if e.ScheduleID == rq.ids[0] {
			data = append(data, rq.showException(e))
		}
	}
	return ok(object{"type": "office_hours_exception.list", "data": data})
}

// fillException sets the body's values. It is only this fake's guess that a date has one exception; AllowsEqualDates
// changes it.
func (rq *request) fillException(e *OfficeHoursException) reply {
	if value, given := rq.body["exception_date"]; given || e.ID == "" {
		e.Date = text(value)
	}
	if _, err := time.Parse(time.DateOnly, e.Date); err != nil {
		return unprocessable("exception_date is invalid")
	}
	same := rq.exceptions.find(func(other *OfficeHoursException) bool {
		return other.ScheduleID == e.ScheduleID && other.Date == e.Date && other.ID != e.ID
	})
	if same != nil && !rq.hours.equalDates {
		return unprocessable("Invalid or duplicated record reference")
	}
	if value, given := rq.body["name"]; given {
		if e.Name = text(value); e.Name == "" && rq.hours.namesFilled {
			return unprocessable("name can't be blank")
		}
	}
	if value, given := rq.body["recurring_annually"].(bool); given {
		e.Recurring = value
	}
	if problem := rq.fillHours(e); problem.status != 0 {
		return problem
	}
	e.UpdatedAt = rq.now.Unix()
	return reply{}
}

// fillHours: custom hours need intervals, and a closed day must not have any.
func (rq *request) fillHours(e *OfficeHoursException) reply {
	intervals, given, problem := rq.intervals(24*60, rq.hours.exceptionsOnQuarters)
	if problem.status != 0 {
		return problem
	}
	if given {
		e.Intervals = intervals
	}
	kind, typed := rq.body["exception_type"].(string)
	switch {
	case typed && kind == "closed" && !given:
		e.Intervals = nil
	case typed && kind == "custom_hours" && given && len(intervals) > 0:
	case !typed && e.ID != "" && (!given || len(intervals) > 0):
	default:
		return unprocessable("time_intervals do not fit exception_type")
	}
	return reply{}
}

func (rq *request) showException(e *OfficeHoursException) object {
	shown := object{
		"type": "office_hours_exception", "id": e.ID, "office_hours_schedule_id": e.ScheduleID, "exception_date": e.Date, "exception_type": "closed",
		"name": nil, "time_intervals": nil, "recurring_annually": e.Recurring, "created_at": e.CreatedAt, "updated_at": e.UpdatedAt,
	}
	if e.Name != "" {
		shown["name"] = e.Name
	}
	if e.Intervals != nil {
		shown["exception_type"] = "custom_hours"
		date, _ := time.Parse(time.DateOnly, e.Date) // a seed's may be invalid
		shown["time_intervals"] = rq.showIntervals(e.Intervals, func(int64) int64 { return (int64(date.Weekday()) + 6) % 7 })
	}
	return shown
}
