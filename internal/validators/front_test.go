package validators

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// fakeHeader tells the second half of the front which fake a call is for: a Prism has one upstream, and every test a fake.
const fakeHeader = "X-Fake"

// violation is what Prism found wrong with an exchange.
type violation struct {
	Location []string `json:"location"` // "request" or "response", then where in it
	Severity string   `json:"severity"`
	Code     string   `json:"code"` // a keyword of the schema, if one is broken
	Message  string   `json:"message"`
}

// finding is a violation and the operation it belongs to, so that the same finding counts once.
type finding struct {
	operation string // "POST /tickets/{id}/reply"
	location  string // "response.body.contacts[0].id", with [] for every index
	code      string
	message   string
	failed    bool // the answer is an error
}

func (f finding) String() string {
	return fmt.Sprintf("%s: %s: %s: %s", f.operation, f.location, f.code, f.message)
}

// front leads each call through the Prism of its version to the fake that the first segment of its path names.
type front struct {
	URL    string
	prisms map[string]*url.URL // by version

	mu         sync.Mutex
	exchanges  map[string]int // by version
	operations map[string]map[string]int
	findings   map[string]map[finding]string // by version; with the first exchange
}

// upstream is the server behind every Prism: it hands a call to the fake that the front named.
func upstream(t *testing.T) string {
	t.Helper()
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(&url.URL{Scheme: "http", Host: r.In.Header.Get(fakeHeader)})
		r.Out.Header.Del(fakeHeader)
	}}
	s := httptest.NewServer(proxy)
	t.Cleanup(s.Close)
	return s.URL
}

func newFront(t *testing.T, prisms map[string]*url.URL) *front {
	t.Helper()
	f := &front{prisms: prisms, exchanges: map[string]int{}, operations: map[string]map[string]int{}, findings: map[string]map[finding]string{}}
	proxy := &httputil.ReverseProxy{Rewrite: f.rewrite, ModifyResponse: func(r *http.Response) error {
		f.note(r)
		return nil
	}}
	s := httptest.NewServer(proxy)
	s.Config.SetKeepAlivesEnabled(false) // a client with an idle connection has goroutines, which its tests take for a leak
	t.Cleanup(s.Close)
	f.URL = s.URL
	return f
}

// rewrite leads a call of a version without a description straight to its fake.
func (f *front) rewrite(r *httputil.ProxyRequest) {
	host, path, _ := strings.Cut(strings.TrimPrefix(r.In.URL.EscapedPath(), "/"), "/")
	target := f.prisms[r.In.Header.Get("Intercom-Version")]
	if target == nil {
		target = &url.URL{Scheme: "http", Host: host}
	}
	r.Out.URL.Path, r.Out.URL.RawPath = "/"+path, ""
	if unescaped, err := url.PathUnescape("/" + path); err == nil {
		r.Out.URL.Path, r.Out.URL.RawPath = unescaped, "/"+path
	}
	r.SetURL(target)
	r.Out.Header.Set(fakeHeader, host)
}

// note keeps what Prism says of an exchange.
func (f *front) note(r *http.Response) {
	version := r.Request.Header.Get("Intercom-Version")
	if f.prisms[version] == nil {
		return
	}
	header := r.Header.Get("Sl-Violations")
	r.Header.Del("Sl-Violations")
	found := parse(header)
	operation := r.Request.Method + " " + template(r.Request.URL.EscapedPath())
	f.mu.Lock()
	defer f.mu.Unlock()
	f.exchanges[version]++
	if f.findings[version] == nil {
		f.findings[version], f.operations[version] = map[finding]string{}, map[string]int{}
	}
	f.operations[version][operation]++
	for _, v := range found {
		one := finding{
			operation: operation, location: place(v.Location), code: v.Code, message: indices.ReplaceAllString(v.Message, ".[]"),
			failed: r.StatusCode >= http.StatusBadRequest,
		}
		f.findings[version][one] = fmt.Sprintf("%s answered %d", r.Request.URL.RequestURI(), r.StatusCode)
	}
}

// parse reads what Prism found. Where that is too long for a header, Prism cuts it off, which is a finding, too.
func parse(header string) []violation {
	const tooMany = "Too many violations! "
	text, cut := strings.CutPrefix(header, tooMany)
	if text == "" {
		return nil
	}
	var found []violation
	if cut {
		found = append(found, violation{Location: []string{"prism"}, Code: "cut off"})
	}
	d := json.NewDecoder(strings.NewReader(text))
	_, err := d.Token() // [
	for err == nil && d.More() {
		var v violation
		if err = d.Decode(&v); err == nil {
			found = append(found, v)
		}
	}
	if err != nil && !cut {
		found = append(found, violation{Location: []string{"prism"}, Code: "unreadable", Message: text})
	}
	return found
}

var (
	idSegment = regexp.MustCompile(`/([0-9]+|[0-9a-f]{24}|[0-9a-f-]{36})(/|$)`)
	external  = regexp.MustCompile(`/find_by_external_id/.*`)
	indices   = regexp.MustCompile(`\.[0-9]+\b`)
	index     = regexp.MustCompile(`^[0-9]+$`)
)

// template is the path with {id} for every ID.
func template(path string) string {
	path = external.ReplaceAllString(path, "/find_by_external_id/{id}")
	for before := ""; before != path; {
		before, path = path, idSegment.ReplaceAllString(path, "/{id}$2")
	}
	return path
}

// place is where in the exchange a violation is, with [] for every index.
func place(location []string) string {
	parts := make([]string, len(location))
	for i, part := range location {
		parts[i] = index.ReplaceAllString(part, "[]")
	}
	return strings.Join(parts, ".")
}
