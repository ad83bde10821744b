package intercomtest

import "testing"

func TestNotes(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	path := "/contacts/" + ExampleContact + "/notes"
	made := c.do("POST", path, `{"body":"Call back","admin_id":"814860"}`).want(t, 200, "")
	c.do("POST", path, `{"body":"<b>Soon</b>"}`).want(t, 200, "")
	c.do("POST", "/contacts/"+ExampleSecondContact+"/notes", `{"body":"Other"}`).want(t, 200, "")
	if made.at("body") != "<p>Call back</p>" || made.at("author", "id") != ExampleAdmin || made.at("contact", "id") != ExampleContact {
		t.Errorf("created as %v", made.body)
	}
	list := c.do("GET", path, "").want(t, 200, "")
	if newest := list.at("data").([]any)[0].(object); newest["body"] != "<b>Soon</b>" || list.at("total_count") != 2.0 {
		t.Errorf("listed as %v", list.body)
	}
	if got := c.do("GET", path+"?page=2&per_page=1", "").want(t, 200, "").at("data").([]any)[0].(object)["id"]; got != made.at("id") {
		t.Errorf("the second page has %v, want %v", got, made.at("id"))
	}
	if got := c.do("GET", "/notes/"+made.at("id").(string), "").want(t, 200, ""); got.at("body") != made.at("body") {
		t.Errorf("read as %v", got.body)
	}
	c.do("POST", path, `{"admin_id":"814860"}`).want(t, 400, "parameter_not_found")
	c.do("POST", path, `{"body":"x","admin_id":"1"}`).want(t, 404, "not_found")
	c.do("POST", "/contacts/1/notes", `{"body":"x"}`).want(t, 404, "not_found")
	c.do("GET", "/contacts/1/notes", "").want(t, 404, "not_found")
	c.do("GET", "/notes/1", "").want(t, 404, "not_found")
	if n := len(s.Notes()); n != 3 {
		t.Errorf("%d notes are stored, want 3", n)
	}
}

// TestNotesOtherwise: what is shown if the behaviors are set, and if they are not.
func TestNotesOtherwise(t *testing.T) {
	t.Parallel()
	const contact, company = "/contacts/" + ExampleContact + "/notes", "/companies/" + ExampleCompany + "/notes"
	s, _, _ := example(t)
	owner := s.owner.ID
	runBehaviors(t, map[string]behaviorTest{
		"text":                     {method: "POST", path: contact, body: `{"body":"a & b"}`, got: member("body"), want: "<p>a &amp; b</p>"},
		"text as sent":             {set: []Behavior{NotesAsSent()}, method: "POST", path: contact, body: `{"body":"a & b"}`, got: member("body"), want: "a & b"},
		"no author":                {method: "POST", path: contact, body: `{"body":"x"}`, got: member("author"), want: nil},
		"the token's admin":        {set: []Behavior{NotesByToken()}, method: "POST", path: contact, body: `{"body":"x"}`, got: member("author", "id"), want: owner},
		"an author of the request": {set: []Behavior{NotesByToken()}, method: "POST", path: contact, body: `{"body":"x","admin_id":"` + ExampleAdmin + `"}`, got: member("author", "id"), want: ExampleAdmin},
		"of a company":             {method: "POST", path: company, body: `{"body":"x"}`, got: member("author", "id"), want: owner},
	})
}
