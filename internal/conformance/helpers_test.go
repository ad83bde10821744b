package conformance

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// clock is an intercom.Clock whose waits end immediately. Its time is the sum of the waits.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2027, 1, 2, 3, 4, 5, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) After(d time.Duration) <-chan time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	over := make(chan time.Time, 1)
	over <- c.now
	return over
}

// newFake returns the example workspace, with its own clock.
func newFake(t *testing.T, opts ...intercomtest.Option) (*intercomtest.Server, *clock) {
	t.Helper()
	c := newClock()
	fake := intercomtest.New(t, append([]intercomtest.Option{intercomtest.WithClock(c.Now)}, opts...)...)
	intercomtest.SeedExample(fake.Workspace)
	fake.AddSubscriptionType(intercomtest.SubscriptionType{Name: "News"})
	return fake, c
}

// configFor returns a configuration that passes every guard.
func configFor(t *testing.T, fake *intercomtest.Server, c *clock) Config {
	t.Helper()
	return Config{
		Token: fake.Token, WorkspaceID: fake.WorkspaceID, BaseURL: fake.URL, TestWorkspace: true, AllowPermanent: true, CustomObjectType: intercomtest.ExampleObjectType.Identifier,
		Journal: filepath.Join(t.TempDir(), "journal.jsonl"), Clock: c, Transport: newTransport(t),
	}
}

func run(t *testing.T, cfg Config) *Report {
	t.Helper()
	report, err := Run(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// writesOf counts the calls that changed or could change something.
func writesOf(fake *intercomtest.Server) int {
	n := 0
	for _, c := range fake.Calls() {
		if c.Method != "GET" && c.Path != "/contacts/search" && c.Path != "/tickets/search" && c.Path != "/companies/list" {
			n++
		}
	}
	return n
}
