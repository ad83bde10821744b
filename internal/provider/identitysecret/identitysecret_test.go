package identitysecret_test

import (
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

const (
	kind = "intercom_identity_verification_secret"
	path = "/secure_mode_secrets"
)

var web = acctest.Block{"name": "web-2026-11", "supports_web": true}

func TestCRUD(t *testing.T) {
	acctest.CRUDTest{
		Type: kind, Keys: []string{"id"}, Versions: []string{"2.16", "Preview"},
		Config: web, Unread: []string{"secret"},
		Created:   []string{`POST /secure_mode_secrets {"name":"web-2026-11","supports_web":true,"supports_ios":false,"supports_android":false}`},
		Replaced:  acctest.Block{"name": "web-2026-12"},
		Destroyed: []string{`DELETE /secure_mode_secrets/{id}`},
		Vanish:    func(s *intercomtest.Server, o acctest.Object) { s.DeleteIdentitySecret(o.Get("id")) },
	}.Run(t)
}

func newHarness(t *testing.T, behaviors ...intercomtest.Behavior) (*acctest.Protocol, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	s.Set(behaviors...)
	return acctest.NewProtocol(t, s, kind, nil), s
}

func with(changes acctest.Block) acctest.Block {
	config := maps.Clone(web)
	maps.Copy(config, changes)
	return config
}

// valueOf returns the value of a secret in Intercom.
func valueOf(s *intercomtest.Server, id string) string {
	for _, each := range s.IdentitySecrets() {
		if each.ID == id {
			return each.Secret
		}
	}
	return ""
}

// TestVersions: without Preview, everything is refused with the argument that allows it, and nothing leaves the state.
func TestVersions(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, web)
	for _, version := range []string{"2.13", "2.16"} {
		p := acctest.NewProtocol(t, s, kind, acctest.Block{"api_version": version, "preview": nil})
		const argument = `"identity_verification_secrets" to the provider's argument preview`
		s.ResetCalls()
		says := []string{"ERROR", "API version " + version + " does not support identity verification secrets", argument}
		_, diags := p.Plan(acctest.Object{}, web)
		acctest.Expect(t, diags, says...)
		_, diags = p.List(nil, 0)
		acctest.Expect(t, diags, says...)
		_, diags = p.Of("intercom_identity_verification_secrets").Data(acctest.Block{})
		acctest.Expect(t, diags, says...)
		if n := len(s.Calls()); n > 0 {
			t.Errorf("%s: %d calls", version, n)
		}
		_, diags = p.Import(object.Get("id"), nil)
		acctest.Expect(t, diags, "ERROR", "404", argument)
		after, diags := p.Read(object)
		if acctest.Expect(t, diags, "ERROR", "404", argument); !after.State.Equal(object.State) {
			t.Errorf("%s: state is %s", version, after.State)
		}
	}
}

// TestValueKept: the value in state is the one that Intercom answered, and no read, which never has it, removes it.
func TestValueKept(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	planned, diags := p.Plan(acctest.Object{}, web)
	if acctest.Expect(t, diags); planned.Get("secret") != "<unknown>" || planned.Get("encrypted_secret") != "<null>" {
		t.Errorf("planned %s", planned.State)
	}
	object, diags := p.Apply(planned)
	acctest.Expect(t, diags)
	for range 2 {
		if got, want := object.Get("secret"), valueOf(s, object.Get("id")); got != want || want == "" {
			t.Errorf("secret is %q, not %q", got, want)
		}
		object, diags = p.Read(object)
		acctest.Expect(t, diags)
	}
	// A change that only Terraform knows keeps it, too.
	object = p.Run(object, with(acctest.Block{"on_destroy": "abandon"}))
	if object.Get("secret") != valueOf(s, object.Get("id")) {
		t.Errorf("state %s", object.State)
	}
}

// TestImport: a secret that was imported has no value, which a warning says. It can be managed, with and without a public key.
func TestImport(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	imported, diags := p.Import(intercomtest.ExampleIdentitySecret, nil)
	acctest.Expect(t, diags, "WARNING", "An import cannot take over", `102 "Production Web"`)
	if imported.Get("secret") != "<null>" || imported.Get("encrypted_secret") != "<null>" || imported.Get("supports_ios") != "false" {
		t.Errorf("imported %s", imported.State)
	}
	config := acctest.Block{"name": "Production Web", "supports_web": true}
	if planned, diags := p.Plan(imported, config); acctest.HasError(diags) || !planned.State.Equal(imported.State) {
		t.Errorf("the plan is not empty: %s %s", planned.State, acctest.Text(diags))
	}
	config["public_key"] = acctest.ExamplePublicKey
	planned, diags := p.Plan(imported, config)
	if acctest.Expect(t, diags, "WARNING", "public_key does not encrypt imported secrets"); len(planned.Replaces) > 0 {
		t.Errorf("it replaces %v", planned.Replaces)
	}
	object, diags := p.Apply(planned)
	if acctest.HasError(diags) {
		t.Error(acctest.Text(diags))
	}
	if planned, diags := p.Plan(object, config); len(diags) > 0 || !planned.State.Equal(object.State) {
		t.Errorf("the second plan is not empty: %s %s", planned.State, acctest.Text(diags))
	}
	if s.Count("POST", "")+s.Count("DELETE", "") > 0 {
		t.Error("something was changed in Intercom")
	}
}

// TestPlatformsNotShown: an answer without a platform, or with an odd value of it, does not mean that a secret is not for it.
func TestPlatformsNotShown(t *testing.T) {
	t.Parallel()
	for name, behavior := range map[string]intercomtest.Behavior{
		"absent": intercomtest.Omits("supports_web"), "null": intercomtest.Overrides(map[string]any{"data.0.supports_web": nil}),
		"odd": intercomtest.Overrides(map[string]any{"data.0.supports_web": "sure"}),
	} {
		p, s := newHarness(t, behavior.On("GET", path))
		config := acctest.Block{"name": "Production Web", "supports_web": true}
		object, diags := p.Import(intercomtest.ExampleIdentitySecret, nil)
		acctest.Expect(t, diags, "WARNING")
		planned, diags := p.Plan(object, config)
		if acctest.HasError(diags) || len(planned.Replaces) > 0 {
			t.Errorf("%s: it replaces %v: %s", name, planned.Replaces, acctest.Text(diags))
		}
		object, diags = p.Apply(planned)
		acctest.Expect(t, diags)
		read, diags := p.Read(object)
		if acctest.Expect(t, diags); read.Get("supports_web") != "true" || s.Count("DELETE", "") > 0 {
			t.Errorf("%s: state %s", name, read.State)
		}
	}
}

// TestInvalid: what Intercom refuses is refused before anything happens, at its path.
func TestInvalid(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	for name, c := range map[string]struct {
		change   acctest.Block
		at, says string
	}{
		"no platform":   {acctest.Block{"supports_web": nil}, "supports_web", "must be for a platform"},
		"none is true":  {acctest.Block{"supports_web": false, "supports_ios": false}, "supports_web", "must be for a platform"},
		"blank name":    {acctest.Block{"name": " web"}, "name", "must not begin or end with a blank"},
		"no key":        {acctest.Block{"public_key": "ssh-rsa AAAA"}, "public_key", "PEM"},
		"no on_destroy": {acctest.Block{"on_destroy": "archive"}, "on_destroy", "abandon"},
	} {
		diags := p.Validate(with(c.change))
		if acctest.Expect(t, diags, "ERROR", c.at, c.says); len(diags) != 1 {
			t.Errorf("%s: %s", name, acctest.Text(diags))
		}
	}
	for _, valid := range []acctest.Block{
		{"supports_web": acctest.Unknown},
		{"supports_web": nil, "supports_android": true},
		{"supports_web": false, "supports_ios": acctest.Unknown},
		{"public_key": acctest.Unknown},
		{"public_key": acctest.ExamplePublicKey},
		{"name": acctest.Unknown},
	} {
		acctest.Expect(t, p.Validate(with(valid)))
	}
	if n := len(s.Calls()); n > 0 {
		t.Errorf("%d calls", n)
	}
}

// TestLatePlatform: platforms that turn out to be false at apply are refused by Intercom, and nothing is created.
func TestLatePlatform(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	planned, diags := p.Plan(acctest.Object{}, with(acctest.Block{"supports_web": acctest.Unknown}))
	acctest.Expect(t, diags)
	object, diags := p.ApplyWith(planned, with(acctest.Block{"supports_web": false}))
	if acctest.Expect(t, diags, "ERROR", "422", "No identity verification secret was created"); !object.IsNull() || len(s.IdentitySecrets()) != 1 {
		t.Errorf("in state %s", object.State)
	}
}

// TestReplaced: every change replaces the secret and needs a new name. The plan warns of who is signed out, unless the old
// secret stays.
func TestReplaced(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]acctest.Block{
		"web": {"supports_web": false, "supports_ios": true}, "ios": {"supports_ios": true}, "android": {"supports_android": true}, "key": {"public_key": acctest.ExamplePublicKey},
	} {
		p, s := newHarness(t)
		object, diags := p.Read(p.Run(acctest.Object{}, web))
		acctest.Expect(t, diags)
		config := with(change)
		_, diags = p.Plan(object, config)
		acctest.Expect(t, diags, "ERROR", "name", "A new identity verification secret needs a new name", "create_before_destroy", "Nothing was changed")
		config["name"] = "web-2026-12"
		planned, diags := p.Plan(object, config)
		acctest.Expect(t, diags, "WARNING", "This plan replaces identity verification secrets", "turned away until every server has the new one",
			"This plan deletes identity verification secrets permanently", "signed out on their next request")
		after, diags := p.Apply(planned)
		acctest.Expect(t, diags)
		if all := s.IdentitySecrets(); len(all) != 2 || all[1].ID != after.Get("id") || after.Get("id") == object.Get("id") {
			t.Errorf("%s: %v, in state %s", name, all, after.State)
		}
	}
	p, _ := newHarness(t)
	object, diags := p.Read(p.Run(acctest.Object{}, with(acctest.Block{"on_destroy": "abandon"})))
	acctest.Expect(t, diags)
	_, diags = p.Plan(object, with(acctest.Block{"name": "web-2026-12", "on_destroy": "abandon"}))
	if text := acctest.Text(diags); acctest.HasError(diags) || strings.Contains(text, "turned away") || !strings.Contains(text, "leaves them in Intercom") {
		t.Error(text)
	}
}

// TestNameTaken: a name that a secret has is refused when planning, whether Intercom would refuse it or not, and again right before
// the create.
func TestNameTaken(t *testing.T) {
	t.Parallel()
	for _, behaviors := range [][]intercomtest.Behavior{nil, {intercomtest.RefusesUsedSecretNames()}} {
		p, s := newHarness(t, behaviors...)
		taken := with(acctest.Block{"name": "Production Web"})
		says := []string{"ERROR", "name", `"Production Web" exists already`, "choose another name", `id = "102"`}
		_, diags := p.Plan(acctest.Object{}, taken)
		acctest.Expect(t, diags, says...)
		planned, diags := p.Plan(acctest.Object{}, web)
		acctest.Expect(t, diags)
		s.AddIdentitySecret(intercomtest.IdentitySecret{ID: "7", Name: "web-2026-11", Web: true})
		object, diags := p.Apply(planned)
		if acctest.Expect(t, diags, "ERROR", `id = "7"`); !object.IsNull() || s.Count("POST", "") > 0 {
			t.Errorf("in state %s", object.State)
		}
	}
}

// TestCreateLost: a secret whose value was lost is never taken into state. It is not deleted either, because somebody else may have
// created it, and is reported.
func TestCreateLost(t *testing.T) {
	t.Parallel()
	theirs := intercomtest.IdentitySecret{ID: "7", Name: "web-2026-11", Web: true}
	for name, c := range map[string]struct {
		act       intercomtest.Act
		behaviors []intercomtest.Behavior
		before    func(*intercomtest.Server, *acctest.Clock)
		says      []string
		left      int
	}{
		"after":           {act: intercomtest.ResetAfter(), says: []string{"one of these may be this resource's", `103 "web-2026-11"`, "None was deleted", "apply again"}, left: 2},
		"502 after":       {act: intercomtest.ActThenStatus(502), says: []string{"502", `103 "web-2026-11"`, "None was deleted"}, left: 2},
		"cut off":         {act: intercomtest.TruncateJSON(), says: []string{"201", `103 "web-2026-11"`, "None was deleted"}, left: 2},
		"without a value": {behaviors: []intercomtest.Behavior{intercomtest.Omits("secret").On("POST", path)}, says: []string{"no value", `103 "web-2026-11"`, "None was deleted"}, left: 2},
		"before":          {act: intercomtest.ResetBefore(), says: []string{"may have been created", "a search does not find it", "delete it: Intercom shows its value only once"}, left: 1},
		"a teammate's in the same second": {
			act: intercomtest.ResetAfter(), before: func(s *intercomtest.Server, _ *acctest.Clock) { s.AddIdentitySecret(theirs) },
			says: []string{"one of these may be this resource's", `7 "web-2026-11"`, `103 "web-2026-11"`, "None was deleted"}, left: 3,
		},
		"a teammate's for other platforms": {
			act: intercomtest.ResetBefore(), before: func(s *intercomtest.Server, _ *acctest.Clock) {
				s.AddIdentitySecret(intercomtest.IdentitySecret{ID: "7", Name: "web-2026-11", IOS: true})
			}, says: []string{"may have been created", "a search does not find it"}, left: 2,
		},
		"a teammate's, before it": {
			act: intercomtest.ResetBefore(), before: func(s *intercomtest.Server, clock *acctest.Clock) {
				early := theirs
				early.CreatedAt = clock.Now().Add(-5 * time.Second).Unix()
				s.AddIdentitySecret(early)
			}, says: []string{"one of these may be this resource's", `7 "web-2026-11"`, "None was deleted"}, left: 2,
		},
		"a teammate's, after it": {
			act: intercomtest.ResetBefore(), before: func(s *intercomtest.Server, clock *acctest.Clock) {
				late := theirs
				late.CreatedAt = clock.Now().Add(8 * time.Second).Unix()
				s.AddIdentitySecret(late)
			}, says: []string{"one of these may be this resource's", `7 "web-2026-11"`, "None was deleted"}, left: 2,
		},
		"undated": {
			act: intercomtest.ResetAfter(), behaviors: []intercomtest.Behavior{intercomtest.Overrides(map[string]any{"data.1.created_at": nil}).On("GET", path)},
			says: []string{"one of these may be this resource's", "None was deleted"}, left: 2,
		},
		"the list fails": {
			act: intercomtest.ResetAfter(), behaviors: []intercomtest.Behavior{intercomtest.Gateway404HTML().On("GET", path).Skip(2)},
			says: []string{"may have been created", "the search for it failed"}, left: 2,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			clock := acctest.NewClock(time.Now())
			s := acctest.Fake(t, intercomtest.WithClock(clock.Now))
			p := acctest.NewProtocol(t, s, kind, nil, acctest.WithClock(clock))
			planned, diags := p.Plan(acctest.Object{}, web)
			acctest.Expect(t, diags)
			s.ResetCalls()
			s.Set(c.behaviors...)
			if len(c.behaviors) == 0 || c.says[0] != "no value" {
				s.Inject(intercomtest.Fault{Method: "POST", Act: c.act, Times: 1})
			}
			if c.before != nil {
				s.Before("POST", path, func() { c.before(s, clock) })
			}
			object, diags := p.Apply(planned)
			if acctest.Expect(t, diags, append(c.says, "ERROR")...); !object.IsNull() || s.Count("POST", "") != 1 || len(s.IdentitySecrets()) != c.left {
				t.Errorf("in state %s, %d POSTs, left %v", object.State, s.Count("POST", ""), s.IdentitySecrets())
			}
			s.ClearBehaviors()
			p = acctest.NewProtocol(t, s, kind, nil, acctest.WithClock(clock))
			if c.left > 1 {
				_, diags = p.Plan(acctest.Object{}, web)
				acctest.Expect(t, diags, "ERROR", "exists already", "lost its value, delete it")
				return
			}
			object = p.Run(acctest.Object{}, web)
			if object.Get("secret") != valueOf(s, object.Get("id")) || len(s.IdentitySecrets()) != 2 {
				t.Errorf("the next apply: in state %s, %v", object.State, s.IdentitySecrets())
			}
		})
	}
}

// TestTwoRuns: a secret that another run created while this one's request was lost is left alone.
func TestTwoRuns(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	planned, diags := p.Plan(acctest.Object{}, web)
	acctest.Expect(t, diags)
	s.Inject(intercomtest.Fault{Method: "POST", Act: intercomtest.ResetBefore(), Times: 1})
	s.Before("POST", path, func() { s.AddIdentitySecret(intercomtest.IdentitySecret{ID: "7", Name: "web-2026-11", Web: true}) })
	object, diags := p.Apply(planned)
	if acctest.Expect(t, diags, "ERROR", `7 "web-2026-11"`, "None was deleted"); !object.IsNull() || len(s.IdentitySecrets()) != 2 || s.Count("DELETE", "") != 0 {
		t.Errorf("in state %s, %v", object.State, s.IdentitySecrets())
	}
}

// TestUsedName: where Intercom keeps the name of a deleted secret, the next create says so.
func TestUsedName(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, intercomtest.RefusesUsedSecretNames())
	_, diags := p.Destroy(p.Run(acctest.Object{}, web))
	acctest.Expect(t, diags, "WARNING")
	planned, diags := p.Plan(acctest.Object{}, web)
	acctest.Expect(t, diags)
	_, diags = p.Apply(planned)
	if acctest.Expect(t, diags, "ERROR", "422", "already been taken", "No identity verification secret was created"); len(s.IdentitySecrets()) != 1 {
		t.Errorf("Intercom has %v", s.IdentitySecrets())
	}
}

// TestSwapped: two creates whose answers are swapped leave nothing, and no value gets into the wrong resource.
func TestSwapped(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, intercomtest.AnswersTwin(map[string]any{"name": "other"}).On("POST", path))
	planned, diags := p.Plan(acctest.Object{}, web)
	acctest.Expect(t, diags)
	object, diags := p.Apply(planned)
	if acctest.Expect(t, diags, "ERROR", "the answer describes another identity verification secret"); !object.IsNull() || len(s.IdentitySecrets()) > 2 {
		t.Errorf("in state %s, %v", object.State, s.IdentitySecrets())
	}
}

// TestDestroyed: a destroy warns, abandons what it is told to, and is confirmed by the list.
func TestDestroyed(t *testing.T) {
	t.Parallel()
	for onDestroy, left := range map[string]int{"delete": 1, "abandon": 2} {
		p, s := newHarness(t)
		object := p.Run(acctest.Object{}, with(acctest.Block{"on_destroy": onDestroy}))
		s.Inject(intercomtest.Fault{Method: "DELETE", Act: intercomtest.ResetAfter(), Times: 1})
		after, diags := p.Destroy(object)
		if acctest.Expect(t, diags, "WARNING", object.Get("id")); !after.IsNull() || acctest.HasError(diags) || len(s.IdentitySecrets()) != left {
			t.Errorf("%s: %v, %s", onDestroy, s.IdentitySecrets(), acctest.Text(diags))
		}
	}
}

// TestGone: only a list that says that it is one proves that a secret is gone.
func TestGone(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		body string
		gone bool
	}{"a list": {`{"type":"list","data":[]}`, true}, "no list": {`[]`, false}, "no type": {`{"data":[]}`, false}, "more": {`{"type":"list","data":[],"total_count":3}`, false}} {
		p, s := newHarness(t)
		object := p.Run(acctest.Object{}, web)
		s.Set(intercomtest.AnswersBody(200, c.body).On("GET", path))
		after, diags := p.Read(object)
		if after.IsNull() != c.gone || acctest.HasError(diags) == c.gone {
			t.Errorf("%s: in state %s: %s", name, after.State, acctest.Text(diags))
		}
	}
}
