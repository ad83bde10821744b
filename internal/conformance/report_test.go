package conformance

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestNoConsent: without the consent, nothing that Intercom cannot delete is created, and the rows say why they did not
// run.
func TestNoConsent(t *testing.T) {
	t.Parallel()
	fake, c := newFake(t)
	cfg := configFor(t, fake, c)
	cfg.AllowPermanent = false
	report := run(t, cfg)
	if n := fake.Count("POST", "/ticket_types") + fake.Count("POST", "/ticket_types/*/attributes") + fake.Count("POST", "/data_attributes") +
		fake.Count("POST", "/conversations/attributes"); n != 0 {
		t.Errorf("%d types and attributes were made", n)
	}
	for i, result := range report.Results {
		permanent := cfg.withDefaults().Rows[i].Permanent
		if permanent != strings.HasPrefix(result.Reason, "no consent") {
			t.Errorf("%s: %s", result.ID, result.brief())
		}
		if !permanent && result.Status != StatusSame {
			t.Errorf("%s: %s", result.ID, result.brief())
		}
	}
	if len(report.Left) != 0 {
		t.Errorf("left: %v", report.Left)
	}
}

// TestNoPermission: if the token lacks a permission, the rows that need it say so, and the others run.
func TestNoPermission(t *testing.T) {
	t.Parallel()
	fake, c := newFake(t)
	fake.RestrictToken(fake.Token, "tickets")
	cfg := configFor(t, fake, c)
	cfg.AllowPopulated = true // the tickets cannot be counted
	for _, result := range run(t, cfg).Results {
		lacks := strings.HasPrefix(result.Reason, "permission or plan: ") && strings.HasSuffix(result.Reason, "/tickets answered 403 api_plan_restricted")
		switch {
		case result.Area == "tickets" && !lacks:
			t.Errorf("%s: %s", result.ID, result.brief())
		case result.Area != "tickets" && result.Status != StatusSame && !lacks:
			t.Errorf("%s: %s", result.ID, result.brief())
		}
	}
}

// TestOlderVersions: in an older version, the rows that it lacks say so, and the others are the same.
func TestOlderVersions(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"2.13", "Preview"} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			fake, c := newFake(t)
			cfg := configFor(t, fake, c)
			cfg.Version = intercom.Version(version)
			for _, result := range run(t, cfg).Results {
				if result.Status != StatusSame && !strings.HasPrefix(result.Reason, "version: ") {
					t.Errorf("%s: %s", result.ID, result.brief())
				}
			}
		})
	}
}

// TestReports: no report identifies the workspace.
func TestReports(t *testing.T) {
	t.Parallel()
	fake, c := newFake(t)
	fake.Set(intercomtest.TrimsText())
	cfg := configFor(t, fake, c)
	report := run(t, cfg)
	var asJSON, asMarkdown, table bytes.Buffer
	for _, err := range []error{report.WriteJSON(&asJSON), report.WriteMarkdown(&asMarkdown), report.WriteTable(&table)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	private := []string{fake.Token, fake.WorkspaceID, "example.invalid", "example.com", "Ada", "Token Owner", markOf(t, cfg.Journal)}
	for _, e := range journaled(t, cfg.Journal) {
		if len(e.ID) > 4 {
			private = append(private, e.ID)
		}
	}
	for name, text := range map[string]string{"JSON": asJSON.String(), "Markdown": asMarkdown.String()} {
		for _, word := range private {
			if strings.Contains(text, word) {
				t.Errorf("the %s holds %q", name, word)
			}
		}
		for _, want := range []string{"ticket-title-blanks", "trimmed", "TrimsText", "Retry-After", "ticket_type"} {
			if !strings.Contains(text, want) {
				t.Errorf("the %s lacks %q", name, want)
			}
		}
	}
	var decoded Report
	if err := json.Unmarshal(asJSON.Bytes(), &decoded); err != nil || len(decoded.Results) != len(Rows()) {
		t.Errorf("the JSON has %d rows: %v", len(decoded.Results), err)
	}
	for _, want := range []string{"ROW", "ticket-title-blanks", "Consequence: ", "Left behind:", report.summary()} {
		if !strings.Contains(table.String(), want) {
			t.Errorf("the table lacks %q:\n%s", want, table.String())
		}
	}
}

func journaled(t *testing.T, path string) []entry {
	t.Helper()
	var entries []entry
	for line := range strings.SplitSeq(strings.TrimSpace(readFile(t, path)), "\n") {
		var e entry
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		entries = append(entries, e)
	}
	return entries
}

func markOf(t *testing.T, path string) string {
	t.Helper()
	return journaled(t, path)[0].Mark
}

// TestMarkdownCells: a cell never breaks the table.
func TestMarkdownCells(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	writeCells(&b, "a|b\nc", "<d>")
	if got, want := b.String(), "| a\\|b c | &lt;d&gt; |\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
