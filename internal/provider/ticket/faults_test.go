package ticket_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// The expected outcomes in the matrix below.
const (
	// fails: an error that names the cause, one call, state unchanged.
	fails = "E"
	// repeated: succeeds if the event happens once; fails within limits if it lasts.
	repeated = "R"
	// ambiguous: it may have taken effect, so a search looks for the ticket, and there is never a second POST. If the ticket
	// was created, it is in state.
	ambiguous = "AMB"
	// verified: a GET decides whether it took effect.
	verified = "V"
	// noCell: the event cannot happen to this operation.
	noCell = "-"
)

// operations are the columns of the matrix, with the calls that the event affects.
var operations = []struct{ name, method, path string }{
	{"create", http.MethodPost, "/tickets"},
	{"read", http.MethodGet, "/tickets/*"},
	{"update", http.MethodPut, "/tickets/*"},
	{"delete", http.MethodDelete, "/tickets/*"},
	{"import", http.MethodGet, "/tickets/*"},
	{"list", http.MethodPost, "/tickets/search"},
	{"configure", http.MethodGet, "/me"},
}

// matrix lists what must happen on faults: one row per event and one column per operation. "configure" is the first call of
// a walk, which reads the token's workspace, here before a refresh.
var matrix = []struct {
	event string
	act   intercomtest.Act
	says  string // in the error, if it lasts
	cells [7]string
}{
	//                                                                                                 create     read      update    delete    import    list      configure
	{"reset before it acted", intercomtest.ResetBefore(), "no answer", [7]string{ambiguous, repeated, verified, repeated, repeated, repeated, repeated}},
	{"reset after it acted", intercomtest.ResetAfter(), "no answer", [7]string{ambiguous, repeated, verified, repeated, repeated, repeated, repeated}},
	{"500, JSON", intercomtest.Status(500, "server_error", "Sorry"), "500", [7]string{ambiguous, repeated, verified, repeated, repeated, repeated, repeated}},
	{"503, JSON", intercomtest.Status(503, "service_unavailable", "Sorry"), "503", [7]string{ambiguous, repeated, verified, repeated, repeated, repeated, repeated}},
	{"408, JSON", intercomtest.Status(408, "request_timeout", "Sorry"), "408", [7]string{ambiguous, repeated, verified, repeated, repeated, repeated, repeated}},
	{"502, HTML", intercomtest.HTML(502), "502", [7]string{ambiguous, repeated, verified, repeated, repeated, repeated, repeated}},
	{"504, HTML", intercomtest.HTML(504), "504", [7]string{ambiguous, repeated, verified, repeated, repeated, repeated, repeated}},
	{"acted, then 500", intercomtest.ActThenStatus(500), "500", [7]string{ambiguous, repeated, verified, repeated, repeated, repeated, repeated}},
	{"acted, then 502, HTML", intercomtest.ActThenHTML(502), "502", [7]string{ambiguous, repeated, verified, repeated, repeated, repeated, repeated}},
	{"200, body cut off", intercomtest.Truncate(), "200", [7]string{ambiguous, repeated, verified, verified, repeated, repeated, repeated}},
	{"200, half the JSON", intercomtest.TruncateJSON(), "200", [7]string{ambiguous, repeated, verified, verified, repeated, repeated, repeated}},
	{"200, HTML", intercomtest.HTMLBody200(), "200", [7]string{ambiguous, repeated, verified, verified, repeated, repeated, repeated}},
	{"200, empty", intercomtest.EmptyBody(200), "200", [7]string{ambiguous, repeated, verified, verified, repeated, repeated, repeated}},
	{"200, null", intercomtest.NullBody(), "200", [7]string{ambiguous, repeated, verified, verified, repeated, repeated, repeated}},
	{"200, 11 MiB", intercomtest.HugeBody(11 << 20), "too large", [7]string{ambiguous, fails, verified, verified, fails, fails, fails}},
	{"200, gzip bomb", intercomtest.GzipBomb(11 << 20), "too large", [7]string{ambiguous, fails, verified, verified, fails, fails, fails}},
	{"200, another id", intercomtest.WrongID(), "another object", [7]string{noCell, fails, fails, verified, fails, noCell, noCell}},
	{"200, another type", intercomtest.WrongType(), "another object", [7]string{noCell, fails, fails, verified, fails, noCell, noCell}},
	{"200, lists other ids", intercomtest.WrongIDs("999999999"), "another object", [7]string{noCell, noCell, noCell, noCell, noCell, fails, noCell}},
	{"200, lists an invalid ID", intercomtest.WrongIDs("../contacts/1"), "another object", [7]string{noCell, noCell, noCell, noCell, noCell, fails, noCell}},
	{"200, lists another type", intercomtest.WrongTypes(), "another object", [7]string{noCell, noCell, noCell, noCell, noCell, fails, noCell}},
	{"429, no reset", intercomtest.TooManyRequests("", ""), "429", [7]string{repeated, repeated, repeated, repeated, repeated, repeated, repeated}},
	{"429, reset in the past", intercomtest.TooManyRequests("1", ""), "429", [7]string{repeated, repeated, repeated, repeated, repeated, repeated, repeated}},
	{"429, reset far away", intercomtest.TooManyRequests("99999999999", ""), "429", [7]string{repeated, repeated, repeated, repeated, repeated, repeated, repeated}},
	{"429, reset garbage", intercomtest.TooManyRequests("soon", "later"), "429", [7]string{repeated, repeated, repeated, repeated, repeated, repeated, repeated}},
	{"429, Retry-After huge", intercomtest.TooManyRequests("", "99999999999999999999"), "429", [7]string{repeated, repeated, repeated, repeated, repeated, repeated, repeated}},
	{"401", intercomtest.NotAuthorized(), "401", [7]string{fails, fails, fails, fails, fails, fails, fails}},
	{"403", intercomtest.Status(403, "api_plan_restricted", "Active subscription needed."), "403", [7]string{fails, fails, fails, fails, fails, fails, fails}},
	{"400 intercom_version_invalid", intercomtest.Status(400, "intercom_version_invalid", "No."), "api_version", [7]string{fails, fails, fails, fails, fails, fails, fails}},
	{"a 404 that is not true", intercomtest.LyingNotFound(), "404", [7]string{fails, noCell, fails, fails, repeated, fails, fails}},
	{"301", intercomtest.Redirect(301, "https://example.com/"), "not followed", [7]string{ambiguous, fails, fails, fails, fails, fails, fails}},
	{"302", intercomtest.Redirect(302, "/tickets/1"), "not followed", [7]string{ambiguous, fails, fails, fails, fails, fails, fails}},
	{"307", intercomtest.Redirect(307, "https://example.com/"), "not followed", [7]string{ambiguous, fails, fails, fails, fails, fails, fails}},
	{"308", intercomtest.Redirect(308, "/me"), "not followed", [7]string{ambiguous, fails, fails, fails, fails, fails, fails}},
	{"hostile text", intercomtest.Message(400, "\x1b]8;;https://example.com\x07\r\u202e\x00"+strings.Repeat("A", 70_000)), "400", [7]string{fails, fails, fails, fails, fails, fails, fails}},
}

// TestMatrix runs every cell twice: with the event once, and with the event permanently.
func TestMatrix(t *testing.T) {
	t.Parallel()
	for _, row := range matrix {
		for i, cell := range row.cells {
			if cell == noCell {
				continue
			}
			op := operations[i]
			for _, times := range []int{1, 0} {
				t.Run(fmt.Sprintf("%s/%s/%d", row.event, op.name, times), func(t *testing.T) {
					t.Parallel()
					s := newScene(t)
					s.fake.ResetCalls()
					s.fake.Inject(intercomtest.Fault{Method: op.method, Path: op.path, Act: row.act, Times: times})
					after, diags := s.play(op.name)
					s.judge(op.name, op.method, op.path, cell, times, row.says, after, diags)
					s.fake.ClearFaults()
					s.settles(op.name, after)
				})
			}
		}
	}
}

// scene is a ticket in state and a new provider process that has made no call.
type scene struct {
	harness
	t      *testing.T
	object acctest.Object
	before []intercomtest.Ticket
}

func newScene(t *testing.T) *scene {
	t.Helper()
	d := newHarness(t, nil)
	object := d.Run(acctest.Object{}, minimal(nil))
	return &scene{harness{acctest.NewProtocol(t, d.fake, "intercom_ticket", nil), d.fake, t}, t, object, d.fake.Tickets()}
}

func (s *scene) play(op string) (acctest.Object, []*tfprotov6.Diagnostic) {
	switch op {
	case "create":
		return s.Apply(planned(s.t, s.Protocol, acctest.Object{}, minimal(acctest.Block{"title": "Another"})))
	case "read", "configure":
		return s.Read(s.object)
	case "update":
		return s.Apply(planned(s.t, s.Protocol, s.object, minimal(acctest.Block{"title": "Changed"})))
	case "delete":
		return s.Destroy(s.object)
	case "list":
		found, diags := s.List(acctest.Block{"ids": []any{s.object.Get("id")}}, 0)
		if len(found) == 0 {
			return acctest.Object{}, diags
		}
		return found[0].Object, diags
	}
	return s.Import(s.object.Get("id"), nil)
}

// judge compares the result with the cell.
func (s *scene) judge(op, method, path, cell string, times int, says string, after acctest.Object, diags []*tfprotov6.Diagnostic) {
	s.t.Helper()
	calls := s.fake.Count(method, path)
	failed := acctest.HasError(diags)
	// If the fake acts each time, the write took effect in the end.
	lasting := times == 0 && failed
	switch cell {
	case fails:
		if !failed || calls != 1 {
			s.t.Errorf("failed: %v after %d calls, want an error after 1\n%s", failed, calls, acctest.Text(diags))
		}
	case repeated:
		if failed != (times == 0) && op != "delete" || times == 1 && calls != 2 || calls > 70 {
			s.t.Errorf("failed: %v after %d calls\n%s", failed, calls, acctest.Text(diags))
		}
	case ambiguous:
		posted := slices.IndexFunc(s.fake.Calls(), func(c intercomtest.Call) bool { return c.Method == method && c.Path == path })
		searched := posted >= 0 && slices.ContainsFunc(s.fake.Calls()[posted:], func(c intercomtest.Call) bool { return c.Path == "/tickets/search" })
		if made := len(s.fake.Tickets()) > len(s.before); failed == made || !searched || calls != 1 {
			s.t.Errorf("failed: %v, made: %v, %d POSTs, searched after it: %v\n%s", failed, made, calls, searched, acctest.Text(diags))
		}
	case verified:
		if times == 1 && failed || s.fake.Count(http.MethodGet, "/tickets/*") == 0 || calls > 3 {
			s.t.Errorf("failed: %v after %d calls\n%s", failed, calls, acctest.Text(diags))
		}
	}
	if lasting || cell == fails {
		expectError(s.t, diags, says)
	}
	s.clean(diags)
	s.consistent(op, failed, after)
}

// clean checks that terminal output is short and printable and has no token.
func (s *scene) clean(diags []*tfprotov6.Diagnostic) {
	s.t.Helper()
	for _, d := range diags {
		text := d.Summary + d.Detail
		if strings.ContainsAny(text, "\x1b\x07\r\x00\u202e") || len(text) > 8<<10 || strings.Contains(text, s.fake.Token) {
			s.t.Errorf("a diagnostic of %d bytes that no terminal should see: %.300q", len(text), text)
		}
	}
}

// consistent checks that a failed create, read, or delete leaves the state unchanged, and that state or an error names
// every ticket in Intercom.
func (s *scene) consistent(op string, failed bool, after acctest.Object) {
	s.t.Helper()
	tickets := s.fake.Tickets()
	switch op {
	case "create":
		extra := len(tickets) - len(s.before)
		if failed && !after.IsNull() || !failed && (extra != 1 || after.Get("id") == s.object.Get("id")) {
			s.t.Errorf("failed: %v, %d new tickets, in state %s", failed, extra, after.Get("id"))
		}
	case "delete":
		if failed == after.IsNull() || !failed && len(tickets) != 0 {
			s.t.Errorf("failed: %v, in state: %v, %d tickets left", failed, !after.IsNull(), len(tickets))
		}
	case "list":
		if len(tickets) != 1 || failed != after.IsNull() || !failed && after.Get("id") != s.object.Get("id") {
			s.t.Errorf("failed: %v, %d tickets, found %s", failed, len(tickets), after.Get("id"))
		}
	case "read", "update", "configure":
		if len(tickets) != 1 || after.Get("id") != s.object.Get("id") || failed && !after.State.Equal(s.object.State) {
			s.t.Errorf("failed: %v, %d tickets, in state %s", failed, len(tickets), after.State)
		}
	}
}

// settles checks that after the faults end, a refresh and an apply lead to an empty plan in the next run.
func (s *scene) settles(op string, after acctest.Object) {
	s.t.Helper()
	s.Protocol = acctest.NewProtocol(s.t, s.fake, "intercom_ticket", nil)
	if after.IsNull() || op == "list" {
		return
	}
	if op == "delete" && len(s.fake.Tickets()) == 0 {
		after, diags := s.Destroy(after)
		if expectNoError(s.t, diags); !after.IsNull() {
			s.t.Error("a ticket that is gone stays in state")
		}
		return
	}
	title := map[string]string{"create": "Another", "update": "Changed"}[op]
	if title == "" {
		title = "Checkout is down"
	}
	config := minimal(acctest.Block{"title": title})
	read, diags := s.Read(after)
	acctest.Expect(s.t, diags)
	done := s.Run(read, config)
	again, diags := s.Plan(done, config)
	if acctest.Expect(s.t, diags); !again.State.Equal(done.State) {
		s.t.Errorf("the plan is not empty:\n%s\n%s", done.State, again.State)
	}
}
