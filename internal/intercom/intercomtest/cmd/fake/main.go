// Command fake serves an in-memory Intercom on the loopback interface, to try the provider without a workspace. All data is
// lost when it ends.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "fake:", err)
		os.Exit(1)
	}
}

// run serves until the context ends.
func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("fake", flag.ContinueOnError)
	flags.SetOutput(out)
	listen := flags.String("listen", "127.0.0.1:0", "loopback `address` to listen on; port 0 takes a free one")
	token := flags.String("token", "tok_intercomtest", "access `token` that is let in")
	limit := flags.Int("rate-limit", 1666, "`calls` that it takes in 10 seconds; older workspaces have 167")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *limit < 1 {
		return fmt.Errorf("-rate-limit %d lets no call in", *limit)
	}
	listener, err := listenLoopback(ctx, *listen)
	if err != nil {
		return err
	}
	fake := newFake(*token, *limit)
	fake.OnCall(func(c intercomtest.Call) {
		_, _ = fmt.Fprintln(out, describe(c))
	})
	introduce(out, "http://"+listener.Addr().String(), fake)

	server := &http.Server{Handler: fake.Handler(), ReadHeaderTimeout: 10 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	fake.Close()
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return server.Shutdown(grace)
}

// newFake is the example workspace, with what the examples expect to exist.
func newFake(token string, limit int) *intercomtest.Server {
	fake := intercomtest.NewServer(intercomtest.WithToken(token), intercomtest.WithRateLimit(limit, 10*time.Second))
	intercomtest.SeedExample(fake.Workspace)
	intercomtest.SeedExisting(fake.Workspace)
	return fake
}

// listenLoopback refuses other interfaces: anybody who reaches the fake could use it.
func listenLoopback(ctx context.Context, address string) (net.Listener, error) {
	resolved, err := net.ResolveTCPAddr("tcp", address)
	if err != nil {
		return nil, err
	}
	if !resolved.IP.IsLoopback() {
		return nil, fmt.Errorf("%s is not a loopback address", address)
	}
	var config net.ListenConfig
	return config.Listen(ctx, "tcp", resolved.String())
}

// describe returns a call in one line. Text from the client is quoted, because it can contain terminal escapes.
func describe(c intercomtest.Call) string {
	line := fmt.Sprintf("%s %s %q version=%q status=%d request_id=%s",
		c.At.Format(time.TimeOnly), c.Method, c.Path, c.Version, c.Status, c.RequestID)
	if len(c.Body) > 0 {
		line += fmt.Sprintf(" body=%q", c.Body)
	}
	return line
}

func introduce(out io.Writer, url string, fake *intercomtest.Server) {
	text := strings.NewReplacer(
		"<url>", url, "<token>", fake.Token, "<workspace>", fake.WorkspaceID,
		"<incident>", intercomtest.ExampleIncidentType, "<task>", intercomtest.ExampleTaskType,
		"<admin2>", intercomtest.ExampleSecondAdmin, "<admin>", intercomtest.ExampleAdmin, "<team>", intercomtest.ExampleTeam,
		"<contact>", intercomtest.ExampleContact, "<email>", intercomtest.ExampleContactEmail,
		"<submitted>", intercomtest.ExampleSubmitted, "<resolved>", intercomtest.ExampleResolved,
	).Replace(introduction)
	_, _ = io.WriteString(out, text)
}

const introduction = `An Intercom in memory is at <url> (Ctrl-C ends it, and nothing is kept).

  export INTERCOM_BASE_URL=<url>
  export INTERCOM_ACCESS_TOKEN=<token>

Workspace <workspace> has
  ticket types  <incident> Incident (Customer), <task> Task (Back-office)
  states        <submitted> submitted to <resolved> resolved
  admins        <admin>, <admin2>
  team          <team>
  contact       <contact> <email>
  tickets       494, 495, 496

  resource "intercom_ticket" "outage" {
    ticket_type_id = "<incident>"
    contacts       = [{ email = "<email>" }]
    title          = "Checkout is down"
    ticket_attributes = {
      "Priority" = "High"
      "Seats"    = 12
    }
    admin_assignee_id = "<admin>"
  }

`
