package intercomtest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// behaviorTest sets behaviors in the example workspace, makes a call, and checks one value.
type behaviorTest struct {
	seed         func(*Server) // before the behaviors are set
	set          []Behavior
	method, path string
	version      string // default 2.16
	body         string
	status       int // 0 = 200
	got          func(*Server, response) any
	want         any
}

func runBehaviors(t *testing.T, tests map[string]behaviorTest) {
	t.Helper()
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, c, _ := example(t)
			if test.seed != nil {
				test.seed(s)
			}
			s.Set(test.set...)
			if test.version != "" {
				c.version = test.version
			}
			r := c.do(test.method, test.path, test.body)
			if want := max(test.status, 200); test.status != 0 && r.status != want || test.status == 0 && r.status != 200 {
				t.Fatalf("answered %d: %s", r.status, r.text)
			}
			if test.got == nil {
				return // the status is what the test is about
			}
			if diff := cmp.Diff(test.want, test.got(s, r)); diff != "" {
				t.Errorf("(-want +got):\n%s\n%s", diff, r.text)
			}
		})
	}
}

// member returns a path of the answer.
func member(keys ...string) func(*Server, response) any {
	return func(_ *Server, r response) any { return r.at(keys...) }
}

func members(path ...string) func(*Server, response) any {
	return func(_ *Server, r response) any {
		var all []any
		for _, e := range elements(r.body) {
			all = append(all, response{body: e.(object)}.at(path...))
		}
		return all
	}
}

// someOfEach returns all behaviors, with arguments that have an effect in the example workspace.
func someOfEach() map[string]Behavior {
	all := map[string]Behavior{
		"NotDone": NotDone(), "Lags": Lags(time.Minute), "TrimsText": TrimsText(), "EscapesText": EscapesText(), "WrapsText": WrapsText(), "SpacesText": SpacesText(), "DecomposesText": DecomposesText(),
		"ShowsLists": ShowsLists(ListIDs), "HidesContactExternalID": HidesContactExternalID(),
		"ResolvesEmail": ResolvesEmail(ExampleContactEmail, "grace@example.com"),
		"Overrides":     Overrides(map[string]any{"name": "theirs", "contacts.contacts.0.id": "9"}),
		"Omits":         Omits("type", "contacts", "linked_objects", "ticket_type", "created_at"), "Stores": Stores(map[string]any{"name": "theirs"}),
		"AnswersOldest": AnswersOldest(), "AnswersNewest": AnswersNewest(), "AnswersObject": AnswersObject(ExampleContact).On("", ""),
		"AnswersTwin": AnswersTwin(map[string]any{"name": "twin"}), "Accepted": Accepted("req-77"), "AnswersPrevious": AnswersPrevious(),
		"SwapsAnswers": SwapsAnswers(), "Gateway404HTML": Gateway404HTML().On("GET", "/tags"), "Gateway404Empty": Gateway404Empty().On("PUT", ""),
		"Gateway404JSON": Gateway404JSON().On("POST", "/tags"), "LoginRedirect": LoginRedirect().On("GET", "/tickets/*"),
		"LoginPage": LoginPage().On("", "/contacts/*"), "RefusesAfter": RefusesAfter(409, "conflict", "too late").On("POST", ""),
		"PageAfter": PageAfter(303).On("POST", "/contacts"), "AnswersBody": AnswersBody(200, "[]").On("DELETE", ""),
		"ObjectsOfWorkspace": ObjectsOfWorkspace("zz9other"), "ShortPages": ShortPages(1), "RepeatsObjects": RepeatsObjects(),
		"EmptyPage": EmptyPage(), "EndlessCursor": EndlessCursor(), "NullPages": NullPages(), "NextAsURL": NextAsURL(),
		"NextAsObject": NextAsObject(), "LargerTotal": LargerTotal(3), "DateOff": DateOff(time.Hour), "CreatedBehind": CreatedBehind(4 * time.Second),
		"ArchivedContactsHidden": ArchivedContactsHidden(), "MergedContactsNotFound": MergedContactsNotFound(),
		"MeStatus": MeStatus(403), "MeNullApp": MeNullApp(),
		"MergesIntervals": MergesIntervals(), "SplitsIntervals": SplitsIntervals(), "RefusesWholeWeek": RefusesWholeWeek(),
		"AllowsEqualNames": AllowsEqualNames(), "AllowsEqualDates": AllowsEqualDates(), "KeepsUsedSchedules": KeepsUsedSchedules(),
		"RefusesEmptyNames": RefusesEmptyNames(), "ExceptionsOnQuarters": ExceptionsOnQuarters(), "IntegrationNotFound": IntegrationNotFound(),
		"KeepsContents": KeepsContents(), "KeepsFullCollections": KeepsFullCollections(), "RefusesEqualCollections": RefusesEqualCollections(),
		"RefusesEmptyDescriptions": RefusesEmptyDescriptions(), "ShowsNullDescriptions": ShowsNullDescriptions(),
		"ShowsHelpCenterOfChildren": ShowsHelpCenterOfChildren(), "ReplacesTranslations": ReplacesTranslations(), "ReplacesLocales": ReplacesLocales(),
		"RepeatsDefaultLocale": RepeatsDefaultLocale(), "KeepsRedirectLocales": KeepsRedirectLocales(), "NextAsPage": NextAsPage(),
		"RefusesNestedLists": RefusesNestedLists(), "CopiesImagesLate": CopiesImagesLate(), "AddsParents": AddsParents(), "IgnoresParentIDs": IgnoresParentIDs(),
		"SyncsParents": SyncsParents(), "ReassignsAuthors": ReassignsAuthors(), "ShowsArticleDrafts": ShowsArticleDrafts(), "KeepsArticleDrafts": KeepsArticleDrafts(),
		"LeavesArticleDrafts": LeavesArticleDrafts(), "PublishesArticleDrafts": PublishesArticleDrafts(), "ListsMarkdown": ListsMarkdown(), "HidesPendingChanges": HidesPendingChanges(), "RefusesEmptyArticleDescriptions": RefusesEmptyArticleDescriptions(),
		"KeepsUpdatedAt": KeepsUpdatedAt(), "AppliesTeamsByHalf": AppliesTeamsByHalf(),
		"RefusesEqualAttributeNames": RefusesEqualAttributeNames(), "ArchivedKeepNames": ArchivedKeepNames(),
		"ArchivedAttributesNotFound": ArchivedAttributesNotFound(), "RefusesEqualLabels": RefusesEqualLabels(),
		"ShowsDraftsAsLive": ShowsDraftsAsLive(), "ChangesLiveConnectors": ChangesLiveConnectors(), "KeepsLiveVersion": KeepsLiveVersion(),
		"RefusesEqualAudiences": RefusesEqualAudiences(), "DefaultsRoles": DefaultsRoles(), "KeepsUsedAudiences": KeepsUsedAudiences(), "KeepsAudienceIDs": KeepsAudienceIDs(),
		"ShowsNullPredicates": ShowsNullPredicates(), "ReversesPredicates": ReversesPredicates(), "HidesGroups": HidesGroups(), "ShowsPredicateNumbers": ShowsPredicateNumbers(),
		"CanonicalAddresses": CanonicalAddresses(), "RefusesUsedSecretNames": RefusesUsedSecretNames(), "MergesHeaders": MergesHeaders(), "RefusesEmptyTexts": RefusesEmptyTexts(),
	}
	return all
}

// everyKindOfCall has one call of each kind; those in a group are made concurrently.
var everyKindOfCall = [][]string{
	{
		`POST /tickets {"ticket_type_id":"1234","contacts":[{"email":"ada@example.com"}],"ticket_attributes":{"_default_title_":" a&b "}}`,
		`POST /tickets {"ticket_type_id":"1234","contacts":[{"id":"` + ExampleContact + `"}]}`,
	},
	{`GET /me`, `POST /tickets/search {"query":{"field":"open","operator":"=","value":true}}`, `GET /tickets/626`, `PUT /tickets/626 {"open":false}`},
	{`POST /tags {"name":"new"}`, `GET /tags`, `PUT /ticket_types/1234 {"name":"Renamed"}`},
	{`POST /ticket_types/1234/attributes {"name":"More","description":"","data_type":"string"}`, `POST /companies {"company_id":"acme","name":"Ours"}`},
	{`POST /contacts {"email":"new@example.com"}`, `POST /contacts/` + ExampleContact + `/tags {"id":"` + ExampleTag + `"}`},
	{`POST /contacts/` + ExampleContact + `/companies {"id":"` + ExampleCompany + `"}`, `GET /contacts/` + ExampleContact + `/companies`},
	{
		`POST /office_hours_schedules {"name":"EU","time_zone_name":"Europe/Dublin","time_intervals":[{"start_minute":0,"end_minute":10079}]}`,
		`POST /office_hours_schedules/123/office_hours_exceptions {"exception_date":"2026-12-24","exception_type":"closed"}`,
		`PUT /office_hours_schedules/123/office_hours_exceptions/456 {"name":""}`, `GET /office_hours_schedules/123/office_hours_exceptions`,
	},
	{
		`POST /help_center/collections {"name":"Billing","description":""}`, `POST /help_center/collections {"name":"Billing"}`,
		`GET /help_center/collections?per_page=1`, `PUT /help_center/collections/165 {"translated_content":{"fr":{"name":"Facturation"}}}`,
		`DELETE /help_center/collections/165`, `GET /help_center/help_centers/79/redirects`,
	},
	{
		`POST /conversations/attributes {"name":"Severity","data_type":"list","options":[{"label":"Minor"},{"label":"Major"}]}`, `PUT /conversations/attributes/3 {"name":"How urgent"}`,
		`POST /conversations/attributes/3/options {"label":"Later"}`, `DELETE /conversations/attributes/3/options/a1b2c3d4-e5f6-7890-abcd-ef1234567890`,
		`GET /conversations/attributes`, `DELETE /conversations/attributes/3`,
	},
	{
		`POST /data_connectors {"name":"Lookup"}`, `PATCH /data_connectors/12345 {"url":"","headers":[{"name":"X","value":"y"}]}`, `GET /data_connectors`,
		`GET /data_connectors/12345?state_version=live`, `PATCH /data_connectors/12345 {"state":"draft"}`, `DELETE /data_connectors/12345`,
	},
	{`POST /contacts/` + ExampleContact + `/archive`, `GET /companies`, `DELETE /tags/` + ExampleTag, `DELETE /tickets/627`},
}

// TestBehaviorsCombine: any two behaviors can be active together, with concurrent calls. A panic fails the test.
func TestLongBehaviorsCombine(t *testing.T) {
	t.Parallel()
	all := someOfEach()
	names := slices.Sorted(maps.Keys(all))
	for i, name := range names {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, other := range names[i:] {
				s, c, _ := example(t)
				s.Inject(Fault{Method: "GET", Skip: 2, Times: 1, Act: TruncateJSON()})
				s.Set(all[name], all[other])
				for _, group := range everyKindOfCall {
					atOnce(c, group)
				}
				if got, want := len(s.Calls()), 41; got != want {
					t.Errorf("with %s: %d calls, want %d", other, got, want)
				}
				s.Close()
			}
		})
	}
}

func atOnce(c client, calls []string) {
	var wait sync.WaitGroup
	for _, call := range calls {
		wait.Go(func() {
			parts := append(strings.SplitN(call, " ", 3), "")
			c.do(parts[0], parts[1], parts[2])
		})
	}
	wait.Wait()
}

func TestSkipTimesAndClear(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	s.Set(Gateway404HTML().On("GET", "/tags").Skip(1).Times(2))
	s.Set(LoginPage().On("GET", "/me"))
	var got []string
	for range 4 {
		got = append(got, fmt.Sprint(c.do("GET", "/tags", "").status))
	}
	got = append(got, c.do("GET", "/me", "").header.Get("Content-Type"))
	s.ClearBehaviors()
	got = append(got, c.do("GET", "/me", "").header.Get("Content-Type"))
	if diff := cmp.Diff([]string{"200", "404", "404", "200", "text/html", "application/json; charset=utf-8"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestFaultsComeAfter: a fault spoils the answer that a behavior made, and the record names both.
func TestFaultsComeAfter(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	s.Set(Overrides(map[string]any{"name": "theirs"}))
	s.Inject(Fault{Method: "POST", Times: 1, Act: ActThenStatus(500)})
	c.do("POST", "/tags", `{"name":"mine"}`).want(t, 500, "server_error")
	if got := c.do("POST", "/tags", `{"name":"mine"}`).want(t, 200, "").at("name"); got != "theirs" {
		t.Errorf("name is %v", got)
	}
	if got := s.Calls()[0].Fault + ", " + s.Calls()[1].Fault; got != "Overrides+ActThenStatus, Overrides" {
		t.Errorf("faults are %s", got)
	}
}

func TestBefore(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	s.Before("POST", "/companies", func() { s.AddCompany(Company{CompanyID: "theirs", Name: "Theirs"}) })
	c.do("GET", "/companies?company_id=theirs", "").want(t, 404, "company_not_found")
	c.do("POST", "/companies", `{"company_id":"theirs","name":"Ours"}`).want(t, 200, "")
	c.do("POST", "/companies", `{"company_id":"another"}`).want(t, 200, "")
	if got := s.Companies(); len(got) != 3 || got[1].Name != "Ours" {
		t.Errorf("companies are %+v", got)
	}
}

func TestWithoutEffect(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	s.AddTicket(Ticket{ID: "700"})
	s.Set(NotDone().On("POST", ""), NotDone().On("PUT", ""), NotDone().On("DELETE", ""))
	before := []any{s.Tickets(), s.Contacts(), s.Tags(), s.TicketTypes(), s.Companies(), s.Erased()}
	for method, calls := range map[string][]string{
		"POST":   {`/tickets {"ticket_type_id":"1234","contacts":[{"email":"new@example.com"}]}`, `/tags {"name":"t"}`, `/companies {"company_id":"acme","name":"x"}`},
		"PUT":    {`/tickets/700 {"open":false}`, `/ticket_types/1234 {"name":"x"}`, `/contacts/` + ExampleContact + ` {"name":"x"}`},
		"DELETE": {`/tickets/700 `, `/tags/` + ExampleTag + ` `, `/contacts/` + ExampleContact + ` `},
	} {
		for _, call := range calls {
			path, body, _ := strings.Cut(call, " ")
			c.do(method, path, body).want(t, 200, "")
		}
	}
	after := []any{s.Tickets(), s.Contacts(), s.Tags(), s.TicketTypes(), s.Companies(), s.Erased()}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("something was done (-before +after):\n%s", diff)
	}
}
