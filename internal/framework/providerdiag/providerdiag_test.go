package providerdiag_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// TestSaysAllThatIsNeeded: what was being done, what Intercom answered, the request ID, the state of things, and what to do
// next.
func TestSaysAllThatIsNeeded(t *testing.T) {
	t.Parallel()
	answer := func(status int, code string) error {
		e := &intercom.APIError{Method: "GET", Path: "/tickets/1", StatusCode: status, RequestID: "req-1", Intercom: code != ""}
		if code != "" {
			e.Details = []intercom.ErrorDetail{{Code: code, Message: "Text", Field: "field_1"}}
		}
		return e
	}
	for name, c := range map[string]struct {
		err     error
		summary string
		next    string
	}{
		"401":                                  {answer(401, "unauthorized"), "Intercom answered 401 unauthorized", "access_token"},
		"403 of the plan":                      {answer(403, "api_plan_restricted"), "403 api_plan_restricted", "subscription"},
		"403":                                  {answer(403, ""), "403", "permission"},
		"404":                                  {answer(404, "not_found"), "404 not_found", "workspace and region"},
		"400 of the version":                   {answer(400, "intercom_version_invalid"), "400 intercom_version_invalid", "api_version to 2.16"},
		"400":                                  {answer(400, "parameter_invalid"), "400 parameter_invalid", "correct what"},
		"429":                                  {answer(429, "rate_limit_exceeded"), "429", "-parallelism"},
		"302":                                  {answer(302, ""), "302", "base_url"},
		"500":                                  {answer(500, "server_error"), "500", "status page"},
		"unreadable 200":                       {answer(200, ""), "200", "proxy"},
		"stopped":                              {&intercom.TransportError{Err: context.Canceled}, "stopped", "if you stopped"},
		"stopped while the answer was read":    {&intercom.APIError{Method: "GET", Path: "/tickets/1", RequestID: "req-1", StatusCode: 404, Err: context.Canceled}, "ticket 1: stopped", "if you stopped"},
		"stopped while the workspace was read": {&intercom.UnconfirmedWorkspaceError{Err: &intercom.TransportError{Err: context.Canceled}}, "ticket 1: stopped", "if you stopped"},
		"stopped while a write was answered":   {&intercom.APIError{Method: "PUT", Path: "/tickets/1", RequestID: "req-1", StatusCode: 200, Err: context.Canceled}, "ticket 1: stopped", "may have made the change"},
		"stopped after a write was sent":       {&intercom.TransportError{Method: "PUT", Sent: true, Err: context.Canceled}, "ticket 1: stopped", "may have made the change"},
		"stopped after an earlier attempt":     {&intercom.UncertainError{Last: &intercom.TransportError{Method: "PUT", Err: context.Canceled}, Earlier: errors.New("x")}, "ticket 1: stopped", "may have made the change"},
		"stopped before a write was sent":      {&intercom.TransportError{Method: "PUT", Err: context.Canceled}, "ticket 1: stopped", "if you stopped"},
		"stopped while a search was answered":  {&intercom.TransportError{Method: "POST", Path: "/tickets/search", Sent: true, Err: context.Canceled}, "ticket 1: stopped", "if you stopped"},
		"too slow while the answer was read":   {&intercom.APIError{Method: "GET", Path: "/tickets/1", RequestID: "req-1", StatusCode: 200, Err: context.DeadlineExceeded}, "no answer", "timeouts"},
		"too slow":                             {&intercom.TransportError{Err: context.DeadlineExceeded}, "no answer", "timeouts"},
		"no such host":                         {&intercom.TransportError{Err: &net.DNSError{Name: "x"}}, "no answer", "region and base_url"},
		"refused":                              {&intercom.TransportError{Err: errors.New("connection refused")}, "no answer", "HTTPS_PROXY"},
		"found here":                           {&providerdiag.LocalError{What: "no ID", Next: "correct the ID.", Err: errors.New("x")}, "reading ticket 1: no ID", "correct the ID."},
		"an endless list":                      {fmt.Errorf("POST /tickets/search: %w", intercom.ErrIncomplete), "not complete", "set a limit"},
		"no id":                                {&intercom.InvalidIDError{ID: "a/b"}, "not an ID", "#1390"},
		"another workspace":                    {&intercom.WorkspaceMismatchError{Token: "a", Expected: "b"}, "belongs to another workspace", "INTERCOM_ACCESS_TOKEN"},
		"not the pinned one":                   {&intercom.WorkspaceMismatchError{Token: "a", Expected: "b", Pinned: true}, "belongs to another workspace", "INTERCOM_WORKSPACE_ID"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := providerdiag.AttributeError(path.Root("title"), "reading ticket 1", c.err, "Nothing was changed.")
			text := d.Detail()
			if !strings.HasPrefix(d.Summary(), "Error reading ticket 1: ") || !strings.Contains(d.Summary(), c.summary) {
				t.Errorf("summary %q", d.Summary())
			}
			if d.Severity() != diag.SeverityError || !d.(diag.DiagnosticWithPath).Path().Equal(path.Root("title")) {
				t.Errorf("%v at %v", d.Severity(), d.(diag.DiagnosticWithPath).Path())
			}
			words := []string{"Nothing was changed.", "What to do: ", c.next}
			if api, ok := errors.AsType[*intercom.APIError](c.err); ok {
				words = append(words, api.Method+" /tickets/1", "Request ID: req-1")
			}
			if _, local := errors.AsType[*providerdiag.LocalError](c.err); local && strings.Contains(text, "HTTPS_PROXY") {
				t.Errorf("the network is to blame: %s", text)
			}
			if errors.Is(c.err, context.Canceled) && strings.Contains(text, "proxy") {
				t.Errorf("a proxy is to blame: %s", text)
			}
			for _, w := range words {
				if !strings.Contains(text, w) {
					t.Errorf("the detail does not say %q:\n%s", w, text)
				}
			}
			if w := providerdiag.Warning("reading ticket 1", c.err, ""); w.Severity() != diag.SeverityWarning || !strings.HasPrefix(w.Summary(), "Problem reading") {
				t.Errorf("warning %v %q", w.Severity(), w.Summary())
			}
		})
	}
}

// TestWrapped: the answer is quoted once, and the reason not to believe it comes first.
func TestWrapped(t *testing.T) {
	t.Parallel()
	answer := &intercom.APIError{Method: "GET", Path: "/tickets/1", StatusCode: 403, RequestID: "req-1", Intercom: true}
	for _, c := range []struct {
		err        error
		permission string
		want       string
	}{
		{answer, "Read tickets", "GET /tickets/1 was answered: 403 Forbidden\nRequest ID: req-1\n\n" +
			"What to do: give the access token the permission for this in Intercom's Developer Hub. It needs: Read tickets."},
		{fmt.Errorf("not believed: %w", answer), "", "Not believed: see below.\n\nGET /tickets/1 was answered: 403 Forbidden\nRequest ID: req-1\n\n" +
			"What to do: give the access token the permission for this in Intercom's Developer Hub."},
	} {
		if got := providerdiag.Detail(c.err, "", c.permission); got != c.want {
			t.Errorf("got %q\nwant %q", got, c.want)
		}
	}
}
