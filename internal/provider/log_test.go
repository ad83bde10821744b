package provider_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// logged returns the lines that log writes, without the time and the caller.
func logged(t *testing.T, log func(ctx context.Context)) []map[string]any {
	t.Helper()
	var out bytes.Buffer
	log(tflogtest.RootLogger(t.Context(), &out))
	lines, err := tflogtest.MultilineJSONDecode(&out)
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// TestAnOddFieldIsLoggedOnce, however many objects have it, with its path and never with its value.
func TestAnOddFieldIsLoggedOnce(t *testing.T) {
	t.Parallel()
	lines := logged(t, func(ctx context.Context) {
		log := provider.ExchangeLog(false)
		for _, e := range []intercom.Exchange{
			{Method: "GET", Path: "/contacts/7", Status: 200, Attempt: 1, RequestID: "r1", Odd: []string{"avatar", "signed_up_at"}},
			{Method: "GET", Path: "/contacts/8", Status: 200, Attempt: 1, RequestID: "r2", Odd: []string{"avatar"}},
			{Method: "GET", Path: "/companies/9", Status: 200, Attempt: 1, RequestID: "r3", Odd: []string{"avatar"}},
		} {
			log(ctx, e)
		}
	})
	var warned []string
	for _, line := range lines {
		if line["@level"] == "warn" {
			warned = append(warned, line["path"].(string)+" "+line["field"].(string)+" "+line["request_id"].(string))
		}
	}
	if want := []string{"/contacts/7 avatar r1", "/contacts/7 signed_up_at r1", "/companies/9 avatar r3"}; len(warned) != 3 || warned[0] != want[0] || warned[1] != want[1] || warned[2] != want[2] {
		t.Errorf("warnings %q, want %q", warned, want)
	}
}

// TestALineHasAFixedOrder (CASES 10): method, path, status, duration, and request ID. Terraform writes the fields of a line in
// random order, so the message has them, too.
func TestALineHasAFixedOrder(t *testing.T) {
	t.Parallel()
	const ms = time.Millisecond
	for want, e := range map[string]intercom.Exchange{
		"debug Intercom answered GET /tickets/7 with 200 in 35 ms, request ID r1":             {Method: "GET", Path: "/tickets/7", Status: 200, Attempt: 1, RequestID: "r1", Duration: 35 * ms},
		"debug Intercom answered DELETE /tickets/7 with 404 in 9 ms, request ID not given":    {Method: "DELETE", Path: "/tickets/7", Status: 404, Attempt: 1, Duration: 9 * ms},
		"info Intercom answered PUT /tickets/7 with 502 in 1200 ms, request ID r2, attempt 2": {Method: "PUT", Path: "/tickets/7", Status: 502, Attempt: 2, RequestID: "r2", Duration: 1200 * ms},
		"info Intercom did not answer POST /tickets in 30000 ms":                              {Method: "POST", Path: "/tickets", Attempt: 1, Duration: 30_000 * ms},
		"debug Intercom answered GET /companies?(hidden) with 200 in 1 ms, request ID r3":     {Method: "GET", Path: "/companies?company_id=ada", Status: 200, Attempt: 1, RequestID: "r3", Duration: ms},
	} {
		lines := logged(t, func(ctx context.Context) { provider.ExchangeLog(true)(ctx, e) })
		if len(lines) != 1 {
			t.Fatalf("%d lines", len(lines))
		}
		if got := lines[0]["@level"].(string) + " " + lines[0]["@message"].(string); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// TestAWaitIsLogged at INFO, with its seconds and the window.
func TestAWaitIsLogged(t *testing.T) {
	t.Parallel()
	lines := logged(t, func(ctx context.Context) {
		provider.LogPause(ctx, intercom.Pause{Method: "GET", Path: "/tickets/7", Limit: 166, Wait: 7100 * time.Millisecond})
		provider.LogPause(ctx, intercom.Pause{Method: "GET", Path: "/tickets/7", Wait: time.Second})
	})
	if len(lines) != 2 {
		t.Fatalf("%d lines", len(lines))
	}
	first := lines[0]
	if first["@level"] != "info" || first["@message"] != "Waiting for Intercom's rate limit" || first["seconds"] != 8.0 || first["limit"] != "166 calls in a window" {
		t.Errorf("%v", first)
	}
	if lines[1]["limit"] != "Intercom refused the call (429)" {
		t.Errorf("%v", lines[1])
	}
}

// TestAnOddRequestIDIsHidden: a proxy can put any text where the request ID belongs, so it is hidden like other foreign text. An
// ordinary ID stays.
func TestAnOddRequestIDIsHidden(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]string{intercom.Quote("r1 of Ada Lovelace", 80): `"(hidden)"`, "0001c0de-0000-4000-8000-000000000015": "0001c0de-0000-4000-8000-000000000015"} {
		lines := logged(t, func(ctx context.Context) {
			provider.ExchangeLog(true)(ctx, intercom.Exchange{Method: "GET", Path: "/tickets/7", Status: 200, Attempt: 1, RequestID: id})
		})
		if len(lines) != 1 || lines[0]["request_id"] != want || strings.Contains(lines[0]["@message"].(string), "Lovelace") {
			t.Errorf("%s is logged as %v", id, lines)
		}
	}
}
