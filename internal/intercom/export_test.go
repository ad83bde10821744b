package intercom

// What tests outside the package look into.
var (
	NewTransport = newTransport
	ObjectPath   = objectPath
	HideOddNames = hideOddNames
)
