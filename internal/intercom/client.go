// Package intercom is a client of Intercom's REST API, as far as a ticket needs it.
//
// It knows HTTP and Intercom and nothing of Terraform. What it promises: an id never becomes another path than the one
// meant, a write that may have happened is never sent twice, and the access token goes to the configured origin only.
//
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io
package intercom

import (
	"context"
	"crypto/tls"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"
)

// defaultAttemptTimeout is how long one exchange may take. Intercom answers slow requests with a 408 or 504 of its own
// before that.
const defaultAttemptTimeout = 30 * time.Second

// idleConnsPerHost covers Terraform's -parallelism (10 unless the user raises it); net/http's default keeps 2 and would
// open a connection for most calls.
const idleConnsPerHost = 100

// defaultUserAgent is for callers that do not name themselves: no request goes without.
const defaultUserAgent = "intercom-go"

// Clock is the passing of time, so that tests need not wait for it.
type Clock interface {
	Now() time.Time
	After(d time.Duration) <-chan time.Time
}

type systemClock struct{}

func (systemClock) Now() time.Time                         { return time.Now() }
func (systemClock) After(d time.Duration) <-chan time.Time { return time.After(d) }

// Config is what New needs. Token is required; everything else has a default.
type Config struct {
	// Token is the access token that is sent as a bearer token.
	// https://developers.intercom.com/docs/build-an-integration/learn-more/authentication
	Token string
	// BaseURL is the origin, and the path prefix of a proxy if there is one. Default: RegionURLs["us"].
	BaseURL string
	// Version is the value of the Intercom-Version header. Default: DefaultVersion.
	Version Version
	// UserAgent names the program that calls. Default: this package.
	UserAgent string
	// HTTPClient's Transport makes the requests; nothing else of it is used: no redirect is followed, no cookie kept.
	// Default: pooled connections, TLS 1.2 or later and the proxies of the environment.
	HTTPClient *http.Client
	// RateLimitShare is the part of Intercom's rate limit that this client uses at most: above 0, up to 1. Default: 1.
	RateLimitShare float64
	// Clock measures waits. Default: the system's.
	Clock Clock
	// AttemptTimeout bounds one exchange; a repetition starts anew. Default: 30 seconds.
	AttemptTimeout time.Duration
	// WorkspaceID, if set, pins the workspace: the guard refuses a token of any other.
	WorkspaceID string
	// Observe, if set, is called after each exchange, from the goroutine that made it.
	Observe func(context.Context, Exchange)
	// Pausing, if set, is called before the client waits for the end of a window of the rate limit, once a window.
	Pausing func(context.Context, Pause)
}

// Client calls Intercom's API. It is safe for concurrent use.
type Client struct {
	base      *url.URL
	token     string
	redactor  *Redactor
	pinned    string
	identity  identity
	version   Version
	userAgent string
	// transport and no http.Client: that would follow redirects, and a DELETE that follows a 302 becomes a GET, whose 200
	// looks like a deletion.
	transport      http.RoundTripper
	clock          Clock
	attemptTimeout time.Duration
	observe        func(context.Context, Exchange)
	pausing        func(context.Context, Pause)
	pacer          *pacer
	offsets        offsets
	dates          dates
}

// New checks cfg and returns a Client; it makes no request. Its errors name the field that is wrong and never hold the
// token.
func New(cfg Config) (*Client, error) {
	if err := ValidToken(cfg.Token); err != nil {
		return nil, err
	}
	if cfg.BaseURL == "" {
		cfg.BaseURL = RegionURLs["us"]
	}
	base, err := ParseBaseURL(cfg.BaseURL)
	if err != nil {
		return nil, err
	}
	if cfg.Version == "" {
		cfg.Version = DefaultVersion
	}
	if _, err := ParseVersion(string(cfg.Version)); err != nil {
		return nil, err
	}
	if cfg.UserAgent == "" {
		cfg.UserAgent = defaultUserAgent
	}
	if strings.ContainsFunc(cfg.UserAgent, unicode.IsControl) {
		return nil, errors.New("the user agent holds a line break or another control character")
	}
	if cfg.HTTPClient == nil || cfg.HTTPClient.Transport == nil {
		cfg.HTTPClient = &http.Client{Transport: newTransport()}
	}
	if cfg.Clock == nil {
		cfg.Clock = systemClock{}
	}
	if cfg.RateLimitShare == 0 {
		cfg.RateLimitShare = 1
	}
	if cfg.RateLimitShare < 0 || cfg.RateLimitShare > 1 {
		return nil, errors.New("the share of the rate limit is not above 0 and up to 1")
	}
	if cfg.AttemptTimeout == 0 {
		cfg.AttemptTimeout = defaultAttemptTimeout
	}
	if cfg.Observe == nil {
		cfg.Observe = func(context.Context, Exchange) {}
	}
	if cfg.Pausing == nil {
		cfg.Pausing = func(context.Context, Pause) {}
	}
	c := &Client{
		base:           base,
		token:          cfg.Token,
		redactor:       NewRedactor(cfg.Token),
		pinned:         cfg.WorkspaceID,
		version:        cfg.Version,
		userAgent:      cfg.UserAgent,
		transport:      cfg.HTTPClient.Transport,
		clock:          cfg.Clock,
		attemptTimeout: cfg.AttemptTimeout,
		observe:        cfg.Observe,
		pausing:        cfg.Pausing,
		pacer:          newPacer(cfg.Clock, cfg.RateLimitShare),
	}
	return c, nil
}

// Version returns the Intercom-Version that every request names.
func (c *Client) Version() Version { return c.version }

// Now returns the time by Intercom's clock, as far as its answers have told it: what it stamps created_at with.
func (c *Client) Now() time.Time { return c.clock.Now().Add(c.offsets.median()) }

// ServerTime returns a time by Intercom's clock that has passed, as at least two of its answers have told, whatever this
// machine's clock says. It is zero where too few have: what is created later has a later created_at.
func (c *Client) ServerTime() time.Time { return c.dates.second() }

// LocalTime returns the time by the client's own clock.
func (c *Client) LocalTime() time.Time { return c.clock.Now() }

// Wait returns after d by the client's clock, or earlier with the context's error.
func (c *Client) Wait(ctx context.Context, d time.Duration) error {
	select {
	case <-c.clock.After(d):
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func newTransport() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConns = idleConnsPerHost
	t.MaxIdleConnsPerHost = idleConnsPerHost
	t.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	return t
}

// ValidToken reports what is wrong with an access token, without repeating it.
func ValidToken(token string) error {
	if token == "" {
		return errors.New("the access token is empty")
	}
	if strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return errors.New("the access token holds a space, a line break or another character that no token has")
	}
	return nil
}
