package conformance

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Limits of a run.
const (
	// Handful is the maximum number of people, and of tickets, in a test workspace.
	Handful = 25
	// DefaultMaxWrites is more than all rows need, so only a runaway row reaches it.
	DefaultMaxWrites = 500
	// Share is the maximum part of Intercom's rate limit that a run uses.
	Share = 0.1
	// cleaningTime limits the clean-up, even after Ctrl-C.
	cleaningTime = 10 * time.Minute
	// thinkingTime is the time between the warning and the first write.
	thinkingTime = 5 * time.Second
)

// Config configures a run.
type Config struct {
	// Token is the access token, and WorkspaceID the workspace that it must belong to. Both are required.
	Token, WorkspaceID string
	// BaseURL is the origin of one of Intercom's regions, or a loopback address. Default: the US region's.
	BaseURL string
	// CustomObjectType is the identifier of a custom object type of the workspace, in which the run creates instances. Types can be made
	// in Intercom's settings only: it needs the attributes of ObjectAttributes. Without one, the rows that need it do not run.
	CustomObjectType string
	// Version is the Intercom-Version. Default: the client's.
	Version intercom.Version
	// TestWorkspace is the user's confirmation that nothing in the workspace matters.
	TestWorkspace bool
	// AllowPopulated lets a run start in a workspace with more than a Handful of people or tickets.
	AllowPopulated bool
	// AllowPermanent is the consent to create ticket types, and attributes of tickets, contacts, and conversations, which Intercom can
	// archive but not delete.
	AllowPermanent bool
	// MaxWrites is the maximum number of POST, PUT, and DELETE requests of the rows. The clean-up does not count.
	MaxWrites int
	// Journal is the path of the file that records every POST. It must not exist yet.
	Journal string
	// Progress gets progress messages. Default: none.
	Progress io.Writer
	// Rows are the rows to run. Default: Rows().
	Rows []Row
	// Transport makes the requests. Default: the one of net/http.
	Transport http.RoundTripper
	// Clock measures time. Default: the system's.
	Clock intercom.Clock
}

func (c Config) withDefaults() Config {
	if c.BaseURL == "" {
		c.BaseURL = intercom.RegionURLs["us"]
	}
	if c.Version == "" {
		c.Version = intercom.DefaultVersion
	}
	if c.MaxWrites == 0 {
		c.MaxWrites = DefaultMaxWrites
	}
	if c.Progress == nil {
		c.Progress = io.Discard
	}
	if c.Rows == nil {
		c.Rows = Rows()
	}
	if c.Transport == nil {
		c.Transport = http.DefaultTransport
	}
	if c.Clock == nil {
		c.Clock = systemClock{}
	}
	return c
}

type systemClock struct{}

func (systemClock) Now() time.Time                         { return time.Now() }
func (systemClock) After(d time.Duration) <-chan time.Time { return time.After(d) }

// sleep returns after d, or earlier with the reason why the context ended.
func sleep(ctx context.Context, clock intercom.Clock, d time.Duration) error {
	if d <= 0 {
		return context.Cause(ctx)
	}
	select {
	case <-clock.After(d):
		return context.Cause(ctx)
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
