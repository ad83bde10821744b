// Package acctest has what acceptance tests share: a fake Intercom with the example workspace, the provider connected to
// it, and a clock that never makes a test wait.
package acctest

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"go.uber.org/goleak"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/pluginserver"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest/contract"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// Main is the TestMain of a package with acceptance tests. It fails if the tests leak a goroutine. It ignores one from
// go-plugin, whose server in a test process reads its own output until the garbage collector closes the pipe.
func Main(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/hashicorp/go-plugin.copyChan"))
}

// Fake returns a fake Intercom with the example workspace. If INTERCOM_OPENAPI_DIR is set, every exchange is checked
// against Intercom's published descriptions in that directory.
func Fake(tb testing.TB, options ...intercomtest.Option) *intercomtest.Server {
	tb.Helper()
	s := intercomtest.New(tb, options...)
	intercomtest.SeedExample(s.Workspace)
	contract.Watch(tb, s)
	if proxy := os.Getenv(ProxyVariable); proxy != "" {
		s.URL = proxy + "/" + strings.TrimPrefix(s.URL, "http://")
	}
	return s
}

// ProxyVariable names the environment variable with the base URL of a proxy. If it is set, every call to a Fake goes through
// the proxy, as BASE/HOST:PORT/path: make validators validates the calls in between.
const ProxyVariable = "INTERCOM_TEST_PROXY"

// Factories make the provider for terraform-plugin-testing.
func Factories(options ...provider.Option) map[string]func() (tfprotov6.ProviderServer, error) {
	p := provider.New("test", append([]provider.Option{WithInstantClock()}, options...)...)()
	return map[string]func() (tfprotov6.ProviderServer, error){
		"intercom": func() (tfprotov6.ProviderServer, error) { return pluginserver.New(p), nil },
	}
}

// WithInstantClock makes the provider's client use its own clock, which advances instead of waiting.
func WithInstantClock() provider.Option { return WithClock(NewClock(time.Now())) }

// WithClock makes the provider's client use the clock.
func WithClock(clock intercom.Clock) provider.Option {
	return provider.WithClient(func(cfg *intercom.Config) { cfg.Clock = clock })
}

// Config returns a configuration whose provider uses the fake. arguments are additional arguments of the provider.
func Config(s *intercomtest.Server, body string, arguments ...string) string {
	return fmt.Sprintf("provider \"intercom\" {\n  base_url     = %q\n  access_token = %q\n  %s\n}\n\n%s", s.URL, s.Token, strings.Join(arguments, "\n  "), body)
}

// Clock is an intercom.Clock whose waits end immediately: After advances it and fires.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock returns a clock that shows now.
func NewClock(now time.Time) *Clock { return &Clock{now: now} }

// Now implements intercom.Clock.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// After implements intercom.Clock.
func (c *Clock) After(d time.Duration) <-chan time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	fired := make(chan time.Time, 1)
	fired <- c.now
	return fired
}
