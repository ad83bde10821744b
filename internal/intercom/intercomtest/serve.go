package intercomtest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

const maxRequest = 32 << 20

// object is a JSON object in a request or an answer.
type object = map[string]any

// answer is what is sent, complete before the first byte.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// request is an accepted call, which the handlers of the API areas process. Its workspace is locked.
type request struct {
	*Workspace
	version        version
	now            time.Time
	path           string
	ids            []string // path parameters, unescaped
	query          url.Values
	body           object
	normalize      func(*Ticket) // set by the fault Normalize
	stale          bool          // set by the fault StaleRead
	lists          ListAnswers
	paging         paging            // set by behaviors
	hours          hoursRules        // set by behaviors
	talkRules      talkRules         // set by behaviors
	fates          fateRules         // set by behaviors
	scrolls        scrollRules       // set by behaviors
	connectorRules connectorRules    // set by behaviors
	content        contentRules      // set by behaviors
	articles       articleRules      // set by behaviors
	audienceRules  audienceRules     // set by behaviors
	canonicalIPs   bool              // set by behaviors
	late           map[string]string // images that are copied after the answer, by their copies

	// set by behaviors
	archivedHidden, mergedHidden, deletedShown, deletesAgain, teamsByHalf bool
	optionsAppended, optionsSorted, namesStrict                           bool
	untagsKnown, unusedTagMissing, secretNamesStay                        bool
	instanceRules                                                         instanceRules
}

// reply is a handler's result: a value to be written as JSON, or a failure.
type reply struct {
	status int
	value  any
	link   string // Link header
	code   string // of an error
	text   string // of an error
	html   bool   // an error page instead of an error list
	empty  bool   // no body
}

func ok(value any) reply { return reply{status: http.StatusOK, value: value} }

func fail(status int, code, message string) reply {
	return reply{status: status, code: code, text: message}
}

var notFound = fail(http.StatusNotFound, "not_found", "Resource Not Found")

func invalid(message string) reply {
	return fail(http.StatusBadRequest, "parameter_invalid", message)
}

// serve processes a call: arrival, fault, Intercom itself, and the answer.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	var body []byte
	var err error
	if r.Body != nil { // a client's request that was never on a wire has none
		body, err = io.ReadAll(http.MaxBytesReader(w, r.Body, maxRequest))
	}
	if err != nil {
		panic(http.ErrAbortHandler) // the client left while it was sending, or sends endlessly
	}
	c := s.arrive(r, body)
	if _, _, known := findRoute(c.Method, c.Path); !known && s.unknownRoute != nil {
		s.unknownRoute(*c)
	}
	s.runBefore(c)
	act, fault := s.pickFault(c)
	var a *answer
	if !fault || act.acts {
		a = s.perform(r, c, act)
	} else {
		a = s.blank(c)
	}
	if act.edit != nil {
		act.edit(s, c, a)
	}
	if act.silent {
		s.answered(c, nil, act.name)
	} else {
		s.answered(c, a, act.name)
	}
	if !s.wait(r, s.latency) {
		panic(http.ErrAbortHandler)
	}
	if act.send != nil {
		act.send(s, w, r, a)
		return
	}
	a.write(w)
}

// blank returns an answer that did not come from Intercom's application.
func (s *Server) blank(c *Call) *answer {
	a := &answer{header: http.Header{}}
	a.header.Set("Date", c.At.UTC().Format(http.TimeFormat))
	a.header.Set("X-Request-Id", c.RequestID)
	return a
}

// perform is Intercom: it checks the call, does what it requests, and builds the answer.
func (s *Server) perform(r *http.Request, c *Call, act Act) *answer {
	a, behaviors := s.exchange(r, c, act)
	for _, b := range behaviors {
		if b.pair != nil {
			b.pair.swap(s, r, a)
		}
	}
	return a
}

// exchange is the part of perform during which the workspaces are locked.
func (s *Server) exchange(r *http.Request, c *Call, act Act) (*answer, []Behavior) {
	s.mu.Lock()
	defer s.mu.Unlock()
	x := &exchange{answer: s.blank(c), server: s, call: c}
	behaviors := s.pickBehaviors(c)
	if !slices.ContainsFunc(behaviors, func(b Behavior) bool { return b.instead }) {
		x.set(c.RequestID, s.dispatch(r, x, act, behaviors))
	}
	s.behave(x, behaviors)
	return x.answer, behaviors
}

// behave lets behaviors change an answer. Their names are recorded like a fault, because the answer does not follow
// Intercom's description.
func (s *Server) behave(x *exchange, behaviors []Behavior) {
	for _, b := range behaviors {
		status, body := x.status, string(x.answer.body)
		if b.answer != nil {
			b.answer(x)
		}
		if b.undone || b.pair != nil || status != x.status || body != string(x.answer.body) {
			x.call.Fault = strings.TrimPrefix(x.call.Fault+"+"+b.name, "+")
		}
	}
	if x.request != nil && x.call.Method == http.MethodPost && x.status < http.StatusMultipleChoices {
		s.previous[x.WorkspaceID+x.call.Path] = *x.answer
	}
}

// dispatch checks, in this order, the token, the rate, the version, the route, and the permission. Then behaviors change
// the request, and the route's handler processes it.
func (s *Server) dispatch(r *http.Request, x *exchange, act Act, behaviors []Behavior) reply {
	c := x.call
	token := bearer(r)
	g := s.tokens[token]
	if g == nil || g.revoked {
		return fail(http.StatusUnauthorized, "unauthorized", "Access Token Invalid")
	}
	if !s.spend(token, x.header) {
		return fail(http.StatusTooManyRequests, "rate_limit_exceeded", "Exceeded rate limit for "+c.Path)
	}
	if !g.workspace.lets(s.callerIP) {
		return fail(http.StatusForbidden, "forbidden", "Your IP ("+s.callerIP+") is not on the allowlist.")
	}
	v, valid := parseVersion(c.Version)
	if !valid {
		return fail(http.StatusBadRequest, "intercom_version_invalid", "The requested version could not be found")
	}
	to, ids, known := findRoute(c.Method, c.Path)
	if !known || !to.in(v) {
		if !acceptsJSON(r) {
			return reply{status: http.StatusNotAcceptable, html: true}
		}
		return fail(http.StatusNotFound, "not_found", "Resource Not Found")
	}
	if g.restricted[to.area()] {
		return fail(http.StatusForbidden, "api_plan_restricted", "Active subscription needed.")
	}
	rq := &request{
		Workspace: g.workspace, path: c.Path, version: v, now: s.now(), ids: ids, query: r.URL.Query(), normalize: act.normalize, stale: act.stale, lists: s.listAnswers,
	}
	if len(c.Body) > 0 {
		var err error
		if rq.body, err = parseObject(c.Body); err != nil {
			return invalid("The request body is not a JSON object")
		}
	}
	x.request, x.route = rq, to
	for _, b := range behaviors {
		if b.prepare != nil {
			b.prepare(rq)
		}
	}
	if slices.ContainsFunc(behaviors, func(b Behavior) bool { return b.undone }) {
		defer rq.checkpoint()()
	}
	return to.handle(rq)
}

// parseObject keeps numbers as written: IDs and integers above 2^53 must not lose digits.
func parseObject(data []byte) (object, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var o object
	err := d.Decode(&o)
	return o, err
}

func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return token
}

// acceptsJSON: Intercom answers 406 to a call that requests another format.
func acceptsJSON(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept"), "application/json")
}

// set fills in a reply.
func (a *answer) set(requestID string, result reply) {
	if result.html {
		a.setHTML(result.status)
		return
	}
	if result.empty {
		a.status = result.status
		return
	}
	value := result.value
	if result.code != "" {
		value = object{
			"type":       "error.list",
			"request_id": requestID,
			"errors":     []object{{"code": result.code, "message": result.text}},
		}
	}
	body, err := json.Marshal(value)
	if err != nil {
		panic("intercomtest: " + err.Error()) // a seeded value that JSON cannot hold
	}
	if result.link != "" {
		a.header.Set("Link", result.link)
	}
	a.status, a.body = result.status, body
	a.header.Set("Content-Type", "application/json; charset=utf-8")
}

// setHTML fills in a page like that of a load balancer in front of Intercom.
func (a *answer) setHTML(status int) {
	text := strconv.Itoa(status) + " " + http.StatusText(status)
	a.status = status
	a.header.Set("Content-Type", "text/html")
	a.body = []byte("<html>\r\n<head><title>" + text + "</title></head>\r\n<body>\r\n<center><h1>" + text +
		"</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n")
}

func (a *answer) write(w http.ResponseWriter) {
	w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	a.head(w)
	_, _ = w.Write(a.body) // fails only if the client has left
}

// wait returns false if the client leaves or the server closes before d has passed.
func (s *Server) wait(r *http.Request, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
	case <-s.done:
	}
	return false
}
