package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/conformance"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// clock is an intercom.Clock whose waits end immediately.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

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

// TestRefused: arguments and environments that are refused before any call, each with its exit code.
func TestRefused(t *testing.T) {
	t.Parallel()
	token, workspace := "INTERCOM_ACCESS_TOKEN=tok", "INTERCOM_WORKSPACE_ID=abc"
	tests := map[string]struct {
		args        []string
		environment []string
		want        int
	}{
		"help":             {args: []string{"-help"}, want: conformance.ExitRan},
		"unknown flag":     {args: []string{"-force"}, want: conformance.ExitUsage},
		"an argument":      {args: []string{"now"}, want: conformance.ExitUsage},
		"no writes":        {args: []string{"-max-writes=0"}, want: conformance.ExitUsage},
		"unknown region":   {environment: []string{token, workspace, "INTERCOM_REGION=mars"}, want: conformance.ExitUsage},
		"no token":         {environment: []string{workspace}, want: conformance.ExitNoToken},
		"no workspace":     {environment: []string{token}, want: conformance.ExitNoWorkspace},
		"not declared":     {environment: []string{token, workspace, "INTERCOM_REGION=eu"}, want: conformance.ExitNotDeclared},
		"another host":     {args: []string{"-test-workspace"}, environment: []string{token, workspace, "INTERCOM_BASE_URL=https://example.com"}, want: conformance.ExitOtherHost},
		"nothing to clean": {args: []string{"-test-workspace", "-clean-up", "-journal=missing"}, environment: []string{token, workspace}, want: conformance.ExitNoJournal},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var stdout, stderr bytes.Buffer
			p := program{getenv: environment(test.environment...), stdout: &stdout, stderr: &stderr}
			if got := p.run(t.Context(), test.args); got != test.want {
				t.Errorf("exit code %d, want %d: %s", got, test.want, stderr.String())
			}
			if stdout.Len() > 0 {
				t.Errorf("it printed %s", stdout.String())
			}
		})
	}
}

func environment(variables ...string) func(string) string {
	return func(name string) string {
		for _, v := range variables {
			if value, found := strings.CutPrefix(v, name+"="); found {
				return value
			}
		}
		return ""
	}
}

// TestRun is a whole run with the table and both files, and then a clean-up with its journal, which finds only types and attributes.
func TestRun(t *testing.T) {
	t.Parallel()
	c := &clock{now: time.Date(2027, 1, 2, 3, 4, 5, 0, time.UTC)}
	fake := intercomtest.New(t, intercomtest.WithClock(c.Now))
	intercomtest.SeedExample(fake.Workspace)
	fake.AddSubscriptionType(intercomtest.SubscriptionType{Name: "News"})
	directory := t.TempDir()
	out, journal := filepath.Join(directory, "report"), filepath.Join(directory, "journal")
	env := environment("INTERCOM_ACCESS_TOKEN="+fake.Token, "INTERCOM_WORKSPACE_ID="+fake.WorkspaceID, "INTERCOM_BASE_URL="+fake.URL)
	var stdout, stderr bytes.Buffer
	p := program{getenv: env, stdout: &stdout, stderr: &stderr, clock: c}
	args := []string{"-test-workspace", "-allow-permanent", "-custom-object-type=Plan", "-out=" + out, "-journal=" + journal}
	if got := p.run(t.Context(), args); got != conformance.ExitRan {
		t.Fatalf("exit code %d: %s", got, stderr.String())
	}
	if !strings.Contains(stdout.String(), " 0 differ, 0 not run.") {
		t.Errorf("the table is\n%s", stdout.String())
	}
	for _, name := range []string{out + ".json", out + ".md", journal} {
		info, err := os.Stat(name)
		if err != nil {
			t.Error(err)
		} else if info.Size() == 0 {
			t.Errorf("%s is empty", name)
		}
	}
	stdout.Reset()
	if got := p.run(t.Context(), []string{"-test-workspace", "-custom-object-type=Plan", "-clean-up", "-journal=" + journal}); got != conformance.ExitRan {
		t.Errorf("exit code %d: %s", got, stderr.String())
	}
	for line := range strings.Lines(stdout.String()) {
		if strings.HasPrefix(line, "  ") && !strings.Contains(line, ": archived") {
			t.Errorf("left behind: %s", line)
		}
	}
}

// TestInterrupted: Ctrl-C has its own exit code, and leaves nothing behind.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	c := &clock{now: time.Date(2027, 1, 2, 3, 4, 5, 0, time.UTC)}
	fake := intercomtest.New(t, intercomtest.WithClock(c.Now))
	intercomtest.SeedExample(fake.Workspace)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	fake.Before("POST", "/contacts", cancel)
	env := environment("INTERCOM_ACCESS_TOKEN="+fake.Token, "INTERCOM_WORKSPACE_ID="+fake.WorkspaceID, "INTERCOM_BASE_URL="+fake.URL)
	directory := t.TempDir()
	var stdout, stderr bytes.Buffer
	p := program{getenv: env, stdout: &stdout, stderr: &stderr, clock: c}
	args := []string{"-test-workspace", "-out=" + filepath.Join(directory, "report"), "-journal=" + filepath.Join(directory, "journal")}
	if got := p.run(ctx, args); got != conformance.ExitInterrupted {
		t.Errorf("exit code %d, want %d: %s", got, conformance.ExitInterrupted, stderr.String())
	}
	if n := len(fake.Contacts()); n != 2 {
		t.Errorf("%d contacts are in the workspace, want the 2 that were there", n)
	}
}
