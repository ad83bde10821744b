package intercomtest

import (
	"encoding/json"
	"net/http"
	"slices"
	"time"
)

// Behavior makes Intercom, or a proxy in front of it, differ from the API description. A fault takes a call alone, but all
// behaviors that match a call take part in it, in the order in which they were set. Use the constructors.
type Behavior struct {
	name         string
	method, path string // "" = any
	creates      bool   // only calls that create or link something
	skip, times  int
	undone       bool
	prepare      func(*request)  // before Intercom acts
	instead      bool            // Intercom does not act; answer builds the answer
	answer       func(*exchange) // after Intercom acted
	pair         *pair           // of SwapsAnswers
	lags         []string        // of Lags: areas
	lag          time.Duration
	since        int // the last change before Set
}

// exchange is a call with its answer, while the workspaces are locked.
type exchange struct {
	*request // nil if the call was refused because of its token, version, or path
	*answer
	server *Server
	call   *Call
	route  route
}

// On restricts a behavior to calls with a method and path, as for Count. It replaces the constructor's choice of calls.
func (b Behavior) On(method, path string) Behavior {
	b.method, b.path, b.creates = method, path, false
	return b
}

// Skip ignores the first n matching calls. Calls that a fault keeps from Intercom do not count.
func (b Behavior) Skip(n int) Behavior {
	b.skip = n
	return b
}

// Times ends a behavior after n matching calls; 0 means never.
func (b Behavior) Times(n int) Behavior {
	b.times = n
	return b
}

// WithoutEffect reverts what the call did, whatever the answer: the transaction was rolled back, or the answer did not come
// from Intercom.
func (b Behavior) WithoutEffect() Behavior {
	b.undone = true
	return b
}

// NotDone answers a change (POST, PUT, DELETE) with success without making it. Restrict it with On.
func NotDone() Behavior { return Behavior{name: "NotDone"}.WithoutEffect() }

// armedBehavior is a behavior and the number of calls that it has matched.
type armedBehavior struct {
	Behavior
	met int
}

// Set adds behaviors. Faults come after them: a fault that swallows a call leaves nothing for behaviors to do, and one that
// spoils an answer spoils the answer that the behaviors made.
func (s *Server) Set(behaviors ...Behavior) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, b := range behaviors {
		if b.pair != nil {
			b.pair = &pair{}
		}
		b.since = s.counters["change"]
		s.behaviors = append(s.behaviors, &armedBehavior{Behavior: b})
	}
}

// ClearBehaviors removes all behaviors.
func (s *Server) ClearBehaviors() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.behaviors = nil
}

// Before runs a function once, when the next call with a method and path (as for Count) has arrived but not acted yet: a
// teammate changes something between two calls of the client. The function can seed and change workspaces; it must not wait
// for the call.
func (s *Server) Before(method, path string, do func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.befores = append(s.befores, before{method, path, do})
}

type before struct {
	method, path string
	do           func()
}

func (s *Server) runBefore(c *Call) {
	var due []before
	s.mu.Lock()
	s.befores = slices.DeleteFunc(s.befores, func(b before) bool {
		matches := matchCall(b.method, b.path, c.Method, c.Path)
		if matches {
			due = append(due, b)
		}
		return matches
	})
	s.mu.Unlock()
	for _, b := range due {
		b.do()
	}
}

// pickBehaviors returns the behaviors that take part in a call.
func (s *Server) pickBehaviors(c *Call) []Behavior {
	to, _, known := findRoute(c.Method, c.Path)
	var picked []Behavior
	for _, b := range s.behaviors {
		takes := !b.creates || known && to.creates()
		if !takes || !matchCall(b.method, b.path, c.Method, c.Path) {
			continue
		}
		b.met++
		if b.met > b.skip && (b.times == 0 || b.met <= b.skip+b.times) {
			picked = append(picked, b.Behavior)
		}
	}
	return picked
}

// edit changes a successful answer that is a JSON object; others do not change.
func (x *exchange) edit(change func(object)) {
	if x.status >= http.StatusMultipleChoices || x.request == nil {
		return
	}
	if o, err := parseObject(x.body()); err == nil && o != nil {
		change(o)
		x.replaceBody(o)
	}
}

func (x *exchange) body() []byte { return x.answer.body }

func (x *exchange) replaceBody(value any) {
	body, err := json.Marshal(value)
	if err != nil {
		panic("intercomtest: " + err.Error()) // a test's value that JSON cannot hold
	}
	x.answer.body = body
	x.header.Set("Content-Type", "application/json; charset=utf-8")
}

// editing returns a behavior that changes answers.
func editing(name string, change func(object)) Behavior {
	return Behavior{name: name, answer: func(x *exchange) { x.edit(change) }}
}

// generic converts a value to the form that a decoder would return.
func generic(value any) any {
	data, err := json.Marshal(value)
	if err != nil {
		panic("intercomtest: " + err.Error()) // a test's value that JSON cannot hold
	}
	o, err := parseObject([]byte(`{"value":` + string(data) + `}`))
	if err != nil {
		panic("intercomtest: " + err.Error())
	}
	return o["value"]
}
