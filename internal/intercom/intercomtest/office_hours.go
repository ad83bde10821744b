package intercomtest

import (
	"encoding/json"
	"net/http"
	"slices"
	"time"
)

var scheduleKind = &kind[OfficeHoursSchedule]{
	name: "office_hours_schedules", missing: notFound, clone: OfficeHoursSchedule.clone, noun: "office_hours_schedule",
	in:    func(w *Workspace) **collection[OfficeHoursSchedule] { return &w.schedules },
	id:    func(o *OfficeHoursSchedule) *string { return &o.ID },
	fresh: func(w *Workspace) string { return w.count("office_hours_schedule", 125) },
	made:  func(rq *request) OfficeHoursSchedule { return OfficeHoursSchedule{CreatedAt: rq.now.Unix()} },
	show:  (*request).showSchedule,
	fill:  (*request).fillSchedule,
	drop:  (*request).deleteSchedule,
	routes: func(k *kind[OfficeHoursSchedule]) []route {
		return []route{
			at("GET", "/office_hours_schedules", v2(16), listed("office_hours_schedule.list", k.list)),
			at("POST", "/office_hours_schedules", v2(16), made201(k.create)),
			at("GET", "/office_hours_schedules/{id}", v2(16), hoursNotFound(k.get)),
			at("PUT", "/office_hours_schedules/{id}", v2(16), k.update), at("DELETE", "/office_hours_schedules/{id}", v2(16), k.remove),
		}
	},
}

// AddOfficeHoursSchedule adds a schedule.
func (w *Workspace) AddOfficeHoursSchedule(o OfficeHoursSchedule) OfficeHoursSchedule {
	defer w.lock()()
	setDefault(&o.TimeZone, func() string { return "America/New_York" })
	setDefaultTime(&o.CreatedAt, w.server.now().Unix())
	setDefaultTime(&o.UpdatedAt, o.CreatedAt)
	return w.schedules.add(o).clone()
}

// UpdateOfficeHoursSchedule changes a schedule outside of Terraform. The function must not call the server.
func (w *Workspace) UpdateOfficeHoursSchedule(id string, change func(*OfficeHoursSchedule)) {
	defer w.lock()()
	w.schedules.update(id, change)
}

// DeleteOfficeHoursSchedule deletes a schedule and its exceptions outside of Terraform.
func (w *Workspace) DeleteOfficeHoursSchedule(id string) {
	defer w.lock()()
	w.dropSchedule(id)
}

// OfficeHoursSchedules lists the schedules in the order of their creation.
func (w *Workspace) OfficeHoursSchedules() []OfficeHoursSchedule {
	defer w.lock()()
	return w.schedules.values()
}

func (w *Workspace) dropSchedule(id string) {
	w.schedules.drop(id)
	for e := range w.exceptions.all() {
		if e.ScheduleID == id {
			w.exceptions.drop(e.ID)
		}
	}
}

// listed gives a list the documented type.
func listed(kind string, list func(*request) reply) func(*request) reply {
	return func(rq *request) reply {
		answer := list(rq)
		if o, isObject := answer.value.(object); isObject {
			o["type"] = kind
		}
		return answer
	}
}

// made201 answers a create with 201.
func made201(create func(*request) reply) func(*request) reply {
	return func(rq *request) reply {
		answer := create(rq)
		if answer.status == http.StatusOK {
			answer.status = http.StatusCreated
		}
		return answer
	}
}

func unprocessable(message string) reply {
	return fail(http.StatusUnprocessableEntity, "data_invalid", message)
}

// fillSchedule follows the newer reference where the documentation of 2.16 says nothing: names are unique.
func (rq *request) fillSchedule(o *OfficeHoursSchedule) reply {
	for name, into := range map[string]*string{"name": &o.Name, "time_zone_name": &o.TimeZone} {
		if value, given := rq.body[name]; given {
			*into = text(value)
		}
		if *into == "" {
			return unprocessable(name + " can't be blank")
		}
	}
	same := rq.schedules.find(func(other *OfficeHoursSchedule) bool { return other.Name == o.Name && other.ID != o.ID })
	if same != nil && !rq.hours.equalNames {
		return unprocessable("Name has already been taken")
	}
	if _, err := time.LoadLocation(o.TimeZone); err != nil {
		return unprocessable("time_zone_name is invalid")
	}
	intervals, given, problem := rq.intervals(7*24*60, true)
	switch {
	case problem.status != 0:
		return problem
	case given:
		o.Intervals = intervals
	case rq.body["time_intervals"] != nil || o.ID == "":
		return unprocessable("time_intervals is missing")
	}
	o.UpdatedAt = rq.now.Unix()
	return reply{}
}

// intervals returns the body's intervals, within a period. day_of_week is read-only: the newer reference answers it with
// 400.
func (rq *request) intervals(period int64, onQuarters bool) (intervals [][2]int64, given bool, problem reply) {
	array, given := rq.body["time_intervals"].([]any)
	intervals = [][2]int64{}
	for _, element := range array {
		o, _ := element.(object)
		if _, has := o["day_of_week"]; has {
			return nil, given, invalid("day_of_week is not a permitted parameter")
		}
		start, isStart := wholeNumber(o["start_minute"])
		end, isEnd := wholeNumber(o["end_minute"])
		whole := period == 7*24*60 && start == 0 && end == period-1 && len(array) == 1 && !rq.hours.noWholeWeek
		switch {
		case !isStart || !isEnd || start < 0 || end > period || start >= end:
			return nil, given, unprocessable("time_intervals are invalid")
		case onQuarters && !whole && (start%15 != 0 || end%15 != 0):
			return nil, given, unprocessable("time_intervals must be on a 15-minute boundary")
		}
		intervals = append(intervals, [2]int64{start, end})
	}
	return intervals, given, reply{}
}

func wholeNumber(value any) (int64, bool) {
	number, isNumber := value.(json.Number)
	n, err := number.Int64()
	return n, isNumber && err == nil
}

// deleteSchedule: it is not documented what happens to the exceptions. Without their schedule, no path leads to them.
func (rq *request) deleteSchedule(o *OfficeHoursSchedule) reply {
	if rq.hours.usedStay && o.Used {
		return unprocessable("Office hours schedule is in use")
	}
	rq.dropSchedule(o.ID)
	return reply{}
}

func (rq *request) showSchedule(o *OfficeHoursSchedule) object {
	open := int64(0)
	for _, i := range union(o.Intervals) {
		open += i[1] - i[0]
	}
	return object{
		"type": "office_hours_schedule", "id": o.ID, "name": o.Name, "time_zone_name": o.TimeZone,
		"time_intervals":    rq.showIntervals(o.Intervals, func(start int64) int64 { return start / (24 * 60) }),
		"twenty_four_seven": open >= 7*24*60-1, "created_at": o.CreatedAt, "updated_at": o.UpdatedAt,
	}
}

func (rq *request) showIntervals(intervals [][2]int64, day func(start int64) int64) []object {
	if rq.hours.merged {
		intervals = union(intervals)
	}
	shown := []object{}
	for _, i := range intervals {
		parts := [][2]int64{i}
		if middle := (i[0] + i[1]) / 30 * 15; rq.hours.split && middle > i[0] && middle < i[1] {
			parts = [][2]int64{{middle, i[1]}, {i[0], middle}}
		}
		for _, part := range parts {
			shown = append(shown, object{"start_minute": part[0], "end_minute": part[1], "day_of_week": day(part[0])})
		}
	}
	return shown
}

// union joins intervals that overlap or touch.
func union(intervals [][2]int64) (joined [][2]int64) {
	intervals = slices.Clone(intervals)
	slices.SortFunc(intervals, func(a, b [2]int64) int { return int(a[0] - b[0]) })
	for _, i := range intervals {
		if last := len(joined) - 1; last >= 0 && i[0] <= joined[last][1] {
			joined[last][1] = max(joined[last][1], i[1])
			continue
		}
		joined = append(joined, i)
	}
	return joined
}
