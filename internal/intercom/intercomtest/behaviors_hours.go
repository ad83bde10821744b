package intercomtest

// This file has the behaviors of office hours that no description decides: each is one of two readings, of which the other is the
// fake's own.

// hoursRules are what behaviors make of office hours.
type hoursRules struct {
	merged, split, noWholeWeek, equalNames, equalDates, usedStay, namesFilled, exceptionsOnQuarters, integrationMissing bool
}

func hoursWith(name string, change func(*hoursRules)) Behavior {
	return Behavior{name: name, prepare: func(rq *request) { change(&rq.hours) }}
}

// MergesIntervals shows intervals that touch as one, also over midnight. Otherwise they are shown as they were sent.
func MergesIntervals() Behavior {
	return hoursWith("MergesIntervals", func(h *hoursRules) { h.merged = true })
}

// SplitsIntervals shows each interval as two, the later one first.
func SplitsIntervals() Behavior {
	return hoursWith("SplitsIntervals", func(h *hoursRules) { h.split = true })
}

// RefusesWholeWeek refuses the interval from 0 to 10079: only a newer reference than that of 2.16 has it.
func RefusesWholeWeek() Behavior {
	return hoursWith("RefusesWholeWeek", func(h *hoursRules) { h.noWholeWeek = true })
}

// AllowsEqualNames lets two schedules have one name: only a newer reference than that of 2.16 says that names are unique.
func AllowsEqualNames() Behavior {
	return hoursWith("AllowsEqualNames", func(h *hoursRules) { h.equalNames = true })
}

// AllowsEqualDates lets a schedule have two exceptions on one date.
func AllowsEqualDates() Behavior {
	return hoursWith("AllowsEqualDates", func(h *hoursRules) { h.equalDates = true })
}

// KeepsUsedSchedules refuses to delete a schedule that is Used: the default one, or that of a team.
func KeepsUsedSchedules() Behavior {
	return hoursWith("KeepsUsedSchedules", func(h *hoursRules) { h.usedStay = true })
}

// RefusesEmptyNames refuses "" as the name of an exception. Otherwise that clears the name.
func RefusesEmptyNames() Behavior {
	return hoursWith("RefusesEmptyNames", func(h *hoursRules) { h.namesFilled = true })
}

// ExceptionsOnQuarters refuses intervals of exceptions that are not on a 15-minute boundary: the descriptions say so of schedules
// alone.
func ExceptionsOnQuarters() Behavior {
	return hoursWith("ExceptionsOnQuarters", func(h *hoursRules) { h.exceptionsOnQuarters = true })
}

// IntegrationNotFound answers the GET of a schedule or exception that is not there with the other code that the descriptions
// have for it: data_invalid.
func IntegrationNotFound() Behavior {
	return hoursWith("IntegrationNotFound", func(h *hoursRules) { h.integrationMissing = true })
}
