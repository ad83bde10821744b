package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// step is one command and what the demo claims about it. Every claim is checked.
type step struct {
	title string
	prose string
	edit  [2]string          // the text in main.tf that the user replaces first, and its replacement
	event func(*stage) error // what happens outside Terraform first

	command string
	fails   bool
	shows   []string // texts in Terraform's output; lines with one of them are shown
	calls   []string // all calls of the command, in the format of tally

	tickets int                // number of tickets in Intercom afterwards
	managed int                // number of resources in Terraform's state afterwards
	check   func(*stage) error // another check afterwards
}

// play runs the step, tells it, and returns the shown part of Terraform's output. It returns an error if the step's claims
// are wrong.
func (s step) play(ctx context.Context, st *stage, n *narrator) ([]string, error) {
	if err := s.prepare(st); err != nil {
		return nil, err
	}
	output, calls, err := st.terraform(ctx, s.command)
	if strings.Contains(output, st.fake.Token) {
		return nil, errors.New("the access token is in Terraform's output")
	}
	if err := s.ended(err); err != nil {
		return nil, fmt.Errorf("%w\n\n%s", err, output)
	}
	shown, err := excerpt(output, s.shows)
	if err != nil {
		return nil, fmt.Errorf("%w\n\n%s", err, output)
	}
	if err := s.called(calls); err != nil {
		return nil, err
	}
	if err := s.verify(ctx, st); err != nil {
		return nil, err
	}
	n.report(s.command, shown, s.calls)
	return shown, n.err
}

// prepare does what comes before the command.
func (s step) prepare(st *stage) error {
	if s.event != nil {
		if err := s.event(st); err != nil {
			return err
		}
	}
	if s.edit == [2]string{} {
		return nil
	}
	config, err := os.ReadFile(st.path("main.tf"))
	if err != nil {
		return err
	}
	if strings.Count(string(config), s.edit[0]) != 1 {
		return fmt.Errorf("main.tf has not exactly one %s to edit", s.edit[0])
	}
	return os.WriteFile(st.path("main.tf"), []byte(strings.Replace(string(config), s.edit[0], s.edit[1], 1)), 0o600)
}

// ended compares the command's exit status, 0 or 1, with what the step expects.
func (s step) ended(err error) error {
	var exit *exec.ExitError
	switch {
	case s.fails && err == nil:
		return fmt.Errorf("%s exited with 0, which must have failed", s.command)
	case s.fails && errors.As(err, &exit) && exit.ExitCode() == 1:
		return nil
	case err != nil:
		return fmt.Errorf("%s: %w", s.command, err)
	}
	return nil
}

// called compares Intercom's calls with the step's claim. Their order does not matter, because Terraform works on both
// tickets at once.
func (s step) called(calls []intercomtest.Call) error {
	for _, c := range calls {
		if agent := c.Header.Get("User-Agent"); !c.Authorized || !strings.HasPrefix(agent, "terraform-provider-intercom/"+release+" ") {
			return fmt.Errorf("%s came from %q, authorized: %t", kind(c), agent, c.Authorized)
		}
	}
	got := tally(calls)
	if !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(s.calls))) {
		return fmt.Errorf("the API calls were not those expected\ngot:  %s\nwant: %s", strings.Join(got, " · "), strings.Join(s.calls, " · "))
	}
	return nil
}

// verify compares Intercom and Terraform's state with the step's claims.
func (s step) verify(ctx context.Context, st *stage) error {
	if got := len(st.fake.Tickets()); got != s.tickets {
		return fmt.Errorf("%d tickets are in Intercom, expected %d", got, s.tickets)
	}
	managed, err := st.managed(ctx)
	if err != nil {
		return err
	}
	if len(managed) != s.managed {
		return fmt.Errorf("%v are in Terraform's state, expected %d tickets", managed, s.managed)
	}
	state, err := os.ReadFile(st.path("terraform.tfstate"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if strings.Contains(string(state), st.fake.Token) {
		return errors.New("the access token is in Terraform's state")
	}
	if s.check != nil {
		return s.check(st)
	}
	return nil
}

// ticket returns a ticket by its title.
func (st *stage) ticket(title string) (intercomtest.Ticket, error) {
	for _, t := range st.fake.Tickets() {
		if t.Attributes[intercomtest.TitleAttribute] == title {
			return t, nil
		}
	}
	return intercomtest.Ticket{}, fmt.Errorf("no ticket %q is in Intercom", title)
}
