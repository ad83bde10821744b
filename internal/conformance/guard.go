package conformance

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net"
	"net/url"
	"slices"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Exit codes of the program. Each guard that refuses the run has its own code.
const (
	ExitRan          = 0
	ExitFailed       = 1
	ExitUsage        = 2
	ExitInterrupted  = 3
	ExitNoToken      = 10
	ExitNoWorkspace  = 11
	ExitOtherHost    = 12
	ExitNotDeclared  = 13
	ExitUnconfirmed  = 14
	ExitMismatch     = 15
	ExitPopulated    = 16
	ExitNotCounted   = 17
	ExitNoJournal    = 18
	ExitOtherJournal = 19
	ExitVersion      = 20
)

// GuardError reports why a run was refused. Nothing was written.
type GuardError struct {
	// Code is one of the exit codes.
	Code int
	Text string
	Err  error
}

func (e *GuardError) Error() string {
	if e.Err != nil {
		return e.Text + ": " + e.Err.Error()
	}
	return e.Text
}

// Unwrap returns the cause, if there is one.
func (e *GuardError) Unwrap() error { return e.Err }

// checkConfig has the guards that need no request.
func checkConfig(cfg Config) error {
	switch err := intercom.ValidToken(cfg.Token); {
	case cfg.Token == "":
		return &GuardError{Code: ExitNoToken, Text: "INTERCOM_ACCESS_TOKEN is not set"}
	case err != nil:
		return &GuardError{Code: ExitNoToken, Text: "INTERCOM_ACCESS_TOKEN is not an access token", Err: err}
	}
	if cfg.WorkspaceID == "" {
		return &GuardError{Code: ExitNoWorkspace, Text: "INTERCOM_WORKSPACE_ID is not set: name the test workspace"}
	}
	if err := checkHost(cfg.BaseURL); err != nil {
		return &GuardError{Code: ExitOtherHost, Text: "the base URL is not one of Intercom's official hosts or a loopback address", Err: err}
	}
	if _, err := intercom.ParseVersion(string(cfg.Version)); err != nil {
		return &GuardError{Code: ExitVersion, Text: "the API version is unknown", Err: err}
	}
	if !cfg.TestWorkspace {
		return &GuardError{Code: ExitNotDeclared, Text: "the flag -test-workspace is not set: set it only if nothing in the workspace matters"}
	}
	return nil
}

// checkHost accepts only an exact official origin, and loopback addresses.
func checkHost(baseURL string) error {
	u, err := intercom.ParseBaseURL(baseURL)
	if err != nil {
		return err
	}
	for _, official := range intercom.RegionURLs {
		if u.String() == official {
			return nil
		}
	}
	if !isLoopback(u) {
		return fmt.Errorf("the host is \"%s\"", intercom.Clean(u.Host, 100))
	}
	return nil
}

// isLoopback accepts no name but localhost: another name could resolve to any address.
func isLoopback(u *url.URL) bool {
	ip := net.ParseIP(u.Hostname())
	return u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
}

// confirm reads the workspace with GET /me, and returns the only Writer of the run.
func confirm(ctx context.Context, client *intercom.Client, workspaceID string) (intercom.Writer, error) {
	w, err := client.Writer(ctx, workspaceID)
	if mismatch, ok := errors.AsType[*intercom.WorkspaceMismatchError](err); ok {
		return w, &GuardError{Code: ExitMismatch, Text: "INTERCOM_WORKSPACE_ID names another workspace", Err: mismatch}
	}
	if err != nil {
		return w, &GuardError{Code: ExitUnconfirmed, Text: "GET /me did not confirm the workspace", Err: err}
	}
	return w, nil
}

// checkPopulation refuses a workspace that looks as if people work in it.
func checkPopulation(ctx context.Context, r intercom.Reader) error {
	everything := intercom.Where("created_at", ">", 0)
	people, err := count(r.SearchContacts(ctx, everything, Handful+1))
	if err != nil {
		return &GuardError{Code: ExitNotCounted, Text: "the people of the workspace could not be counted", Err: err}
	}
	tickets, err := count(r.SearchTickets(ctx, everything, Handful+1))
	if err != nil {
		return &GuardError{Code: ExitNotCounted, Text: "the tickets of the workspace could not be counted", Err: err}
	}
	if most := max(people, tickets); most > Handful {
		return &GuardError{Code: ExitPopulated, Text: fmt.Sprintf(
			"the workspace holds more than %d people or tickets: set -allow-populated only if it is a test workspace", Handful)}
	}
	return nil
}

// count counts only as far as necessary.
func count[T any](found iter.Seq2[*T, error]) (int, error) {
	n := 0
	for _, err := range found {
		if err != nil {
			return 0, err
		}
		if n++; n > Handful {
			break
		}
	}
	return n, nil
}

// isOneOf is for statuses.
func isOneOf(status int, statuses ...int) bool { return slices.Contains(statuses, status) }
