package openhours_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/openhours"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

func TestParseSpan(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text       string
		start, end int64
		says       string
	}{
		{"09:00-17:30", 540, 1050, ""},
		{"00:00-24:00", 0, 1440, ""},
		{"23:45-24:00", 1425, 1440, ""},
		{"9:00-17:30", 0, 0, "form"},
		{"09:00 - 17:30", 0, 0, "form"},
		{"09:00–17:30", 0, 0, "form"},
		{"09:00-17:30 ", 0, 0, "form"},
		{"", 0, 0, "form"},
		{"٠٩:00-17:30", 0, 0, "form"},
		{"09:60-17:30", 0, 0, "within"},
		{"09:00-24:15", 0, 0, "within"},
		{"99:00-99:30", 0, 0, "within"},
		{"24:00-24:00", 0, 0, "end after"},
		{"09:00-09:00", 0, 0, "end after"},
		{"22:00-02:00", 0, 0, "two spans"},
		{"09:05-17:30", 0, 0, "multiple of 15"},
		{"09:00-17:29", 0, 0, "multiple of 15"},
	} {
		span, err := openhours.ParseSpan(c.text, openhours.Quarter)
		switch {
		case c.says == "" && (err != nil || span != intercom.OfficeHoursInterval{StartMinute: c.start, EndMinute: c.end}):
			t.Errorf("%q is %v, %v", c.text, span, err)
		case c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)):
			t.Errorf("%q: %v, want %q", c.text, err, c.says)
		}
	}
	if _, err := openhours.ParseSpan("09:05-17:29", 1); err != nil {
		t.Errorf("without a grid: %v", err)
	}
}

func of(pairs ...int64) (intervals []intercom.OfficeHoursInterval) {
	for pair := range slices.Chunk(pairs, 2) {
		intervals = append(intervals, intercom.OfficeHoursInterval{StartMinute: pair[0], EndMinute: pair[1]})
	}
	return intervals
}

func TestSetOf(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		intervals []intercom.OfficeHoursInterval
		period    int64
		want      []intercom.OfficeHoursInterval
	}{
		"none":                               {nil, openhours.Week, of()},
		"touching":                           {of(540, 720, 720, 1020), openhours.Week, of(540, 1020)},
		"reordered and overlapping":          {of(700, 1020, 540, 720), openhours.Week, of(540, 1020)},
		"one within another":                 {of(540, 1020, 600, 660), openhours.Week, of(540, 1020)},
		"the week's last minute":             {of(10000, 10079), openhours.Week, of(10000, 10080)},
		"the whole week":                     {of(0, 10079), openhours.Week, of(0, 10080)},
		"over the end of the week":           {of(10020, 120), openhours.Week, of(0, 120, 10020, 10080)},
		"past the end of the week":           {of(10020, 10200), openhours.Week, of(0, 120, 10020, 10080)},
		"until the end of the week":          {of(10020, 0), openhours.Week, of(10020, 10080)},
		"longer than the week":               {of(60, 99999999), openhours.Week, of(0, 10080)},
		"empty":                              {of(60, 60), openhours.Week, of()},
		"before and after the week":          {of(-60, 60, 10080, 10100, 60, -1), openhours.Week, of()},
		"a day's last minute is not its end": {of(0, 1439), openhours.Day, of(0, 1439)},
	} {
		if diff := cmp.Diff(append(openhours.Set{}, c.want...), openhours.SetOf(c.intervals, c.period)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if !openhours.SetOf(of(0, 10079), openhours.Week).IsWhole(openhours.Week) || openhours.SetOf(of(15, 10080), openhours.Week).IsWhole(openhours.Week) {
		t.Error("IsWhole is wrong")
	}
}

func TestSpans(t *testing.T) {
	t.Parallel()
	set := openhours.SetOf(of(540, 720, 780, 1020, 1320, 1560, 8640, 10079), openhours.Week)
	for day, want := range [][]string{{"09:00-12:00", "13:00-17:00", "22:00-24:00"}, {"00:00-02:00"}, {}, {}, {}, {}, {"00:00-24:00"}} {
		if diff := cmp.Diff(want, set.Spans(day)); diff != "" {
			t.Errorf("day %d: %s", day, diff)
		}
	}
}

func texts(spans ...string) types.List { return openhours.ListOf(spans) }

func TestParse(t *testing.T) {
	t.Parallel()
	at := path.Root("hours").AtMapKey("monday")
	for name, c := range map[string]struct {
		spans types.List
		want  []intercom.OfficeHoursInterval
		at    string
		says  string
	}{
		"null":                 {types.ListNull(types.StringType), nil, "", ""},
		"unknown":              {types.ListUnknown(types.StringType), nil, "", ""},
		"empty":                {texts(), nil, "", ""},
		"touching":             {texts("09:00-12:00", "12:00-17:00"), of(540, 720, 720, 1020), "", ""},
		"touching from behind": {texts("12:00-17:00", "09:00-12:00"), of(720, 1020, 540, 720), "", ""},
		"reordered":            {texts("13:00-17:00", "09:00-12:00"), of(780, 1020, 540, 720), "", ""},
		"overlap":              {texts("09:00-12:00", "11:00-13:00"), of(540, 720), `hours["monday"][1]`, "overlaps 09:00-12:00"},
		"twice":                {texts("09:00-12:00", "09:00-12:00"), of(540, 720), `hours["monday"][1]`, "overlaps"},
		"within":               {texts("10:00-11:00", "09:00-12:00"), of(600, 660), `hours["monday"][1]`, "overlaps 10:00-11:00"},
		"malformed":            {texts("9-5", "09:00-12:00"), of(540, 720), `hours["monday"][0]`, `"9-5"`},
		"part unknown":         {types.ListValueMust(types.StringType, []attr.Value{types.StringUnknown(), types.StringValue("09:00-12:00")}), of(540, 720), "", ""},
		"null element":         {types.ListValueMust(types.StringType, []attr.Value{types.StringNull()}), nil, `hours["monday"][0]`, `""`},
	} {
		open, diags := openhours.Parse(at, c.spans, openhours.Quarter)
		if diff := cmp.Diff(c.want, open); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if c.says == "" {
			if len(diags) > 0 || openhours.AsError(diags) != nil {
				t.Errorf("%s: %v", name, diags)
			}
			continue
		}
		if len(diags) != 1 || !strings.Contains(diags[0].Detail(), c.says) {
			t.Fatalf("%s: %v, want %q", name, diags, c.says)
		}
		if where := diags[0].(diag.DiagnosticWithPath).Path().String(); where != c.at {
			t.Errorf("%s blames %s, want %s", name, where, c.at)
		}
		if err := openhours.AsError(diags); err == nil || !strings.HasPrefix(err.Error(), c.at+": ") {
			t.Errorf("%s, as an error: %v", name, err)
		}
	}
}

// minutes returns a bool for each minute of the period.
func minutes(intervals []intercom.OfficeHoursInterval, period int64) []bool {
	open := make([]bool, period)
	for _, i := range intervals {
		for m := i.StartMinute; m < i.EndMinute; m++ {
			open[m] = true
		}
	}
	return open
}

// FuzzSetOf: a set has the minutes of its intervals, however they are split and ordered. It is sorted, and its intervals do
// not touch.
func FuzzSetOf(f *testing.F) {
	f.Add(int64(540), int64(720), int64(700), int64(1020), int64(30))
	f.Add(int64(0), int64(10080), int64(0), int64(10079), int64(5))
	f.Add(int64(10020), int64(120), int64(-1), int64(1<<62), int64(1))
	f.Fuzz(func(t *testing.T, a, b, c, d, cut int64) {
		set := openhours.SetOf(of(a, b, c, d), openhours.Week)
		for i, each := range set {
			if each.StartMinute < 0 || each.StartMinute >= each.EndMinute || each.EndMinute > openhours.Week || i > 0 && each.StartMinute <= set[i-1].EndMinute {
				t.Fatalf("%v", set)
			}
		}
		if !set.Equal(openhours.SetOf(of(c, d, a, b, a, b), openhours.Week)) || !set.Equal(openhours.SetOf(set, openhours.Week)) {
			t.Fatalf("the set of %v depends on the order, or changes", set)
		}
		inside := func(start, end int64) bool {
			return 0 <= start && start < end && end <= openhours.Week && end != openhours.Week-1
		}
		if inside(a, b) && inside(c, d) {
			if diff := cmp.Diff(minutes(of(a, b, c, d), openhours.Week), minutes(set, openhours.Week)); diff != "" {
				t.Fatal(diff)
			}
		}
		if inside(a, b) && a < cut && inside(cut, b) && inside(a, cut) && !openhours.SetOf(of(cut, b, a, cut), openhours.Week).Equal(openhours.SetOf(of(a, b), openhours.Week)) {
			t.Fatalf("%d-%d, cut at %d, is a different set", a, b, cut)
		}
		back := []intercom.OfficeHoursInterval{}
		for day := range openhours.Weekdays {
			for _, text := range set.Spans(day) {
				span, err := openhours.ParseSpan(text, 1)
				if err != nil {
					t.Fatalf("%q: %v", text, err)
				}
				back = append(back, of(span.StartMinute+int64(day)*openhours.Day, span.EndMinute+int64(day)*openhours.Day)...)
			}
		}
		if again := openhours.SetOf(back, openhours.Week); !again.Equal(set) && !slices.ContainsFunc(back, func(i intercom.OfficeHoursInterval) bool { return i.EndMinute == openhours.Week-1 }) {
			t.Fatalf("%v is written as %v", set, again)
		}
	})
}

// FuzzParseSpan: an accepted span is written back unchanged.
func FuzzParseSpan(f *testing.F) {
	for _, seed := range []string{"09:00-17:30", "00:00-24:00", "9-5", "24:00-24:00", "09:00-09:00", "\x1b09:00-17:30"} {
		f.Add(seed, int64(openhours.Quarter))
	}
	f.Fuzz(func(t *testing.T, text string, grid int64) {
		span, err := openhours.ParseSpan(text, max(grid, 1))
		if err != nil {
			return
		}
		if got := openhours.SetOf([]intercom.OfficeHoursInterval{span}, openhours.Day).Spans(0); fmt.Sprint(got) != fmt.Sprint([]string{text}) {
			t.Errorf("%q is written as %q", text, got)
		}
	})
}
