package conformance

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// maxAnswer is the largest answer that is read.
const maxAnswer = 10 << 20

// Until an answer has shown the rate limit, the smallest known one applies.
const (
	smallestLimit = 166
	window        = 10 * time.Second
)

// errCap ends the rows of a run.
var errCap = errors.New("the cap on the number of writes is reached")

// answer is the service's last answer.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// gate is the only way from a run to Intercom. It sends only what a rule allows, keeps to the Share of the rate limit, and
// journals each POST before it is sent.
type gate struct {
	next    http.RoundTripper
	base    *url.URL
	clock   intercom.Clock
	journal *Journal
	mark    string
	// objectType is the segment of a path with the custom object type that the configuration names, or "".
	objectType string
	permanent  bool
	maxWrites  int
	stop       func(error) // ends the rows

	mu       sync.Mutex
	admin    string                     // of the token
	owned    map[string]map[string]bool // IDs of what the run created, by kind
	verified map[string]bool            // paths of objects that a read has confirmed as the run's
	writes   int
	cleaning bool // writes are not counted
	limit    int
	due      time.Time // of the next request
	last     answer
}

// RoundTrip implements http.RoundTripper.
func (g *gate) RoundTrip(req *http.Request) (*http.Response, error) {
	path, ok := strings.CutPrefix(req.URL.EscapedPath(), g.base.EscapedPath())
	if req.URL.Scheme != g.base.Scheme || req.URL.Host != g.base.Host || !ok {
		return nil, fmt.Errorf("%w: it goes to another host", errForbidden)
	}
	r, err := g.ruleFor(req.Method, path)
	if err != nil {
		return nil, err
	}
	payload, err := payloadOf(req)
	if err != nil {
		return nil, err
	}
	var body object
	if len(payload) > 0 {
		// Numbers stay as they are written, since some of them are IDs.
		decoder := json.NewDecoder(bytes.NewReader(payload))
		decoder.UseNumber()
		if err := decoder.Decode(&body); err != nil {
			return nil, err
		}
	}
	if !r.read {
		if err := g.checkBody(r, body, payload); err != nil {
			return nil, err
		}
		if err := g.verify(req, r, path); err != nil {
			return nil, err
		}
		if err := g.spend(); err != nil {
			return nil, err
		}
	}
	if err := sleep(req.Context(), g.clock, g.untilDue()); err != nil {
		return nil, err
	}
	switch {
	case r.read || req.Method == http.MethodPut || req.Method == http.MethodPatch:
		return g.exchange(req)
	case req.Method == http.MethodDelete:
		return g.remove(req, r, path)
	}
	return g.post(req, r, path, body)
}

// payloadOf reads the body of a request without consuming it.
func payloadOf(req *http.Request) ([]byte, error) {
	if req.Body == nil {
		return nil, nil
	}
	payload, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	req.Body = io.NopCloser(bytes.NewReader(payload))
	return payload, nil
}

// spend counts a write. A write above the cap is not sent and ends the run.
func (g *gate) spend() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.cleaning {
		return nil
	}
	if g.writes >= g.maxWrites {
		g.stop(errCap)
		return errCap
	}
	g.writes++
	return nil
}

// untilDue returns how long the next request must wait, and reserves that time.
func (g *gate) untilDue() time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	limit := g.limit
	if limit <= 0 {
		limit = smallestLimit
	}
	now := g.clock.Now()
	wait := max(0, g.due.Sub(now))
	g.due = now.Add(wait).Add(time.Duration(float64(window) / (Share * float64(limit))))
	return wait
}

// exchange sends a request and stores the answer for the row.
func (g *gate) exchange(req *http.Request) (*http.Response, error) {
	resp, err := g.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	_ = resp.Body.Close()
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	g.mu.Lock()
	defer g.mu.Unlock()
	g.last = answer{status: resp.StatusCode, header: resp.Header, body: body}
	if n, err := strconv.Atoi(resp.Header.Get("X-RateLimit-Limit")); err == nil && n > 0 {
		g.limit = n
	}
	return resp, nil
}

// post records the POST in the journal, sends it, and records what it created.
func (g *gate) post(req *http.Request, r rule, path string, body object) (*http.Response, error) {
	n, err := g.journal.sending(r.makes, path)
	if err != nil {
		g.stop(err)
		return nil, err
	}
	byEmail, err := g.sendingContact(body, path)
	if err != nil {
		g.stop(err)
		return nil, err
	}
	resp, err := g.exchange(req)
	if err != nil {
		return nil, errors.Join(err, g.journal.write(entry{N: n, Event: eventUnclear, Kind: r.makes}))
	}
	made := creationOf(g.lastAnswer().body)
	e := entry{N: n, Kind: r.makes, ID: made.id}
	switch {
	case resp.StatusCode >= 400 && resp.StatusCode < 500 && made.isErrorList:
		e.Event = eventRefused
	case r.makes == "":
		return resp, nil
	case resp.StatusCode >= 300 || made.id == "":
		e.Event = eventUnclear
	case !g.marked(g.lastAnswer().body):
		e.Event = eventDoubt // a mixed-up answer: the object may be somebody else's
	default:
		e.Event = eventMade
	}
	if e.Event == eventMade {
		g.own(r.makes, made.id)
	}
	if err := g.journal.write(e); err != nil {
		g.stop(err)
		return nil, err
	}
	if byEmail > 0 {
		if err := g.ownContact(req, byEmail); err != nil {
			g.stop(err)
			return nil, err
		}
	}
	return resp, nil
}

// remove journals a deletion that was answered as done. Removing a tag from an object is not a deletion.
func (g *gate) remove(req *http.Request, r rule, path string) (*http.Response, error) {
	resp, err := g.exchange(req)
	if err != nil || resp.StatusCode >= http.StatusMultipleChoices || r.unlinks {
		return resp, err
	}
	kind := strings.Trim(r.path[strings.LastIndex(r.path, "/")+1:], "{}")
	// Without this line, a later clean-up searches for the object and does not find it.
	_ = g.journal.write(entry{Event: eventRemoved, Kind: kind, ID: path[strings.LastIndex(path, "/")+1:]})
	return resp, nil
}

// own marks an object as the run's.
func (g *gate) own(kind, id string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.owned[kind] == nil {
		g.owned[kind] = map[string]bool{}
	}
	g.owned[kind][id] = true
}

func (g *gate) owns(kind, id string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.owned[kind][id]
}

func (g *gate) lastAnswer() answer {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.last
}

// clean sets whether this is the clean-up, whose writes are not counted.
func (g *gate) clean(cleaning bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.cleaning = cleaning
}

func (g *gate) setAdmin(id string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.admin = id
}

// creation is the answer to a create.
type creation struct {
	id          string
	isErrorList bool
}

func creationOf(body []byte) creation {
	var decoded struct {
		Type string      `json:"type"`
		ID   intercom.ID `json:"id"`
	}
	if json.Unmarshal(body, &decoded) != nil {
		return creation{}
	}
	c := creation{id: string(decoded.ID), isErrorList: decoded.Type == "error.list"}
	if intercom.ValidID(c.id) != nil {
		c.id = ""
	}
	return c
}
