package intercomtest

// This file has the behaviors of office hours that are not documented: each is one of two interpretations, and the fake's
// default is the other.

// hoursRules are the rules of office hours that behaviors set.
type hoursRules struct {
	merged, split, noWholeWeek, equalNames, equalDates, usedStay, namesFilled, exceptionsOnQuarters, integrationMissing bool
}

func hoursWith(name string, change func(*hoursRules)) Behavior {
	return Behavior{name: name, prepare: func(rq *request) { change(&rq.hours) }}
}

// MergesIntervals shows intervals that touch as one, even across midnight. Without it, they are shown as sent.
func MergesIntervals() Behavior {
	return hoursWith("MergesIntervals", func(h *hoursRules) { h.merged = true })
}

// SplitsIntervals shows each interval as two, the later one first.
func SplitsIntervals() Behavior {
	return hoursWith("SplitsIntervals", func(h *hoursRules) { h.split = true })
}

// RefusesWholeWeek refuses the interval from 0 to 10079, which only a reference newer than 2.16 has.
func RefusesWholeWeek() Behavior {
	return hoursWith("RefusesWholeWeek", func(h *hoursRules) { h.noWholeWeek = true })
}

// AllowsEqualNames lets two schedules have one name. Only a reference newer than 2.16 says that names are unique.
func AllowsEqualNames() Behavior {
	return hoursWith("AllowsEqualNames", func(h *hoursRules) { h.equalNames = true })
}

// AllowsEqualDates lets a schedule have two exceptions on one date.
func AllowsEqualDates() Behavior {
	return hoursWith("AllowsEqualDates", func(h *hoursRules) { h.equalDates = true })
}

// KeepsUsedSchedules refuses to delete a schedule that is Used: the default schedule, or a team's.
func KeepsUsedSchedules() Behavior {
	return hoursWith("KeepsUsedSchedules", func(h *hoursRules) { h.usedStay = true })
}

// RefusesEmptyNames refuses "" as the name of an exception. Without it, "" clears the name.
func RefusesEmptyNames() Behavior {
	return hoursWith("RefusesEmptyNames", func(h *hoursRules) { h.namesFilled = true })
}

// ExceptionsOnQuarters refuses intervals of exceptions that are not on 15-minute boundaries. The documentation requires
// that only for schedules.
func ExceptionsOnQuarters() Behavior {
	return hoursWith("ExceptionsOnQuarters", func(h *hoursRules) { h.exceptionsOnQuarters = true })
}

// IntegrationNotFound answers the GET of a missing schedule or exception with the other documented code: data_invalid.
func IntegrationNotFound() Behavior {
	return hoursWith("IntegrationNotFound", func(h *hoursRules) { h.integrationMissing = true })
}
