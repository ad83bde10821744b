package conformance

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// newTransport returns a transport that closes its connections when the test ends.
func newTransport(t *testing.T) *http.Transport {
	t.Helper()
	transport := http.DefaultTransport.(*http.Transport).Clone()
	t.Cleanup(transport.CloseIdleConnections)
	return transport
}

// TestFakeIsAsTheRowsSay: the fake does what every row claims, and only archived types and attributes are left.
func TestFakeIsAsTheRowsSay(t *testing.T) {
	t.Parallel()
	fake, c := newFake(t)
	collections, redirects := len(fake.Collections()), len(fake.HelpCenterRedirects())
	contacts, companies, tags, types := len(fake.Contacts()), len(fake.Companies()), len(fake.Tags()), len(fake.TicketTypes())
	connectors, schedules := len(fake.DataConnectors()), len(fake.OfficeHoursSchedules())
	fields, talkFields := len(fake.DataAttributes()), len(fake.ConversationAttributes())
	articles, instances := len(fake.Articles()), len(fake.CustomObjectInstances())
	report := run(t, configFor(t, fake, c))
	for _, result := range report.Results {
		if result.Status != StatusSame {
			t.Errorf("%s: %s, want same: the fake is said to do %q", result.ID, result.brief(), result.Fake)
		}
	}
	t.Log(report.summary())
	for what, n := range map[string][2]int{
		"tickets": {len(fake.Tickets()), 0}, "contacts": {unmerged(fake), contacts},
		"companies": {len(fake.Companies()), companies}, "tags": {len(fake.Tags()), tags},
		"collections": {len(fake.Collections()), collections}, "redirects": {len(fake.HelpCenterRedirects()), redirects},
		"custom object instances": {len(fake.CustomObjectInstances()), instances},
		"articles":                {len(fake.Articles()), articles}, "data connectors": {len(fake.DataConnectors()), connectors}, "schedules": {len(fake.OfficeHoursSchedules()), schedules},
	} {
		if n[0] != n[1] {
			t.Errorf("%d %s are in the workspace after the run, want %d", n[0], what, n[1])
		}
	}
	made := map[string]bool{} // whether it is archived
	for _, t := range fake.TicketTypes()[types:] {
		made["ticket type "+t.ID] = t.Archived
	}
	for _, a := range fake.DataAttributes()[fields:] {
		made["data attribute "+a.ID] = a.Archived
	}
	for _, a := range fake.ConversationAttributes()[talkFields:] {
		made["conversation attribute "+a.ID] = a.Archived
	}
	for what, archived := range made {
		if !archived {
			t.Errorf("%s is not archived", what)
		}
	}
	if len(report.Left) != len(made) {
		t.Errorf("%d objects are reported as left, want the %d types and attributes: %v", len(report.Left), len(made), report.Left)
	}
}

// knob makes the fake do something else.
type knob struct {
	options []intercomtest.Option
	set     []intercomtest.Behavior
}

// knobs returns all knobs that rows name.
func knobs() map[string]knob {
	return map[string]knob{
		"TrimsText":                       {set: []intercomtest.Behavior{intercomtest.TrimsText()}},
		"EscapesText":                     {set: []intercomtest.Behavior{intercomtest.EscapesText()}},
		"WrapsText":                       {set: []intercomtest.Behavior{intercomtest.WrapsText(intercomtest.DescriptionAttribute)}},
		"ShowsLists":                      {set: []intercomtest.Behavior{intercomtest.ShowsLists(intercomtest.ListIDs)}},
		"Lags":                            {set: []intercomtest.Behavior{intercomtest.Lags(30 * time.Second)}},
		"DateOff":                         {set: []intercomtest.Behavior{intercomtest.DateOff(time.Hour)}},
		"CreatedBehind":                   {set: []intercomtest.Behavior{intercomtest.CreatedBehind(time.Minute).On("POST", "/tickets")}},
		"HidesContactExternalID":          {set: []intercomtest.Behavior{intercomtest.HidesContactExternalID()}},
		"ArchivedContactsHidden":          {set: []intercomtest.Behavior{intercomtest.ArchivedContactsHidden()}},
		"MergedContactsNotFound":          {set: []intercomtest.Behavior{intercomtest.MergedContactsNotFound()}},
		"AssignsLeadExternalIDs":          {set: []intercomtest.Behavior{intercomtest.AssignsLeadExternalIDs()}},
		"KeepsRoles":                      {set: []intercomtest.Behavior{intercomtest.KeepsRoles()}},
		"DeletedTicketsShown":             {set: []intercomtest.Behavior{intercomtest.DeletedTicketsShown()}},
		"DeletesTicketsAgain":             {set: []intercomtest.Behavior{intercomtest.DeletesTicketsAgain()}},
		"KeepsContents":                   {set: []intercomtest.Behavior{intercomtest.KeepsContents()}},
		"KeepsFullCollections":            {set: []intercomtest.Behavior{intercomtest.KeepsFullCollections()}},
		"RefusesEqualCollections":         {set: []intercomtest.Behavior{intercomtest.RefusesEqualCollections()}},
		"RefusesEmptyDescriptions":        {set: []intercomtest.Behavior{intercomtest.RefusesEmptyDescriptions()}},
		"ShowsNullDescriptions":           {set: []intercomtest.Behavior{intercomtest.ShowsNullDescriptions()}},
		"ShowsHelpCenterOfChildren":       {set: []intercomtest.Behavior{intercomtest.ShowsHelpCenterOfChildren()}},
		"ReplacesTranslations":            {set: []intercomtest.Behavior{intercomtest.ReplacesTranslations()}},
		"ReplacesLocales":                 {set: []intercomtest.Behavior{intercomtest.ReplacesLocales()}},
		"RepeatsDefaultLocale":            {set: []intercomtest.Behavior{intercomtest.RepeatsDefaultLocale()}},
		"KeepsRedirectLocales":            {set: []intercomtest.Behavior{intercomtest.KeepsRedirectLocales()}},
		"NextAsPage":                      {set: []intercomtest.Behavior{intercomtest.NextAsPage()}},
		"NextAsURL":                       {set: []intercomtest.Behavior{intercomtest.NextAsURL().On("GET", collectionsPath)}},
		"NextAsObject":                    {set: []intercomtest.Behavior{intercomtest.NextAsObject()}},
		"NullPages":                       {set: []intercomtest.Behavior{intercomtest.NullPages().On("GET", "/contacts/*/companies")}},
		"LargerTotal":                     {set: []intercomtest.Behavior{intercomtest.LargerTotal(3).On("GET", "/contacts/*/companies")}},
		"WithSearchLag":                   {options: []intercomtest.Option{intercomtest.WithSearchLag(30 * time.Second)}},
		"WithListAnswers":                 {options: []intercomtest.Option{intercomtest.WithListAnswers(intercomtest.ListIDs)}},
		"WithInstantAnswers":              {options: []intercomtest.Option{intercomtest.WithInstantAnswers(intercomtest.InstantUnix)}},
		"ShowsDraftsAsLive":               {set: []intercomtest.Behavior{intercomtest.ShowsDraftsAsLive()}},
		"ChangesLiveConnectors":           {set: []intercomtest.Behavior{intercomtest.ChangesLiveConnectors()}},
		"KeepsLiveVersion":                {set: []intercomtest.Behavior{intercomtest.KeepsLiveVersion()}},
		"MergesHeaders":                   {set: []intercomtest.Behavior{intercomtest.MergesHeaders()}},
		"MergesIntervals":                 {set: []intercomtest.Behavior{intercomtest.MergesIntervals()}},
		"SplitsIntervals":                 {set: []intercomtest.Behavior{intercomtest.SplitsIntervals()}},
		"RefusesWholeWeek":                {set: []intercomtest.Behavior{intercomtest.RefusesWholeWeek()}},
		"AllowsEqualNames":                {set: []intercomtest.Behavior{intercomtest.AllowsEqualNames()}},
		"AllowsEqualDates":                {set: []intercomtest.Behavior{intercomtest.AllowsEqualDates()}},
		"RefusesEmptyNames":               {set: []intercomtest.Behavior{intercomtest.RefusesEmptyNames()}},
		"ExceptionsOnQuarters":            {set: []intercomtest.Behavior{intercomtest.ExceptionsOnQuarters()}},
		"IntegrationNotFound":             {set: []intercomtest.Behavior{intercomtest.IntegrationNotFound()}},
		"UnusedTagMissing":                {set: []intercomtest.Behavior{intercomtest.UnusedTagMissing()}},
		"RefusesUnknownUntag":             {set: []intercomtest.Behavior{intercomtest.RefusesUnknownUntag()}},
		"TakesTypedValues":                {set: []intercomtest.Behavior{intercomtest.TakesTypedValues()}},
		"RefusesUnknownAttributes":        {set: []intercomtest.Behavior{intercomtest.RefusesUnknownAttributes()}},
		"ReplacesInstanceAttributes":      {set: []intercomtest.Behavior{intercomtest.ReplacesInstanceAttributes()}},
		"FoldsExternalIDs":                {set: []intercomtest.Behavior{intercomtest.FoldsExternalIDs()}},
		"TrimsExternalIDs":                {set: []intercomtest.Behavior{intercomtest.TrimsExternalIDs()}},
		"KeepsEqualEvents":                {set: []intercomtest.Behavior{intercomtest.KeepsEqualEvents()}},
		"RefusesSecondBlock":              {set: []intercomtest.Behavior{intercomtest.RefusesSecondBlock()}},
		"RefusesSecondUnarchive":          {set: []intercomtest.Behavior{intercomtest.RefusesSecondUnarchive()}},
		"DetachesTwice":                   {set: []intercomtest.Behavior{intercomtest.DetachesTwice()}},
		"NotesOldestFirst":                {set: []intercomtest.Behavior{intercomtest.NotesOldestFirst()}},
		"NotesAsSent":                     {set: []intercomtest.Behavior{intercomtest.NotesAsSent()}},
		"NotesByToken":                    {set: []intercomtest.Behavior{intercomtest.NotesByToken()}},
		"ScrollKeepsParam":                {set: []intercomtest.Behavior{intercomtest.ScrollKeepsParam()}},
		"ScrollReplacesOpen":              {set: []intercomtest.Behavior{intercomtest.ScrollReplacesOpen()}},
		"AppendsOptions":                  {set: []intercomtest.Behavior{intercomtest.AppendsOptions()}},
		"SortsOptions":                    {set: []intercomtest.Behavior{intercomtest.SortsOptions()}},
		"RefusesBlankNames":               {set: []intercomtest.Behavior{intercomtest.RefusesBlankNames()}},
		"ShowsDatetimesAs":                {set: []intercomtest.Behavior{intercomtest.ShowsDatetimesAs(intercomtest.Datetime)}},
		"RefusesEqualLabels":              {set: []intercomtest.Behavior{intercomtest.RefusesEqualLabels()}},
		"ArchivedAttributesNotFound":      {set: []intercomtest.Behavior{intercomtest.ArchivedAttributesNotFound()}},
		"ArchivedKeepNames":               {set: []intercomtest.Behavior{intercomtest.ArchivedKeepNames()}},
		"RefusesEmptyTexts":               {set: []intercomtest.Behavior{intercomtest.RefusesEmptyTexts()}},
		"DefaultsRoles":                   {set: []intercomtest.Behavior{intercomtest.DefaultsRoles()}},
		"ReversesPredicates":              {set: []intercomtest.Behavior{intercomtest.ReversesPredicates()}},
		"ShowsPredicateNumbers":           {set: []intercomtest.Behavior{intercomtest.ShowsPredicateNumbers()}},
		"ShowsNullPredicates":             {set: []intercomtest.Behavior{intercomtest.ShowsNullPredicates()}},
		"RefusesEqualAudiences":           {set: []intercomtest.Behavior{intercomtest.RefusesEqualAudiences()}},
		"RefusesNestedLists":              {set: []intercomtest.Behavior{intercomtest.RefusesNestedLists()}},
		"AddsParents":                     {set: []intercomtest.Behavior{intercomtest.AddsParents()}},
		"IgnoresParentIDs":                {set: []intercomtest.Behavior{intercomtest.IgnoresParentIDs()}},
		"SyncsParents":                    {set: []intercomtest.Behavior{intercomtest.SyncsParents()}},
		"HidesPendingChanges":             {set: []intercomtest.Behavior{intercomtest.HidesPendingChanges()}},
		"RefusesEmptyArticleDescriptions": {set: []intercomtest.Behavior{intercomtest.RefusesEmptyArticleDescriptions()}},
		"KeepsUpdatedAt":                  {set: []intercomtest.Behavior{intercomtest.KeepsUpdatedAt()}},
		"ListsMarkdown":                   {set: []intercomtest.Behavior{intercomtest.ListsMarkdown()}},
	}
}

// TestKnobsAreKnown: the tests use every knob that a row names, and the fake has it.
func TestKnobsAreKnown(t *testing.T) {
	t.Parallel()
	known := knobs()
	for _, row := range Rows() {
		for _, name := range row.Knobs {
			if _, tested := known[name]; !tested {
				t.Errorf("row %s names the knob %s, which no test turns", row.ID, name)
			}
		}
	}
}

// TestLongKnobs: every knob changes only what the rows that name it observe.
func TestLongKnobs(t *testing.T) {
	t.Parallel()
	for name, k := range knobs() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fake, c := newFake(t, k.options...)
			fake.Set(k.set...)
			if got, want := differing(run(t, configFor(t, fake, c))), naming(name); !slices.Equal(got, want) {
				t.Errorf("with %s these rows differ:\n%v\nand these name it:\n%v", name, got, want)
			}
		})
	}
}

// TestAllKnobs: with all knobs at once, exactly the rows that name one differ.
func TestAllKnobs(t *testing.T) {
	t.Parallel()
	var options []intercomtest.Option
	var set []intercomtest.Behavior
	var want []string
	all := knobs()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		k := all[name]
		options, set = append(options, k.options...), append(set, k.set...)
		want = append(want, naming(name)...)
	}
	slices.Sort(want)
	fake, c := newFake(t, options...)
	fake.Set(set...)
	if got, want := differing(run(t, configFor(t, fake, c))), slices.Compact(want); !slices.Equal(got, want) {
		t.Errorf("these rows differ:\n%v\nand these name a knob:\n%v", got, want)
	}
}

// TestThreeKnobs: with three knobs at once, exactly their rows differ.
func TestThreeKnobs(t *testing.T) {
	t.Parallel()
	fake, c := newFake(t)
	fake.Set(intercomtest.ShowsLists(intercomtest.ListIDs), intercomtest.ArchivedContactsHidden(), intercomtest.MergedContactsNotFound())
	want := append(naming("ShowsLists"), append(naming("ArchivedContactsHidden"), naming("MergedContactsNotFound")...)...)
	slices.Sort(want)
	if got := differing(run(t, configFor(t, fake, c))); !slices.Equal(got, want) {
		t.Errorf("these rows differ:\n%v\nwant\n%v", got, want)
	}
}

// unmerged counts contacts that answers show. The fake keeps merged ones forever.
func unmerged(fake *intercomtest.Server) int {
	n := 0
	for _, c := range fake.Contacts() {
		if c.MergedInto == "" {
			n++
		}
	}
	return n
}

func differing(report *Report) []string {
	ids := []string{}
	for _, result := range report.Results {
		if result.Status != StatusSame {
			ids = append(ids, result.ID)
		}
	}
	slices.Sort(ids)
	return ids
}

func naming(knob string) []string {
	ids := []string{}
	for _, row := range Rows() {
		if slices.Contains(row.Knobs, knob) {
			ids = append(ids, row.ID)
		}
	}
	slices.Sort(ids)
	return ids
}

// TestRows: rows are complete, and their IDs are unique.
func TestRows(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, row := range Rows() {
		for what, missing := range map[string]bool{
			"area": row.Area == "", "assumption": row.Assumption == "", "answer of the fake": row.Fake == "",
			"consequence": row.Consequence == "", "observation": row.Observe == nil,
		} {
			if missing {
				t.Errorf("row %q has no %s", row.ID, what)
			}
		}
		if row.Since != "" {
			if _, err := intercom.ParseVersion(string(row.Since)); err != nil {
				t.Errorf("row %s: %v", row.ID, err)
			}
		}
		if seen[row.ID] {
			t.Errorf("two rows have the ID %q", row.ID)
		}
		seen[row.ID] = true
	}
}

// TestWithoutObjectType: the rows about custom objects say why they do not run, and what they need.
func TestWithoutObjectType(t *testing.T) {
	t.Parallel()
	fake, c := newFake(t)
	cfg := configFor(t, fake, c)
	cfg.CustomObjectType, cfg.Rows = "", customObjectRows
	for _, result := range run(t, cfg).Results {
		if result.Status != StatusNotRun || !strings.Contains(result.Reason, "-custom-object-type") || !strings.Contains(result.Reason, objectNumber) {
			t.Errorf("%s: %s", result.ID, result.brief())
		}
	}
	if n := writesOf(fake); n > 0 {
		t.Errorf("%d writes", n)
	}
}

// TestObjectTypeWithoutAttributes: a row that needs an attribute that the type lacks does not run.
func TestObjectTypeWithoutAttributes(t *testing.T) {
	t.Parallel()
	fake, c := newFake(t)
	fake.AddCustomObjectType(intercomtest.CustomObjectType{Identifier: "Empty"})
	cfg := configFor(t, fake, c)
	cfg.CustomObjectType, cfg.Rows = "Empty", customObjectRows
	report, left := run(t, cfg), []string{}
	for _, result := range report.Results {
		if result.Status != StatusSame {
			left = append(left, result.ID)
		}
	}
	if want := []string{"object-number-as-text", "object-unknown-option", "object-missing-reference", "object-others-kept"}; !slices.Equal(left, want) {
		t.Errorf("these do not run: %v, want %v", left, want)
	}
	if len(report.Left) > 0 || len(fake.CustomObjectInstances()) != 1 {
		t.Errorf("left: %v", report.Left)
	}
}

// TestCleanUpNeedsTheObjectType: a clean-up that does not know the type says so, and one that knows it deletes the instances.
func TestCleanUpNeedsTheObjectType(t *testing.T) {
	t.Parallel()
	fake, c := newFake(t)
	cfg := configFor(t, fake, c)
	cfg.Rows = customObjectRows[:1]
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	fake.Before("POST", "/custom_object_instances/*", cancel)
	fake.Set(intercomtest.RefusesAfter(403, "forbidden", "No.").On("DELETE", "").WithoutEffect())
	report, err := Run(ctx, cfg)
	if err != nil || len(report.Left) == 0 {
		t.Fatalf("left %v: %v", report.Left, err)
	}
	fake.ClearBehaviors()
	cfg.CustomObjectType = ""
	if left, err := CleanUp(t.Context(), cfg); err != nil || len(left) == 0 || !strings.Contains(left[0].Why, "-custom-object-type") {
		t.Errorf("left %v: %v", left, err)
	}
	cfg.CustomObjectType = "Plan"
	if left, err := CleanUp(t.Context(), cfg); err != nil || len(left) > 0 || len(fake.CustomObjectInstances()) != 1 {
		t.Errorf("left %v: %v", left, err)
	}
}
