// Package conformance compares Intercom's live service with what the provider and its fake assume.
//
// A [Row] is one assumption: it makes a few calls and describes in a few words what the service did. [Run] makes the calls of
// all rows in a test workspace that the user names, removes what it made, and returns a [Report]. The same rows run in the
// tests against the fake, where each row must observe what its field Fake says.
//
// Nothing is written before every guard of [Config] has passed. Each request then goes through one gate, which sends only
// requests that are listed in rules.go: they create objects that carry the mark of the run, or change what the run created.
// The journal records every POST before it is sent, and the clean-up deletes the objects whose IDs it has.
//
// To add a row, add it to the file of its area. To add an area, add a file with its rows, a line in [Rows], and the
// requests that it needs in rules.go.
package conformance
