package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestRun(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	reader, writer := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- run(ctx, []string{"-token", "mine"}, writer)
		_ = writer.Close()
	}()

	lines := bufio.NewScanner(reader)
	var url, text string
	for lines.Scan() && !strings.HasPrefix(lines.Text(), "  }") {
		text += lines.Text() + "\n"
		if found, isURL := strings.CutPrefix(lines.Text(), "  export INTERCOM_BASE_URL="); isURL {
			url = found
		}
	}
	if !strings.Contains(text, "export INTERCOM_ACCESS_TOKEN=mine\n") || !strings.HasPrefix(url, "http://127.0.0.1:") {
		t.Errorf("introduction is:\n%s", text)
	}
	if strings.ContainsAny(text, "<>") {
		t.Errorf("a placeholder is left:\n%s", text)
	}

	status := make(chan int, 1)
	go func() { status <- get(ctx, url+"/tickets/1") }()
	for lines.Scan() && lines.Text() == "" { // the introduction ends with an empty line
		continue
	}
	if got := <-status; got != http.StatusNotFound {
		t.Errorf("answered %d", got)
	}
	if got := lines.Text(); !strings.Contains(got, `GET "/tickets/1" version="2.16" status=404`) || strings.Contains(got, "mine") {
		t.Errorf("log line is %s", got)
	}

	cancel()
	if lines.Scan() {
		t.Errorf("unexpected line %s", lines.Text())
	}
	if err := <-ended; err != nil {
		t.Errorf("ended with %v", err)
	}
}

// get returns the status of a call to the fake, or 0 if there is no answer.
func get(ctx context.Context, url string) int {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0
	}
	r.Header.Set("Authorization", "Bearer mine")
	r.Header.Set("Intercom-Version", "2.16")
	c := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	res, err := c.Do(r)
	if err != nil {
		return 0
	}
	defer func() { _ = res.Body.Close() }()
	return res.StatusCode
}

// TestExistingObjects (CASES 9, 10): the examples name tickets to import and to erase, and conversations to link.
func TestExistingObjects(t *testing.T) {
	t.Parallel()
	fake := newFake("mine", 100)
	defer fake.Close()
	for _, c := range []struct{ method, path, body string }{
		{"GET", "/tickets/494", ""},
		{"GET", "/tickets/495", ""},
		{"GET", "/tickets/496", ""},
		{"POST", "/tickets/496/linked_conversations", `{"conversation_id":"204"}`},
	} {
		r := httptest.NewRequestWithContext(t.Context(), c.method, c.path, strings.NewReader(c.body))
		r.Header.Set("Authorization", "Bearer mine")
		r.Header.Set("Intercom-Version", "2.16")
		r.Header.Set("Content-Type", "application/json")
		answer := httptest.NewRecorder()
		fake.Handler().ServeHTTP(answer, r)
		if answer.Code != http.StatusOK {
			t.Errorf("%s %s answers %d %s", c.method, c.path, answer.Code, answer.Body)
		}
	}
}

func TestRunRefuses(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"-listen", "0.0.0.0:0"}, {"-listen", ":0"}, {"-listen", "nonsense"}, {"-nonsense"}, {"-rate-limit", "0"}} {
		if err := run(t.Context(), args, io.Discard); err == nil {
			t.Errorf("%q: no error", args)
		}
	}
}
