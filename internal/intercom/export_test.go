package intercom

// Internals for tests outside the package.
var (
	NewTransport = newTransport
	ObjectPath   = objectPath
	HideOddNames = hideOddNames
	Exact        = exact
)

// Request exports request.
func (m TeamMembers) Request() (any, error) { return m.request() }

// unguarded is a Writer under a name that does not conflict with Client's method.
type unguarded = Writer

// Unguarded is a client whose calls need no confirmed workspace, to test calls without the guard.
type Unguarded struct {
	*Client
	unguarded
}

// Unguard returns the client without its guard.
func Unguard(c *Client) *Unguarded {
	return &Unguarded{c, Writer{Reader: Reader{c}, workspace: Workspace{ID: "unconfirmed"}}}
}
