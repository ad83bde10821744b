package acctest_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-testing/config"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// helpCenter is a folder of Markdown files, and the module that publishes it.
type helpCenter struct {
	folder string
	module map[string]string
}

// newHelpCenter writes the number of files, in five collections. Every tenth has a key, a tag, and a redirect.
func newHelpCenter(t *testing.T, files int) *helpCenter {
	t.Helper()
	h := &helpCenter{folder: t.TempDir(), module: readExample(t, examplesDir+"/modules/help-center").files}
	h.write(t, "en/billing/_collection.md", "---\ntitle: Billing & money\ndescription: Invoices and refunds.\n---\n")
	h.write(t, "fr/billing/_collection.md", "# Facturation\n")
	folders := []string{"billing", "billing/refunds", "billing/refunds/cards", "first-steps", "plans"}
	for i := range files {
		front := ""
		if i%10 == 0 {
			front = fmt.Sprintf("---\nkey: page-%d\ntags: VIP\nredirect_from: old/%d\n---\n", i, i)
		}
		h.write(t, fmt.Sprintf("en/%s/page-%d.md", folders[i%len(folders)], i), fmt.Sprintf("%s# Page %d\n\nIt is **%d**.\n\n- a\n- b\n\n> [!NOTE]\n> Read this.\n", front, i, i))
	}
	return h
}

func (h *helpCenter) write(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join(h.folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func (h *helpCenter) read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(h.folder, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func (h *helpCenter) remove(t *testing.T, name string) {
	t.Helper()
	if err := os.Remove(filepath.Join(h.folder, filepath.FromSlash(name))); err != nil {
		t.Fatal(err)
	}
}

// config is a directory with the module as the root module: the framework reads no state of modules.
func (h *helpCenter) config(t *testing.T, s *intercomtest.Server, variables ...string) config.TestStepConfigFunc {
	t.Helper()
	files := maps.Clone(h.module)
	files["help.auto.tfvars"] = fmt.Sprintf("directory = %q\nauthor = \"augusta@example.com\"\n%s\n", h.folder, strings.Join(variables, "\n"))
	return directory(t, s, files, `api_version = "2.16"`)
}

// urls returns the URLs of the articles by key, of the output.
func urls(state *tfjson.State) map[string]string {
	found := map[string]string{}
	raw, err := json.Marshal(state.Values.Outputs["articles"].Value)
	if err != nil {
		return found
	}
	var articles map[string]struct{ ID, URL string }
	if json.Unmarshal(raw, &articles) == nil {
		for key, a := range articles {
			found[key] = a.ID + " " + a.URL
		}
	}
	return found
}

// writes counts the writes to articles since the call with the number after, by method.
func writes(s *intercomtest.Server, after int) map[string]int {
	found := map[string]int{}
	for _, c := range s.Calls()[after:] {
		if c.Method != "GET" && regexp.MustCompile(`^/articles(/\d+)?$`).MatchString(c.Path) {
			found[c.Method]++
		}
	}
	return found
}

// TestExamplesHelpCenter publishes files with the module: apply, an empty plan, and one file renamed, changed, deleted, and
// translated. Each takes the one call that it needs. The framework fails a step whose next plan is not empty.
func TestExamplesHelpCenter(t *testing.T) {
	t.Parallel()
	publishHelpCenter(t, 30)
}

// TestLongHelpCenter publishes as many files as a help center has.
func TestLongHelpCenter(t *testing.T) {
	t.Parallel()
	publishHelpCenter(t, 200)
}

func publishHelpCenter(t *testing.T, files int) {
	t.Helper()
	s := acctest.Fake(t)
	s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(c *intercomtest.HelpCenter) { c.Locales = []string{"en", "fr"} })
	h := newHelpCenter(t, files)
	var kept map[string]string
	calls := 0
	// step is a change, what the plan must say of addresses, and the writes that the apply takes.
	step := func(change func(), want map[string]int, checks ...plancheck.PlanCheck) resource.TestStep {
		return resource.TestStep{
			PreConfig: func() {
				change()
				calls = len(s.Calls())
			},
			ConfigDirectory:  h.config(t, s),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: checks},
			ConfigStateChecks: after(func(*tfjson.State) error {
				if got := writes(s, calls); fmt.Sprint(got) != fmt.Sprint(want) {
					return fmt.Errorf("writes %v, want %v", got, want)
				}
				return nil
			}),
		}
	}
	address := func(key string) string { return fmt.Sprintf("intercom_article.this[%q]", key) }
	resource.Test(t, resource.TestCase{
		Steps: withProvider(
			resource.TestStep{
				ConfigDirectory: h.config(t, s),
				ConfigStateChecks: after(func(state *tfjson.State) error {
					if kept = urls(state); len(kept) != files {
						return fmt.Errorf("%d articles", len(kept))
					}
					if got := writes(s, 0); got["POST"] != files {
						return fmt.Errorf("writes %v", got)
					}
					return nil
				}),
			},
			step(func() {
				h.write(t, "en/plans/renamed.md", h.read(t, "en/billing/page-10.md"))
				h.write(t, "en/billing/also-renamed.md", h.read(t, "en/billing/page-20.md"))
				h.remove(t, "en/billing/page-10.md")
				h.remove(t, "en/billing/page-20.md")
			}, map[string]int{"PUT": 1}, // The first moved to another collection.
				plancheck.ExpectResourceAction(address("page-10"), plancheck.ResourceActionUpdate),
				plancheck.ExpectResourceAction(address("page-20"), plancheck.ResourceActionNoop)),
			resource.TestStep{
				ConfigDirectory: h.config(t, s),
				ConfigStateChecks: after(func(state *tfjson.State) error {
					if got := urls(state); fmt.Sprint(got) != fmt.Sprint(kept) {
						return fmt.Errorf("other articles or URLs than before:\n%v\n%v", got, kept)
					}
					return nil
				}),
			},
			step(func() { h.write(t, "en/billing/refunds/page-1.md", "# Page 1\n\nIt is **not 1**.\n") }, map[string]int{"PUT": 1},
				plancheck.ExpectResourceAction(address("billing/refunds/page-1"), plancheck.ResourceActionUpdate)),
			// The same text, written otherwise.
			step(func() { h.write(t, "en/billing/refunds/page-1.md", "Page 1\n======\n\nIt is\n__not 1__.") }, map[string]int{}, plancheck.ExpectEmptyPlan()),
			step(func() { h.remove(t, "en/plans/page-4.md") }, map[string]int{"DELETE": 1},
				plancheck.ExpectResourceAction(address("plans/page-4"), plancheck.ResourceActionDestroy)),
			step(func() { h.write(t, "fr/billing/refunds/page-1.md", "# Page un\n\nCe n'est pas **1**.\n") }, map[string]int{"PUT": 1},
				plancheck.ExpectResourceAction(address("billing/refunds/page-1"), plancheck.ResourceActionUpdate)),
			// Without a key, a renamed file is another article. The plan says so.
			step(func() {
				h.write(t, "en/plans/page-9b.md", h.read(t, "en/plans/page-9.md"))
				h.remove(t, "en/plans/page-9.md")
			}, map[string]int{"DELETE": 1, "POST": 1},
				plancheck.ExpectResourceAction(address("plans/page-9"), plancheck.ResourceActionDestroy),
				plancheck.ExpectResourceAction(address("plans/page-9b"), plancheck.ResourceActionCreate)),
			resource.TestStep{ConfigDirectory: h.config(t, s), Destroy: true},
		),
	})
}

// TestExamplesHelpCenterStages stages a changed file for a review, and publishes it after the merge, as the guide says. The framework fails a step
// whose next plan is not empty.
func TestExamplesHelpCenterStages(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(c *intercomtest.HelpCenter) { c.Locales = []string{"en", "fr"} })
	h := newHelpCenter(t, 1)
	h.write(t, "fr/billing/page-0.md", "---\nkey: page-0\n---\n# Page zéro\n\nC'est **0**.\n")
	shows := func(live, staged string) []statecheck.StateCheck {
		return after(func(*tfjson.State) error {
			articles := s.Articles()
			a := articles[len(articles)-1]
			for locale, text := range map[string]intercomtest.ArticleText{"en": a.ArticleText, "fr": a.Translations["fr"]} {
				draft := ""
				if text.Draft != nil {
					draft = text.Draft.Body
				}
				if !strings.Contains(text.Body, live) || !strings.Contains(draft, staged) || staged == "" && draft != "" {
					return fmt.Errorf("in %s, live is %s, and the draft is %s", locale, text.Body, draft)
				}
			}
			return nil
		})
	}
	resource.Test(t, resource.TestCase{
		Steps: withProvider(
			resource.TestStep{ConfigDirectory: h.config(t, s), ConfigStateChecks: shows("<b>0</b>", "")},
			resource.TestStep{
				PreConfig: func() {
					for _, name := range []string{"en/billing/page-0.md", "fr/billing/page-0.md"} {
						h.write(t, name, strings.Replace(h.read(t, name), "**0**", "**zero**", 1))
					}
				},
				ConfigDirectory: h.config(t, s, "stage = true"), ConfigStateChecks: shows("<b>0</b>", "<b>zero</b>"),
			},
			resource.TestStep{ConfigDirectory: h.config(t, s), ConfigStateChecks: shows("<b>zero</b>", "")},
			resource.TestStep{ConfigDirectory: h.config(t, s), Destroy: true},
		),
	})
}

// TestExamplesHelpCenterRefuses plans what the module refuses before anything is sent.
func TestExamplesHelpCenterRefuses(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	refused := func(write func(h *helpCenter), message string) resource.TestStep {
		h := newHelpCenter(t, 3)
		write(h)
		return resource.TestStep{ConfigDirectory: h.config(t, s), PlanOnly: true, ExpectError: regexp.MustCompile(strings.ReplaceAll(message, " ", `\s+(?:│\s+)?`))}
	}
	resource.Test(t, resource.TestCase{
		Steps: withProvider(
			refused(func(h *helpCenter) { h.write(t, "en/a.md", "---\nkey: page-0\n---\n# A\n") }, `Several files have the same key: en/a.md, en/billing/page-0.md`),
			refused(func(h *helpCenter) { h.write(t, "fr/a.md", "# A\n") }, `Translations of no article in en: fr/a.md`),
			refused(func(h *helpCenter) { h.write(t, "en/a/b/c/d/e.md", "# A\n") }, `Collections have at most three levels`),
			refused(func(h *helpCenter) { h.write(t, "en/a.md", "---\ncollection: b\n---\n# A\n") }, `Unknown collections: b of a`),
			refused(func(h *helpCenter) { h.write(t, "en/a.md", "# A\n\n- b\n  - c\n") }, `en/a.md, line 4: Intercom refuses a list in a list`),
			refused(func(h *helpCenter) { h.write(t, "en/a.md", "# A\n\n[b](b.md)\n") }, `en/a.md, line 3: no URL for the link to "b.md"`),
			refused(func(h *helpCenter) { h.write(t, "en/a.md", "# A\n\n[b](billing/page-0.md)\n") }, `the link to "en/billing/page-0.md" has no URL`),
		),
	})
	for _, c := range s.Calls() {
		if c.Method != "GET" {
			t.Errorf("%s %s was sent", c.Method, c.Path)
		}
	}
}

// TestExamplesHelpCenterAdopts takes over a help center that was written in Intercom with the import blocks of the guide: nothing is
// written, although each file formats its text in another way than Intercom, and the plan after that is empty.
func TestExamplesHelpCenterAdopts(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(c *intercomtest.HelpCenter) { c.Locales = []string{"en", "fr"} })
	h := &helpCenter{folder: t.TempDir(), module: readExample(t, examplesDir+"/modules/help-center").files}
	collection := func(folder, name, parent string) string {
		c := s.AddCollection(intercomtest.Collection{Name: name, ParentID: parent, Translations: map[string]intercomtest.CollectionText{"fr": {Name: name + " (fr)"}}})
		h.write(t, "en/"+folder+"/_collection.md", fmt.Sprintf("---\nintercom_id: %s\n---\n# %s\n", c.ID, name))
		h.write(t, "fr/"+folder+"/_collection.md", fmt.Sprintf("# %s (fr)\n", name))
		return c.ID
	}
	billing := collection("billing", "Billing & money", "")
	refunds := collection("billing/refunds", "Refunds", billing)
	cards := collection("billing/refunds/cards", "Cards", refunds)
	for i, parent := range []string{billing, refunds, cards, ""} {
		text := func(locale string) intercomtest.ArticleText {
			return intercomtest.ArticleText{
				Title: fmt.Sprintf("Page %d, %s", i, locale), State: "published",
				Body: fmt.Sprintf(`<p>It is <b>%d</b>, <i>really</i>.</p><p></p><h1>Steps</h1><ul><li><p>a</p></li><li><p>b</p></li></ul><p>See <a href="https://example.com/%s">this</a>.</p>`, i, locale),
			}
		}
		a := intercomtest.Article{ArticleText: text("en"), Translations: map[string]intercomtest.ArticleText{"fr": text("fr")}}
		a.AuthorID = intercomtest.ExampleAdmin
		if parent != "" {
			a.ParentIDs = []string{parent}
		}
		a = s.AddArticle(a)
		folder := []string{"billing/", "billing/refunds/", "billing/refunds/cards/", ""}[i]
		markdown := func(locale string) string {
			return fmt.Sprintf("# Page %d, %s\n\nIt is\n__%d__, _really_.\n\nSteps\n=====\n\n* a\n* b\n\nSee [this](https://example.com/%s).\n", i, locale, i, locale)
		}
		h.write(t, fmt.Sprintf("en/%spage.md", folder), fmt.Sprintf("---\nintercom_id: %s\n---\n%s", a.ID, markdown("en")))
		h.write(t, fmt.Sprintf("fr/%spage.md", folder), markdown("fr"))
	}
	before := s.Articles()

	c := acctest.NewCLI(t, s)
	if err := os.Mkdir(filepath.Join(c.Dir, "module"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range h.module {
		c.Write(filepath.Join("module", name), text)
	}
	guide := readFile(t, "../../templates/guides/help-center-in-git.md")
	imports := regexp.MustCompile("(?s)```terraform\n(import .*?)```").FindStringSubmatch(guide)
	if imports == nil || !strings.Contains(readFile(t, examplesDir+"/modules/help-center/README.md"), imports[1]) {
		t.Fatal("the guide and the README of the module show other import blocks")
	}
	c.Config(fmt.Sprintf("provider \"intercom\" {\n  deletion_protection = true\n}\n\nmodule \"help_center\" {\n  source    = \"./module\"\n  directory = %q\n  author    = \"augusta@example.com\"\n}\n\n%s", h.folder, imports[1]))
	for _, step := range []struct{ args, says string }{
		{"get", "- help_center in module"},
		{"plan -out=plan.out", "Plan: 7 to import, 0 to add, 0 to change, 0 to destroy."},
		{"apply plan.out", "7 imported, 0 added, 0 changed, 0 destroyed."},
		{"plan", "No changes."},
	} {
		if out, err := c.Run(nil, append(strings.Fields(step.args), "-no-color")...); err != nil || !strings.Contains(out, step.says) {
			t.Fatalf("terraform %s: %v\n%s", step.args, err, out)
		}
	}
	if err := onlyReads(s, ""); err != nil {
		t.Error(err)
	}
	if now := s.Articles(); !reflect.DeepEqual(now, before) {
		t.Error("an article was changed")
	}
}
