package intercom_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

func TestEveryRequestNamesTokenVersionFormatAndProgram(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		cfg  intercom.Config
		want map[string]string
	}{
		{intercom.Config{}, map[string]string{"Intercom-Version": "2.16", "User-Agent": "intercom-go"}},
		{
			intercom.Config{Version: intercom.Preview, UserAgent: "terraform-provider-intercom/1.2.3"},
			map[string]string{"Intercom-Version": "Preview", "User-Agent": "terraform-provider-intercom/1.2.3"},
		},
	} {
		for _, op := range operations {
			requests := 0
			c.cfg.HTTPClient = &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) {
				requests++
				c.want["Authorization"], c.want["Accept"] = "Bearer "+secret, "application/json"
				delete(c.want, "Content-Type")
				if req.Method == http.MethodPost || req.Method == http.MethodPut {
					c.want["Content-Type"] = "application/json"
				}
				for name, want := range c.want {
					if got := req.Header.Get(name); got != want {
						t.Errorf("%s: %s is %q, want %q", op.name, name, got, want)
					}
				}
				if len(req.Header) != len(c.want) {
					t.Errorf("%s: headers that nothing asks for: %v", op.name, req.Header)
				}
				if req.URL.Scheme != "https" || req.URL.Host != "api.intercom.io" {
					t.Errorf("%s: sent to %s", op.name, req.URL)
				}
				return respond(req, 404, ""), nil
			})}
			if err := op.call(t.Context(), newClient(t, c.cfg)); err == nil || requests != 1 {
				t.Errorf("%s: %d requests, %v", op.name, requests, err)
			}
		}
	}
}

func TestNewRefusesWhatNoRequestCouldCarry(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		cfg  intercom.Config
		want string
	}{
		{"no token", intercom.Config{}, "token is empty"},
		{"token with a line break", intercom.Config{Token: secret + "\n"}, "the access token holds"},
		{"token with a space", intercom.Config{Token: "Bearer " + secret}, "the access token holds"},
		{"token of other letters", intercom.Config{Token: secret + "é"}, "the access token holds"},
		{"token with a control character", intercom.Config{Token: secret + "\x7f"}, "the access token holds"},
		{"base URL", intercom.Config{Token: secret, BaseURL: "http://api.intercom.io"}, "https only"},
		{"version", intercom.Config{Token: secret, Version: "2.16\r\nX: y"}, "not a version"},
		{"user agent", intercom.Config{Token: secret, UserAgent: "a\r\nX: y"}, "user agent"},
	} {
		_, err := intercom.New(c.cfg)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want an error that says %q", c.name, err, c.want)
			continue
		}
		assertPresentable(t, err)
	}
}

func TestBaseURLIsHTTPSUnlessItIsThisMachine(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"https://api.eu.intercom.io":    "https://api.eu.intercom.io",
		"https://proxy.example/a/b//":   "https://proxy.example/a/b",
		"HTTPS://api.intercom.io/":      "https://api.intercom.io",
		"http://127.0.0.1:8080":         "http://127.0.0.1:8080",
		"http://127.9.9.9":              "http://127.9.9.9",
		"http://[::1]:8080":             "http://[::1]:8080",
		"http://localhost:8080":         "http://localhost:8080",
		"http://api.intercom.io":        "",
		"http://127.0.0.1.example":      "",
		"http://localhost.example":      "",
		"http://169.254.169.254":        "",
		"ftp://127.0.0.1":               "",
		"api.intercom.io":               "",
		"":                              "",
		"https://":                      "",
		"https://:443":                  "",
		"https://u@api.intercom.io":     "",
		"https://u:p@api.intercom.io":   "",
		"https://api.intercom.io?":      "",
		"https://api.intercom.io?a=b":   "",
		"https://api.intercom.io#a":     "",
		"https://api.intercom.io\r\n":   "",
		"https://u:hunter2@[::1/":       "",
		"https:api.intercom.io/tickets": "",
	} {
		u, err := intercom.ParseBaseURL(given)
		switch {
		case err != nil && want != "":
			t.Errorf("%q: %v", given, err)
		case err == nil && u.String() != want:
			t.Errorf("%q becomes %q, want %q", given, u, want)
		case err != nil && strings.Contains(err.Error(), "hunter2"):
			t.Errorf("%q: the error holds the password", given)
		}
	}
	for region, origin := range intercom.RegionURLs {
		if _, err := intercom.ParseBaseURL(origin); err != nil {
			t.Errorf("region %s: %v", region, err)
		}
	}
}

func TestPathOfABaseURLIsKept(t *testing.T) {
	t.Parallel()
	var path string
	client := newClient(t, intercom.Config{
		BaseURL: "https://proxy.example/to%2Fintercom/",
		HTTPClient: &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) {
			path = req.URL.EscapedPath()
			return respond(req, 200, `{"type":"ticket","id":"7"}`), nil
		})},
	})
	if _, err := client.Ticket(t.Context(), "7"); err != nil || path != "/to%2Fintercom/tickets/7" {
		t.Errorf("%s, %v", path, err)
	}
}

// TestObserveSeesEachExchange checks that Observe sees no header or body.
func TestObserveSeesEachExchange(t *testing.T) {
	t.Parallel()
	var seen []intercom.Exchange
	c := &clock{now: time.Unix(1_700_000_000, 0)}
	n := 0
	client := newClient(t, intercom.Config{
		Clock:   c,
		Observe: func(_ context.Context, x intercom.Exchange) { seen = append(seen, x) },
		HTTPClient: &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) {
			n++
			c.After(2 * time.Second)
			switch n {
			case 1:
				return nil, errors.New("lost")
			case 2:
				resp := respond(req, 500, `{"type":"error.list","request_id":"of-the-body","errors":[{"code":"server_error"}]}`)
				resp.Header.Set("X-Request-Id", "of-the-header")
				return resp, nil
			}
			resp := respond(req, 200, `{"type":"ticket","id":"7"}`)
			resp.Header.Set("X-Request-Id", "last\x1b")
			return resp, nil
		})},
	})
	if _, err := client.Ticket(t.Context(), "7"); err != nil {
		t.Fatal(err)
	}
	want := []intercom.Exchange{
		{Method: "GET", Path: "/tickets/7", Attempt: 1, Duration: 2 * time.Second},
		{Method: "GET", Path: "/tickets/7", Attempt: 2, Status: 500, RequestID: "of-the-body", Duration: 2 * time.Second},
		{Method: "GET", Path: "/tickets/7", Attempt: 3, Status: 200, RequestID: `"last\u001b"`, Duration: 2 * time.Second},
	}
	assertEqual(t, seen, want)
}

func TestNowIsIntercomsClock(t *testing.T) {
	t.Parallel()
	here := time.Date(2026, 8, 21, 12, 0, 0, 0, time.UTC)
	there := here.Add(time.Hour)
	dates := []string{there.Format(http.TimeFormat), "", "yesterday"}
	client := newClient(t, intercom.Config{
		Clock: &clock{now: here},
		HTTPClient: &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) {
			resp := respond(req, 200, `{"type":"ticket","id":"7"}`)
			resp.Header.Set("Date", dates[0])
			dates = dates[1:]
			return resp, nil
		})},
	})
	if got := client.Now(); !got.Equal(here) {
		t.Errorf("before any answer it is %v", got)
	}
	for range 3 {
		if _, err := client.Ticket(t.Context(), "7"); err != nil {
			t.Fatal(err)
		}
		if got := client.Now(); !got.Equal(there) {
			t.Errorf("it is %v, want %v as the last answer with a date said", got, there)
		}
	}
}

func TestARequestIDHoldsNoToken(t *testing.T) {
	t.Parallel()
	var seen []string
	client := newClient(t, intercom.Config{
		Observe: func(_ context.Context, x intercom.Exchange) { seen = append(seen, x.RequestID) },
		HTTPClient: &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) {
			resp := respond(req, 200, `{"type":"ticket","id":"7"}`)
			resp.Header.Set("X-Request-Id", "id-"+secret[:20])
			return resp, nil
		})},
	})
	if _, err := client.Ticket(t.Context(), "7"); err != nil {
		t.Fatal(err)
	}
	assertEqual(t, seen, []string{"id-[access token]"})
}

func TestWaitEndsWithTheContext(t *testing.T) {
	t.Parallel()
	c := &clock{}
	client := newClient(t, intercom.Config{Clock: c})
	if err := client.Wait(t.Context(), time.Minute); err != nil || c.Now().Sub(time.Time{}) != time.Minute {
		t.Errorf("%v after %v", err, c.Now().Sub(time.Time{}))
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	stop := errors.New("interrupted")
	cancel(stop)
	if err := newClient(t, intercom.Config{}).Wait(ctx, time.Hour); !errors.Is(err, stop) {
		t.Errorf("%v", err)
	}
}

func TestVersionsThatAreDocumentedOrYetToCome(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"1.0", "1.4", "2.0", "2.9", "2.13", "2.16", "2.17", "2.100", "3.0", "Preview"} {
		if v, err := intercom.ParseVersion(good); err != nil || string(v) != good {
			t.Errorf("%q: %q, %v", good, v, err)
		}
	}
	for _, bad := range []string{"", "0.9", "1.5", "2", "2.", "2.016", "02.16", " 2.16", "2.16\n", "-2.16", "2.16.0", "preview", "latest", "2.1000", "२.१६"} {
		if _, err := intercom.ParseVersion(bad); err == nil {
			t.Errorf("%q is taken for a version", bad)
		}
	}
	for _, c := range []struct {
		version          intercom.Version
		assigns, changes bool
	}{
		{"1.4", false, false},
		{"2.13", false, false},
		{"2.14", true, false},
		{"2.15", true, false},
		{"2.16", true, true},
		{"3.0", true, true},
		{intercom.Preview, true, true},
	} {
		client := newClient(t, intercom.Config{Version: c.version})
		v := client.Version()
		if v != c.version || client.AssignsOnCreate() != c.assigns || v.ChangesTicketType() != c.changes {
			t.Errorf("%s: assigns %v, changes %v", v, client.AssignsOnCreate(), v.ChangesTicketType())
		}
	}
	if intercom.Version("").AtLeast(1, 0) {
		t.Error("no version is at least 1.0")
	}
}
