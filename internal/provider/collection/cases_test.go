package collection_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// levels adds the collections 1 to 3, each in the one before.
func levels(s *intercomtest.Server) {
	s.AddCollection(intercomtest.Collection{ID: "1", Name: "One"})
	s.AddCollection(intercomtest.Collection{ID: "2", Name: "Two", ParentID: "1"})
	s.AddCollection(intercomtest.Collection{ID: "3", Name: "Three", ParentID: "2"})
}

// TestRefusedWhenPlanning: what Intercom would refuse, or put elsewhere, is refused before anything happens, at its path.
func TestRefusedWhenPlanning(t *testing.T) {
	t.Parallel()
	french := acctest.Block{"name": "Facturation"}
	for name, c := range map[string]struct {
		of     string // the collection that is changed, "" for a new one
		change acctest.Block
		says   []string
	}{
		"in itself":             {"1", acctest.Block{"parent_id": "1"}, []string{"parent_id", "cannot be in itself"}},
		"in its child":          {"1", acctest.Block{"parent_id": "2"}, []string{"parent_id", `Collection "2" is in collection 1`}},
		"in its grandchild":     {"1", acctest.Block{"parent_id": "3"}, []string{"parent_id", `Collection "3" is in collection 1`}},
		"fourth level":          {"", acctest.Block{"parent_id": "3"}, []string{"parent_id", "three levels", `Collection "3" is on level 3.`}},
		"fourth level, moved":   {"1", acctest.Block{"parent_id": "9"}, []string{"parent_id", `Collection "9" is on level 1, and this collection holds 2 more.`}},
		"another help center":   {"", acctest.Block{"parent_id": "1", "help_center_id": "80"}, []string{"parent_id", `Collection "1" is in help center "79", and this collection in "80"`}},
		"moved to another one":  {"3", acctest.Block{"parent_id": "81"}, []string{"parent_id", "in another help center"}},
		"no such locale":        {"", acctest.Block{"translations": acctest.Block{"fr-FR": french}}, []string{`translations").ElementKeyString("fr-FR")`, "Unknown locale", "pt-BR"}},
		"not of the center":     {"", acctest.Block{"translations": acctest.Block{"es": french}}, []string{`ElementKeyString("es")`, `Help center 79 "Help Center" has en, fr, de`}},
		"not of another center": {"", acctest.Block{"help_center_id": "80", "translations": acctest.Block{"de": french}}, []string{`ElementKeyString("de")`, "has en, fr."}},
		"not of the parent's":   {"", acctest.Block{"parent_id": "81", "translations": acctest.Block{"de": french}}, []string{`ElementKeyString("de")`, "has en, fr."}},
		"the default locale":    {"", acctest.Block{"translations": acctest.Block{"en": french}}, []string{`ElementKeyString("en")`, "Translation to the default locale"}},
		"no translations":       {"", acctest.Block{"translations": acctest.Block{}}, []string{"translations", "at least 1"}},
		"no translated name":    {"", acctest.Block{"translations": acctest.Block{"fr": acctest.Block{"description": "Argent."}}}, []string{`AttributeName("name")`, "Missing name"}},
		"no name":               {"", acctest.Block{"name": " Billing"}, []string{"name", "blank"}},
		"empty description":     {"", acctest.Block{"description": ""}, []string{"description", "leave the argument out"}},
		"no number":             {"", acctest.Block{"help_center_id": "main"}, []string{"help_center_id", "must be a number"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			levels(s)
			s.AddCollection(intercomtest.Collection{ID: "81", Name: "Elsewhere", HelpCenterID: "80"})
			config, object := with(c.change), acctest.Object{}
			if c.of != "" {
				config["translations"], config["name"], config["description"] = nil, "Any", nil
				object, _ = p.Import(c.of, nil)
			}
			s.ResetCalls()
			diags := p.Validate(config)
			if !acctest.HasError(diags) {
				_, diags = p.Plan(object, config)
			}
			acctest.Expect(t, diags, append(c.says, "ERROR")...)
			if n := s.Count("POST", "") + s.Count("PUT", ""); n > 0 {
				t.Errorf("%d writes", n)
			}
		})
	}
}

// TestMoves: a collection can move anywhere within three levels, and a plan knows what the same plan moves first.
func TestMoves(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	levels(s)
	two, diags := p.Import("2", nil)
	acctest.Expect(t, diags)
	// Two moves to the first level, with Three in it, and then One below Three would be a third level.
	config := acctest.Block{"name": "Two"}
	planned, diags := p.Plan(two, config)
	acctest.Expect(t, diags)
	one, diags := p.Import("1", nil)
	acctest.Expect(t, diags)
	_, diags = p.Plan(one, acctest.Block{"name": "One", "parent_id": "3"})
	acctest.Expect(t, diags)
	moved, diags := p.Apply(planned)
	acctest.Expect(t, diags)
	if c := s.Collections()[2]; c.ParentID != "" || moved.Get("parent_id") != "<null>" {
		t.Errorf("in Intercom %+v, in state %s", c, moved.State)
	}
}

// TestNotMoved: an answer that shows the old parent is no move, as a read confirms.
func TestNotMoved(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	levels(s)
	two, diags := p.Import("2", nil)
	acctest.Expect(t, diags)
	s.Set(intercomtest.Stores(map[string]any{"parent_id": "1"}).On("PUT", path+"/*"))
	planned, diags := p.Plan(two, acctest.Block{"name": "Two"})
	acctest.Expect(t, diags)
	after, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", `its parent_id is "1"`, "stays in Terraform's state")
	if after.Get("parent_id") != "1" {
		t.Errorf("in state %s", after.State)
	}
}

// TestNotEmpty: a collection that is not empty is not deleted, whatever Intercom would do with what is in it.
func TestNotEmpty(t *testing.T) {
	t.Parallel()
	for name, behaviors := range map[string][]intercomtest.Behavior{"deletes all": nil, "keeps what is in it": {intercomtest.KeepsContents()}, "refuses": {intercomtest.KeepsFullCollections()}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, behaviors...)
			object := p.Run(acctest.Object{}, billing)
			for i := range 12 {
				s.AddCollection(intercomtest.Collection{ID: fmt.Sprint(200 + i), Name: fmt.Sprint("Child ", i), ParentID: object.Get("id")})
			}
			after, diags := p.Destroy(object)
			acctest.Expect(t, diags, "ERROR", "it is not empty", "12 objects", `collection 211 "Child 11"`, "and 2 more", "force_destroy = true")
			if n := s.Count("DELETE", ""); n > 0 || after.IsNull() || len(s.Collections()) != 14 {
				t.Fatalf("%d deletions, %d collections, in state %s", n, len(s.Collections()), after.State)
			}
			object = p.Run(after, with(acctest.Block{"force_destroy": true}))
			if n := s.Count("PUT", ""); n > 0 {
				t.Errorf("%d updates of what Intercom does not know", n)
			}
			after, diags = p.Destroy(object)
			left := map[string]int{"deletes all": 1, "keeps what is in it": 13, "refuses": 14}[name]
			if name == "refuses" {
				acctest.Expect(t, diags, "ERROR", "422", "not empty")
			} else {
				acctest.Expect(t, diags, "WARNING")
			}
			if n := len(s.Collections()); n != left || after.IsNull() != (name != "refuses") {
				t.Errorf("%d collections are left, in state %v", n, after.State)
			}
		})
	}
}

// TestArticlesInside: articles keep a collection, too, in whichever form the version shows their collections.
func TestArticlesInside(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"2.13", "2.15", "2.16", "Preview"} {
		s := acctest.Fake(t)
		multilingual(s)
		p := acctest.NewProtocol(t, s, kind, acctest.Block{"api_version": version})
		object, before := p.Run(acctest.Object{}, acctest.Block{"name": "Billing"}), len(s.Articles())
		for i := range 30 {
			s.AddArticle(intercomtest.Article{ArticleText: intercomtest.ArticleText{Title: fmt.Sprint("Article ", i)}, ParentIDs: []string{"9"}})
		}
		s.AddArticle(intercomtest.Article{ID: "500", ArticleText: intercomtest.ArticleText{Title: "How refunds work"}, ParentIDs: []string{object.Get("id")}})
		after, diags := p.Destroy(object)
		acctest.Expect(t, diags, "ERROR", "it is not empty", "It holds 1 object that", `article 500 "How refunds work"`)
		if n := s.Count("DELETE", ""); n > 0 || after.IsNull() || len(s.Articles()) != before+31 {
			t.Errorf("%s: %d deletions, in state %v", version, n, after.State)
		}
	}
}

// TestArticlesUnread: a token that may not read articles deletes no collection without consent.
func TestArticlesUnread(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, billing)
	s.RestrictToken(s.Token, "articles")
	after, diags := p.Destroy(object)
	acctest.Expect(t, diags, "ERROR", "looking for what is in collection", "403")
	if after.IsNull() || s.Count("DELETE", "") > 0 {
		t.Errorf("%d deletions, in state %v", s.Count("DELETE", ""), after.State)
	}
}

// TestEmptiedMeanwhile: what was in a collection when the walk looked and is gone by now does not keep it, whether lists lag behind
// the walk's own destroys or not.
func TestEmptiedMeanwhile(t *testing.T) {
	t.Parallel()
	for _, lag := range []time.Duration{0, time.Hour} {
		p, s := newHarness(t)
		levels(s)
		s.Set(intercomtest.Lags(lag))
		var all []acctest.Planned
		for _, id := range []string{"3", "2", "1"} {
			object, diags := p.Import(id, nil)
			acctest.Expect(t, diags)
			planned, diags := p.Plan(object, nil)
			acctest.Expect(t, diags, "WARNING")
			all = append(all, planned)
		}
		walk := p.ApplyWalk()
		for _, planned := range all {
			if after, diags := walk.Apply(planned); acctest.HasError(diags) || !after.IsNull() {
				t.Fatalf("lag %s: %s", lag, acctest.Text(diags))
			}
		}
		if n := len(s.Collections()); n != 1 {
			t.Errorf("lag %s: %d collections are left", lag, n)
		}
	}
}

// TestContentsUnknown: where it cannot be read what is in a collection, it is not deleted.
func TestContentsUnknown(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, billing)
	s.Set(intercomtest.LargerTotal(1).On("GET", path))
	after, diags := p.Destroy(object)
	acctest.Expect(t, diags, "ERROR", "looking for what is in collection", "was not deleted")
	if after.IsNull() || s.Count("DELETE", "") > 0 {
		t.Errorf("%d deletions, in state %v", s.Count("DELETE", ""), after.State)
	}
}

// TestContentsUntold: what does not show where it is may be in the collection, and a list that shows nothing about its end may have
// more. Neither is an empty collection.
func TestContentsUntold(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		version string
		knobs   []intercomtest.Behavior
		says    string
	}{
		"no parents":                  {"2.16", []intercomtest.Behavior{intercomtest.Omits("parent_id", "parent_ids").On("GET", "/articles")}, `article 500 "How refunds work"`},
		"one of several parents":      {"2.16", []intercomtest.Behavior{intercomtest.Omits("parent_ids").On("GET", "/articles")}, `article 500 "How refunds work"`},
		"null in place of several":    {"2.16", []intercomtest.Behavior{intercomtest.Overrides(map[string]any{"parent_ids": nil}).On("GET", "/articles")}, `article 500 "How refunds work"`},
		"the empty one of two forms":  {"2.15", []intercomtest.Behavior{intercomtest.Omits("parent_id").On("GET", "/articles")}, `article 500 "How refunds work"`},
		"a collection without parent": {"2.16", []intercomtest.Behavior{intercomtest.Omits("parent_id").On("GET", path)}, `collection 9 "`},
		"articles without an end":     {"2.16", []intercomtest.Behavior{intercomtest.Omits("pages", "total_count").On("GET", "/articles")}, "does not tell whether another page follows"},
		"collections without an end":  {"2.16", []intercomtest.Behavior{intercomtest.Omits("pages", "total_count").On("GET", path)}, "does not tell whether another page follows"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			multilingual(s)
			p := acctest.NewProtocol(t, s, kind, acctest.Block{"api_version": c.version})
			object := p.Run(acctest.Object{}, acctest.Block{"name": "Billing"})
			s.AddArticle(intercomtest.Article{ID: "500", ArticleText: intercomtest.ArticleText{Title: "How refunds work"}, ParentIDs: []string{"9"}})
			s.Set(c.knobs...)
			after, diags := p.Destroy(object)
			acctest.Expect(t, diags, "ERROR", "looking for what is in collection", c.says, "was not deleted")
			if after.IsNull() || s.Count("DELETE", "") > 0 {
				t.Errorf("%d deletions, in state %v", s.Count("DELETE", ""), after.State)
			}
		})
	}
}

// TestTranslations: whatever an update does to locales and texts that it lacks, and whether the default locale is repeated, each
// locale has in the end what the configuration or a teammate gave it.
func TestTranslations(t *testing.T) {
	t.Parallel()
	for name, behaviors := range map[string][]intercomtest.Behavior{
		"as described": nil, "locales replaced": {intercomtest.ReplacesTranslations()}, "texts replaced": {intercomtest.ReplacesLocales()},
		"default repeated": {intercomtest.RepeatsDefaultLocale()}, "all": {intercomtest.ReplacesTranslations(), intercomtest.ReplacesLocales(), intercomtest.RepeatsDefaultLocale()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, behaviors...)
			object := p.Run(acctest.Object{}, billing)
			s.UpdateCollection(object.Get("id"), func(c *intercomtest.Collection) {
				c.Translations["de"] = intercomtest.CollectionText{Name: "Abrechnung", Description: "Geld."}
			})
			config := with(acctest.Block{"translations": acctest.Block{"fr": acctest.Block{"name": "Factures", "description": "Argent."}}})
			object = p.Run(object, config)
			checkStable(t, p, object, config)
			last := s.Collections()[1]
			if got := fmt.Sprint(last.Name, last.Translations); got != "Billingmap[de:{Abrechnung Geld.} fr:{Factures Argent.}]" {
				t.Errorf("in Intercom: %s", got)
			}
			imported, diags := acctest.NewProtocol(t, s, kind, nil).Import(object.Get("id"), nil)
			if acctest.Expect(t, diags); imported.Get("translations.de.name") != "Abrechnung" || imported.Get("translations.en") != "<none>" {
				t.Errorf("imported %s", imported.State)
			}
			checkStable(t, p, imported, with(acctest.Block{"translations": nil}))
		})
	}
}

// TestTranslationLeftAlone: a description that the configuration does not have is no drift, and a change of the name keeps it. Removing
// one that it had clears it.
func TestTranslationLeftAlone(t *testing.T) {
	t.Parallel()
	for name, behaviors := range map[string][]intercomtest.Behavior{"texts stay": nil, "texts replaced": {intercomtest.ReplacesLocales()}} {
		p, s := newHarness(t, behaviors...)
		french := func(text acctest.Block) acctest.Block {
			return with(acctest.Block{"translations": acctest.Block{"fr": text}})
		}
		object := p.Run(acctest.Object{}, french(acctest.Block{"name": "Factures"}))
		s.UpdateCollection(object.Get("id"), func(c *intercomtest.Collection) {
			c.Translations["fr"] = intercomtest.CollectionText{Name: "Factures", Description: "Argent."}
		})
		checkStable(t, p, object, french(acctest.Block{"name": "Factures"}))
		object = p.Run(object, french(acctest.Block{"name": "Facturation"}))
		if got := s.Collections()[1].Translations["fr"]; got.Name != "Facturation" || got.Description != "Argent." {
			t.Errorf("%s: in Intercom: %v", name, got)
		}
		object = p.Run(object, french(acctest.Block{"name": "Facturation", "description": "Euros."}))
		p.Run(object, french(acctest.Block{"name": "Facturation"}))
		if got := s.Collections()[1].Translations["fr"]; got.Description != "" {
			t.Errorf("%s: in Intercom: %v", name, got)
		}
	}
}

// TestTranslationRemoved: Intercom cannot delete a translation, so that it stays, and a plan says so.
func TestTranslationRemoved(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, billing)
	s.ResetCalls()
	planned, diags := p.Plan(object, with(acctest.Block{"translations": nil}))
	acctest.Expect(t, diags, "WARNING", "Translations of collections stay in Intercom", "fr")
	after, diags := p.Apply(planned)
	acctest.Expect(t, diags, "WARNING")
	if after.Get("translations") != "<null>" || s.Collections()[1].Translations["fr"].Name != "Facturation" || s.Count("PUT", "") > 0 {
		t.Errorf("in state %s", after.State)
	}
	checkStable(t, p, after, with(acctest.Block{"translations": nil}))
}

// TestTranslationTakenOver: a plan names a translation in Intercom that it replaces although state does not have it.
func TestTranslationTakenOver(t *testing.T) {
	t.Parallel()
	for name, warns := range map[string]bool{"Factures": true, "Facturation": false} {
		p, s := newHarness(t)
		object := p.Run(acctest.Object{}, with(acctest.Block{"translations": nil}))
		s.UpdateCollection(object.Get("id"), func(c *intercomtest.Collection) {
			c.Translations = map[string]intercomtest.CollectionText{"fr": {Name: "Facturation", Description: "Argent."}}
		})
		_, diags := p.Plan(object, with(acctest.Block{"translations": acctest.Block{"fr": acctest.Block{"name": name}}}))
		said := acctest.Text(diags)
		if warned := strings.Contains(said, "This plan replaces translations of collections") && strings.Contains(said, `to fr ("Facturation")`); warned != warns {
			t.Errorf("%s: it said: %s", name, said)
		}
	}
}

// TestOneLanguage: a help center with one language shows no translations, which does not take them out of state.
func TestOneLanguage(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, billing)
	s.UpdateHelpCenter(english, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en"} })
	read, diags := p.Read(object)
	acctest.Expect(t, diags, "WARNING", "does not show the translations", "one language")
	if read.Get("translations.fr.name") != "Facturation" {
		t.Errorf("in state %s", read.State)
	}
	planned, diags := p.Plan(read, billing)
	if acctest.Expect(t, diags); !planned.State.Equal(read.State) {
		t.Errorf("the plan is not empty:\n%s\n%s", read.State, planned.State)
	}
	imported, diags := acctest.NewProtocol(t, s, kind, nil).Import(object.Get("id"), nil)
	if acctest.Expect(t, diags); imported.Get("translations") != "<null>" {
		t.Errorf("imported %s", imported.State)
	}
}

// TestEmptyDescription: no description is null in state however Intercom shows it, and a description is cleared or stays.
func TestEmptyDescription(t *testing.T) {
	t.Parallel()
	for name, b := range map[string]intercomtest.Behavior{"null": intercomtest.ShowsNullDescriptions(), "empty": intercomtest.TrimsText(), "refused": intercomtest.RefusesEmptyDescriptions()} {
		p, s := newHarness(t)
		object := p.Run(acctest.Object{}, billing)
		s.Set(b)
		bare := with(acctest.Block{"description": nil})
		planned, diags := p.Plan(object, bare)
		acctest.Expect(t, diags)
		after, diags := p.Apply(planned)
		if name == "refused" {
			acctest.Expect(t, diags, "ERROR", "400", "can't be blank")
			if after.Get("description") != "Money." {
				t.Errorf("in state %s", after.State)
			}
			continue
		}
		acctest.Expect(t, diags)
		if after.Get("description") != "<null>" || s.Collections()[1].Description != "" {
			t.Errorf("%s: in state %s", name, after.State)
		}
		checkStable(t, p, after, bare)
	}
}

// TestHelpCenterOfChild: a collection in another one is in that one's help center, whether Intercom shows it or not.
func TestHelpCenterOfChild(t *testing.T) {
	t.Parallel()
	for name, behaviors := range map[string][]intercomtest.Behavior{"hidden": nil, "shown": {intercomtest.ShowsHelpCenterOfChildren()}} {
		p, s := newHarness(t, behaviors...)
		s.AddCollection(intercomtest.Collection{ID: "81", Name: "Elsewhere", HelpCenterID: "80"})
		s.AddCollection(intercomtest.Collection{ID: "82", Name: "Below", ParentID: "81"})
		config := acctest.Block{"name": "Refunds", "parent_id": "82"}
		object := p.Run(acctest.Object{}, config)
		if object.Get("help_center_id") != "80" || s.Collections()[3].HelpCenterID != "80" {
			t.Errorf("%s: in state %s", name, object.State)
		}
		checkStable(t, p, object, config)
		checkStable(t, acctest.NewProtocol(t, s, kind, nil), object, acctest.Block{"name": "Refunds", "parent_id": "82", "help_center_id": "80"})
		imported, diags := acctest.NewProtocol(t, s, kind, nil).Import(object.Get("id"), nil)
		if acctest.Expect(t, diags); imported.Get("help_center_id") != "80" {
			t.Errorf("%s: imported %s", name, imported.State)
		}
	}
}

// TestReplaceProtected: another help center means another collection, which protection refuses.
func TestReplaceProtected(t *testing.T) {
	t.Parallel()
	p, _ := newHarness(t)
	config := with(acctest.Block{"deletion_protection": true})
	object, diags := p.Read(p.Run(acctest.Object{}, config))
	acctest.Expect(t, diags)
	config["help_center_id"] = "80"
	_, diags = p.Plan(object, config)
	acctest.Expect(t, diags, "ERROR", "is protected from deletion", "replace")
}

// TestCreateLost: a create whose answer is lost makes one collection. Where another one like it was created at the same time, or
// recently, none is chosen.
func TestCreateLost(t *testing.T) {
	t.Parallel()
	for _, act := range []intercomtest.Act{intercomtest.ResetAfter(), intercomtest.ActThenStatus(500)} {
		p, s := newHarness(t)
		s.Inject(intercomtest.Fault{Method: "POST", Act: act, Times: 1})
		planned, diags := p.Plan(acctest.Object{}, billing)
		acctest.Expect(t, diags)
		object, diags := p.Apply(planned)
		acctest.Expect(t, diags, "WARNING", "Adopted")
		if all := s.Collections(); len(all) != 2 || all[1].ID != object.Get("id") || s.Count("POST", "") != 1 {
			t.Errorf("%v, in state %s", all, object.Get("id"))
		}
	}
	p, s := newHarness(t)
	s.Inject(intercomtest.Fault{Method: "POST", Act: intercomtest.ResetAfter(), Times: 1})
	s.Before("POST", path, func() { s.AddCollection(intercomtest.Collection{Name: "Billing"}) })
	planned, diags := p.Plan(acctest.Object{}, billing)
	acctest.Expect(t, diags)
	object, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "cannot tell which", "165", "166")
	if !object.IsNull() || s.Count("POST", "") != 1 {
		t.Errorf("%d creates, in state %v", s.Count("POST", ""), object.State)
	}
	planned, diags = acctest.NewProtocol(t, s, kind, nil).Plan(acctest.Object{}, billing)
	acctest.Expect(t, diags)
	_, diags = acctest.NewProtocol(t, s, kind, nil).Apply(planned)
	acctest.Expect(t, diags, "ERROR", "An equal collection was created recently", "import")
	if n := s.Count("POST", ""); n != 1 {
		t.Errorf("%d creates", n)
	}
}

// TestEqualNames: collections with equal names can be created together where Intercom allows it, and are refused by Intercom where not.
func TestEqualNames(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	if both := p.RunAll(billing, billing); both[0].Get("id") == both[1].Get("id") || len(s.Collections()) != 3 {
		t.Errorf("%s and %s", both[0].Get("id"), both[1].Get("id"))
	}
	p, s = newHarness(t, intercomtest.RefusesEqualCollections())
	planned, diags := p.Plan(acctest.Object{}, acctest.Block{"name": "Everything", "parent_id": "9"})
	acctest.Expect(t, diags)
	_, diags = p.Apply(planned)
	acctest.Expect(t, diags)
	planned, diags = p.Plan(acctest.Object{}, acctest.Block{"name": "Everything"})
	acctest.Expect(t, diags)
	s.UpdateCollection("9", func(c *intercomtest.Collection) { c.CreatedAt = 1700000000 })
	object, diags := acctest.NewProtocol(t, s, kind, nil).Apply(planned)
	acctest.Expect(t, diags, "ERROR", "already been taken")
	if !object.IsNull() {
		t.Errorf("in state %s", object.State)
	}
}

// TestLying404: a 404 that is not Intercom's word, or is about a parent, takes nothing out of state.
func TestLying404(t *testing.T) {
	t.Parallel()
	for name, b := range map[string]intercomtest.Behavior{
		"a page": intercomtest.Gateway404HTML(), "empty": intercomtest.Gateway404Empty(), "another code": intercomtest.RefusesAfter(404, "parameter_invalid", "not found"),
	} {
		p, s := newHarness(t)
		object := p.Run(acctest.Object{}, billing)
		s.Set(b.On("GET", path+"/*"))
		after, diags := acctest.NewProtocol(t, s, kind, nil).Read(object)
		acctest.Expect(t, diags, "ERROR", "stays in Terraform's state")
		if after.IsNull() {
			t.Errorf("%s: it left the state", name)
		}
	}
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, acctest.Block{"name": "Refunds", "parent_id": "9"})
	s.Set(intercomtest.RefusesAfter(404, "not_found", "Resource Not Found").On("PUT", path+"/*").WithoutEffect())
	planned, diags := p.Plan(object, acctest.Block{"name": "Refund", "parent_id": "9"})
	acctest.Expect(t, diags)
	after, diags := p.Apply(planned)
	if acctest.Expect(t, diags, "ERROR", "404"); after.IsNull() {
		t.Error("it left the state after an update")
	}
}

// TestAbsentFields: what an answer leaves out is no change.
func TestAbsentFields(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	config := with(acctest.Block{"parent_id": "9"})
	object := p.Run(acctest.Object{}, config)
	s.Set(intercomtest.Omits("parent_id", "description", "help_center_id", "icon", "order", "url", "default_locale", "created_at", "workspace_id", "name").On("GET", path+"/*"))
	read, diags := p.Read(object)
	if acctest.Expect(t, diags); !read.State.Equal(object.State) {
		t.Errorf("read\n%s\nas\n%s", object.State, read.State)
	}
}

// TestLookUp: by ID, or by name, narrowed by the parent and the help center.
func TestLookUp(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	levels(s)
	s.AddCollection(intercomtest.Collection{ID: "81", Name: "Two", HelpCenterID: "80"})
	for want, config := range map[string]acctest.Block{
		"3": {"id": "3"}, "1": {"name": "One"}, "2": {"name": "Two", "parent_id": "1"}, "81": {"name": "Two", "help_center_id": "80"},
	} {
		found, diags := p.Data(config)
		if acctest.Expect(t, diags); found.Get("id") != want || found.Get("help_center_id") == "<null>" {
			t.Errorf("%v: %s", config, found.State)
		}
	}
	_, diags := p.Data(acctest.Block{"name": "Two"})
	acctest.Expect(t, diags, "ERROR", `2 collections have the name "Two"`, "81")
	_, diags = p.Data(acctest.Block{"name": "Two", "parent_id": "3"})
	acctest.Expect(t, diags, "ERROR", "0 collections", `within parent_id "3"`)
	every := p.Of("intercom_collections")
	for want, config := range map[string]acctest.Block{"81": {"help_center_id": "80"}, "2": {"parent_id": "1"}, "3": {"name_contains": "REE"}} {
		all, diags := every.Data(config)
		if acctest.Expect(t, diags); all.Get("collections.0.id") != want || all.Get("collections.1.id") != "<none>" {
			t.Errorf("%v: %s", config, all.State)
		}
	}
}

// TestPages: lists are complete in whatever form the next page is named.
func TestPages(t *testing.T) {
	t.Parallel()
	for name, b := range map[string]intercomtest.Behavior{
		"cursor": intercomtest.ShortPages(20), "URL": intercomtest.NextAsURL(), "page": intercomtest.NextAsPage(), "numbers": intercomtest.Omits("next"), "repeats": intercomtest.RepeatsObjects(),
	} {
		p, s := newHarness(t, b)
		for i := range 45 {
			s.AddCollection(intercomtest.Collection{Name: fmt.Sprint("Collection ", i)})
		}
		all, diags := p.Of("intercom_collections").Data(acctest.Block{})
		if acctest.Expect(t, diags); all.Get("collections.45.id") == "<none>" || all.Get("collections.46.id") != "<none>" {
			t.Errorf("%s: not 46 collections", name)
		}
	}
	p, s := newHarness(t)
	for i := range 45 {
		s.AddCollection(intercomtest.Collection{ID: fmt.Sprint(300 + i), Name: fmt.Sprint("Collection ", i)})
	}
	s.Before("GET", path, func() {
		s.Before("GET", path, func() {
			s.UpdateCollection("9", func(c *intercomtest.Collection) { c.Name, c.UpdatedAt = "Moved", 4102444800 })
		})
	})
	all, diags := p.Of("intercom_collections").Data(acctest.Block{"name_contains": "moved"})
	if acctest.Expect(t, diags); !strings.Contains(all.State.String(), "Moved") {
		t.Errorf("an edit during the list hides a collection: %s", all.State)
	}
}

// settled: a refresh changes nothing, and the plan after it is empty.
func checkStable(t *testing.T, p *acctest.Protocol, object acctest.Object, config acctest.Block) {
	t.Helper()
	read, diags := p.Read(object)
	acctest.Expect(t, diags)
	planned, diags := p.Plan(read, config)
	if acctest.Expect(t, diags); !planned.State.Equal(read.State) || !read.State.Equal(object.State) {
		t.Errorf("not stable:\n%s\nread as\n%s\nplanned as\n%s", object.State, read.State, planned.State)
	}
}
