package helpcenterredirect_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

const (
	kind   = "intercom_help_center_redirect"
	within = "/help_center/help_centers/79/redirects"
	from   = "https://intercom.help/help-ecahpwf5/old"
)

var old = acctest.Block{"help_center_id": intercomtest.DefaultHelpCenter, "from_url": from, "locale": "en", "target_type": "collection", "target_id": "9"}

// collections adds collection 9 and another help center, 80, with collection 81.
func collections(s *intercomtest.Server) {
	s.DeleteHelpCenterRedirect(intercomtest.ExampleRedirect)
	s.AddCollection(intercomtest.Collection{ID: "9", Name: "Everything"})
	s.AddHelpCenter(intercomtest.HelpCenter{ID: "80", Identifier: "other"})
	s.AddCollection(intercomtest.Collection{ID: "81", Name: "Elsewhere", HelpCenterID: "80"})
}

func TestCRUD(t *testing.T) {
	acctest.CRUDTest{
		Type: kind, Keys: []string{"help_center_id", "id"}, Versions: []string{"2.16", "Preview"}, Seed: collections,
		Config:    old,
		Created:   []string{`POST ` + within + ` {"from_url":"` + from + `","locale":"en","target_type":"collection","target_id":"9"}`},
		Replaced:  acctest.Block{"from_url": from + "er"},
		Destroyed: []string{`DELETE ` + within + `/{id}`},
		Vanish:    func(s *intercomtest.Server, o acctest.Object) { s.DeleteHelpCenterRedirect(o.Get("id")) },
	}.Run(t)
}

func newHarness(t *testing.T, behaviors ...intercomtest.Behavior) (*acctest.Protocol, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	collections(s)
	s.Set(behaviors...)
	return acctest.NewProtocol(t, s, kind, nil), s
}

func with(changes acctest.Block) acctest.Block {
	config := maps.Clone(old)
	maps.Copy(config, changes)
	return config
}

// TestVersions: a version without redirects is refused with the one that has them.
func TestVersions(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"2.13", "2.14", "2.15"} {
		s := acctest.Fake(t)
		p := acctest.NewProtocol(t, s, kind, acctest.Block{"api_version": version})
		says := []string{"ERROR", "API version " + version + " does not support help center redirects", "2.16"}
		_, diags := p.Plan(acctest.Object{}, old)
		acctest.Expect(t, diags, says...)
		_, diags = p.List(acctest.Block{}, 0)
		acctest.Expect(t, diags, says...)
		_, diags = p.Of("intercom_help_center_redirects").Data(acctest.Block{})
		acctest.Expect(t, diags, says...)
		if n := len(s.Calls()); n > 0 {
			t.Errorf("%s: %d calls", version, n)
		}
	}
}

// TestInvalid: what Intercom refuses is refused before anything happens, at its path, or by Intercom itself.
func TestInvalid(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	for name, c := range map[string]struct {
		change acctest.Block
		says   []string
	}{
		"no URL":     {acctest.Block{"from_url": "/old"}, []string{"from_url", "absolute URL"}},
		"no host":    {acctest.Block{"from_url": "https:///old"}, []string{"from_url", "absolute URL"}},
		"no locale":  {acctest.Block{"locale": "en-US"}, []string{"locale"}},
		"no target":  {acctest.Block{"target_type": "section"}, []string{"target_type"}},
		"no ID":      {acctest.Block{"target_id": "a/b"}, []string{"target_id", "IDs"}},
		"no center":  {acctest.Block{"help_center_id": ""}, []string{"help_center_id", "IDs"}},
		"elsewhere":  {acctest.Block{"from_url": "https://example.com/old"}, []string{"422", "URL space"}},
		"not member": {acctest.Block{"target_id": "81"}, []string{"422", "member of this help center"}},
	} {
		diags := p.Validate(with(c.change))
		if !acctest.HasError(diags) {
			var planned acctest.Planned
			planned, diags = p.Plan(acctest.Object{}, with(c.change))
			acctest.Expect(t, diags)
			_, diags = p.Apply(planned)
		}
		if acctest.Expect(t, diags, append(c.says, "ERROR")...); len(s.HelpCenterRedirects()) > 0 {
			t.Errorf("%s: a redirect was created", name)
		}
	}
}

// TestLocaleKept: the locale in state is the configured one, whichever Intercom binds. An import takes Intercom's.
func TestLocaleKept(t *testing.T) {
	t.Parallel()
	for shown, behaviors := range map[string][]intercomtest.Behavior{"en": nil, "es": {intercomtest.KeepsRedirectLocales()}} {
		p, _ := newHarness(t, behaviors...)
		config := with(acctest.Block{"locale": "es"})
		object, diags := p.Read(p.Run(acctest.Object{}, config))
		acctest.Expect(t, diags)
		planned, diags := p.Plan(object, config)
		if acctest.Expect(t, diags); !planned.State.Equal(object.State) || object.Get("locale") != "es" {
			t.Errorf("the plan is not empty:\n%s\n%s", object.State, planned.State)
		}
		imported, diags := p.Import("79/"+object.Get("id"), nil)
		if acctest.Expect(t, diags); imported.Get("locale") != shown {
			t.Errorf("imported %s", imported.State)
		}
	}
}

// TestURLTaken: a URL that has a redirect is refused when planning, with what to import; meanwhile by Intercom.
func TestURLTaken(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	s.AddHelpCenterRedirect(intercomtest.HelpCenterRedirect{ID: "7", FromURL: from, TargetType: "collection", TargetID: "9"})
	_, diags := p.Plan(acctest.Object{}, old)
	acctest.Expect(t, diags, "ERROR", "exists already", `id = "79/7"`)
	s.DeleteHelpCenterRedirect("7")
	planned, diags := acctest.NewProtocol(t, s, kind, nil).Plan(acctest.Object{}, old)
	acctest.Expect(t, diags)
	s.Before("POST", within, func() {
		s.AddHelpCenterRedirect(intercomtest.HelpCenterRedirect{ID: "8", FromURL: from, TargetType: "article", TargetID: "5"})
	})
	object, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "from_url", "409", "create_before_destroy")
	if n := len(s.HelpCenterRedirects()); n != 1 || !object.IsNull() {
		t.Errorf("%d redirects, in state %v", n, object.State)
	}
}

// TestReplaced: each argument replaces the redirect, by which its URL becomes free.
func TestReplaced(t *testing.T) {
	t.Parallel()
	for name, value := range map[string]any{"from_url": from + "er", "locale": "es", "target_type": "article", "target_id": "5"} {
		p, s := newHarness(t)
		config := with(acctest.Block{"target_type": "article", "target_id": "9"})
		if name == "target_type" {
			config["target_type"] = "collection"
		}
		object, diags := p.Read(p.Run(acctest.Object{}, config))
		acctest.Expect(t, diags)
		changed := maps.Clone(config)
		changed[name] = value
		planned, diags := p.Plan(object, changed)
		acctest.Expect(t, diags, "WARNING", "deletes help center redirects")
		after, diags := p.Apply(planned)
		if acctest.Expect(t, diags); len(s.HelpCenterRedirects()) != 1 || after.Get("id") == object.Get("id") || s.Count("POST", "") != 2 {
			t.Errorf("%s: %v", name, s.HelpCenterRedirects())
		}
	}
}

// TestCreateLost: a create whose answer is lost makes one redirect.
func TestCreateLost(t *testing.T) {
	t.Parallel()
	for name, act := range map[string]intercomtest.Act{"after": intercomtest.ResetAfter(), "before": intercomtest.ResetBefore(), "500": intercomtest.ActThenStatus(500)} {
		p, s := newHarness(t)
		s.Inject(intercomtest.Fault{Method: "POST", Act: act, Times: 1})
		object := p.Run(acctest.Object{}, old)
		if all := s.HelpCenterRedirects(); len(all) != 1 || all[0].ID != object.Get("id") {
			t.Errorf("%s: %v, in state %s", name, all, object.Get("id"))
		}
	}
}

// TestHelpCenterGone: the 404 of a help center does not mean that its redirects are gone.
func TestHelpCenterGone(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, old)
	s.DeleteHelpCenter(intercomtest.DefaultHelpCenter)
	says := []string{"ERROR", "neither the redirect nor its help center", "terraform state rm"}
	after, diags := p.Read(object)
	if acctest.Expect(t, diags, says...); after.IsNull() {
		t.Error("it left the state in a refresh")
	}
	if said := acctest.Text(diags); strings.Contains(said, "proxy") || strings.Contains(said, "unexpected answer") {
		t.Errorf("a proxy is blamed: %s", said)
	}
	after, diags = p.Destroy(object)
	if acctest.Expect(t, diags, says...); after.IsNull() {
		t.Error("it left the state in a destroy")
	}
}

// TestLookUp: all redirects of one help center or of all.
func TestLookUp(t *testing.T) {
	t.Parallel()
	for name, behaviors := range map[string][]intercomtest.Behavior{"cursor": {intercomtest.ShortPages(2)}, "page": {intercomtest.ShortPages(2), intercomtest.NextAsPage()}, "number": {intercomtest.ShortPages(2), intercomtest.Omits("next")}} {
		p, s := newHarness(t, behaviors...)
		for _, path := range []string{"a", "b", "c"} {
			s.AddHelpCenterRedirect(intercomtest.HelpCenterRedirect{ID: path, FromURL: from + path, TargetType: "collection", TargetID: "9"})
		}
		s.AddHelpCenterRedirect(intercomtest.HelpCenterRedirect{ID: "d", HelpCenterID: "80", FromURL: "https://intercom.help/other/d", TargetType: "collection", TargetID: "81"})
		every := p.Of("intercom_help_center_redirects")
		for config, last := range map[string]string{"": "3", "80": "0"} {
			block := acctest.Block{}
			if config != "" {
				block["help_center_id"] = config
			}
			all, diags := every.Data(block)
			if acctest.Expect(t, diags); all.Get("help_center_redirects."+last+".id") != "d" {
				t.Errorf("%s, of help center %q: %s", name, config, all.State)
			}
		}
	}
}

// TestURLWrittenOtherwise: a redirect whose URL Intercom writes in another form is the same one: it is created once, has no drift, is in
// the way of another one with this URL, and survives an import.
func TestURLWrittenOtherwise(t *testing.T) {
	t.Parallel()
	const host = "https://intercom.help"
	for name, c := range map[string]struct {
		from, like string
		form       func(string) string
	}{
		"host in lower case": {"https://INTERCOM.help/help-ecahpwf5/old", from, strings.ToLower},
		"no slash":           {from + "/", from, func(s string) string { return strings.TrimSuffix(s, "/") }},
		"another scheme":     {from, "http" + strings.TrimPrefix(from, "https"), func(s string) string { return "http" + strings.TrimPrefix(s, "https") }},
		"no escapes":         {from + "%20page", from + "%20page/", func(s string) string { return strings.ReplaceAll(s, "%20", " ") }},
		"other escapes":      {from + "%c3%bc", from + "ü", func(s string) string { return strings.ReplaceAll(s, "%c3%bc", "%C3%BC") }},
		"path only":          {from, from + "/", func(s string) string { return strings.TrimPrefix(s, host) }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, intercomtest.WritesRedirectURLs(c.form))
			config, like := with(acctest.Block{"from_url": c.from}), with(acctest.Block{"from_url": c.like})
			planned, diags := p.Plan(acctest.Object{}, config)
			acctest.Expect(t, diags)
			object, diags := p.Apply(planned)
			acctest.Expect(t, diags)
			if n := len(s.HelpCenterRedirects()); n != 1 || s.Count("POST", "") != 1 || object.Get("from_url") != c.from {
				t.Fatalf("%d redirects, %d POSTs, in state %s", n, s.Count("POST", ""), object.State)
			}
			imported, diags := p.Import("79/"+object.Get("id"), nil)
			acctest.Expect(t, diags)
			for _, o := range []acctest.Object{object, imported} {
				p := acctest.NewProtocol(t, s, kind, nil) // no walk has two resources for one object
				for _, same := range []acctest.Block{config, like} {
					read, diags := p.Read(o)
					acctest.Expect(t, diags)
					planned, diags := p.Plan(read, same)
					if acctest.Expect(t, diags); !planned.State.Equal(o.State) || read.Get("drift") != object.Get("drift") {
						t.Errorf("%s: not stable:\n%s\n%s", same["from_url"], o.State, planned.State)
					}
				}
			}
			_, diags = acctest.NewProtocol(t, s, kind, nil).Plan(acctest.Object{}, like)
			acctest.Expect(t, diags, "ERROR", "from_url", object.Get("id"))
			p = acctest.NewProtocol(t, s, kind, nil)
			read, _ := p.Read(object)
			_, diags = p.Plan(read, with(acctest.Block{"from_url": from + "er"}))
			acctest.Expect(t, diags, "WARNING")
		})
	}
}
