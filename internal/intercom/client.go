// Package intercom is a client for Intercom's REST API, as far as the provider needs it.
//
// It knows HTTP and Intercom but nothing about Terraform. It guarantees that an ID never changes the path of a request,
// that a write that may have happened is never sent twice, and that the access token goes only to the configured origin.
//
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io
package intercom

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
)

// defaultAttemptTimeout limits one exchange. Intercom answers slow requests with its own 408 or 504 before that.
const defaultAttemptTimeout = 30 * time.Second

// idleConnsPerHost covers Terraform's -parallelism (10 unless the user raises it). net/http's default keeps 2 and would
// open a connection for most calls.
const idleConnsPerHost = 100

// defaultUserAgent is for callers that set none, so every request has one.
const defaultUserAgent = "intercom-go"

// Clock is an interface for the passing of time, so that tests need not wait.
type Clock interface {
	Now() time.Time
	After(d time.Duration) <-chan time.Time
}

type systemClock struct{}

func (systemClock) Now() time.Time                         { return time.Now() }
func (systemClock) After(d time.Duration) <-chan time.Time { return time.After(d) }

// Config configures New. Token is required; everything else has a default.
type Config struct {
	// Token is the access token that is sent as a bearer token.
	// https://developers.intercom.com/docs/build-an-integration/learn-more/authentication
	Token string
	// BaseURL is the origin, with a proxy's path prefix if there is one. Default: RegionURLs["us"].
	BaseURL string
	// Version is the value of the Intercom-Version header. Default: DefaultVersion.
	Version Version
	// Preview has the areas whose calls are sent with the version Preview, whatever Version is: some of PreviewAreas.
	Preview []string
	// UserAgent names the calling program. Default: this package.
	UserAgent string
	// HTTPClient's Transport makes the requests. Nothing else of it is used: redirects are not followed, and cookies are not
	// kept. Default: pooled connections, TLS 1.2 or later, and the proxies from the environment.
	HTTPClient *http.Client
	// RateLimitShare is the maximum part of Intercom's rate limit that this client uses: above 0, up to 1. Default: 1.
	RateLimitShare float64
	// Clock measures waits. Default: the system's.
	Clock Clock
	// AttemptTimeout limits one exchange; each retry has the same limit. Default: 30 seconds.
	AttemptTimeout time.Duration
	// WorkspaceID, if set, pins the workspace: the guard refuses tokens from any other workspace.
	WorkspaceID string
	// Observe, if set, is called after each exchange, from the goroutine that made it.
	Observe func(context.Context, Exchange)
	// Pausing, if set, is called once per rate-limit window, before the client waits for the window's end.
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
	preview   []string
	userAgent string
	// transport is not an http.Client, which would follow redirects: a DELETE that follows a 302 becomes a GET, whose 200
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

// New checks cfg and returns a Client; it makes no request. Its errors name the invalid field and never contain the token.
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
	for _, area := range cfg.Preview {
		if !slices.Contains(PreviewAreas, area) {
			return nil, fmt.Errorf("%s is not one of the areas that can use the version %s: %s", Quote(area, maxID), Preview, strings.Join(PreviewAreas, ", "))
		}
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
		preview:        cfg.Preview,
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

// Version returns the Intercom-Version header of every request outside of the areas in Config.Preview.
func (c *Client) Version() Version { return c.version }

// VersionOf returns the Intercom-Version header of the calls of one of PreviewAreas.
func (c *Client) VersionOf(area string) Version {
	return Config{Version: c.version, Preview: c.preview}.VersionOf(area)
}

// VersionOf returns the Intercom-Version header of the calls of one of PreviewAreas, or of all others if area is empty.
func (c Config) VersionOf(area string) Version {
	if area != "" && slices.Contains(c.Preview, area) {
		return Preview
	}
	return cmp.Or(c.Version, DefaultVersion)
}

// Now returns the time by Intercom's clock, which sets created_at, as far as its answers have shown it.
func (c *Client) Now() time.Time { return c.clock.Now().Add(c.offsets.median()) }

// ServerTime returns a past time by Intercom's clock, from at least two of its answers and independent of this machine's
// clock. Everything that is created later has a later created_at. It is zero if there were too few answers.
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
	// A connection that a network has dropped without a word is found out within half of an attempt. Otherwise, all tries would
	// use it until TCP gives up, and each write would count as sent.
	t.HTTP2 = &http.HTTP2Config{SendPingTimeout: 10 * time.Second, PingTimeout: 5 * time.Second}
	return t
}

// ValidToken returns an error that describes what is wrong with an access token, without repeating it.
func ValidToken(token string) error {
	if token == "" {
		return errors.New("the access token is empty")
	}
	if strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return errors.New("the access token holds a space, a line break or another character that no token has")
	}
	return nil
}
