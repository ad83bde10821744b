// Package conformance compares Intercom's live service with what the provider and its fake take for true.
//
// A [Row] is one assumption: it makes a few calls and puts what the service did into a few words. [Run] makes the calls of
// all rows in a test workspace that the user names, removes what it made, and returns a [Report]. The same rows run in the
// tests against the fake, where every one must observe what it says of the fake.
//
// Nothing is written before every guard of [Config] has passed. Each request then goes through one gate, which lets only
// those through that are listed in rules.go: they make objects that carry the mark of the run, or touch what the run made.
// A journal has every POST before it is sent, and the clean-up deletes by the IDs in it.
//
// To add a row, add it to the file of its area. To add an area, add a file with its rows, a line in [Rows], and the
// requests that it needs in rules.go.
package conformance
