// Package intercomtest is an Intercom in memory, for tests and for trying the provider without a
// workspace, as net/http/httptest is a web server in memory.
//
// It is a reading of Intercom's public documentation that is independent of the client: it shares no
// code with it, so that one misreading cannot be made twice and pass. What the documentation leaves
// open is decided here in the way that is hardest on a client, and the comment beside the decision
// says so.
//
// A test makes one server, seeds what must exist, and afterwards compares both the stored tickets and
// the calls that were made:
//
//	fake := intercomtest.New(t)
//	kind := fake.AddTicketType(intercomtest.TicketType{Name: "Incident"})
//	// … run the provider against fake.URL with fake.Token …
//	if got := fake.Count("POST", "/tickets"); got != 1 { … }
//
// Failures are injected with [Server.Inject]; each constructor of an [Act] names the real event that
// it stands for.
package intercomtest
