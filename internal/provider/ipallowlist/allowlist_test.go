package ipallowlist_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

const kind = "intercom_ip_allowlist"

// office has the address from which the fake is called.
var office = acctest.Block{"enabled": true, "addresses": []any{"10.0.0.1", "203.0.113.0/24"}, "on_destroy": "disable"}

func TestCRUD(t *testing.T) {
	acctest.CRUDTest{
		Type: kind, Keys: []string{"workspace_id"}, Versions: []string{"2.14", "2.15", "2.16"},
		Config: office, Unread: []string{"on_destroy"},
		Second:    acctest.Block{"addresses": []any{"203.0.113.7", "192.168.0.1/24"}},
		Created:   []string{`PUT /ip_allowlist {"enabled":true,"ip_allowlist":["10.0.0.1","203.0.113.0/24"]}`},
		Updated:   []string{`PUT /ip_allowlist {"enabled":true,"ip_allowlist":["192.168.0.1/24","203.0.113.7"]}`},
		Destroyed: []string{`PUT /ip_allowlist {"enabled":false,"ip_allowlist":["192.168.0.1/24","203.0.113.7"]}`},
		Drift: func(s *intercomtest.Server, _ acctest.Object) {
			s.SetIPAllowlist(true, "203.0.113.0/24")
		},
		Restored: []string{`PUT /ip_allowlist {"enabled":true,"ip_allowlist":["10.0.0.1","203.0.113.0/24"]}`},
	}.Run(t)
}

func newHarness(t *testing.T) (*acctest.Protocol, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	return acctest.NewProtocol(t, s, kind, nil), s
}

func with(changes acctest.Block) acctest.Block {
	config := maps.Clone(office)
	maps.Copy(config, changes)
	return config
}

// TestVersions: Preview lacks it, although it is later than every version that has it.
func TestVersions(t *testing.T) {
	t.Parallel()
	for version, says := range map[string]string{"2.13": "2.14 is the first version that does", "Preview": "Versions 2.14 to 2.16 do"} {
		s := acctest.Fake(t)
		p := acctest.NewProtocol(t, s, kind, acctest.Block{"api_version": version})
		_, diags := p.Plan(acctest.Object{}, office)
		acctest.Expect(t, diags, "ERROR", "API version "+version+" does not support IP allowlists", says, "api_version to 2.16")
		_, diags = p.Data(acctest.Block{})
		acctest.Expect(t, diags, "ERROR", "API version "+version+" does not support IP allowlists")
		_, diags = p.List(nil, 0)
		acctest.Expect(t, diags, "ERROR", "API version "+version+" does not support IP allowlists")
		_, diags = p.Import(s.WorkspaceID, nil)
		acctest.Expect(t, diags, "ERROR", "API version "+version+" does not support this operation", "2.16")
		if s.Count("PUT", "") > 0 {
			t.Error("something was written")
		}
	}
}

// TestEquivalent: ranges that mean the same are no change, whether Intercom stores them as they were sent or not.
func TestEquivalent(t *testing.T) {
	t.Parallel()
	for _, behaviors := range [][]intercomtest.Behavior{nil, {intercomtest.CanonicalAddresses()}} {
		s := acctest.Fake(t)
		s.Set(behaviors...)
		run := func() *acctest.Protocol { return acctest.NewProtocol(t, s, kind, nil) }
		object := run().Run(acctest.Object{}, with(acctest.Block{"addresses": []any{"203.0.113.9/24", "10.0.0.1/32", "2001:DB8::1", "10.0.0.1"}}))
		s.ResetCalls()
		for _, same := range [][]any{
			{"203.0.113.9/24", "10.0.0.1/32", "2001:DB8::1", "10.0.0.1"}, {"2001:db8:0::1/128", "10.0.0.1", "203.0.113.0/24"},
		} {
			p := run()
			read, diags := p.Read(object)
			acctest.Expect(t, diags)
			planned, diags := p.Plan(read, with(acctest.Block{"addresses": same}))
			if acctest.Expect(t, diags); !planned.State.Equal(read.State) {
				t.Errorf("%v is a change: %s\n%s", same, read.State, planned.State)
			}
			object, diags = p.Apply(planned)
			acctest.Expect(t, diags)
		}
		if n := s.Count("PUT", ""); n > 0 {
			t.Errorf("%d PUTs", n)
		}
		p := run()
		read, _ := p.Read(object)
		planned, diags := p.Plan(read, with(acctest.Block{"addresses": []any{"203.0.113.0/24", "10.0.0.0/31", "2001:db8::1"}}))
		acctest.Expect(t, diags)
		if planned.State.Equal(read.State) {
			t.Error("a wider range is no change")
		}
	}
}

// TestLockOut: Intercom refuses what would lock out this machine, and the error says what to do. A plan warns of everybody else.
func TestLockOut(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	elsewhere := with(acctest.Block{"addresses": []any{"192.0.2.0/24"}})
	planned, diags := p.Plan(acctest.Object{}, elsewhere)
	acctest.Expect(t, diags, "WARNING", "This plan enables the IP allowlist", "the next Terraform run")
	object, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "addresses", "Intercom answered 422", "Your IP (203.0.113.7) is not on the allowlist", "add the address that it names", "was not changed")
	if !object.IsNull() || s.IPAllowlist().Enabled {
		t.Errorf("in state %s", object.State)
	}

	p = acctest.NewProtocol(t, s, kind, nil)
	object = p.Run(acctest.Object{}, office)
	p = acctest.NewProtocol(t, s, kind, nil)
	object, _ = p.Read(object)
	planned, diags = p.Plan(object, elsewhere)
	acctest.Expect(t, diags, "WARNING", "This plan removes addresses from the IP allowlist", `"203.0.113.0/24"`, `"10.0.0.1"`)
	after, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "Intercom answered 422", "add the address that it names")
	if after.IsNull() || len(s.IPAllowlist().Addresses) != 2 {
		t.Errorf("in state %s", after.State)
	}
	_, diags = p.Plan(object, with(acctest.Block{"addresses": []any{"203.0.0.0/16", "10.0.0.0/8"}}))
	acctest.Expect(t, diags) // wider ranges lock nobody out

	// A run on another machine has no access, and changes nothing.
	s.CallsFrom("198.51.100.7")
	read, diags := acctest.NewProtocol(t, s, kind, nil).Read(after)
	if acctest.Expect(t, diags, "ERROR", "403"); read.IsNull() {
		t.Error("it left the state")
	}
}

// TestSetUp: an allowlist that somebody has set up is imported, not overwritten, whether that happened before the plan or after it.
func TestSetUp(t *testing.T) {
	t.Parallel()
	says := []string{"ERROR", "An IP allowlist exists already", "to = intercom_ip_allowlist.NAME", `id = "ecahpwf5"`}
	for name, set := range map[string]func(*intercomtest.Server){
		"enabled":   func(s *intercomtest.Server) { s.SetIPAllowlist(true, "203.0.113.7") },
		"addresses": func(s *intercomtest.Server) { s.SetIPAllowlist(false, "192.0.2.1") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			late, diags := p.Plan(acctest.Object{}, office)
			acctest.Expect(t, diags, "WARNING")
			set(s)
			before := s.IPAllowlist()
			object, diags := p.Apply(late)
			if acctest.Expect(t, diags, says...); !object.IsNull() {
				t.Errorf("in state %s", object.State)
			}
			_, diags = acctest.NewProtocol(t, s, kind, nil).Plan(acctest.Object{}, office)
			acctest.Expect(t, diags, says...)
			if now := s.IPAllowlist(); now.Enabled != before.Enabled || len(now.Addresses) != len(before.Addresses) {
				t.Errorf("it was changed to %v", now)
			}
		})
	}
}

// TestTeammateUndone: an update does not let in again whom a teammate has locked out since the plan, nor enables what a teammate has
// disabled.
func TestTeammateUndone(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*intercomtest.Server){
		"addresses": func(s *intercomtest.Server) { s.SetIPAllowlist(true, "203.0.113.0/24") },
		"enabled":   func(s *intercomtest.Server) { s.SetIPAllowlist(false, "203.0.113.0/24", "10.0.0.1") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			object := p.Run(acctest.Object{}, office)
			planned, diags := p.Plan(object, with(acctest.Block{"addresses": []any{"203.0.113.0/24", "10.0.0.1", "198.51.100.7"}}))
			acctest.Expect(t, diags)
			change(s)
			s.ResetCalls()
			_, diags = p.Apply(planned)
			acctest.Expect(t, diags, "ERROR", "somebody has changed "+name, "plan again")
			if n := s.Count("PUT", "/ip_allowlist"); n != 0 {
				t.Errorf("%d PUTs", n)
			}
		})
	}
}

// TestTakenOver: addresses that were not managed are named before they are replaced.
func TestTakenOver(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, acctest.Block{"enabled": false})
	s.SetIPAllowlist(false, "192.0.2.7", "203.0.113.0/24")
	object, diags := p.Read(object)
	acctest.Expect(t, diags)
	planned, diags := p.Plan(object, office)
	acctest.Expect(t, diags, "WARNING", "replaces values of IP allowlists that Terraform did not manage", "192.0.2.7")
	_, diags = p.Apply(planned)
	if acctest.HasError(diags) || len(s.IPAllowlist().Addresses) != 2 || s.IPAllowlist().Addresses[0] == "192.0.2.7" {
		t.Errorf("Intercom has %v: %s", s.IPAllowlist(), acctest.Text(diags))
	}
}

// TestTeammateInBetween: an address that a teammate adds after the plan is not removed by an update that does not show it.
func TestTeammateInBetween(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, office)
	p = acctest.NewProtocol(t, s, kind, nil)
	object, _ = p.Read(object)
	planned, _ := p.Plan(object, with(acctest.Block{"addresses": []any{"203.0.113.0/24"}}))
	s.SetIPAllowlist(true, "203.0.113.0/24", "10.0.0.1", "192.0.2.7")
	after, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "somebody has changed addresses", `"192.0.2.7"`, "plan again")
	if n := len(s.IPAllowlist().Addresses); n != 3 {
		t.Errorf("%d addresses are left", n)
	}
	p = acctest.NewProtocol(t, s, kind, nil)
	read, diags := p.Read(after)
	acctest.Expect(t, diags)
	planned, diags = p.Plan(read, with(acctest.Block{"addresses": []any{"203.0.113.0/24"}}))
	acctest.Expect(t, diags, "WARNING", `"192.0.2.7"`)
	if _, diags = p.Apply(planned); acctest.HasError(diags) {
		t.Error(acctest.Text(diags))
	}
	if n := len(s.IPAllowlist().Addresses); n != 1 {
		t.Errorf("%d addresses are left", n)
	}
}

// TestLeftOut: addresses that the configuration leaves out, or stops setting, stay.
func TestLeftOut(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	s.SetIPAllowlist(false, "192.0.2.1")
	object, diags := p.Import(s.WorkspaceID, nil)
	acctest.Expect(t, diags)
	object = acctest.NewProtocol(t, s, kind, nil).Run(object, acctest.Block{"enabled": false})
	object = acctest.NewProtocol(t, s, kind, nil).Run(object, acctest.Block{"enabled": true, "addresses": []any{"203.0.113.7"}})
	object = acctest.NewProtocol(t, s, kind, nil).Run(object, acctest.Block{"enabled": false})
	if l := s.IPAllowlist(); l.Enabled || strings.Join(l.Addresses, " ") != "203.0.113.7" {
		t.Errorf("it is %v", l)
	}
	if got := object.Get("addresses"); got != "<null>" {
		t.Errorf("in state %s", got)
	}
}

// TestAbandon: by default, a destroy leaves the allowlist as it is. A destroy that disables it says so.
func TestAbandon(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, with(acctest.Block{"on_destroy": nil}))
	s.ResetCalls()
	after, diags := acctest.NewProtocol(t, s, kind, nil).Destroy(object)
	acctest.Expect(t, diags, "WARNING", "leaves them in Intercom")
	if !after.IsNull() || !s.IPAllowlist().Enabled || s.Count("PUT", "") > 0 {
		t.Error("it was changed")
	}
	object, _ = acctest.NewProtocol(t, s, kind, nil).Import(s.WorkspaceID, nil)
	_, diags = acctest.NewProtocol(t, s, kind, nil).Plan(object, nil)
	acctest.Expect(t, diags, "WARNING", "leaves them in Intercom")
	object = acctest.NewProtocol(t, s, kind, nil).Run(object, office)
	_, diags = acctest.NewProtocol(t, s, kind, nil).Plan(object, nil)
	acctest.Expect(t, diags, "WARNING", "This plan disables IP allowlists", "every address")
}

// TestUpdateVerified: an update is believed if the answer shows what was sent. Otherwise a read decides.
func TestUpdateVerified(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer intercomtest.Behavior
		fails  bool
	}{
		"another value":           {intercomtest.Overrides(map[string]any{"ip_allowlist": []any{"192.0.2.9"}}), false},
		"another value, not done": {intercomtest.Overrides(map[string]any{"ip_allowlist": []any{"192.0.2.9"}}).WithoutEffect(), true},
		"not enabled":             {intercomtest.Stores(map[string]any{"enabled": false}), false},
		"an ID":                   {intercomtest.Overrides(map[string]any{"id": "7"}), true},
		"{}":                      {intercomtest.AnswersBody(200, "{}").WithoutEffect(), true},
		"null":                    {intercomtest.AnswersBody(200, "null"), true},
		"202":                     {intercomtest.AnswersBody(202, `{"enabled":true,"ip_allowlist":["203.0.113.7"]}`).WithoutEffect(), true},
		"500":                     {intercomtest.RefusesAfter(500, "server_error", "Oops"), true},
		"403 page":                {intercomtest.PageAfter(403), true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			object := p.Run(acctest.Object{}, office)
			config := with(acctest.Block{"addresses": []any{"203.0.113.7"}})
			p = acctest.NewProtocol(t, s, kind, nil)
			object, _ = p.Read(object)
			planned, _ := p.Plan(object, config)
			s.Set(c.answer.On("PUT", "/ip_allowlist"))
			after, diags := p.Apply(planned)
			if acctest.HasError(diags) != c.fails || after.IsNull() {
				t.Errorf("fails: %v, in state %s: %s", acctest.HasError(diags), after.State, acctest.Text(diags))
			}
			s.ClearBehaviors()
			p = acctest.NewProtocol(t, s, kind, nil)
			read, diags := p.Read(after)
			acctest.Expect(t, diags)
			p.Run(read, config)
			if l := s.IPAllowlist(); !l.Enabled || strings.Join(l.Addresses, " ") != "203.0.113.7" {
				t.Errorf("in the end, it is %v", l)
			}
		})
	}
}

// TestRefused: what no allowlist can have is refused before a call, and a 403 names the permission.
func TestRefused(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	for says, config := range map[string]acctest.Block{
		`"10.0.0"`:                              with(acctest.Block{"addresses": []any{"10.0.0"}}),
		`"10.0.0.1/33"`:                         with(acctest.Block{"addresses": []any{"10.0.0.1/33"}}),
		`"fe80::1%eth0"`:                        with(acctest.Block{"addresses": []any{"fe80::1%eth0"}}),
		`"10.0.0.1 "`:                           with(acctest.Block{"addresses": []any{"10.0.0.1 "}}),
		"without addresses locks everybody out": {"enabled": true},
		"addresses locks everybody out. List the ad": {"enabled": true, "addresses": []any{}},
	} {
		acctest.Expect(t, p.Validate(config), "ERROR", says)
	}
	acctest.Expect(t, p.Validate(acctest.Block{"enabled": false, "addresses": []any{}}))
	acctest.Expect(t, p.Validate(acctest.Block{"enabled": acctest.Unknown}))
	s.Set(intercomtest.RefusesAfter(403, "forbidden", "No.").On("GET", "/ip_allowlist"))
	_, diags := p.Plan(acctest.Object{}, office)
	acctest.Expect(t, diags, "ERROR", "403", "manage_ip_allowlist")
}

// TestNotSetUp: the list of a workspace without an allowlist is empty. The import of it is one of an allowlist that is off.
func TestNotSetUp(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	found, diags := p.List(nil, 0)
	if acctest.Expect(t, diags); len(found) > 0 {
		t.Errorf("listed %d", len(found))
	}
	read, diags := p.Data(acctest.Block{})
	if acctest.Expect(t, diags); read.Get("enabled") != "false" {
		t.Errorf("it is %s", read.State)
	}
	object, diags := p.Import(s.WorkspaceID, nil)
	if acctest.Expect(t, diags); object.Get("enabled") != "false" {
		t.Errorf("imported %s", object.State)
	}
	_, diags = acctest.NewProtocol(t, s, kind, nil).Import("zz9other", nil)
	acctest.Expect(t, diags, "ERROR", "belongs to another workspace")
}
