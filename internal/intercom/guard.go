package intercom

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// Reader makes the calls that change nothing. All calls of the zero Reader fail.
type Reader struct{ c *Client }

// Writer makes the calls that change something in its confirmed workspace. Only Client.Writer returns one; all calls of any
// other Writer fail.
type Writer struct {
	Reader
	workspace Workspace
}

// doer is a Reader or a Writer.
type doer interface {
	do(ctx context.Context, cl call) error
}

var errNoClient = errors.New("no workspace was confirmed for this call. This is a bug in the caller: please report it")

// ErrNoWorkspace reports that there is no workspace to compare the access token's with. No workspace never means "any".
var ErrNoWorkspace = errors.New("the state does not name the workspace that the object belongs to, so that the access token cannot be compared with it")

func (r Reader) do(ctx context.Context, cl call) error {
	if r.c == nil || cl.write {
		return fmt.Errorf("%s %s: %w", cl.method, cl.path, errNoClient)
	}
	return r.c.do(ctx, cl)
}

func (w Writer) do(ctx context.Context, cl call) error {
	if w.c == nil || w.workspace.ID == "" {
		return fmt.Errorf("%s %s: %w", cl.method, cl.path, errNoClient)
	}
	return w.c.do(ctx, cl)
}

// Version returns the Intercom-Version header of every request, or "" for the zero Reader.
func (r Reader) Version() Version {
	if r.c == nil {
		return ""
	}
	return r.c.version
}

// Workspace returns the Writer's confirmed workspace.
func (w Writer) Workspace() Workspace { return w.workspace }

// WorkspaceMismatchError reports that the access token belongs to another workspace than the expected one.
type WorkspaceMismatchError struct {
	Token, Expected string
	// Pinned: the configuration names the expected workspace, not the state.
	Pinned bool
}

func (e *WorkspaceMismatchError) Error() string {
	return fmt.Sprintf("the access token belongs to workspace %s, not to %s", Quote(e.Token, maxID), Quote(e.Expected, maxID))
}

// UnconfirmedWorkspaceError reports that GET /me did not show the access token's workspace.
type UnconfirmedWorkspaceError struct{ Err error }

func (e *UnconfirmedWorkspaceError) Error() string {
	return "the workspace of the access token could not be confirmed: " + e.Err.Error()
}

// Unwrap returns the error of GET /me.
func (e *UnconfirmedWorkspaceError) Unwrap() error { return e.Err }

// keepFailure is how long the failure of GET /me is returned to all callers: a thousand resources must not each retry it.
const keepFailure = 30 * time.Second

// identity is the answer to GET /me, shared by all callers of a client.
type identity struct {
	mu sync.Mutex
	// asking is closed when the running call ends; nil if there is none.
	asking    chan struct{}
	known     bool
	workspace Workspace
	adminID   ID
	err       error
	until     time.Time // zero if the answer is kept for good
}

// Workspace returns the access token's workspace, which GET /me shows once in the client's life. The error is a
// *WorkspaceMismatchError if Config.WorkspaceID requires another one, an *UnconfirmedWorkspaceError if the answer does not
// show the workspace, or the cause of the context's end.
func (c *Client) Workspace(ctx context.Context) (Workspace, error) {
	w, err := c.identify(ctx)
	if err != nil {
		return Workspace{}, err
	}
	if c.pinned != "" && c.pinned != w.ID {
		return Workspace{}, &WorkspaceMismatchError{Token: w.ID, Expected: c.pinned, Pinned: true}
	}
	return w, nil
}

// checkWorkspace returns a *WorkspaceMismatchError if an answer names another workspace than the access token's, as far as GET /me has
// shown that one.
func (c *Client) checkWorkspace(named string) error {
	c.identity.mu.Lock()
	defer c.identity.mu.Unlock()
	if own := c.identity.workspace.ID; named != "" && own != "" && named != own {
		return &WorkspaceMismatchError{Token: named, Expected: own}
	}
	return nil
}

// TokenAdmin returns the ID of the access token's own admin, or "" if the answer that confirmed the workspace does not show it or if
// there was none yet.
func (r Reader) TokenAdmin() string {
	if r.c == nil {
		return ""
	}
	r.c.identity.mu.Lock()
	defer r.c.identity.mu.Unlock()
	return string(r.c.identity.adminID)
}

// Reader returns a Reader after Workspace has shown that the token belongs to the workspace.
func (c *Client) Reader(ctx context.Context, workspaceID string) (Reader, error) {
	w, err := c.Writer(ctx, workspaceID)
	return w.Reader, err
}

// Writer returns a Writer after Workspace has shown that the token belongs to the workspace. An empty workspaceID is an
// error; it never means "any".
func (c *Client) Writer(ctx context.Context, workspaceID string) (Writer, error) {
	if workspaceID == "" {
		return Writer{}, ErrNoWorkspace
	}
	w, err := c.Workspace(ctx)
	if err != nil {
		return Writer{}, err
	}
	if w.ID != workspaceID {
		return Writer{}, &WorkspaceMismatchError{Token: w.ID, Expected: workspaceID}
	}
	return Writer{Reader: Reader{c}, workspace: w}, nil
}

// PinnedReader returns a Reader for objects that are not in state. It calls Workspace only if Config.WorkspaceID requires
// one.
func (c *Client) PinnedReader(ctx context.Context) (Reader, error) {
	if c.pinned == "" {
		return Reader{c}, nil
	}
	if _, err := c.Workspace(ctx); err != nil {
		return Reader{}, err
	}
	return Reader{c}, nil
}

// identify makes one call at a time. Concurrent callers wait for its answer.
func (c *Client) identify(ctx context.Context) (Workspace, error) {
	for ctx.Err() == nil {
		w, err, known, asking := c.identity.lookUp(c.clock.Now())
		switch {
		case known:
			return w, err
		case asking == nil:
			return c.askIdentity(ctx)
		}
		select {
		case <-asking:
		case <-ctx.Done():
		}
	}
	return Workspace{}, context.Cause(ctx)
}

// lookUp returns the stored answer, or the running call to wait for. If there is neither, the caller makes the call.
func (i *identity) lookUp(now time.Time) (w Workspace, err error, known bool, asking <-chan struct{}) { //nolint:revive,staticcheck // known tells whether err counts
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.known && (i.until.IsZero() || now.Before(i.until)) {
		return i.workspace, i.err, true, nil
	}
	if i.asking != nil {
		return Workspace{}, nil, false, i.asking
	}
	i.asking = make(chan struct{})
	return Workspace{}, nil, false, nil
}

// askIdentity makes the call and stores its answer, unless the caller's context ended, which says nothing about Intercom.
func (c *Client) askIdentity(ctx context.Context) (w Workspace, err error) {
	stopped := false
	me, err := Reader{c}.Me(ctx)
	switch {
	case err == nil:
		w = me.Workspace
	case ctx.Err() != nil:
		stopped, err = true, context.Cause(ctx)
	default:
		err = &UnconfirmedWorkspaceError{Err: err}
	}
	i := &c.identity
	i.mu.Lock()
	defer i.mu.Unlock()
	close(i.asking)
	i.asking = nil
	if stopped {
		return w, err
	}
	i.known, i.workspace, i.adminID, i.err, i.until = true, w, "", err, time.Time{}
	if err == nil {
		i.adminID = me.ID
	}
	if err != nil && !tokenRefused(err) {
		i.until = c.clock.Now().Add(keepFailure)
	}
	return w, err
}

// tokenRefused reports whether Intercom itself refused the token, which it would do again.
func tokenRefused(err error) bool {
	api, ok := errors.AsType[*APIError](err)
	return ok && api.Intercom && (api.StatusCode == http.StatusUnauthorized || api.StatusCode == http.StatusForbidden)
}
