package intercom

// What tests outside the package look into.
var (
	NewTransport = newTransport
	ObjectPath   = objectPath
	HideOddNames = hideOddNames
)

// unguarded is a Writer under a name that keeps clear of the method of Client.
type unguarded = Writer

// Unguarded is a client whose calls need no confirmed workspace: what a call does is tested apart from the guard.
type Unguarded struct {
	*Client
	unguarded
}

// Unguard returns the client without its guard.
func Unguard(c *Client) *Unguarded {
	return &Unguarded{c, Writer{Reader: Reader{c}, workspace: Workspace{ID: "unconfirmed"}}}
}
