package dataconnector_test

import (
	"encoding/base64"
	"maps"
	"net/url"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

const (
	kind   = "intercom_data_connector"
	secret = "Bearer s3cr3t/of+the=house&more"
)

func order(changes acctest.Block) acctest.Block {
	config := acctest.Block{
		"name": "Get order status", "state": "live", "url": "https://api.example.com/orders/{{order_id}}", "headers": acctest.Block{"Accept": "application/json"},
		"data_inputs": []any{acctest.Block{"name": "order_id", "type": "string", "description": "ID of the order."}},
	}
	maps.Copy(config, changes)
	return config
}

func secretly(version int, changes acctest.Block) acctest.Block {
	config := order(acctest.Block{"secret_headers_wo": acctest.Block{"Authorization": secret}, "secret_headers_wo_version": version})
	maps.Copy(config, changes)
	return config
}

func newHarness(t *testing.T, behaviors ...intercomtest.Behavior) (*acctest.Protocol, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	s.Set(behaviors...)
	return acctest.NewProtocol(t, s, kind, nil), s
}

// checkStable expects that a refresh and a plan find nothing to do.
func checkStable(t *testing.T, p *acctest.Protocol, o acctest.Object, config acctest.Block) {
	t.Helper()
	read, diags := p.Read(o)
	acctest.Expect(t, diags)
	planned, diags := p.Plan(read, config)
	if acctest.Expect(t, diags); !planned.State.Equal(read.State) {
		t.Errorf("not stable: %s\nplanned as %s", read.State, planned.State)
	}
}

func connector(t *testing.T, s *intercomtest.Server, id string) intercomtest.DataConnector {
	t.Helper()
	for _, c := range s.DataConnectors() {
		if c.ID == id {
			return c
		}
	}
	t.Fatalf("there is no data connector %s", id)
	return intercomtest.DataConnector{}
}

func TestCRUD(t *testing.T) {
	acctest.CRUDTest{
		Type: kind, Keys: []string{"id"}, Versions: []string{"2.16", "Preview"},
		Config: order(acctest.Block{"headers": nil, "description": "When a customer asks.", "token_ids": []any{"71"}, "audiences": []any{"users"}}),
		Unread: []string{"data_inputs", "http_method", "direct_fin_usage", "customer_authentication", "bypass_authentication"},
		Created: []string{`POST /data_connectors {"name":"Get order status","description":"When a customer asks.","url":"https://api.example.com/orders/{{order_id}}",
			"data_inputs":[{"name":"order_id","type":"string","description":"ID of the order.","required":false,"default_value":""}],"token_ids":["71"],"audiences":["users"]}`, `PATCH /data_connectors/{id} {"state":"live"}`},
		Second:  acctest.Block{"name": "Order status", "description": nil, "token_ids": nil, "data_inputs": nil, "state": "draft", "http_method": "post"},
		Updated: []string{`PATCH /data_connectors/{id} {"name":"Order status","description":"","state":"draft","http_method":"post","data_inputs":[],"token_ids":[]}`},
		Drift: func(s *intercomtest.Server, o acctest.Object) {
			s.UpdateDataConnector(o.Get("id"), func(c *intercomtest.DataConnector) { c.Live.URL = "https://evil.example" })
		},
		Restored:  []string{`PATCH /data_connectors/{id} {"state":"live","url":"https://api.example.com/orders/{{order_id}}"}`},
		Destroyed: []string{`DELETE /data_connectors/{id}`},
		Vanish:    func(s *intercomtest.Server, o acctest.Object) { s.DeleteDataConnector(o.Get("id")) },
	}.Run(t)
}

// forms are the ways in which a secret could be written.
func forms(text string) []string {
	return []string{text, base64.StdEncoding.EncodeToString([]byte(text)), url.QueryEscape(text), url.PathEscape(text), strings.ReplaceAll(text, "&", `\u0026`), text[8:22]}
}

// TestSecretHeaders: the values are sent with every change of headers and of the version, and are in no state, plan, private state,
// or message, also not in one that quotes what Intercom says of them.
func TestSecretHeaders(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	var seen strings.Builder
	keep := func(o acctest.Object, private []byte) { seen.WriteString(o.State.String() + string(private)) }
	run := func(prior acctest.Object, config acctest.Block) acctest.Object {
		planned, diags := p.Plan(prior, config)
		seen.WriteString(acctest.Text(diags))
		keep(planned.Object, planned.Private)
		after, diags := p.Apply(planned)
		seen.WriteString(acctest.Text(diags))
		keep(after, after.Private)
		return after
	}
	header := func(o acctest.Object, want string) {
		t.Helper()
		var got []string
		for _, h := range connector(t, s, o.Get("id")).Headers {
			got = append(got, h.Name+": "+h.Value)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("Intercom has %q, want %q", strings.Join(got, ", "), want)
		}
	}
	object := run(acctest.Object{}, secretly(1, nil))
	header(object, "Accept: application/json, Authorization: "+secret)
	checkStable(t, p, object, secretly(1, nil))
	s.ResetCalls()
	other := acctest.Block{"secret_headers_wo": acctest.Block{"Authorization": secret + "2"}}
	if same := run(object, secretly(1, other)); s.Count("PATCH", "") > 0 || same.IsNull() {
		t.Error("another value without another version was sent")
	}
	object = run(object, secretly(2, other))
	header(object, "Accept: application/json, Authorization: "+secret+"2")
	object = run(object, secretly(2, acctest.Block{"headers": acctest.Block{"Accept": "*/*"}}))
	header(object, "Accept: */*, Authorization: "+secret)
	s.Set(intercomtest.RefusesAfter(422, "parameter_invalid", "not a header: "+secret+" "+url.QueryEscape(secret)+" "+base64.StdEncoding.EncodeToString([]byte(secret))).On("PATCH", ""))
	failed := run(object, secretly(3, nil))
	if !strings.Contains(seen.String(), "not a header") || failed.Get("secret_headers_wo_version") != "2" {
		t.Errorf("the refusal is not told, or state has version %s", failed.Get("secret_headers_wo_version"))
	}
	s.ClearBehaviors()
	object = run(object, order(nil))
	header(object, "Accept: application/json")
	if got := object.Get("secret_header_names"); got != "<null>" {
		t.Errorf("secret_header_names is %s", got)
	}
	for _, form := range forms(secret) {
		if strings.Contains(seen.String(), form) {
			t.Errorf("%q is in state, plan, or a message", form)
		}
	}
}

// TestSecretHeaderMissing: a secret header that somebody removed is sent again, and one that somebody added shows.
func TestSecretHeaderMissing(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, secretly(1, nil))
	s.UpdateDataConnector(object.Get("id"), func(c *intercomtest.DataConnector) {
		c.Live.Headers = []intercomtest.Header{{Name: "Accept", Value: "changed"}, {Name: "X-Theirs", Value: "1"}}
	})
	read, diags := p.Read(object)
	acctest.Expect(t, diags)
	for name, want := range map[string]string{"headers.Accept": "application/json", "headers.X-Theirs": "****", "secret_headers_wo_version": "<null>"} {
		if got := read.Get(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	after := p.Run(read, secretly(1, nil))
	if c := connector(t, s, after.Get("id")); len(c.Headers) != 2 || c.Headers[1].Value != secret {
		t.Errorf("Intercom has %v", c.Headers)
	}
	checkStable(t, p, after, secretly(1, nil))
}

// TestForeignHeaders: headers whose values only Intercom knows are not deleted by a change that no plan shows. The plan refuses it, and
// so does the apply, of headers that came after the plan.
func TestForeignHeaders(t *testing.T) {
	t.Parallel()
	foreign := []intercomtest.Header{{Name: "accept", Value: "text/plain"}, {Name: "X-Tenant", Value: "7"}}
	for name, change := range map[string]acctest.Block{
		"secret headers": {"secret_headers_wo": acctest.Block{"Authorization": secret}, "secret_headers_wo_version": 1},
		"headers":        {"headers": acctest.Block{"Accept": "application/json"}},
	} {
		for _, state := range []string{"draft", "live"} {
			p, s := newHarness(t)
			s.AddDataConnector(intercomtest.DataConnector{ID: "7", Name: "Theirs", State: state, URL: "https://example.com", Headers: foreign})
			object, diags := p.Import("7", nil)
			acctest.Expect(t, diags, "WARNING", "accept", "X-Tenant")
			config := acctest.Block{"name": "Theirs"}
			maps.Copy(config, change)
			_, diags = p.Plan(object, config)
			acctest.Expect(t, diags, "ERROR", "headers", `"X-Tenant"`, "neither in headers nor in secret_headers_wo", "add them, with their values")
			set := func(c *intercomtest.DataConnector, headers []intercomtest.Header) {
				c.Headers = headers
				if c.Live != nil {
					c.Live.Headers = headers
				}
			}
			s.UpdateDataConnector("7", func(c *intercomtest.DataConnector) { set(c, nil) })
			planned, diags := p.Plan(object, config)
			if acctest.HasError(diags) {
				t.Fatalf("%s, %s: %s", name, state, acctest.Text(diags))
			}
			s.UpdateDataConnector("7", func(c *intercomtest.DataConnector) { set(c, foreign) })
			_, diags = p.Apply(planned)
			acctest.Expect(t, diags, "ERROR", `"X-Tenant"`, "neither in headers nor in secret_headers_wo")
			if c := connector(t, s, "7"); len(c.Headers) != 2 || s.Count("PATCH", "") > 0 {
				t.Errorf("%s, %s: Intercom has %v", name, state, c.Headers)
			}
		}
	}
}

// TestHeadersOfDraft: headers that only the draft of a live connector has count, too.
func TestHeadersOfDraft(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, order(nil))
	s.UpdateDataConnector(object.Get("id"), func(c *intercomtest.DataConnector) {
		c.Headers = append(c.Headers, intercomtest.Header{Name: "X-Tenant", Value: "7"})
	})
	for _, change := range []acctest.Block{{"headers": acctest.Block{"Accept": "*/*"}}, {"description": "New."}} {
		_, diags := p.Plan(object, order(change))
		acctest.Expect(t, diags, "ERROR", `"X-Tenant"`)
	}
	s.UpdateDataConnector(object.Get("id"), func(c *intercomtest.DataConnector) { c.Headers = nil })
	object = p.Run(object, order(acctest.Block{"description": "New."}))
	checkStable(t, p, object, order(acctest.Block{"description": "New."}))
}

// TestDraftOverwritten: a change of a live connector publishes the configuration's value of everything that the configuration sets,
// whatever somebody else left in the draft, before the plan or after it.
func TestDraftOverwritten(t *testing.T) {
	t.Parallel()
	for _, state := range []any{"live", nil} {
		for _, early := range []bool{true, false} {
			p, s := newHarness(t)
			object := p.Run(acctest.Object{}, order(acctest.Block{"description": "Old."}))
			id, config := object.Get("id"), order(acctest.Block{"description": "New.", "state": state})
			edit := func() {
				s.UpdateDataConnector(id, func(c *intercomtest.DataConnector) { c.URL, c.Inputs = "https://example.com/theirs", nil })
			}
			if early {
				edit()
			}
			planned, diags := p.Plan(object, config)
			if early {
				acctest.Expect(t, diags, "WARNING", "This plan overwrites drafts", "not live: data_inputs, url. The apply replaces them")
			} else {
				acctest.Expect(t, diags)
				edit()
			}
			after, diags := p.Apply(planned)
			if acctest.HasError(diags) {
				t.Fatal(acctest.Text(diags))
			}
			if c := connector(t, s, id); c.Live.URL != order(nil)["url"] || c.Live.Description != "New." || len(c.Live.Inputs) != 1 {
				t.Errorf("live is %v", c.Live)
			}
			checkStable(t, p, after, config)
		}
	}
}

// TestDraftUnpublished: what somebody changes in the draft, and the configuration does not set, becomes live with no change of something
// else, whether it was there at the plan or came after it. It becomes live once the configuration sets it.
func TestDraftUnpublished(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object, changed := p.Run(acctest.Object{}, order(nil)), order(acctest.Block{"description": "New."})
	planned, diags := p.Plan(object, changed)
	acctest.Expect(t, diags)
	s.UpdateDataConnector(object.Get("id"), func(c *intercomtest.DataConnector) { c.HTTPMethod = "delete" })
	s.ResetCalls()
	says := []string{"ERROR", "the configuration does not set: http_method", "publish or discard the changes in Intercom"}
	_, diags = p.Apply(planned)
	if acctest.Expect(t, diags, says...); s.Count("PATCH", "") > 0 {
		t.Error("it was sent")
	}
	_, diags = p.Plan(object, changed)
	acctest.Expect(t, diags, says...)
	changed["http_method"] = "delete"
	if object = p.Run(object, changed); connector(t, s, object.Get("id")).Live.HTTPMethod != "delete" {
		t.Errorf("live is %v", connector(t, s, object.Get("id")).Live)
	}
	checkStable(t, p, object, changed)
}

// TestLiveVerified: an argument that the change left as it was, and that is live with another value after it, is an error.
func TestLiveVerified(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, order(nil))
	planned, diags := p.Plan(object, order(acctest.Block{"description": "New."}))
	acctest.Expect(t, diags)
	s.Before("PATCH", "/data_connectors/*", func() {
		s.UpdateDataConnector(object.Get("id"), func(c *intercomtest.DataConnector) { c.URL = "https://example.com/theirs" })
	})
	after, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "other values of url", "plan again")
	for name, want := range map[string]string{"url": "https://example.com/theirs", "description": "New."} {
		if got := after.Get(name); got != want {
			t.Errorf("%s is %s in state", name, got)
		}
	}
}

// TestPublishChangedDraft: a draft that somebody changes after the plan is published with the configuration's values.
func TestPublishChangedDraft(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, order(acctest.Block{"state": "draft"}))
	planned, diags := p.Plan(object, order(nil))
	acctest.Expect(t, diags)
	s.UpdateDataConnector(object.Get("id"), func(c *intercomtest.DataConnector) { c.URL = "https://example.com/theirs" })
	after, diags := p.Apply(planned)
	if acctest.Expect(t, diags); connector(t, s, object.Get("id")).Live.URL != order(nil)["url"] {
		t.Errorf("live is %v", connector(t, s, object.Get("id")).Live)
	}
	checkStable(t, p, after, order(nil))
}

// TestInputsWithDefaults: an input that an import shows with its defaults, and the configuration without, plans no change.
func TestInputsWithDefaults(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	id := p.Run(acctest.Object{}, order(acctest.Block{"headers": nil})).Get("id")
	imported, diags := acctest.NewProtocol(t, s, kind, nil).Import(id, nil)
	acctest.Expect(t, diags)
	checkStable(t, acctest.NewProtocol(t, s, kind, nil), imported, order(acctest.Block{"headers": nil}))
}

// TestDraftOfOthers: a plan that publishes a change names what somebody else changed in the draft, and nothing that it sends itself, or
// that the configuration asks for.
func TestDraftOfOthers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change acctest.Block
		draft  func(*intercomtest.DataConnector)
		says   string
	}{
		"theirs":       {acctest.Block{"description": "New."}, func(c *intercomtest.DataConnector) { c.URL, c.Inputs = "https://example.com/theirs", nil }, "not live: data_inputs, url."},
		"unmanaged":    {acctest.Block{"description": "New.", "state": nil}, func(c *intercomtest.DataConnector) { c.Body = "{}" }, "does not set: body."},
		"sent":         {acctest.Block{"url": "https://example.com/ours"}, func(c *intercomtest.DataConnector) { c.URL = "https://example.com/theirs" }, ""},
		"asked for":    {acctest.Block{"url": "https://example.com/ours"}, func(c *intercomtest.DataConnector) { c.URL = "https://example.com/ours" }, ""},
		"cleared":      {acctest.Block{"description": nil}, func(c *intercomtest.DataConnector) { c.Description = "Theirs." }, ""},
		"nothing sent": {nil, func(c *intercomtest.DataConnector) { c.URL = "https://example.com/theirs" }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			object := p.Run(acctest.Object{}, order(acctest.Block{"description": "Old."}))
			s.UpdateDataConnector(object.Get("id"), c.draft)
			change := acctest.Block{"description": "Old."}
			maps.Copy(change, c.change)
			_, diags := p.Plan(object, order(change))
			if c.says == "" {
				acctest.Expect(t, diags)
				return
			}
			acctest.Expect(t, diags, c.says)
		})
	}
}

// TestDraftUnreadable: a read that only serves a warning does not keep a plan from being made.
func TestDraftUnreadable(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, order(acctest.Block{"state": "live"}))
	read, diags := p.Read(object)
	acctest.Expect(t, diags)
	s.Inject(intercomtest.Fault{Method: "GET", Path: "/data_connectors/*", Act: intercomtest.Status(403, "forbidden", "No.")})
	_, diags = p.Plan(read, order(acctest.Block{"state": "live", "description": "New."}))
	if acctest.Expect(t, diags, "WARNING", "403", "reading the draft"); acctest.HasError(diags) {
		t.Error("it is an error")
	}
}

// TestWithdrawnSince: a connector that somebody withdrew after the plan is not published by a change of something else.
func TestWithdrawnSince(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, order(acctest.Block{"state": "live"}))
	planned, diags := p.Plan(object, order(acctest.Block{"state": "live", "description": "New."}))
	acctest.Expect(t, diags)
	s.UpdateDataConnector(object.Get("id"), func(c *intercomtest.DataConnector) { c.State, c.Live = "draft", nil })
	after, diags := p.Apply(planned)
	if acctest.Expect(t, diags, "ERROR", "somebody has withdrawn it", "plan again"); !after.State.Equal(object.State) {
		t.Errorf("in state: %s", after.State)
	}
	if c := connector(t, s, object.Get("id")); c.State != "draft" || c.Description == "New." {
		t.Errorf("Intercom has %+v", c)
	}
}

// TestUnmanagedState: a change of a live connector is published although the configuration does not set state. A draft stays one.
func TestUnmanagedState(t *testing.T) {
	t.Parallel()
	for _, state := range []string{"live", "draft"} {
		for name, knobs := range map[string][]intercomtest.Behavior{"draft alone": nil, "live at once": {intercomtest.ChangesLiveConnectors()}} {
			p, s := newHarness(t, knobs...)
			config, changed := order(acctest.Block{"state": nil}), order(acctest.Block{"state": nil, "url": "https://example.com/new"})
			object := p.Run(p.Run(acctest.Object{}, order(acctest.Block{"state": state})), config)
			object = p.Run(object, changed)
			c := connector(t, s, object.Get("id"))
			if c.State != state || c.URL != "https://example.com/new" || c.Live != nil && c.Live.URL != c.URL {
				t.Errorf("%s, %s: Intercom has %+v", state, name, c)
			}
			checkStable(t, p, object, changed)

			s.AddDataConnector(intercomtest.DataConnector{ID: "7", Name: "Theirs", State: state, URL: "https://example.com"})
			imported, diags := p.Import("7", nil)
			acctest.Expect(t, diags)
			imported = p.Run(imported, acctest.Block{"name": "Theirs", "url": "https://example.com/new"})
			if c := connector(t, s, "7"); c.State != state || c.URL != "https://example.com/new" || c.Live != nil && c.Live.URL != c.URL {
				t.Errorf("%s, %s, imported: Intercom has %+v", state, name, c)
			}
			checkStable(t, p, imported, acctest.Block{"name": "Theirs", "url": "https://example.com/new"})
		}
	}
}

// TestUnmanagedStateKept: where Intercom publishes nothing, a change that reached the draft alone is an error.
func TestUnmanagedStateKept(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, order(nil))
	object = p.Run(object, order(acctest.Block{"state": nil}))
	s.Set(intercomtest.KeepsLiveVersion())
	planned, diags := p.Plan(object, order(acctest.Block{"state": nil, "url": "https://example.com/new"}))
	acctest.Expect(t, diags)
	after, diags := p.Apply(planned)
	if acctest.Expect(t, diags, "ERROR", "did not store url"); after.Get("url") != "https://api.example.com/orders/{{order_id}}" {
		t.Errorf("state has %s", after.State)
	}
}

// TestHeadersMerged: where Intercom keeps a header that a PATCH leaves out, that is an error.
func TestHeadersMerged(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, intercomtest.MergesHeaders())
	object := p.Run(acctest.Object{}, order(nil))
	planned, diags := p.Plan(object, order(acctest.Block{"headers": acctest.Block{"X-Ours": "1"}}))
	acctest.Expect(t, diags)
	after, diags := p.Apply(planned)
	if acctest.Expect(t, diags, "ERROR", "Intercom did not store headers"); after.Get("headers.Accept") != "****" {
		t.Errorf("state has %s", after.State)
	}
	if c := connector(t, s, object.Get("id")); len(c.Headers) != 2 {
		t.Errorf("Intercom has %v", c.Headers)
	}
}

// TestWriteOnlyArguments: the map and its version come together, names are not in both maps, and new names need a new version.
func TestWriteOnlyArguments(t *testing.T) {
	t.Parallel()
	p, _ := newHarness(t)
	for says, config := range map[string]acctest.Block{
		"secret_headers_wo_version": order(acctest.Block{"secret_headers_wo": acctest.Block{"A": "b"}}),
		"secret_headers_wo":         order(acctest.Block{"secret_headers_wo_version": 1}),
		"Header given twice":        secretly(1, acctest.Block{"headers": acctest.Block{"authorization": "x"}}),
		"Invalid header value":      order(acctest.Block{"headers": acctest.Block{"A": "****"}}),
		"Invalid mock response":     order(acctest.Block{"mock_response": "[1]"}),
		"Intercom shows in logs":    secretly(1, acctest.Block{"secret_headers_wo": acctest.Block{"X-Other": "x"}}),
		"Missing type":              order(acctest.Block{"data_inputs": []any{acctest.Block{"name": "a"}}}),
		"looks like a credential":   order(acctest.Block{"headers": acctest.Block{"X-Api-Key": "x"}}),
	} {
		if diags := p.Validate(config); len(diags) == 0 {
			t.Errorf("nothing says %q", says)
		} else {
			acctest.Expect(t, diags, says)
		}
	}
	object := p.Run(acctest.Object{}, secretly(1, nil))
	_, diags := p.Plan(object, secretly(1, acctest.Block{"secret_headers_wo": acctest.Block{"authorization": secret}}))
	acctest.Expect(t, diags, "ERROR", "Change secret_headers_wo_version")
	planned, diags := p.Plan(acctest.Object{}, secretly(1, acctest.Block{"name": "Other", "secret_headers_wo": acctest.Unknown}))
	acctest.Expect(t, diags)
	if got := planned.Get("secret_header_names"); got != "<unknown>" {
		t.Errorf("secret_header_names is planned as %s", got)
	}
}

// TestPublish: nothing is published before everything else is set, whichever version a PATCH changes and a GET shows.
func TestPublish(t *testing.T) {
	t.Parallel()
	for name, behaviors := range map[string][]intercomtest.Behavior{
		"documented": nil, "drafts as live": {intercomtest.ShowsDraftsAsLive()}, "live at once": {intercomtest.ChangesLiveConnectors()},
		"both": {intercomtest.ShowsDraftsAsLive(), intercomtest.ChangesLiveConnectors()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, behaviors...)
			draft := order(acctest.Block{"state": "draft"})
			object := p.Run(acctest.Object{}, draft)
			checkStable(t, p, object, draft)
			live := order(acctest.Block{"url": "https://api.example.com/v2"})
			for _, config := range []acctest.Block{live, order(nil)} {
				object = p.Run(object, config)
				checkStable(t, p, object, config)
				if c := connector(t, s, object.Get("id")); c.Live == nil || c.Live.URL != config["url"] {
					t.Errorf("live is %v", c.Live)
				}
			}
			object = p.Run(object, draft)
			checkStable(t, p, object, draft)
			if c := connector(t, s, object.Get("id")); c.State != "draft" || c.Live != nil {
				t.Errorf("Intercom has %v", c)
			}
		})
	}
}

// TestNotPublished: a live version that stays as it was is an error, and the next plan shows it.
func TestNotPublished(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, intercomtest.KeepsLiveVersion())
	object := p.Run(acctest.Object{}, order(nil))
	planned, diags := p.Plan(object, order(acctest.Block{"url": "https://api.example.com/v2"}))
	acctest.Expect(t, diags)
	after, diags := p.Apply(planned)
	if acctest.Expect(t, diags, "ERROR", "Intercom did not store url"); after.Get("url") != order(nil)["url"] || connector(t, s, after.Get("id")).URL != "https://api.example.com/v2" {
		t.Errorf("state has %s", after.State)
	}
}

// TestPublishFails: a new connector that cannot be published is in state with a warning, and the next apply publishes it.
func TestPublishFails(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	s.Inject(intercomtest.Fault{Method: "PATCH", Act: intercomtest.Status(422, "parameter_invalid", "no"), Times: 1})
	planned, diags := p.Plan(acctest.Object{}, order(nil))
	acctest.Expect(t, diags)
	object, diags := p.Apply(planned)
	if acctest.Expect(t, diags, "WARNING", "completing the new data connector"); acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	read, diags := p.Read(object)
	if acctest.Expect(t, diags); read.Get("state") != "draft" {
		t.Errorf("state is %s", read.Get("state"))
	}
	checkStable(t, p, p.Run(read, order(nil)), order(nil))
	if n := len(s.DataConnectors()); n != 2 {
		t.Errorf("%d connectors", n)
	}
}

// TestUsed: a connector that something uses is neither withdrawn nor deleted, and stays in state.
func TestUsed(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, order(nil))
	s.UpdateDataConnector(object.Get("id"), func(c *intercomtest.DataConnector) { c.Used = true })
	after, diags := p.Destroy(object)
	if acctest.Expect(t, diags, "ERROR", "409 data_connector_in_use", "in use by other resources"); after.IsNull() || connector(t, s, object.Get("id")).State != "live" {
		t.Error("it was withdrawn or left the state")
	}
}

// TestWithdrawnOnly: a destroy that withdraws a connector and cannot delete it says so.
func TestWithdrawnOnly(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, order(nil))
	s.Set(intercomtest.RefusesAfter(409, "data_connector_in_use", "In use").On("DELETE", "/data_connectors/*").WithoutEffect())
	after, diags := p.Destroy(object)
	if acctest.Expect(t, diags, "ERROR", "it is a draft now", "data_connector_in_use"); after.IsNull() || connector(t, s, object.Get("id")).State != "draft" {
		t.Errorf("in state %s", after.State)
	}
}

// TestWithdraw: on_destroy = "withdraw" keeps the draft, and another state in Intercom than in the configuration is drift.
func TestWithdraw(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	config := order(acctest.Block{"on_destroy": "withdraw"})
	object := p.Run(acctest.Object{}, config)
	s.UpdateDataConnector(object.Get("id"), func(c *intercomtest.DataConnector) { c.State, c.Live = "draft", nil })
	read, diags := p.Read(object)
	if acctest.Expect(t, diags); read.Get("state") != "draft" {
		t.Errorf("state is %s", read.Get("state"))
	}
	object = p.Run(read, config)
	after, diags := p.Destroy(object)
	acctest.Expect(t, diags, "WARNING", "withdraws data connectors")
	if c := connector(t, s, object.Get("id")); !after.IsNull() || c.State != "draft" {
		t.Errorf("Intercom has %v", c)
	}
}

// TestClear: "" clears a text, or Intercom refuses it, which is an error.
func TestClear(t *testing.T) {
	t.Parallel()
	for _, refuses := range []bool{false, true} {
		p, s := newHarness(t)
		object := p.Run(acctest.Object{}, order(acctest.Block{"body": "{}"}))
		if refuses {
			s.Set(intercomtest.RefusesEmptyTexts())
		}
		planned, diags := p.Plan(object, order(nil))
		acctest.Expect(t, diags)
		if _, diags = p.Apply(planned); acctest.HasError(diags) != refuses {
			t.Errorf("refuses %v: %s", refuses, acctest.Text(diags))
		}
	}
}

// TestImport: headers and their values are left as they are, and the warning names them.
func TestImport(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	s.UpdateDataConnector(intercomtest.ExampleConnector, func(c *intercomtest.DataConnector) {
		c.Live.Headers = []intercomtest.Header{{Name: "Accept", Value: "application/json"}}
	})
	imported, diags := p.Import(intercomtest.ExampleConnector, nil)
	if acctest.Expect(t, diags, "WARNING", `headers "Accept"`); imported.Get("headers") != "<null>" || strings.Contains(imported.State.String(), "****") {
		t.Errorf("imported %s", imported.State)
	}
	config := acctest.Block{"name": "Order status service", "state": "live", "url": "https://api.example.com/orders/{{order_id}}"}
	s.ResetCalls()
	checkStable(t, p, p.Run(imported, config), config)
	if n := s.Count("PATCH", ""); n > 0 {
		t.Errorf("%d updates", n)
	}
}

// TestCreateLost: a create whose answer is lost makes one connector, and no second POST is sent.
func TestCreateLost(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	s.Inject(intercomtest.Fault{Method: "POST", Act: intercomtest.ResetAfter(), Times: 1})
	planned, diags := p.Plan(acctest.Object{}, order(nil))
	acctest.Expect(t, diags)
	object, diags := p.Apply(planned)
	acctest.Expect(t, diags, "WARNING", "Adopted")
	if all := s.DataConnectors(); len(all) != 2 || all[1].ID != object.Get("id") || s.Count("POST", "") != 1 {
		t.Errorf("%v, in state %s", all, object.Get("id"))
	}
	_, diags = acctest.NewProtocol(t, s, kind, nil).Plan(acctest.Object{}, order(nil))
	acctest.Expect(t, diags, "ERROR", `"Get order status" exists already`)
}

// TestListUnreadable: a connector that cannot be read is left out with a warning, and does not end the list.
func TestListUnreadable(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, order(nil))
	s.Set(intercomtest.RefusesAfter(403, "forbidden", "No").On("GET", "/data_connectors/12345"))
	var found []string
	warned := ""
	for listed, diags := range p.Stream(acctest.Block{}, 0, true) {
		if acctest.HasError(diags) {
			t.Fatal(acctest.Text(diags))
		}
		warned += acctest.Text(diags)
		if listed.Identity != nil {
			found = append(found, listed.Name)
		}
	}
	if len(found) != 1 || found[0] != object.Get("name") || !strings.Contains(warned, `Problem reading data connector 12345 "Order status service"`) || !strings.Contains(warned, "403") {
		t.Errorf("found %v, %s", found, warned)
	}
}

// TestDataSources: one shows what no resource can set, all are paged, and executions have no URLs.
func TestDataSources(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, intercomtest.ShortPages(1))
	s.AddDataConnector(intercomtest.DataConnector{Name: "Second", ObjectMappings: []any{map[string]any{"intercom_object_type": "user"}}})
	found, diags := p.Data(acctest.Block{"name": "Second"})
	if acctest.Expect(t, diags); found.Get("object_mappings") != `[{"intercom_object_type":"user"}]` {
		t.Errorf("found %s", found.State)
	}
	all, diags := p.Of("intercom_data_connectors").Data(acctest.Block{})
	if acctest.Expect(t, diags); all.Get("data_connectors.1.name") == "<none>" || all.Get("data_connectors.2.name") != "<none>" {
		t.Errorf("all are %s", all.State)
	}
	runs, diags := p.Of("intercom_data_connector_executions").Data(acctest.Block{"connector_id": intercomtest.ExampleConnector, "success": false})
	if acctest.Expect(t, diags); runs.Get("failures") != "1" || runs.Get("executions.0.error_type") != "3rd_party_error" || strings.Contains(runs.State.String(), "example.com") {
		t.Errorf("executions are %s", runs.State)
	}
	_, diags = p.Of("intercom_data_connector_executions").Data(acctest.Block{"connector_id": intercomtest.ExampleConnector, "since": "2020-01-01T00:00:00Z"})
	acctest.Expect(t, diags, "ERROR", "24 hours")
	_, diags = p.Of("intercom_data_connector_executions").Data(acctest.Block{"connector_id": "9"})
	acctest.Expect(t, diags, "ERROR", "404")
}
