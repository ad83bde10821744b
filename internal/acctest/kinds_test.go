package acctest_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
)

// TestImportedTwice (CASES 10): two resources of one run cannot import the same object, in whatever form each of them names it. The
// next run can import it again.
func TestImportedTwice(t *testing.T) {
	t.Parallel()
	for _, s := range subjects {
		t.Run(s.name(), func(t *testing.T) {
			t.Parallel()
			c := newCell(t, s)
			object := c.made()
			id := c.id(object)
			forms := map[string]string{"the ID": id, "the ID, with all attributes": id + "?attributes=all"}
			if c.kind == "intercom_data_attribute" {
				forms["model and name"] = object.Get("model") + "/" + object.Get("name")
			}
			identity := map[string]string{"workspace_id": c.s.WorkspaceID}
			for _, key := range c.keys {
				identity[key] = object.Get(key)
			}
			for name, form := range forms {
				c.fresh()
				if _, diags := c.p.Import(id, nil); acctest.HasError(diags) {
					t.Fatalf("%s: %s", name, acctest.Text(diags))
				}
				_, diags := c.p.Import(form, nil)
				acctest.Expect(t, diags, "ERROR", "imported twice", "Nothing was imported")
				_, diags = c.p.Import("", c.p.Identity(identity))
				acctest.Expect(t, diags, "ERROR", "imported twice")
			}
		})
	}
}

// TestImportedOfState: a resource cannot import an object that another one has in state, whichever of them is planned first, and whether
// the other one stays or is destroyed. It can import what a removed block gives up, which Terraform reads and does not plan.
func TestImportedOfState(t *testing.T) {
	t.Parallel()
	for _, s := range subjects {
		for name, c := range map[string]struct{ first, destroys, removed bool }{
			"planned first": {first: true}, "planned last": {}, "destroyed": {first: true, destroys: true}, "removed": {first: true, removed: true},
		} {
			if c.destroys && s.leaves { // a destroy makes no call
				continue
			}
			t.Run(s.name()+"/"+name, func(t *testing.T) {
				t.Parallel()
				cell := newCell(t, s)
				object := cell.made()
				cell.fresh()
				had := func() []*tfprotov6.Diagnostic {
					read, diags := cell.p.Read(object)
					if acctest.HasError(diags) {
						t.Fatal(acctest.Text(diags))
					}
					if c.removed {
						return nil
					}
					config := cell.config()
					if c.destroys {
						config = nil
					}
					_, diags = cell.p.Another().Plan(read, config)
					return diags
				}
				imports := func() []*tfprotov6.Diagnostic {
					imported, diags := cell.p.Import(cell.id(object), nil)
					if acctest.HasError(diags) {
						t.Fatal(acctest.Text(diags))
					}
					_, diags = cell.p.Another().Plan(imported, cell.config())
					return diags
				}
				steps := []func() []*tfprotov6.Diagnostic{had, imports}
				if !c.first {
					slices.Reverse(steps)
				}
				if diags := steps[0](); acctest.HasError(diags) && !c.destroys {
					t.Errorf("the first: %s", acctest.Text(diags))
				}
				if diags := steps[1](); !c.removed {
					acctest.Expect(t, diags, "ERROR", "Two resources have", "moved block")
				} else if acctest.HasError(diags) {
					t.Error(acctest.Text(diags))
				}
			})
		}
	}
}

// TestTwoOwners: two resources have one object in state. A plan that destroys it for one and keeps it for the other is refused, whichever
// is planned first, and a plan that keeps it for both warns.
func TestTwoOwners(t *testing.T) {
	t.Parallel()
	type planner func(*acctest.Protocol, acctest.Object, acctest.Block) []*tfprotov6.Diagnostic
	keeps := func(p *acctest.Protocol, o acctest.Object, config acctest.Block) []*tfprotov6.Diagnostic {
		_, diags := p.Plan(o, config)
		return diags
	}
	destroys := func(p *acctest.Protocol, o acctest.Object, _ acctest.Block) []*tfprotov6.Diagnostic {
		_, diags := p.Plan(o, nil)
		return diags
	}
	replaces := func(p *acctest.Protocol, o acctest.Object, config acctest.Block) []*tfprotov6.Diagnostic {
		_, diags := p.PlanReplace(o, config)
		return diags
	}
	for _, s := range subjects {
		for name, c := range map[string]struct {
			first, second planner
			says          []string
		}{
			"destroyed and kept": {destroys, keeps, []string{"ERROR", "Two resources have", "terraform state rm", "deposed"}},
			"kept and destroyed": {keeps, destroys, []string{"ERROR", "Two resources have", "terraform state rm", "deposed"}},
			"kept and replaced":  {keeps, replaces, []string{"ERROR", "Two resources have", "terraform state rm"}},
			"both kept":          {keeps, keeps, []string{"WARNING", "Two resources have the same", "terraform state rm"}},
			"both destroyed":     {destroys, destroys, nil},
			"one is replaced":    {replaces, nil, nil},
		} {
			t.Run(s.name()+"/"+name, func(t *testing.T) {
				t.Parallel()
				cell := newCell(t, s)
				object := cell.made()
				cell.fresh()
				imported, diags := cell.p.Import(cell.id(object), nil) // as terraform import does: no plan follows
				if acctest.HasError(diags) {
					t.Fatal(acctest.Text(diags))
				}
				cell.fresh()
				owners := []acctest.Object{object, imported}
				if strings.HasPrefix(name, "kept") { // an import does not know what a destroy needs
					slices.Reverse(owners)
				}
				for i, plan := range []planner{c.first, c.second} {
					read, diags := cell.p.Read(owners[i])
					if acctest.HasError(diags) {
						t.Fatal(acctest.Text(diags))
					}
					if plan == nil {
						return
					}
					if diags = plan([]*acctest.Protocol{cell.p, cell.p.Another()}[i], read, cell.config()); i == 0 || c.says == nil || s.leaves && c.says[0] == "ERROR" {
						if text := acctest.Text(diags); acctest.HasError(diags) && strings.Contains(text, "Two resources have") {
							t.Errorf("%d: %s", i, text)
						}
						continue
					}
					acctest.Expect(t, diags, c.says...)
				}
			})
		}
	}
}

// TestEqualSummaries (CASES 8): Terraform folds warnings whose summaries are equal, so a summary names no object. What cannot be
// undone has another summary than what can.
func TestEqualSummaries(t *testing.T) {
	t.Parallel()
	for _, s := range subjects {
		t.Run(s.name(), func(t *testing.T) {
			t.Parallel()
			c := newCell(t, s)
			summaries := map[string]string{}
			for _, onDestroy := range []string{"delete", "archive", "close", "abandon"} {
				config := c.config()
				if _, offered := config["on_destroy"]; !offered && onDestroy != "delete" {
					continue
				} else if offered {
					config["on_destroy"] = onDestroy
				}
				if acctest.HasError(c.p.Validate(config)) {
					continue
				}
				object := c.p.Run(acctest.Object{}, config)
				c.fresh()
				planned, diags := c.p.Plan(object, nil)
				c.namesNone(object, diags)
				for _, d := range diags {
					summaries[onDestroy] = d.Summary
				}
				if after, diags := c.p.Apply(planned); acctest.HasError(diags) || !after.IsNull() {
					t.Fatalf("%s: %s", onDestroy, acctest.Text(diags))
				}
				// What is left would be refused as a duplicate.
				c = newCell(t, s)
			}
			if different := slices.Compact(slices.Sorted(maps.Values(summaries))); len(different) != len(summaries) {
				t.Errorf("the effects have the summaries %q", summaries)
			}
			if c.vanish == nil {
				return
			}
			object := c.made()
			c.vanish(c, c.id(object))
			c.fresh()
			read, diags := c.p.Read(object)
			if !read.IsNull() {
				t.Errorf("it is still in state: %s", acctest.Text(diags))
			}
			c.namesNone(object, diags)
		})
	}
}

// namesNone expects summaries without an ID or a text of the object.
func (c *cell) namesNone(o acctest.Object, diags []*tfprotov6.Diagnostic) {
	c.Helper()
	named := []string{c.id(o)}
	for _, name := range []string{"name", "title", "email", "external_id", "company_id"} {
		if text := o.Get(name); len(text) > 1 && text != "<none>" {
			named = append(named, text)
		}
	}
	for _, d := range diags {
		for _, text := range named {
			if strings.Contains(d.Summary, text) {
				c.Errorf("the summary %q has %q", d.Summary, text)
			}
		}
	}
}
