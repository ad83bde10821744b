package ticket_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestReplyAction(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config   acctest.Block
		body     string
		progress string
		want     intercomtest.Reply
	}{
		"comment": {
			body:     `{"type":"admin","message_type":"comment","body":"It works again.","admin_id":"814860"}`,
			progress: "Posted comment 176 on ticket 494",
			want:     intercomtest.Reply{Type: "comment", Body: "It works again.", AdminID: "814860"},
		},
		"note with everything": {
			config:   acctest.Block{"message_type": "note", "attachment_urls": []any{"https://example.com/a.png"}, "skip_notifications": true},
			body:     `{"type":"admin","message_type":"note","body":"It works again.","admin_id":"814860","attachment_urls":["https://example.com/a.png"],"skip_notifications":true}`,
			progress: "Posted note 176 on ticket 494",
			want: intercomtest.Reply{
				Type: "note", Body: "It works again.", AdminID: "814860", AttachmentURLs: []string{"https://example.com/a.png"}, SkipNotifications: true,
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := stage(t, "intercom_ticket_reply", nil)
			result := a.play(reply(c.config))
			acctest.Expect(t, result.Diags)
			a.expectProgress(result, c.progress)
			a.expectCalls("GET /me 200", "GET /tickets/{id} 200", "POST /tickets/{id}/reply 200")
			if err := sent(a.fake, "POST", c.body); err != nil {
				t.Error(err)
			}
			if diff := cmp.Diff([]intercomtest.Reply{c.want}, a.fake.Replies("494")); diff != "" {
				t.Errorf("posted (-want +got):\n%s", diff)
			}
		})
	}
}

// TestReplyMeets faults: none of them leads to a second POST that could be a second reply.
func TestReplyMeets(t *testing.T) {
	t.Parallel()
	const post, get = "POST /tickets/{id}/reply ", "GET /tickets/{id} "
	const html = `<html><body> <h2>Fixed &amp; done</h2>  <p>Is 1 &lt; 2?</p> </body></html>`
	looked := func(first string) []string {
		return []string{get + "200", first, get + "200"}
	}
	spaces := func(s *intercomtest.Server) { s.Set(intercomtest.SpacesText()) }
	unclear := []string{"A reply may have been created", "a search does not find it"}
	lookFor := []string{"A reply may have been created", "a search does not find it", "Request ID", "(a comment) of admin 814860 on ticket 494", "If it is there, there is nothing left to do"}
	for name, c := range map[string]struct {
		config acctest.Block
		before func(*intercomtest.Server)
		fault  *intercomtest.Act
		times  int
		done   bool
		posted int
		says   []string
		calls  []string
	}{
		"401":                                 {fault: new(intercomtest.NotAuthorized()), says: []string{"401", "access_token", "No reply was created"}, calls: []string{get + "200", post + "401"}},
		"403 that repeats a token":            {fault: new(intercomtest.Message(403, "Bearer tok_intercomtest")), says: []string{"403"}, calls: []string{get + "200", post + "403"}},
		"404":                                 {config: acctest.Block{"ticket_id": "9"}, says: []string{"404 ticket_not_found", "No reply was posted", "Request ID"}, calls: []string{get + "404"}},
		"404 that lies":                       {fault: new(intercomtest.LyingNotFound()), says: []string{"404", "No reply was created"}, calls: []string{get + "200", post + "404"}},
		"unknown admin":                       {config: acctest.Block{"admin_id": "1"}, says: []string{"400 parameter_not_found"}, calls: []string{get + "200", post + "400"}},
		"429":                                 {fault: new(intercomtest.TooManyRequests("", "")), times: 2, done: true, posted: 1, calls: []string{get + "200", post + "429", post + "429", post + "200"}},
		"500, did nothing":                    {fault: new(intercomtest.Status(500, "server_error", "Sorry")), says: lookFor, calls: looked(post + "500")},
		"502 HTML, did nothing":               {fault: new(intercomtest.HTML(502)), says: []string{"A reply may have been created", "502"}, calls: looked(post + "502")},
		"500, acted":                          {fault: new(intercomtest.ActThenStatus(500)), done: true, posted: 1, calls: []string{get + "200", post + "500", get + "200"}},
		"reset before it acted":               {fault: new(intercomtest.ResetBefore()), says: slices.Clone(unclear), calls: looked(post + "0")},
		"reset after it acted":                {fault: new(intercomtest.ResetAfter()), done: true, posted: 1, calls: []string{get + "200", post + "0", get + "200"}},
		"reset after HTML acted":              {config: acctest.Block{"body": html}, fault: new(intercomtest.ResetAfter()), done: true, posted: 1, calls: []string{get + "200", post + "0", get + "200"}},
		"reset after blanks acted":            {config: acctest.Block{"body": "It  works\u00a0\u00a0again"}, before: spaces, fault: new(intercomtest.ResetAfter()), done: true, posted: 1, calls: []string{get + "200", post + "0", get + "200"}},
		"truncated JSON, acted":               {fault: new(intercomtest.TruncateJSON()), done: true, posted: 1, calls: []string{get + "200", post + "200", get + "200"}},
		"HTML with 200, acted":                {fault: new(intercomtest.HTMLBody200()), done: true, posted: 1, calls: []string{get + "200", post + "200", get + "200"}},
		"reset, others' replies do not count": {before: others, fault: new(intercomtest.ResetBefore()), posted: 3, says: slices.Clone(unclear), calls: looked(post + "0")},
		"reset, and another like it": {
			before: func(s *intercomtest.Server) {
				s.OnCall(func(c intercomtest.Call) {
					if c.Method == "POST" && c.Fault != "" {
						s.AddReply("494", intercomtest.Reply{Type: "comment", Body: "It works again.", AdminID: "814860"})
					}
				})
			},
			fault: new(intercomtest.ResetAfter()), posted: 2, says: []string{"cannot tell which of these", "176", "177", "Look whether yours is among them"}, calls: []string{get + "200", post + "0", get + "200"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := stage(t, "intercom_ticket_reply", nil)
			if c.before != nil {
				c.before(a.fake)
			}
			if c.fault != nil {
				a.fake.Inject(intercomtest.Fault{Method: "POST", Act: *c.fault, Times: c.times})
			}
			result := a.play(reply(c.config))
			if c.done {
				expectNoError(t, result.Diags)
				if len(result.Progress) != 1 {
					t.Errorf("progress %q", result.Progress)
				}
			} else {
				expectError(t, result.Diags, c.says...)
				a.expectProgress(result)
			}
			a.expectCalls(append([]string{"GET /me 200"}, c.calls...)...)
			if n := len(a.fake.Replies("494")); n != c.posted {
				t.Errorf("%d replies, want %d", n, c.posted)
			}
		})
	}
}

// others posts replies that differ from the test's reply in one respect.
func others(s *intercomtest.Server) {
	for _, r := range []intercomtest.Reply{
		{Type: "note", Body: "It works again.", AdminID: "814860"},
		{Type: "comment", Body: "It works again.", AdminID: "814861"},
		{Type: "comment", Body: "It does not work again.", AdminID: "814860"},
	} {
		s.AddReply("494", r)
	}
}

// TestEqualReplies: two invocations post two equal replies, even if both answers are lost.
func TestEqualReplies(t *testing.T) {
	t.Parallel()
	a := stage(t, "intercom_ticket_reply", nil)
	a.fake.Inject(intercomtest.Fault{Method: "POST", Act: intercomtest.ResetAfter()})
	results := make(chan acctest.Invoked)
	for range 2 {
		go func() { results <- a.Invoke(reply(nil)) }()
	}
	for range 2 {
		expectNoError(t, (<-results).Diags, "Adopted a reply whose creation had no clear answer")
	}
	if posts, replies := a.fake.Count("POST", ""), len(a.fake.Replies("494")); posts != 2 || replies != 2 {
		t.Errorf("%d POSTs made %d replies", posts, replies)
	}
}

// TestStoppedReply: Ctrl-C during the POST, whose answer is then lost. The ticket is still read.
func TestStoppedReply(t *testing.T) {
	t.Parallel()
	a := stage(t, "intercom_ticket_reply", nil)
	a.fake.Inject(intercomtest.Fault{Method: "POST", Act: intercomtest.ResetAfter()})
	a.fake.OnCall(func(c intercomtest.Call) {
		if c.Method == "POST" {
			a.Stop()
		}
	})
	expectNoError(t, a.play(reply(nil)).Diags, "Adopted a reply")
	a.expectCalls("GET /me 200", "GET /tickets/{id} 200", "POST /tickets/{id}/reply 0", "GET /tickets/{id} 200")
}
