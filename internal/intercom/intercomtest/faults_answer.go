package intercomtest

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"strings"
)

// This file has the faults with which the call acts, but its answer is wrong.

// spoil lets the call act and changes a successful answer; an error stays.
func spoil(name string, change func(*answer)) Act {
	return Act{name: name, acts: true, edit: func(_ *Server, _ *Call, a *answer) {
		if a.status < http.StatusMultipleChoices {
			change(a)
		}
	}}
}

// ActThenStatus acts and then answers with an error list: the application died after it had stored the change, or the
// answer came too late for the gateway.
func ActThenStatus(code int) Act {
	return Act{name: "ActThenStatus", acts: true, edit: func(_ *Server, c *Call, a *answer) {
		a.set(c.RequestID, fail(code, "server_error", http.StatusText(code)))
	}}
}

// ActThenHTML is ActThenStatus with the page of a load balancer.
func ActThenHTML(code int) Act {
	return Act{name: "ActThenHTML", acts: true, edit: func(_ *Server, _ *Call, a *answer) { a.setHTML(code) }}
}

// TruncateJSON is a complete HTTP answer whose JSON is cut in half: a proxy with a small buffer.
func TruncateJSON() Act {
	return spoil("TruncateJSON", func(a *answer) { a.body = a.body[:len(a.body)/2] })
}

// EmptyBody is a success without a body, like a 204 or a broken cache. It acts if the code is a success.
func EmptyBody(code int) Act {
	empty := func(a *answer) { a.status, a.body = code, nil }
	if code < http.StatusMultipleChoices {
		return spoil("EmptyBody", empty)
	}
	return Act{name: "EmptyBody", edit: func(_ *Server, _ *Call, a *answer) { empty(a) }}
}

// NullBody is a 200 whose body is null, which is valid JSON. Ticket is nullable in the schemas.
func NullBody() Act {
	return spoil("NullBody", func(a *answer) { a.body = []byte("null") })
}

// HTMLBody200 is a 200 with a page: a login portal or an inspecting proxy on the way back.
func HTMLBody200() Act {
	return spoil("HTMLBody200", func(a *answer) { a.setHTML(http.StatusOK) })
}

// WrongID is an answer about another object: a cache that mixes up answers.
func WrongID() Act {
	return spoil("WrongID", func(a *answer) { a.replace("id", "999999999") })
}

// WrongType is an answer of another kind: Intercom's conversations share their IDs with tickets.
func WrongType() Act {
	return spoil("WrongType", func(a *answer) {
		a.replace("type", "conversation")
		a.replace("object", "conversation")
	})
}

// WrongIDs is WrongID for a list: every element has the given ID.
func WrongIDs(id string) Act {
	return spoil("WrongIDs", func(a *answer) { a.replaceEach("id", id, 0) })
}

// WrongTypes is WrongType for a list: its elements are of another kind.
func WrongTypes() Act {
	return spoil("WrongTypes", func(a *answer) { a.replaceEach("type", "conversation", 0) })
}

// ListsDeleted is a list whose first element is marked as deleted: an index that lags behind.
func ListsDeleted() Act {
	return spoil("ListsDeleted", func(a *answer) { a.replaceEach("deleted", true, 1) })
}

// replaceEach sets a member of every element in the body, or of the first n if n is not 0.
func (a *answer) replaceEach(member string, value any, n int) {
	o, err := parseObject(a.body)
	if err != nil {
		return
	}
	for _, name := range []string{"tickets", "data", "teams"} {
		listed, _ := o[name].([]any)
		for i, element := range listed {
			if n == 0 || i < n {
				element.(object)[member] = value
			}
		}
	}
	a.body, _ = json.Marshal(o) // cannot fail: it was decoded just now
}

// replace sets a top-level member of the body.
func (a *answer) replace(member, value string) {
	o, err := parseObject(a.body)
	if _, has := o[member]; err != nil || !has {
		return
	}
	o[member] = value
	a.body, _ = json.Marshal(o) // cannot fail: it was decoded just now
}

// Normalize acts and lets Intercom store something else than the request: text that is trimmed, a time that is moved to
// office hours. The function gets the stored ticket and must not call the server.
func Normalize(change func(*Ticket)) Act {
	return Act{name: "Normalize", acts: true, normalize: change}
}

// StaleRead is a GET of a ticket from a replica that lags behind: it answers with the values before the last change, or 404
// for a ticket that was just created.
func StaleRead() Act {
	return Act{name: "StaleRead", acts: true, stale: true}
}

// HugeBody is an answer with n blanks inside its JSON: a proxy's bug, or an attack on the client's memory.
func HugeBody(n int64) Act {
	return Act{name: "HugeBody", acts: true, send: func(_ *Server, w http.ResponseWriter, _ *http.Request, a *answer) {
		a.head(w)
		_, _ = io.Copy(w, a.padded(n)) // fails when the client has had enough
	}}
}

// GzipBomb is HugeBody compressed: a few kilobytes on the wire that become n bytes in the client.
func GzipBomb(n int64) Act {
	return Act{name: "GzipBomb", acts: true, send: func(_ *Server, w http.ResponseWriter, _ *http.Request, a *answer) {
		a.header.Set("Content-Encoding", "gzip")
		a.head(w)
		z := gzip.NewWriter(w)
		_, _ = io.Copy(z, a.padded(n)) // fails when the client has had enough
		_ = z.Close()
	}}
}

// head sends only the header.
func (a *answer) head(w http.ResponseWriter) {
	maps.Copy(w.Header(), a.header)
	w.WriteHeader(a.status)
}

// padded returns the body with blanks before its last byte, so that a decoder cannot stop early.
func (a *answer) padded(n int64) io.Reader {
	end := max(len(a.body)-1, 0)
	return io.MultiReader(bytes.NewReader(a.body[:end]), io.LimitReader(blanks{}, n), bytes.NewReader(a.body[end:]))
}

// blanks is an endless reader.
type blanks struct{}

var oneKilobyte = strings.Repeat(" ", 1<<10)

func (blanks) Read(p []byte) (int, error) { return copy(p, oneKilobyte), nil }
