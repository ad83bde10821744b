package acctest_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"html"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// TestRule9Output: whatever Intercom or a proxy writes into an answer, no diagnostic and no name in a list has a control
// character, a bidi mark, or 12 consecutive characters of the token, in any form in which a page can echo it.
func TestRule9Output(t *testing.T) {
	rule(t, "9", func(c *cell) (all []situation) {
		for _, op := range operations(c) {
			if strings.HasPrefix(op.name, "planned") || op.name == "refresh" {
				all = append(all, situation{op.name + ", every answer", func(c *cell) { c.hears(op, slices.Sorted(maps.Keys(hostileAnswers))...) }})
				continue
			}
			for _, name := range slices.Sorted(maps.Keys(hostileAnswers)) {
				all = append(all, situation{op.name + ", " + name, func(c *cell) { c.hears(op, name) }})
			}
		}
		for _, name := range slices.Sorted(maps.Keys(hostileAnswers)) {
			if !c.hasList() {
				break
			}
			all = append(all, situation{"list, " + name, func(c *cell) {
				h := c.hostile()
				object := c.made()
				c.fresh()
				h.change = hostileAnswers[name]
				found, diags := c.list(object)
				c.harmless(diags)
				for _, each := range found {
					c.harmless([]*tfprotov6.Diagnostic{{Detail: each.Name}})
				}
			}})
		}
		return all
	})
}

// hears runs the operation with hostile answers.
func (c *cell) hears(op operation, answers ...string) {
	h := c.hostile()
	_, do := op.prepare(c)
	for _, name := range answers {
		c.fresh()
		h.change = hostileAnswers[name]
		_, diags := do()
		c.harmless(diags)
		if op.name == "refresh" && name == "400" {
			c.says(diags, "owned")
		}
	}
	c.alike += len(answers) - 1
}

// hostileTransport changes answers between the provider and the fake.
type hostileTransport struct {
	http.Transport
	token  string
	change func(resp *http.Response, body []byte, evil string) []byte
}

func (h *hostileTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := h.Transport.RoundTrip(req)
	if err != nil || h.change == nil || req.URL.Path == "/me" {
		return resp, err
	}
	body, err := io.ReadAll(resp.Body)
	if closed := resp.Body.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return nil, err
	}
	body = h.change(resp, body, evil(h.token))
	resp.Header.Set("Content-Length", strconv.Itoa(len(body)))
	resp.ContentLength, resp.Body = int64(len(body)), io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// hostile puts a hostileTransport in front of the fake.
func (c *cell) hostile() *hostileTransport {
	h := &hostileTransport{token: c.s.Token}
	c.Cleanup(h.CloseIdleConnections)
	c.p = acctest.NewProtocol(c.T, c.s, c.kind, nil, provider.WithClient(func(cfg *intercom.Config) {
		cfg.Clock, cfg.HTTPClient = c.clock, &http.Client{Transport: h}
	}))
	c.p.Tolerate("Provider")
	return h
}

// evil is text that harms a terminal and contains the token in all forms.
func evil(token string) string {
	return "\x1b[31mX\x1b]0;owned\x07\u202e\u2066\x00\r\u009b" + strings.Join(formsOf(token), " ") + "\u2028"
}

func formsOf(token string) []string {
	quoted, _ := json.Marshal(token) // a string always has a JSON form
	return []string{token, base64.StdEncoding.EncodeToString([]byte(token)), base64.RawURLEncoding.EncodeToString([]byte(token)), url.QueryEscape(token), url.PathEscape(token), html.EscapeString(token), strings.Trim(string(quoted), `"`), token[:len(token)-3]}
}

var hostileAnswers = map[string]func(*http.Response, []byte, string) []byte{
	"every text": func(_ *http.Response, body []byte, evil string) []byte { return rewritten(body, evil) },
	"400": func(resp *http.Response, _ []byte, evil string) []byte {
		return refusal(resp, 400, "parameter_invalid", evil)
	},
	"404": func(resp *http.Response, _ []byte, evil string) []byte { return refusal(resp, 404, "not_found", evil) },
	"409": func(resp *http.Response, _ []byte, evil string) []byte {
		return refusal(resp, 409, "conflict", evil+" id="+evil)
	},
	"a code": func(resp *http.Response, _ []byte, evil string) []byte { return refusal(resp, 422, evil, "Bad") },
	"502 page": func(resp *http.Response, _ []byte, evil string) []byte {
		resp.StatusCode, resp.Status = 502, "502 "+evil
		resp.Header.Set("Content-Type", "text/html")
		return []byte("<html>" + evil + "</html>")
	},
	"200 page": func(resp *http.Response, _ []byte, evil string) []byte {
		resp.Header.Set("Content-Type", "text/html; charset="+strings.Map(printable, evil))
		return []byte("<html>" + evil + "</html>")
	},
	"redirect": func(resp *http.Response, _ []byte, evil string) []byte {
		resp.StatusCode, resp.Status = 302, "302 Found"
		resp.Header.Set("Location", "https://login.example.com/?token="+url.QueryEscape(evil))
		return nil
	},
	"IDs": func(_ *http.Response, body []byte, evil string) []byte {
		text, _ := json.Marshal(evil) // a string always has a JSON form
		return []byte(`{"type":"tag","id":` + string(text) + `,"workspace_id":` + string(text) + `}`)
	},
}

func printable(r rune) rune {
	if r < ' ' || r > '~' {
		return -1
	}
	return r
}

func refusal(resp *http.Response, status int, code, message string) []byte {
	resp.StatusCode, resp.Status = status, strconv.Itoa(status)+" "+http.StatusText(status)
	resp.Header.Set("Content-Type", "application/json")
	resp.Header.Set("X-Request-Id", strings.Map(printable, message))
	body, _ := json.Marshal(map[string]any{ // strings always have a JSON form
		"type": "error.list", "request_id": message, "errors": []any{map[string]any{"code": code, "message": message, "field": message}},
	})
	return body
}

// exact are the members that identify an answer.
var exact = []string{"type", "object", "id", "id_code", "workspace_id", "app_id", "ticket_type_id", "code", "next", "model"}

// rewritten appends evil to every text in a JSON body.
func rewritten(body []byte, evil string) []byte {
	var value any
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	if decoder.Decode(&value) != nil {
		return body
	}
	changed, err := json.Marshal(spoiled("", value, evil))
	if err != nil {
		return body
	}
	return changed
}

func spoiled(name string, value any, evil string) any {
	switch v := value.(type) {
	case string:
		if !slices.Contains(exact, name) {
			return v + evil
		}
	case map[string]any:
		for member, inner := range v {
			v[member] = spoiled(member, inner, evil)
		}
	case []any:
		for i, inner := range v {
			v[i] = spoiled(name, inner, evil)
		}
	}
	return value
}

// harmless expects that the diagnostics contain nothing that harms a terminal or reveals the token.
func (c *cell) harmless(diags []*tfprotov6.Diagnostic) {
	for _, d := range diags {
		text := d.Summary + "\n" + d.Detail
		for _, r := range text {
			if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029') {
				c.wrong("the diagnostics have %U: %q", r, text)
				break
			}
		}
	}
	c.quiet(diags)
}
