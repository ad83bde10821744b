package intercomtest

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestReplies(t *testing.T) {
	t.Parallel()
	s, c, now := example(t)
	id := create(t, c, "").at("id").(string)
	now.Advance(time.Minute)
	const comment = `{"type":"admin","message_type":"comment","admin_id":"814860","body":"Is 1 < 2?"}`
	answered := c.do("POST", "/tickets/"+id+"/reply", comment).want(t, 200, "")
	c.do("POST", "/tickets/"+id+"/reply", `{"type":"admin","message_type":"note","admin_id":814861,"body":"<html><body> <h2>A</h2>  <p>b</p></body></html>",
		"attachment_urls":["https://example.com/a.png"],"skip_notifications":true}`).want(t, 200, "")
	want := []Reply{
		{Type: "comment", Body: "Is 1 < 2?", AdminID: ExampleAdmin},
		{Type: "note", Body: "<html><body> <h2>A</h2>  <p>b</p></body></html>", AdminID: ExampleSecondAdmin, AttachmentURLs: []string{"https://example.com/a.png"}, SkipNotifications: true},
	}
	if diff := cmp.Diff(want, s.Replies(id)); diff != "" {
		t.Errorf("stored (-want +got):\n%s", diff)
	}
	ticket := c.do("GET", "/tickets/"+id, "").want(t, 200, "")
	parts := ticket.at("ticket_parts", "ticket_parts").([]any)
	if diff := cmp.Diff(any(answered.body), parts[len(parts)-2]); diff != "" {
		t.Errorf("the answer and the part differ (-answer +part):\n%s", diff)
	}
	bodies := fmt.Sprint(answered.at("body"), parts[len(parts)-1].(object)["body"])
	if bodies != "<p>Is 1 &lt; 2?</p><h2>A</h2>\n<p>b</p>" {
		t.Errorf("shown as %s", bodies)
	}
	if ticket.at("updated_at") != float64(now.Now().Unix()) {
		t.Error("a reply does not move updated_at")
	}
}

// A contact is named in one of three ways.
func TestRepliesOfContacts(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	id := create(t, c, "").at("id").(string)
	for _, named := range []string{`"intercom_user_id":"` + ExampleContact + `"`, `"user_id":"70"`, `"email":"ADA@example.com"`} {
		got := c.do("POST", "/tickets/"+id+"/reply", `{"type":"user","message_type":"comment","body":"Still down",`+named+`}`).want(t, 200, "")
		want := object{"type": "user", "id": ExampleContact, "name": "Ada Lovelace", "email": ExampleContactEmail}
		if diff := cmp.Diff(any(want), got.at("author")); diff != "" {
			t.Errorf("%s: author (-want +got):\n%s", named, diff)
		}
	}
	for _, r := range s.Replies(id) {
		if r.ContactID != ExampleContact || r.AdminID != "" {
			t.Errorf("stored: %+v", r)
		}
	}
}

func TestRefusedReplies(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	id := create(t, c, "").at("id").(string)
	for name, test := range map[string]struct {
		id, body string
		status   int
		code     string
	}{
		"no ticket":            {"1", `{"type":"admin","message_type":"note","admin_id":"814860","body":"x"}`, 404, "not_found"},
		"no admin":             {id, `{"type":"admin","message_type":"note","admin_id":"1","body":"x"}`, 400, "parameter_not_found"},
		"no body":              {id, `{"type":"admin","message_type":"note","admin_id":"814860"}`, 400, "parameter_not_found"},
		"another kind":         {id, `{"type":"admin","message_type":"mail","admin_id":"814860","body":"x"}`, 400, "parameter_invalid"},
		"no contact":           {id, `{"type":"user","message_type":"comment","email":"nobody@example.com","body":"x"}`, 404, "not_found"},
		"a contact's note":     {id, `{"type":"user","message_type":"note","user_id":"70","body":"x"}`, 400, "parameter_invalid"},
		"a contact's nothing":  {id, `{"type":"user","message_type":"comment","user_id":"70"}`, 400, "parameter_not_found"},
		"too many attachments": {id, `{"type":"admin","message_type":"note","admin_id":"814860","body":"x","attachment_urls":[1,2,3,4,5,6,7,8,9,10,11]}`, 400, "parameter_invalid"},
	} {
		t.Log(name)
		c.do("POST", "/tickets/"+test.id+"/reply", test.body).want(t, test.status, test.code)
	}
	if replies := s.Replies(id); len(replies) > 0 {
		t.Errorf("refused, and yet there are %v", replies)
	}
}
