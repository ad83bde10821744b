package conformance

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// newGate returns a gate to the fake, for a run that owns nothing yet.
func newGate(t *testing.T, permanent bool) (*gate, *intercomtest.Server) {
	t.Helper()
	fake, c := newFake(t)
	cfg := configFor(t, fake, c)
	cfg.AllowPermanent = permanent
	cfg = cfg.withDefaults()
	g, _, err := open(cfg, "0123456789", func(error) {})
	if err != nil {
		t.Fatal(err)
	}
	if g.journal, err = createJournal(cfg.Journal, cfg.WorkspaceID, g.mark); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = g.journal.Close() })
	g.setAdmin(intercomtest.ExampleAdmin)
	return g, fake
}

func through(t *testing.T, g *gate, token, method, url, body string) (*http.Response, error) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Accept", "application/json")
	req.Header.Set("Intercom-Version", "2.16")
	return g.RoundTrip(req)
}

// The program never sends a forbidden request, whatever a row asks for.
func TestGateRefuses(t *testing.T) {
	t.Parallel()
	const marked, markedTitle = `"name":"0123456789"`, `"title":"0123456789"`
	tests := map[string]struct{ method, path, body string }{
		"the allowlist":              {"POST", "/ip_allowlist", `{}`},
		"reading the allowlist":      {"GET", "/ip_allowlist", ``},
		"secrets":                    {"GET", "/custom_object_instances/secrets", ``},
		"team members":               {"PUT", "/admins/" + intercomtest.ExampleAdmin + "/away", `{"away_mode_enabled":true}`},
		"teams":                      {"POST", "/teams", `{}`},
		"somebody's contact":         {"DELETE", "/contacts/" + intercomtest.ExampleContact, ``},
		"updating it":                {"PUT", "/contacts/" + intercomtest.ExampleContact, `{"name":"0123456789"}`},
		"archiving it":               {"POST", "/contacts/" + intercomtest.ExampleContact + "/archive", ``},
		"merging it":                 {"POST", "/contacts/merge", `{"from":"` + intercomtest.ExampleContact + `","into":"` + intercomtest.ExampleSecondContact + `"}`},
		"somebody's tag":             {"DELETE", "/tags/" + intercomtest.ExampleTag, ``},
		"renaming it":                {"POST", "/tags", `{"id":"` + intercomtest.ExampleTag + `",` + marked + `}`},
		"somebody's company":         {"DELETE", "/companies/" + intercomtest.ExampleCompany, ``},
		"saving it":                  {"POST", "/companies", `{"company_id":"acme",` + marked + `}`},
		"an external ID of others":   {"POST", "/contacts", `{"role":"user","external_id":"70",` + marked + `}`},
		"somebody's ticket type":     {"PUT", "/ticket_types/" + intercomtest.ExampleIncidentType, `{"archived":true}`},
		"an attribute of it":         {"POST", "/ticket_types/" + intercomtest.ExampleIncidentType + "/attributes", `{` + marked + `}`},
		"a type without consent":     {"POST", "/ticket_types", `{` + marked + `}`},
		"tagging a company":          {"POST", "/tags", `{` + marked + `,"companies":[{"id":"` + intercomtest.ExampleCompany + `"}]}`},
		"tagging by company_id":      {"POST", "/tags", `{` + marked + `,"companies":[{"company_id":"acme"}]}`},
		"tagging contacts":           {"POST", "/tags", `{` + marked + `,"users":[]}`},
		"a tag without the mark":     {"POST", "/tags", `{"name":"VIP"}`},
		"a contact without the mark": {"POST", "/contacts", `{"role":"user","email":"a@example.invalid"}`},
		"an email that exists":       {"POST", "/contacts", `{"role":"user","email":"0123456789@example.com"}`},
		"a ticket that notifies":     {"POST", "/tickets", `{"ticket_attributes":{` + marked + `},"contacts":[{"email":"0123456789@example.invalid"}]}`},
		"a ticket to an email": {"POST", "/tickets", `{"skip_notifications":true,"ticket_attributes":{` + marked + `},
			"contacts":[{"email":"ada@example.com"}]}`},
		"a ticket for somebody": {"POST", "/tickets", `{"skip_notifications":true,"ticket_attributes":{` + marked + `},
			"contacts":[{"id":"` + intercomtest.ExampleContact + `"}]}`},
		"a ticket by external ID": {"POST", "/tickets", `{"skip_notifications":true,"ticket_attributes":{` + marked + `},"contacts":[{"external_id":"70"}]}`},
		"an assigned ticket": {"POST", "/tickets", `{"skip_notifications":true,"ticket_attributes":{` + marked + `},
			"contacts":[],"assignment":{"admin_assignee_id":"` + intercomtest.ExampleSecondAdmin + `"}}`},
		"somebody's schedule":       {"DELETE", "/office_hours_schedules/" + intercomtest.ExampleSchedule, ``},
		"an exception of it":        {"POST", "/office_hours_schedules/" + intercomtest.ExampleSchedule + "/office_hours_exceptions", `{` + marked + `}`},
		"somebody's data attribute": {"PUT", "/data_attributes/1000", `{"archived":true}`},
		"one without consent":       {"POST", "/data_attributes", `{"model":"contact","data_type":"string",` + marked + `}`},
		"somebody's attribute":      {"DELETE", "/conversations/attributes/" + intercomtest.ExampleConversationAttribute, ``},
		"an option of it":           {"POST", "/conversations/attributes/" + intercomtest.ExampleConversationAttribute + "/options", `{"label":"x"}`},
		"another without consent":   {"POST", "/conversations/attributes", `{"data_type":"string",` + marked + `}`},
		"blocking somebody":         {"POST", "/contacts/" + intercomtest.ExampleContact + "/block", ``},
		"a note about somebody":     {"POST", "/contacts/" + intercomtest.ExampleContact + "/notes", `{"body":"0123456789"}`},
		"somebody's subscription":   {"DELETE", "/contacts/" + intercomtest.ExampleContact + "/subscriptions/1", ``},
		"subscribing somebody":      {"POST", "/contacts/" + intercomtest.ExampleContact + "/subscriptions", `{"id":"1"}`},
		"a published article":       {"POST", "/articles", `{"state":"published",` + markedTitle + `}`},
		"a published translation":   {"POST", "/articles", `{"translated_content":{"fr":{"state":"published"}},` + markedTitle + `}`},
		"an article for later":      {"POST", "/articles", `{"scheduled_publish_at":"2030-01-01T00:00:00Z",` + markedTitle + `}`},
		"somebody's byline":         {"POST", "/articles", `{"author_id":` + intercomtest.ExampleSecondAdmin + `,` + markedTitle + `}`},
		"somebody's collection":     {"POST", "/articles", `{"parent_ids":[1],` + markedTitle + `}`},
		"an audience":               {"POST", "/articles", `{"audience_ids":[1],` + markedTitle + `}`},
		"one without the mark":      {"POST", "/articles", `{"title":"VIP"}`},
		"somebody's article":        {"DELETE", "/articles/1", ``},
		"an instance without mark":  {"POST", "/custom_object_instances/Plan", `{"external_id":"pro"}`},
		"an unnamed instance":       {"POST", "/custom_object_instances/Plan", `{"custom_attributes":{` + markedTitle + `}}`},
		"somebody's external ID":    {"POST", "/custom_object_instances/Plan", `{"external_id":"free","custom_attributes":{` + markedTitle + `}}`},
		"another object type":       {"POST", "/custom_object_instances/Order", `{"external_id":"0123456789"}`},
		"reading another type":      {"GET", "/custom_object_instances/Order", ``},
		"somebody's instance":       {"DELETE", "/custom_object_instances/Plan/22", ``},
		"instances by external ID":  {"DELETE", "/custom_object_instances/Plan", ``},
		"an event without consent":  {"POST", "/events", `{"event_name":"` + eventName + `","user_id":"0123456789"}`},
		"publishing a draft":        {"POST", "/articles/1/draft/publish", ``},
		"a path with dots":          {"DELETE", "/contacts/../tags/" + intercomtest.ExampleTag, ``},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g, fake := newGate(t, false)
			resp, err := through(t, g, fake.Token, test.method, fake.URL+test.path, test.body)
			if err == nil {
				_ = resp.Body.Close()
			}
			if !errors.Is(err, errForbidden) {
				t.Errorf("the gate returned %v, want %v", err, errForbidden)
			}
			if n := len(fake.Calls()); n != 0 {
				t.Errorf("%d calls were made", n)
			}
		})
	}
}

// TestGateReadsLargeNumbers: IDs that a request has as numbers are compared digit by digit.
func TestGateReadsLargeNumbers(t *testing.T) {
	t.Parallel()
	g, fake := newGate(t, false)
	g.setAdmin("1234567")
	g.own(kindCollection, "7654321")
	for body, want := range map[string]bool{
		`{"title":"0123456789","author_id":1234567,"parent_ids":[7654321]}`: true,
		`{"title":"0123456789","author_id":1234568}`:                        false,
		`{"title":"0123456789","parent_ids":[7654322]}`:                     false,
	} {
		resp, err := through(t, g, fake.Token, "POST", fake.URL+"/articles", body)
		if err == nil {
			_ = resp.Body.Close()
		}
		if passes := !errors.Is(err, errForbidden); passes != want {
			t.Errorf("%s passes: %v, want %v", body, passes, want)
		}
	}
}

// TestGateRefusesWithConsent: not even with the consent, a conversation attribute is required, and no attribute or note passes for
// somebody else's.
func TestGateRefusesWithConsent(t *testing.T) {
	t.Parallel()
	for body, path := range map[string]string{
		`{"data_type":"string","name":"0123456789","required":true}`:        "/conversations/attributes",
		`{"data_type":"string","name":"x","description":"0123456789"}`:      "/conversations/attributes",
		`{"model":"contact","name":"plan","description":"0123456789"}`:      "/data_attributes",
		`{"body":"x","admin_id":"` + intercomtest.ExampleSecondAdmin + `"}`: "/contacts/1/notes",
	} {
		g, fake := newGate(t, true)
		g.own(kindContact, "1")
		resp, err := through(t, g, fake.Token, "POST", fake.URL+path, body)
		if err == nil {
			_ = resp.Body.Close()
		}
		if !errors.Is(err, errForbidden) {
			t.Errorf("%s %s: the gate returned %v, want %v", path, body, err, errForbidden)
		}
	}
}

// TestGateVerifiesDataAttributes: only the list shows whether a data attribute carries the mark of the run.
func TestGateVerifiesDataAttributes(t *testing.T) {
	t.Parallel()
	for name, allowed := range map[string]bool{"conformance-0123456789": true, "somebody-s": false} {
		g, fake := newGate(t, false)
		a := fake.AddDataAttribute(intercomtest.DataAttribute{Model: "contact", Name: name, DataType: "string"})
		g.own(kindField, a.ID)
		resp, err := through(t, g, fake.Token, "PUT", fake.URL+"/data_attributes/"+a.ID, `{"archived":true}`)
		if err == nil {
			_ = resp.Body.Close()
		}
		if all := fake.DataAttributes(); errors.Is(err, errForbidden) == allowed || all[len(all)-1].Archived != allowed {
			t.Errorf("%s: the gate returned %v, and archived is %t, want %t", name, err, all[len(all)-1].Archived, allowed)
		}
	}
}

// TestGateRefusesOtherHosts: the token goes only to one host.
func TestGateRefusesOtherHosts(t *testing.T) {
	t.Parallel()
	g, fake := newGate(t, true)
	resp, err := through(t, g, fake.Token, "GET", "https://api.intercom.io/me", "")
	if err == nil {
		_ = resp.Body.Close()
	}
	if !errors.Is(err, errForbidden) {
		t.Errorf("the gate returned %v, want %v", err, errForbidden)
	}
}

// TestGateChecksTicketsOfTheRun: only notes are posted, and a ticket of the run is assigned only to the token's admin or
// nobody.
func TestGateChecksTicketsOfTheRun(t *testing.T) {
	t.Parallel()
	for body, path := range map[string]string{
		`{"message_type":"comment","skip_notifications":true}`: "/tickets/1/reply",
		`{"message_type":"note"}`:                              "/tickets/1/reply",
		`{"open":false}`:                                       "/tickets/1",
		`{"skip_notifications":true,"assignee_id":"` + intercomtest.ExampleSecondAdmin + `"}`: "/tickets/1",
		`{"skip_notifications":true,"company_id":"` + intercomtest.ExampleCompany + `"}`:      "/tickets/1",
	} {
		g, fake := newGate(t, false)
		g.own(kindTicket, "1")
		method := "PUT"
		if strings.HasSuffix(path, "reply") {
			method = "POST"
		}
		resp, err := through(t, g, fake.Token, method, fake.URL+path, body)
		if err == nil {
			_ = resp.Body.Close()
		}
		if !errors.Is(err, errForbidden) {
			t.Errorf("%s %s: the gate returned %v, want %v", path, body, err, errForbidden)
		}
	}
}

// TestGateEvents: even with consent, the only event is the program's, for contacts of the run.
func TestGateEvents(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"another name": `{"event_name":"ordered","user_id":"0123456789"}`, "somebody": `{"event_name":"` + eventName + `","user_id":"70"}`,
		"nobody": `{"event_name":"` + eventName + `"}`, "by ID, too": `{"event_name":"` + eventName + `","user_id":"0123456789","id":"1"}`,
	} {
		g, fake := newGate(t, true)
		resp, err := through(t, g, fake.Token, "POST", fake.URL+"/events", body)
		if err == nil {
			_ = resp.Body.Close()
		}
		if !errors.Is(err, errForbidden) || len(fake.Calls()) > 0 {
			t.Errorf("%s: the gate returned %v, want %v", name, err, errForbidden)
		}
	}
}
