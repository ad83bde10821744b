package conformance

import (
	"bytes"
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// before is the content of the workspace before a run.
type before struct {
	contacts  []intercomtest.Contact
	companies []intercomtest.Company
	tags      []intercomtest.Tag
	tickets   []intercomtest.Ticket
	types     []intercomtest.TicketType

	schedules  []intercomtest.OfficeHoursSchedule
	exceptions []intercomtest.OfficeHoursException
	fields     []intercomtest.DataAttribute
	talkFields []intercomtest.ConversationAttribute
	notes      []intercomtest.Note
	articles   []intercomtest.Article
	admin      intercomtest.Admin
}

func snapshot(fake *intercomtest.Server) before {
	return before{
		fake.Contacts(), fake.Companies(), fake.Tags(), fake.Tickets(), fake.TicketTypes(), fake.OfficeHoursSchedules(), fake.OfficeHoursExceptions(),
		fake.DataAttributes(), fake.ConversationAttributes(), notesOfOthers(fake), fake.Articles(), fake.AdminAway(intercomtest.ExampleAdmin),
	}
}

// notesOfOthers are the notes about contacts that are in the workspace. The fake keeps those of deleted contacts.
func notesOfOthers(fake *intercomtest.Server) []intercomtest.Note {
	contacts := fake.Contacts()
	return slices.DeleteFunc(fake.Notes(), func(n intercomtest.Note) bool {
		return !slices.ContainsFunc(contacts, func(c intercomtest.Contact) bool { return c.ID == n.ContactID })
	})
}

// unchanged fails unless everything that existed is the same, and only archived types, archived attributes, and merged contacts
// are new.
func (b before) unchanged(t *testing.T, fake *intercomtest.Server) {
	t.Helper()
	now := snapshot(fake)
	now.contacts = slices.DeleteFunc(now.contacts, func(c intercomtest.Contact) bool { return c.MergedInto != "" })
	now.types = slices.DeleteFunc(now.types, func(k intercomtest.TicketType) bool { return k.Archived })
	now.fields = slices.DeleteFunc(now.fields, func(a intercomtest.DataAttribute) bool { return a.Archived })
	now.talkFields = slices.DeleteFunc(now.talkFields, func(a intercomtest.ConversationAttribute) bool { return a.Archived })
	for what, values := range map[string][2]any{
		"schedules": {b.schedules, now.schedules}, "exceptions": {b.exceptions, now.exceptions}, "data attributes": {b.fields, now.fields},
		"conversation attributes": {b.talkFields, now.talkFields}, "notes": {b.notes, now.notes}, "the admin": {b.admin, now.admin}, "articles": {b.articles, now.articles},
		"contacts": {b.contacts, now.contacts}, "companies": {b.companies, now.companies}, "tags": {b.tags, now.tags},
		"tickets": {b.tickets, now.tickets}, "ticket types": {b.types, now.types},
	} {
		if !reflect.DeepEqual(values[0], values[1]) {
			t.Errorf("%s before the run:\n%+v\nafter it:\n%+v", what, values[0], values[1])
		}
	}
}

func TestTouchesNothingElse(t *testing.T) {
	t.Parallel()
	fake, c := newFake(t)
	fake.AddTicket(intercomtest.Ticket{ContactIDs: []string{intercomtest.ExampleContact}})
	there := snapshot(fake)
	run(t, configFor(t, fake, c))
	there.unchanged(t, fake)
}

// TestInterrupted: after Ctrl-C at any point, the rows end, and what they created is removed.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	for name, path := range map[string]string{
		"at a contact": "/contacts", "at a company": "/companies", "at a ticket": "/tickets", "at a type": "/ticket_types",
		"at a data attribute": "/data_attributes", "at an article": "/articles", "at a conversation attribute": "/conversations/attributes", "at an exception": "/office_hours_schedules/*/office_hours_exceptions",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fake, c := newFake(t)
			there := snapshot(fake)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			fake.Before("POST", path, cancel)
			report, err := Run(ctx, configFor(t, fake, c))
			if err != nil {
				t.Fatal(err)
			}
			there.unchanged(t, fake)
			if !report.Interrupted {
				t.Error("the report does not say that the run was interrupted")
			}
			last := report.Results[len(report.Results)-1]
			if last.Status != StatusNotRun || last.Reason != "the run was interrupted" {
				t.Errorf("the last row ended as %s", last.brief())
			}
			for _, left := range report.Left {
				if !strings.HasPrefix(left.Why, "archived") {
					t.Errorf("left: %s, %s", left.Kind, left.Why)
				}
			}
		})
	}
}

// TestInterruptedBeforeTheFirstWrite: after Ctrl-C during the warning, nothing is written.
func TestInterruptedBeforeTheFirstWrite(t *testing.T) {
	t.Parallel()
	fake, c := newFake(t)
	cfg := configFor(t, fake, c)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	fake.Before("POST", "/tickets/search", cancel)
	if report, err := Run(ctx, cfg); err == nil || report != nil {
		t.Errorf("Run returned %v, %v", report, err)
	}
	if n := writesOf(fake); n != 0 {
		t.Errorf("%d writes were made", n)
	}
}

// TestMixedUpAnswers: objects in answers that belong to other requests are neither changed nor deleted.
func TestMixedUpAnswers(t *testing.T) {
	t.Parallel()
	tests := map[string]intercomtest.Behavior{
		"another contact":         intercomtest.AnswersObject(intercomtest.ExampleContact).On("POST", "/contacts"),
		"the ID of another one":   intercomtest.AnswersTwin(map[string]any{"id": intercomtest.ExampleContact}).On("POST", "/contacts"),
		"another tag":             intercomtest.AnswersObject(intercomtest.ExampleTag).On("POST", "/tags"),
		"the ID of another tag":   intercomtest.AnswersTwin(map[string]any{"id": intercomtest.ExampleTag}).On("POST", "/tags"),
		"another company":         intercomtest.AnswersObject(intercomtest.ExampleCompany).On("POST", "/companies"),
		"the ID of another type":  intercomtest.AnswersTwin(map[string]any{"id": intercomtest.ExampleTaskType}).On("POST", "/ticket_types"),
		"another schedule":        intercomtest.AnswersTwin(map[string]any{"id": intercomtest.ExampleSchedule}).On("POST", "/office_hours_schedules"),
		"another data attribute":  intercomtest.AnswersTwin(map[string]any{"id": 1000}).On("POST", "/data_attributes"),
		"another attribute":       intercomtest.AnswersTwin(map[string]any{"id": 3}).On("POST", "/conversations/attributes"),
		"the oldest other object": intercomtest.AnswersOldest(),
	}
	for name, behavior := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fake, c := newFake(t)
			there := snapshot(fake)
			fake.Set(behavior)
			cfg := configFor(t, fake, c)
			cfg.Rows = slices.Concat(contactRows[:4], contactFateRows, companyRows, tagRows, ticketRows[:5], ticketTypeRows[:3], officeHoursRows[4:7], dataAttributeRows, conversationAttributeRows)
			report := run(t, cfg)
			now := snapshot(fake)
			for i, contact := range there.contacts {
				if !reflect.DeepEqual(contact, now.contacts[i]) {
					t.Errorf("contact %s changed to %+v", contact.ID, now.contacts[i])
				}
			}
			if !reflect.DeepEqual(there.tags, now.tags[:len(there.tags)]) {
				t.Errorf("the tags were %v and are %v", there.tags, now.tags)
			}
			if !reflect.DeepEqual(there.companies, now.companies[:len(there.companies)]) {
				t.Errorf("the companies were %v and are %v", there.companies, now.companies)
			}
			if !reflect.DeepEqual(there.types, now.types[:len(there.types)]) {
				t.Errorf("the ticket types changed")
			}
			if !reflect.DeepEqual(there.schedules, now.schedules[:len(there.schedules)]) || !reflect.DeepEqual(there.fields, now.fields[:len(there.fields)]) ||
				!reflect.DeepEqual(there.talkFields, now.talkFields[:len(there.talkFields)]) {
				t.Error("the schedules or attributes changed")
			}
			if len(report.Left) == 0 {
				t.Error("nothing is listed as left, and objects without a known ID are")
			}
		})
	}
}

// TestCap: the cap ends the rows but not the clean-up.
func TestCap(t *testing.T) {
	t.Parallel()
	fake, c := newFake(t)
	there := snapshot(fake)
	cfg := configFor(t, fake, c)
	cfg.MaxWrites = 12
	report := run(t, cfg)
	there.unchanged(t, fake)
	if report.Writes != 12 {
		t.Errorf("%d writes, want 12", report.Writes)
	}
	if last := report.Results[len(report.Results)-1]; last.Reason != errCap.Error() {
		t.Errorf("the last row ended as %s", last.brief())
	}
}

// TestStaysBelowTheRateLimit: in an older workspace, no 10 seconds have more than a tenth of the limit.
func TestStaysBelowTheRateLimit(t *testing.T) {
	t.Parallel()
	const limit = 167
	fake, c := newFake(t, intercomtest.WithRateLimit(limit, 10*time.Second))
	run(t, configFor(t, fake, c))
	calls := fake.Calls()
	for i := range calls {
		n := 0
		for _, call := range calls[i:] {
			if call.At.Sub(calls[i].At) < 10*time.Second {
				n++
			}
		}
		if float64(n) > Share*limit+1 {
			t.Fatalf("%d calls within 10 seconds of %s %s", n, calls[i].Method, calls[i].Path)
		}
	}
}

// TestProgress: the progress names every row, and has a warning before the first write.
func TestProgress(t *testing.T) {
	t.Parallel()
	fake, c := newFake(t)
	cfg := configFor(t, fake, c)
	cfg.Rows = tagRows
	var progress bytes.Buffer
	cfg.Progress = &progress
	run(t, cfg)
	for _, want := range []string{"Workflows", "cannot delete", "Ctrl-C", cfg.Journal, "[1/10] tag-other-case: same", "Cleaning up"} {
		if !strings.Contains(progress.String(), want) {
			t.Errorf("progress does not say %q:\n%s", want, progress.String())
		}
	}
}

// TestFewPeopleAtATime: a development workspace allows at most 20 people, so each row's are deleted when it ends.
func TestFewPeopleAtATime(t *testing.T) {
	t.Parallel()
	fake, c := newFake(t)
	there, most := unmerged(fake), 0
	fake.OnCall(func(intercomtest.Call) { most = max(most, unmerged(fake)-there) })
	run(t, configFor(t, fake, c))
	if most > 5 {
		t.Errorf("%d people of the run were in the workspace at a time, want 5 at most", most)
	}
}
