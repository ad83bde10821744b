package acctest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// everyBlock is a body with every kind of block that Intercom's editor makes.
const everyBlock = `<h1>Refunds</h1><p>Read <a href="https://example.com/terms?a=1&b=2">the terms</a>, <i>please</i>, and <code>run ${x} %{y}</code> it.<br>Then "wait" \ here.</p>` +
	`<p class="intercom-align-center">Centered</p><h2>Steps</h2><ol><li>One<ul><li>A</li><li>B</li></ul></li><li>Two</li></ol>` +
	`<table><tbody><tr><td><b>Plan</b></td><td><b>Days</b></td></tr><tr><td>Gold</td><td>1</td></tr></tbody></table>` +
	`<img src="https://example.com/shots/a.png" alt="A screenshot">` +
	`<div class="intercom-interblocks-callout" style="background-color: #feedaf80; border-color: #fbc91633;"><p>Careful</p></div>` +
	`<p><a class="intercom-h2b-button" href="https://example.com/go">Go</a></p><iframe src="https://www.youtube.com/embed/abc"></iframe>` +
	"<pre><code>line 1\n  line 2\n</code></pre><hr><details><summary>More</summary><p>Hidden text</p></details>"

// seedHelpCenter adds a help center in three locales: collections on three levels, and articles with every kind of block, in all
// states.
func seedHelpCenter(s *intercomtest.Server, articles int) {
	s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en", "fr", "pt-BR"} })
	for i := range 12 {
		c := intercomtest.Collection{ID: fmt.Sprint(500 + i), Name: fmt.Sprintf("Collection \"%d\"", i), Translations: map[string]intercomtest.CollectionText{"fr": {Name: fmt.Sprintf("Rayon %d", i)}}}
		if i >= 4 {
			c.ParentID = fmt.Sprint(500 + i - 4)
		}
		s.AddCollection(c)
	}
	for i := range articles {
		text := func(locale string) intercomtest.ArticleText {
			t := intercomtest.ArticleText{
				Title: fmt.Sprintf("Article \"%d\" ${%s}", i, locale), Description: "For & against", Body: strings.Replace(everyBlock, "Gold", fmt.Sprint("Gold ", i), 1), State: "published",
			}
			switch i % 6 {
			case 1:
				t.State = "draft"
			case 2:
				t.Body, t.Description = "", ""
			case 3:
				t.Draft = &intercomtest.ArticleDraft{Title: t.Title, Body: "Not published yet"}
			}
			return t
		}
		a := intercomtest.Article{ID: fmt.Sprint(9000 + i), ArticleText: text("en"), Translations: map[string]intercomtest.ArticleText{"fr": text("fr"), "pt-BR": text("pt-BR")}}
		if i%5 > 0 {
			a.ParentIDs = []string{fmt.Sprint(500 + i%12)}
		}
		a.AICopilot = i%2 == 0
		s.AddArticle(a)
	}
}

// TestAdopt imports 300 articles in three locales with the configuration that an import shows: nothing changes, and the plan after
// the apply is empty, in which batch_refresh reads lists instead of articles.
func TestAdopt(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		version   string
		articles  int
		behaviors []intercomtest.Behavior
	}{
		"2.13":                    {"2.13", 30, nil},
		"2.16":                    {"2.16", 300, nil},
		"Markdown listed":         {"2.16", 30, []intercomtest.Behavior{intercomtest.ListsMarkdown()}},
		"default locale repeated": {"2.16", 30, []intercomtest.Behavior{intercomtest.RepeatsDefaultLocale()}},
		"drafts untold":           {"2.16", 30, []intercomtest.Behavior{intercomtest.HidesPendingChanges()}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t, intercomtest.WithRateLimit(1_000_000, 0))
			seedHelpCenter(s, c.articles)
			s.Set(c.behaviors...)
			p := acctest.NewProtocol(t, s, "intercom_article", acctest.Block{"api_version": c.version, "batch_refresh": true})
			all := s.Articles()
			imported, configs := make([]acctest.Object, len(all)), make([]acctest.Block, len(all))
			for i, a := range all {
				var diags []*tfprotov6.Diagnostic
				if imported[i], diags = p.Import(a.ID, nil); acctest.HasError(diags) {
					t.Fatalf("importing %s: %s", a.ID, acctest.Text(diags))
				}
				configs[i] = configured(p, imported[i])
				planned, diags := p.Plan(imported[i], configs[i])
				if acctest.HasError(diags) || !planned.State.Equal(imported[i].State) {
					t.Fatalf("planning %s: %s\n%s\n%s", a.ID, acctest.Text(diags), planned.State, imported[i].State)
				}
			}
			p.ApplyWalk() // nothing is to be applied
			s.ResetCalls()
			for i := range imported {
				read, diags := p.Read(imported[i])
				if acctest.HasError(diags) || !read.State.Equal(imported[i].State) {
					t.Fatalf("reading %s: %s\n%s\n%s", all[i].ID, acctest.Text(diags), read.State, imported[i].State)
				}
				if text, ok := configs[i]["body_markdown"].(string); ok {
					configs[i]["body_markdown"] = text + "\n" // as in a file
				}
				if planned, diags := p.Plan(read, configs[i]); acctest.HasError(diags) || !planned.State.Equal(read.State) {
					t.Fatalf("planning %s again: %s", all[i].ID, acctest.Text(diags))
				}
			}
			if calls := len(s.Calls()); calls > 15 {
				t.Errorf("%d calls, the last one %s", calls, s.Calls()[calls-1].Path)
			}
			if err := onlyReads(s, ""); err != nil {
				t.Error(err)
			}
		})
	}
}

// configured is the configuration with every argument that state has a value of.
func configured(p *acctest.Protocol, o acctest.Object) acctest.Block {
	all := acctest.Block{}
	state, _ := plainValue(o.State).(map[string]any)
	for _, name := range p.Arguments() {
		if state[name] != nil {
			all[name] = state[name]
		}
	}
	return all
}

// plainValue is a value of Terraform's in Go.
func plainValue(v tftypes.Value) any {
	if v.IsNull() {
		return nil
	}
	var text string
	var is bool
	var elements []tftypes.Value
	var members map[string]tftypes.Value
	switch {
	case v.As(&text) == nil:
		return text
	case v.As(&is) == nil:
		return is
	case v.As(&elements) == nil:
		list := []any{}
		for _, e := range elements {
			list = append(list, plainValue(e))
		}
		return list
	case v.As(&members) == nil:
		object := map[string]any{}
		for name, member := range members {
			object[name] = plainValue(member)
		}
		return object
	}
	panic(fmt.Sprintf("no value of this kind is expected: %s", v))
}

// adopts runs the commands of a guide and checks that nothing is written, and that the plan after the import is empty, also with
// batch_refresh, which reads lists.
type adopts struct {
	*testing.T
	s      *intercomtest.Server
	c      *acctest.CLI
	before []intercomtest.Article
	kinds  int // collections and articles
}

// newAdoption returns the example's directory, and a help center that exists.
func newAdoption(t *testing.T, name string, articles int) *adopts {
	t.Helper()
	s := acctest.Fake(t, intercomtest.WithRateLimit(1_000_000, 0))
	seedHelpCenter(s, articles)
	a := &adopts{T: t, s: s, before: s.Articles(), kinds: len(s.Collections()) + len(s.Articles())}
	e := readExample(t, filepath.Join(examplesDir, name))
	if len(e.queries) > 0 {
		a.c = e.querying(t, s)
		return a
	}
	a.c = acctest.NewCLI(t, s)
	for name, text := range e.files {
		a.c.Write(name, text)
	}
	return a
}

// run runs terraform, which must print what it wants, and returns what it printed.
func (a *adopts) run(wants string, args ...string) string {
	a.Helper()
	a.s.ResetCalls()
	out, err := a.c.Run(nil, append(args, "-no-color")...)
	if err != nil || !strings.Contains(out, wants) {
		a.Fatalf("terraform %v: %v\n%s", args, err, out[max(0, len(out)-6000):])
	}
	if err := onlyReads(a.s, ""); err != nil {
		a.Errorf("terraform %v wrote: %v", args, err)
	}
	return out
}

// adopted plans and applies the import of everything, and plans again.
func (a *adopts) adopted() {
	a.Helper()
	a.run(fmt.Sprintf("Plan: %d to import, 0 to add, 0 to change, 0 to destroy.", a.kinds), "plan", "-out=plan.out")
	a.run(fmt.Sprintf("%d imported, 0 added, 0 changed, 0 destroyed.", a.kinds), "apply", "plan.out")
	a.run("No changes.", "plan", "-detailed-exitcode")
	if calls := len(a.s.Calls()); calls > 15 {
		a.Errorf("a plan without changes made %d calls", calls)
	}
	if now := a.s.Articles(); !reflect.DeepEqual(now, a.before) {
		a.Error("an article was changed")
	}
}

// TestLongAdoptByQuery adopts 300 articles in three locales with terraform query.
func TestLongAdoptByQuery(t *testing.T) {
	t.Parallel()
	a := newAdoption(t, "adopt-help-center", 300)
	a.run("list.intercom_article.all", "query")
	a.run("", "query", "-generate-config-out=help_center.tf")
	if reads := a.s.Count("GET", "/articles/*"); reads != len(a.before) {
		t.Errorf("the query read %d articles", reads)
	}
	a.adopted()
}

// TestLongAdoptByBlocks adopts them with import blocks, for versions of Terraform without a query.
func TestLongAdoptByBlocks(t *testing.T) {
	t.Parallel()
	a := newAdoption(t, "adopt-help-center-blocks", 300)
	a.run("0 added, 0 changed, 0 destroyed.", "apply", "-auto-approve")
	imports := a.run("import {", "output", "-raw", "imports")
	a.c.Write("imports.tf", imports)
	a.run(fmt.Sprintf("Plan: %d to import, 0 to add, 0 to change, 0 to destroy.", a.kinds), "plan", "-generate-config-out=help_center.tf")
	a.c.Write("imports.tf", strings.ReplaceAll(imports, "provider = intercom\n", ""))
	if err := os.Remove(filepath.Join(a.c.Dir, "find.tf")); err != nil {
		t.Fatal(err)
	}
	a.adopted()
}

// TestAdoptionGuide: the guide shows the files of the examples, and what it says of the API is what the schema says.
func TestAdoptionGuide(t *testing.T) {
	t.Parallel()
	guide := readFile(t, "../../templates/guides/adopting-a-help-center.md")
	for _, name := range []string{"adopt-help-center/help_center.tfquery.hcl", "adopt-help-center-blocks/find.tf"} {
		if !strings.Contains(guide, readFile(t, filepath.Join(examplesDir, name))) {
			t.Errorf("the guide shows another %s", name)
		}
	}
	p := acctest.NewUnconfigured(t, "intercom_collection")
	for _, name := range []string{"order", "icon"} {
		if slices.Contains(p.Arguments(), name) {
			t.Errorf("%s of a collection can be set, and the guide says that it cannot", name)
		}
	}
}
