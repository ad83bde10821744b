package conversationattribute_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func options(pairs ...string) acctest.Block {
	block := acctest.Block{}
	for i := 0; i < len(pairs); i += 2 {
		block[pairs[i]] = pairs[i+1]
	}
	return severity(acctest.Block{"options": block})
}

// labels are the live options of an attribute in Intercom, as "ID's last digit: label".
func labels(s *intercomtest.Server, id string) string {
	var shown []string
	for _, a := range s.ConversationAttributes() {
		for _, o := range a.Options {
			if a.ID == id && !o.Archived {
				shown = append(shown, o.ID[len(o.ID)-1:]+":"+o.Label)
			}
		}
	}
	return strings.Join(shown, " ")
}

// TestOptions: a key is what makes an option the same one. Each row starts with the options 1 (major: Major) and 2 (minor: Minor).
func TestOptions(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config acctest.Block
		live   string
		writes int
		warns  []string
	}{
		"renamed":               {options("minor", "Cosmetic", "major", "Major"), "1:Major 2:Cosmetic", 1, nil},
		"added":                 {options("minor", "Minor", "major", "Major", "new", "Blocking"), "1:Major 2:Minor 3:Blocking", 1, nil},
		"exchanged":             {options("a", "A", "b", "B"), "3:A 4:B", 4, []string{"archives options", `"Major"`, `"Minor"`}},
		"another key":           {options("low", "Minor", "major", "Major"), "1:Major 2:Minor", 0, nil},
		"key of another":        {options("minor", "Major", "other", "Minor"), "2:Major 3:Minor", 3, []string{"archives options"}},
		"swapped":               {options("minor", "Major", "major", "Minor"), "1:Minor 2:Major", 2, nil},
		"replaced under a key":  {options("minor", "Trivial", "blocking", "Blocking"), "2:Trivial 3:Blocking", 3, []string{"archives options"}},
		"key and label at once": {options("low", "Low", "major", "Major"), "1:Major 3:Low", 2, []string{"archives options", `"Minor"`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			object, diags := p.Read(p.Run(acctest.Object{}, severity(nil)))
			acctest.Expect(t, diags)
			s.ResetCalls()
			planned, diags := p.Plan(object, c.config)
			acctest.Expect(t, diags, c.warns...)
			after, diags := p.Apply(planned)
			if acctest.HasError(diags) {
				t.Fatal(acctest.Text(diags))
			}
			if got := labels(s, object.Get("id")); got != c.live {
				t.Errorf("Intercom has %s, want %s", got, c.live)
			}
			if n := s.Count("POST", "") + s.Count("PUT", "") + s.Count("DELETE", ""); n != c.writes {
				t.Errorf("%d writes, want %d", n, c.writes)
			}
			for key, label := range c.config["options"].(acctest.Block) {
				id := after.Get("option_ids." + key)
				if want := id[len(id)-1:] + ":" + label.(string); !strings.Contains(c.live, want) {
					t.Errorf("option_ids.%s is %s, which is not %q", key, id, label)
				}
			}
			checkStable(t, p, after, c.config)
		})
	}
}

// TestOptionIDsPlanned: a plan shows the IDs that stay, and those of new options are unknown.
func TestOptionIDsPlanned(t *testing.T) {
	t.Parallel()
	p, _ := newHarness(t)
	object := p.Run(acctest.Object{}, severity(nil))
	planned, diags := p.Plan(object, options("low", "Minor", "major", "Major", "new", "Blocking"))
	acctest.Expect(t, diags)
	for key, want := range map[string]string{"low": object.Get("option_ids.minor"), "major": object.Get("option_ids.major"), "new": "<unknown>"} {
		if got := planned.Get("option_ids." + key); got != want {
			t.Errorf("option_ids.%s is planned as %s, want %s", key, got, want)
		}
	}
}

// TestOptionsByTeammates: what teammates do in Settings shows under the keys that the options have.
func TestOptionsByTeammates(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, severity(nil))
	id := object.Get("id")
	s.UpdateConversationAttribute(id, func(a *intercomtest.ConversationAttribute) {
		a.Options[0].Label = "Minor" // what the other key has
		a.Options[1].Archived = true
		a.Options = append(a.Options, intercomtest.Choice{ID: "x9", Label: "Theirs"}, intercomtest.Choice{ID: "x8", Label: "Old", Archived: true})
	})
	read, diags := p.Read(object)
	acctest.Expect(t, diags)
	for key, want := range map[string]string{"options.major": "Minor", "options.minor": "<none>", "options.Theirs": "Theirs", "option_ids.Theirs": "x9", "options.Old": "<none>"} {
		if got := read.Get(key); got != want {
			t.Errorf("%s is %s, want %s", key, got, want)
		}
	}
	planned, diags := p.Plan(read, severity(nil))
	acctest.Expect(t, diags, "WARNING", "archives options", "Theirs", "labels of archived ones", `"Minor"`)
	after, diags := p.Apply(planned)
	if acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	if got := labels(s, id); got != "1:Major 3:Minor" {
		t.Errorf("Intercom has %s", got)
	}
	checkStable(t, p, after, severity(nil))
}

// TestOptionsRefused: what Intercom refuses, and what teammates could not tell apart, is refused when planning.
func TestOptionsRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config acctest.Block
		says   string
	}{
		"one":   {options("a", "A"), "at least 2 options"},
		"none":  {options(), "at least 2 options"},
		"equal": {options("a", "A", "b", "A"), "Equal labels"},
		"blank": {options("a", "A", "b", " B"), "must not begin or end with a blank"},
		"empty": {options("a", "A", "b", ""), "must not be empty"},
	} {
		p, s := newHarness(t)
		for _, prior := range []acctest.Object{{}, p.Run(acctest.Object{}, severity(acctest.Block{"name": name}))} {
			s.ResetCalls()
			config := c.config
			config["name"] = "Of " + name
			diags := p.Validate(config)
			if !acctest.HasError(diags) {
				_, diags = p.Plan(prior, config)
			}
			acctest.Expect(t, diags, "ERROR", c.says)
			if n := s.Count("POST", "") + s.Count("PUT", ""); n > 0 {
				t.Errorf("%s: %d writes", name, n)
			}
		}
	}
}

// TestOptionsInPart: where one of several calls fails, state shows what is there, and the next apply does the rest.
func TestOptionsInPart(t *testing.T) {
	t.Parallel()
	changed := options("minor", "Cosmetic", "new", "Blocking")
	for name, c := range map[string]struct {
		fault intercomtest.Fault
		live  string
		lost  bool
	}{
		"renaming":              {intercomtest.Fault{Method: "PUT", Path: "/conversations/attributes/*/options/*", Act: intercomtest.Status(422, "parameter_invalid", "no")}, "1:Major 2:Minor", false},
		"adding":                {intercomtest.Fault{Method: "POST", Path: "/conversations/attributes/*/options", Act: intercomtest.Status(422, "parameter_invalid", "no")}, "1:Major 2:Cosmetic", false},
		"archiving":             {intercomtest.Fault{Method: "DELETE", Path: "/conversations/attributes/*/options/*", Act: intercomtest.Status(422, "parameter_invalid", "no")}, "1:Major 2:Cosmetic 3:Blocking", false},
		"answer to adding lost": {intercomtest.Fault{Method: "POST", Path: "/conversations/attributes/*/options", Act: intercomtest.ResetAfter()}, "2:Cosmetic 3:Blocking", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			object, diags := p.Read(p.Run(acctest.Object{}, severity(nil)))
			acctest.Expect(t, diags)
			planned, _ := p.Plan(object, changed)
			c.fault.Times = 1
			s.Inject(c.fault)
			after, diags := p.Apply(planned)
			if acctest.HasError(diags) == c.lost {
				t.Errorf("diagnostics: %s", acctest.Text(diags))
			}
			if got := labels(s, object.Get("id")); got != c.live {
				t.Errorf("Intercom has %s, want %s", got, c.live)
			}
			read, diags := p.Read(after)
			if acctest.Expect(t, diags); !read.State.Equal(after.State) {
				t.Errorf("state is %s, and Intercom shows %s", after.State, read.State)
			}
			done := p.Run(read, changed)
			if got := labels(s, object.Get("id")); got != "2:Cosmetic 3:Blocking" {
				t.Errorf("after the next apply, Intercom has %s", got)
			}
			checkStable(t, p, done, changed)
		})
	}
}

// TestImportOptions: an import names the options by their labels, whatever Intercom has, and plans no change. Other keys for them
// make no call.
func TestImportOptions(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	odd := s.AddConversationAttribute(intercomtest.ConversationAttribute{Name: "Odd", DataType: intercomtest.List, Options: []intercomtest.Choice{
		{ID: "o1", Label: "Same"}, {ID: "o2", Label: "Same"}, {ID: "o3", Label: "Old", Archived: true},
	}})
	lonely := s.AddConversationAttribute(intercomtest.ConversationAttribute{Name: "Lonely", DataType: intercomtest.List, Options: []intercomtest.Choice{{ID: "o4", Label: "Only"}}})
	for id, config := range map[string]acctest.Block{
		odd.ID:    {"name": "Odd", "data_type": "list", "options": acctest.Block{"Same": "Same", "o2": "Same"}},
		lonely.ID: {"name": "Lonely", "data_type": "list", "options": acctest.Block{"Only": "Only"}},
	} {
		imported, diags := p.Import(id, nil)
		acctest.Expect(t, diags)
		acctest.Expect(t, p.Validate(config))
		checkStable(t, p, imported, config)
	}
	imported, diags := acctest.NewProtocol(t, s, kind, nil).Import(intercomtest.ExampleConversationAttribute, nil)
	acctest.Expect(t, diags)
	s.ResetCalls()
	own := acctest.Block{"name": "Urgency", "data_type": "list", "options": acctest.Block{"later": "Low", "now": "High"}}
	after := p.Run(imported, own)
	if n := s.Count("POST", "") + s.Count("PUT", "") + s.Count("DELETE", ""); n > 0 || after.Get("option_ids.now") != imported.Get("option_ids.High") {
		t.Errorf("%d writes, state %s", n, after.State)
	}
	checkStable(t, p, after, own)
}

// TestEqualLabels: exchanging two labels needs one moment in which both options have the same one, which Intercom may refuse.
func TestEqualLabels(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, intercomtest.RefusesEqualLabels())
	object, _ := p.Read(p.Run(acctest.Object{}, severity(nil)))
	swapped := options("minor", "Major", "major", "Minor")
	planned, diags := p.Plan(object, swapped)
	acctest.Expect(t, diags)
	after, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "label has already been taken")
	if got := labels(s, object.Get("id")); got != "1:Major 2:Minor" || after.Get("options.minor") != "Minor" {
		t.Errorf("Intercom has %s, state %s", got, after.State)
	}
}
