// Package openhours implements the hours that office hours schedules and their exceptions share. A configuration writes
// spans of a day ("09:00-17:30"), Intercom stores intervals of minutes, and comparisons use the set of open minutes.
package openhours

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Minutes of a day and of a week, which are the periods of intervals, and the grid of a schedule's intervals.
const (
	Day     = 24 * 60
	Week    = 7 * Day
	Quarter = 15
)

// Weekdays are the configuration's names of the days of a week, in Intercom's order.
var Weekdays = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

// Set is a set of open minutes: sorted intervals that neither overlap nor touch. Two sets are the same if they are equal.
type Set []intercom.OfficeHoursInterval

// SetOf returns the set of the minutes of all intervals within a period. An interval that extends past the period's end
// continues at its beginning. The week's last minute, 10079, also means the week's end.
func SetOf(intervals []intercom.OfficeHoursInterval, period int64) Set {
	var parts Set
	for _, i := range intervals {
		if period == Week && i.EndMinute == Week-1 {
			i.EndMinute = Week
		}
		if i.StartMinute < 0 || i.StartMinute >= period || i.EndMinute < 0 || i.StartMinute == i.EndMinute {
			continue // outside the period
		}
		length := i.EndMinute - i.StartMinute
		if length < 0 {
			length += period
		}
		end := i.StartMinute + min(length, period)
		parts = append(parts, intercom.OfficeHoursInterval{StartMinute: i.StartMinute, EndMinute: min(end, period)})
		if end > period {
			parts = append(parts, intercom.OfficeHoursInterval{StartMinute: 0, EndMinute: end - period})
		}
	}
	slices.SortFunc(parts, func(a, b intercom.OfficeHoursInterval) int { return cmp.Compare(a.StartMinute, b.StartMinute) })
	set := Set{}
	for _, part := range parts {
		if last := len(set) - 1; last >= 0 && part.StartMinute <= set[last].EndMinute {
			set[last].EndMinute = max(set[last].EndMinute, part.EndMinute)
			continue
		}
		set = append(set, part)
	}
	return set
}

// Equal reports whether two sets have the same minutes.
func (s Set) Equal(other Set) bool { return slices.Equal(s, other) }

// IsWhole reports whether the set has all minutes of the period.
func (s Set) IsWhole(period int64) bool {
	return len(s) == 1 && s[0] == intercom.OfficeHoursInterval{StartMinute: 0, EndMinute: period}
}

// Spans returns the minutes of one day of the set as a configuration writes them. Days count from 0.
func (s Set) Spans(day int) []string {
	spans, from := []string{}, int64(day)*Day
	for _, i := range s {
		start, end := max(i.StartMinute-from, 0), min(i.EndMinute-from, Day)
		if start < end {
			spans = append(spans, clock(start)+"-"+clock(end))
		}
	}
	return spans
}

func clock(minute int64) string { return fmt.Sprintf("%02d:%02d", minute/60, minute%60) }

var spanPattern = regexp.MustCompile(`^([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})$`)

// ParseSpan reads one span of a day. It may end at 24:00, and its minutes must be multiples of grid.
func ParseSpan(text string, grid int64) (span intercom.OfficeHoursInterval, err error) {
	parts := spanPattern.FindStringSubmatch(text)
	if parts == nil {
		return span, errors.New(`it must have the form "09:00-17:30"`)
	}
	var numbers [4]int64
	for i := range numbers {
		numbers[i], _ = strconv.ParseInt(parts[i+1], 10, 64) // the pattern allows only two digits
	}
	span.StartMinute, span.EndMinute = numbers[0]*60+numbers[1], numbers[2]*60+numbers[3]
	switch {
	case numbers[1] > 59 || numbers[3] > 59 || span.EndMinute > Day:
		return span, errors.New("it must be within 00:00 and 24:00")
	case span.StartMinute >= span.EndMinute:
		return span, errors.New("it must end after it starts. Write hours over midnight as two spans: one that ends at 24:00, and one of the next day that starts at 00:00")
	case span.StartMinute%grid != 0 || span.EndMinute%grid != 0:
		return span, fmt.Errorf("it must start and end on a multiple of %d minutes, because Intercom refuses others", grid)
	}
	return span, nil
}
