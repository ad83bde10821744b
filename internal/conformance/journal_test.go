package conformance

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// ahead is a transport that checks the journal before it sends a POST.
type ahead struct {
	http.RoundTripper
	t       *testing.T
	journal string
	posts   int
}

func (a *ahead) RoundTrip(req *http.Request) (*http.Response, error) {
	path := req.URL.Path
	if req.Method == http.MethodPost && !strings.HasSuffix(path, "/search") && path != "/companies/list" {
		a.posts++
		content, err := os.ReadFile(a.journal)
		if err != nil {
			a.t.Error(err)
		}
		lines := strings.Split(strings.TrimSpace(string(content)), "\n")
		sending := slices.ContainsFunc(lines, func(line string) bool {
			var e entry
			return json.Unmarshal([]byte(line), &e) == nil && e.Event == eventSending && e.Path == path && e.N >= a.posts
		})
		if !sending {
			a.t.Errorf("POST %s is sent and not in the journal", path)
		}
	}
	return a.RoundTripper.RoundTrip(req)
}

// TestJournalIsWrittenAhead: every POST is on disk before it is sent.
func TestJournalIsWrittenAhead(t *testing.T) {
	t.Parallel()
	fake, c := newFake(t)
	cfg := configFor(t, fake, c)
	transport := &ahead{RoundTripper: cfg.Transport, t: t, journal: cfg.Journal}
	cfg.Transport = transport
	run(t, cfg)
	if transport.posts < 100 {
		t.Errorf("%d POSTs were seen", transport.posts)
	}
}

// TestCleanUpLater: a run that could not clean up lists what it left, and a later clean-up removes it with the journal.
func TestCleanUpLater(t *testing.T) {
	t.Parallel()
	fake, c := newFake(t)
	there := snapshot(fake)
	for _, path := range []string{"/contacts/*", "/tickets/*", "/companies/*", "/tags/*"} {
		fake.Set(intercomtest.RefusesAfter(http.StatusForbidden, "api_plan_restricted", "No").On("DELETE", path).WithoutEffect())
	}
	cfg := configFor(t, fake, c)
	report := run(t, cfg)
	for _, kind := range []string{kindContact, kindTicket, kindCompany, kindTag} {
		if !slices.ContainsFunc(report.Left, func(l Leftover) bool {
			return l.Kind == kind && l.ID != "" && strings.Contains(l.Why, "permission or plan")
		}) {
			t.Errorf("no %s is listed as left", kind)
		}
	}
	fake.ClearBehaviors()
	// An object that only looks like one of the run's is kept, because the journal has another ID.
	twin := fake.AddTag(intercomtest.Tag{Name: "Conformance"})
	left, err := CleanUp(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range left {
		if !strings.HasPrefix(l.Why, "archived") {
			t.Errorf("left: %s %s, %s", l.Kind, l.ID, l.Why)
		}
	}
	there.tags = append(there.tags, twin)
	there.unchanged(t, fake)
}

// TestCleanUpGuards: a clean-up has the guards of a run.
func TestCleanUpGuards(t *testing.T) {
	t.Parallel()
	fake, c := newFake(t)
	other := fake.AddWorkspace("zz9other")
	cfg := configFor(t, fake, c)
	cfg.Rows = tagRows[:1]
	run(t, cfg)
	fake.ResetCalls()
	tests := map[string]struct {
		change func(*Config)
		want   int
	}{
		"not declared":                  {func(c *Config) { c.TestWorkspace = false }, ExitNotDeclared},
		"another workspace":             {func(c *Config) { c.WorkspaceID, c.Token = other.WorkspaceID, other.Token }, ExitOtherJournal},
		"the token of another one":      {func(c *Config) { c.Token = other.Token }, ExitMismatch},
		"no journal":                    {func(c *Config) { c.Journal += ".missing" }, ExitNoJournal},
		"something else than a journal": {func(c *Config) { c.Journal = filepath.Join(filepath.Dir(c.Journal), "other"); writeFile(t, c.Journal) }, ExitNoJournal},
	}
	for name, test := range tests {
		changed := cfg
		test.change(&changed)
		_, err := CleanUp(t.Context(), changed)
		if refused, ok := errors.AsType[*GuardError](err); !ok || refused.Code != test.want {
			t.Errorf("%s: CleanUp returned %v, want exit code %d", name, err, test.want)
		}
	}
	if n := writesOf(fake); n != 0 {
		t.Errorf("%d writes were made", n)
	}
}

func writeFile(t *testing.T, path string) {
	t.Helper()
	if err := os.WriteFile(path, []byte("{}\nnot JSON\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}

// A line that was cut off by a crash does not hide the lines before and after it.
func TestBrokenOffLine(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "journal")
	j, err := createJournal(path, "ws", "mark")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := j.sending(kindTag, "/tags"); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(j.write(entry{N: 1, Event: eventMade, Kind: kindTag, ID: "7"}), j.Close()); err != nil {
		t.Fatal(err)
	}
	content := readFile(t, path) + `{"n":2,"event":"send`
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		j, workspace, mark, err := openJournal(path)
		if err != nil {
			t.Fatal(err)
		}
		if workspace != "ws" || mark != "mark" {
			t.Errorf("the journal is of workspace %q with the mark %q", workspace, mark)
		}
		if made := j.made(); len(made) != 1 || made[0].ID != "7" || made[0].removed {
			t.Errorf("made: %+v", made)
		}
		if err := errors.Join(j.write(entry{N: 2, Event: eventSending, Kind: kindTicket, Path: "/tickets"}), j.Close()); err != nil {
			t.Fatal(err)
		}
	}
	j, _, _, err = openJournal(path)
	if err != nil {
		t.Fatal(err)
	}
	if open := j.open(); len(open) != 2 || open[0].Kind != kindTicket {
		t.Errorf("open: %+v, want the two tickets of which nothing more is known", open)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestLostAnswer: a create whose answer is lost is listed, because it may have created something.
func TestLostAnswer(t *testing.T) {
	t.Parallel()
	fake, c := newFake(t)
	fake.Set(intercomtest.AnswersBody(http.StatusOK, "null").On("POST", "/tickets").Times(1))
	cfg := configFor(t, fake, c)
	report := run(t, cfg)
	if !slices.ContainsFunc(report.Left, func(l Leftover) bool { return l.Kind == kindTicket && l.ID == "" }) {
		t.Errorf("left: %v, want a ticket that may exist", report.Left)
	}
	if n := len(fake.Tickets()); n != 1 {
		t.Errorf("%d tickets are in the workspace, want the one whose ID nobody knows", n)
	}
}

// If the journal can no longer be written, the run creates nothing more and deletes what it created.
func TestJournalFails(t *testing.T) {
	t.Parallel()
	fake, c := newFake(t)
	there := snapshot(fake)
	cfg := configFor(t, fake, c)
	cfg.Rows = append([]Row{{
		ID: "breaks", Observe: func(ctx context.Context, l *Lab) (string, error) {
			if _, err := l.user(ctx); err != nil {
				return "", err
			}
			return "", l.gate.journal.file.Close()
		},
	}}, tagRows...)
	report, err := Run(t.Context(), cfg)
	if err == nil {
		t.Error("Run returned no error")
	}
	if report == nil {
		t.Fatal("there is no report")
	}
	if last := report.Results[len(report.Results)-1]; last.Reason != errJournal.Error() {
		t.Errorf("the last row ended as %s", last.brief())
	}
	if n := fake.Count("POST", "/tags"); n != 0 {
		t.Errorf("%d tags were made without a record", n)
	}
	there.unchanged(t, fake)
}
