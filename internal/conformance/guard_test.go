package conformance

import (
	"errors"
	"net/http"
	"os"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestGuards: a guard that refuses a run has its own exit code. Nothing is written then, not even the journal.
func TestGuards(t *testing.T) {
	t.Parallel()
	populate := func(people, tickets int) func(*intercomtest.Server) {
		return func(fake *intercomtest.Server) {
			for range people {
				fake.AddContact(intercomtest.Contact{})
			}
			for range tickets {
				fake.AddTicket(intercomtest.Ticket{ContactIDs: []string{intercomtest.ExampleContact}})
			}
		}
	}
	behave := func(b intercomtest.Behavior) func(*intercomtest.Server) {
		return func(fake *intercomtest.Server) { fake.Set(b) }
	}
	tests := map[string]struct {
		fake   func(*intercomtest.Server)
		change func(*Config)
		want   int
	}{
		"no token":               {change: func(c *Config) { c.Token = "" }, want: ExitNoToken},
		"a token with a blank":   {change: func(c *Config) { c.Token = "a b" }, want: ExitNoToken},
		"no workspace":           {change: func(c *Config) { c.WorkspaceID = "" }, want: ExitNoWorkspace},
		"another host":           {change: func(c *Config) { c.BaseURL = "https://intercom.example.com" }, want: ExitOtherHost},
		"almost Intercom's host": {change: func(c *Config) { c.BaseURL = "https://api.intercom.io.example.com" }, want: ExitOtherHost},
		"a path on its host":     {change: func(c *Config) { c.BaseURL = "https://api.intercom.io/proxy" }, want: ExitOtherHost},
		"another port":           {change: func(c *Config) { c.BaseURL = "https://api.intercom.io:8443" }, want: ExitOtherHost},
		"plain http":             {change: func(c *Config) { c.BaseURL = "http://api.intercom.io" }, want: ExitOtherHost},
		"a private address":      {change: func(c *Config) { c.BaseURL = "https://10.0.0.1" }, want: ExitOtherHost},
		"unknown version":        {change: func(c *Config) { c.Version = "3" }, want: ExitVersion},
		"not declared":           {change: func(c *Config) { c.TestWorkspace = false }, want: ExitNotDeclared},
		"another workspace":      {change: func(c *Config) { c.WorkspaceID = "zz9other" }, want: ExitMismatch},
		"refused token":          {fake: behave(intercomtest.MeStatus(http.StatusUnauthorized)), want: ExitUnconfirmed},
		"me is forbidden":        {fake: behave(intercomtest.MeStatus(http.StatusForbidden)), want: ExitUnconfirmed},
		"me without a workspace": {fake: behave(intercomtest.MeWithoutApp()), want: ExitUnconfirmed},
		"me of another one":      {fake: behave(intercomtest.MeOtherWorkspace("zz9other")), want: ExitMismatch},
		"a login page":           {fake: behave(intercomtest.LoginPage().On("GET", "/me")), want: ExitUnconfirmed},
		"many people":            {fake: populate(Handful, 0), want: ExitPopulated},
		"many tickets":           {fake: populate(0, Handful+1), want: ExitPopulated},
		"many people on short pages": {fake: func(fake *intercomtest.Server) {
			populate(Handful, 0)(fake)
			fake.Set(intercomtest.ShortPages(3))
		}, want: ExitPopulated},
		"people cannot be counted":  {fake: func(fake *intercomtest.Server) { fake.RestrictToken(fake.Token, "contacts") }, want: ExitNotCounted},
		"tickets cannot be counted": {fake: func(fake *intercomtest.Server) { fake.RestrictToken(fake.Token, "tickets") }, want: ExitNotCounted},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fake, c := newFake(t)
			cfg := configFor(t, fake, c)
			if test.fake != nil {
				test.fake(fake)
			}
			if test.change != nil {
				test.change(&cfg)
			}
			report, err := Run(t.Context(), cfg)
			refused, ok := errors.AsType[*GuardError](err)
			if !ok {
				t.Fatalf("Run returned %v, want the refusal of a guard", err)
			}
			if refused.Code != test.want {
				t.Errorf("exit code %d (%v), want %d", refused.Code, err, test.want)
			}
			if report != nil {
				t.Error("there is a report")
			}
			if n := writesOf(fake); n != 0 {
				t.Errorf("%d writes were made", n)
			}
			if _, err := os.Stat(cfg.Journal); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("there is a journal: %v", err)
			}
		})
	}
}

// A handful of people and tickets is allowed. More are allowed with the second flag.
func TestPopulationAllowed(t *testing.T) {
	t.Parallel()
	for name, populated := range map[string]int{"a handful": Handful - 2, "more, with the flag": Handful + 10} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fake, c := newFake(t)
			for range populated {
				fake.AddContact(intercomtest.Contact{})
			}
			cfg := configFor(t, fake, c)
			cfg.AllowPopulated = populated > Handful
			cfg.Rows = tagRows
			if got := run(t, cfg).Count(StatusSame); got != len(tagRows) {
				t.Errorf("%d rows are the same, want %d", got, len(tagRows))
			}
		})
	}
}

// TestJournalIsKept: a journal is never overwritten, because it may be the only record of what to clean up.
func TestJournalIsKept(t *testing.T) {
	t.Parallel()
	fake, c := newFake(t)
	cfg := configFor(t, fake, c)
	if err := os.WriteFile(cfg.Journal, []byte("an earlier run"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Run(t.Context(), cfg)
	if refused, ok := errors.AsType[*GuardError](err); !ok || refused.Code != ExitNoJournal {
		t.Errorf("Run returned %v, want exit code %d", err, ExitNoJournal)
	}
	if got := readFile(t, cfg.Journal); got != "an earlier run" {
		t.Errorf("the journal is now %q", got)
	}
	if n := writesOf(fake); n != 0 {
		t.Errorf("%d writes were made", n)
	}
}

// TestHosts: the official hosts and loopback addresses are accepted.
func TestHosts(t *testing.T) {
	t.Parallel()
	for _, url := range []string{
		"https://api.intercom.io", "https://api.eu.intercom.io/", "https://api.au.intercom.io", "http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:1",
	} {
		if err := checkHost(url); err != nil {
			t.Errorf("%s is refused: %v", url, err)
		}
	}
}
