package acctest_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// unarchives has the call that unarchives an object, by resource type, for every type with on_create.
var unarchives = map[string]call{
	"intercom_contact":               {"POST", "/contacts/*/unarchive"},
	"intercom_data_attribute":        {"PUT", "/data_attributes/*"},
	"intercom_ticket_type":           {"PUT", "/ticket_types/*"},
	"intercom_ticket_type_attribute": {"PUT", "/ticket_types/*/attributes/*"},
}

// eachUnarchive runs a test for each type that a create can unarchive, with an object that a destroy has archived.
func eachUnarchive(t *testing.T, test func(c *cell, archived acctest.Object)) {
	t.Helper()
	for _, s := range subjects {
		if !slices.Contains(acctest.NewUnconfigured(t, s.kind).Arguments(), "on_create") || s.variant == "lead" {
			continue
		}
		if unarchives[s.kind].method == "" {
			t.Errorf("%s has on_create and is not in unarchives", s.kind)
		}
		t.Run(s.kind, func(t *testing.T) {
			t.Parallel()
			s.changes = maps.Clone(s.changes)
			if s.changes == nil {
				s.changes = acctest.Block{}
			}
			s.changes["on_destroy"], s.changes["on_create"] = "archive", "unarchive"
			c := newCell(t, s)
			c.s.Set(intercomtest.ArchivedContactsHidden())
			object := c.made()
			if _, diags := c.p.Destroy(object); acctest.HasError(diags) {
				t.Fatal(acctest.Text(diags))
			}
			c.fresh()
			test(c, object)
			for _, problem := range append(c.problems, c.p.Violations()...) {
				t.Error(problem)
			}
		})
	}
}

// searched reports whether Intercom shows archived objects of the kind, so that the plan can find them.
func (c *cell) searched() bool { return c.kind != "intercom_contact" }

// recreates plans and applies the configuration of the archived object. trouble comes between the plan and the apply.
func (c *cell) recreates(config acctest.Block, trouble func()) (acctest.Object, []*tfprotov6.Diagnostic) {
	c.Helper()
	planned, diags := c.p.Plan(acctest.Object{}, config)
	if acctest.HasError(diags) {
		c.Fatalf("planning: %s", acctest.Text(diags))
	}
	if said := strings.Contains(acctest.Text(diags), "This plan unarchives "); said != c.searched() {
		c.wrong("the plan says %v that it unarchives: %s", said, acctest.Text(diags))
	}
	trouble()
	return c.p.Apply(planned)
}

// TestUnarchive: with on_create = "unarchive", a create unarchives the object with the same key: it keeps its ID, is
// changed to the configuration, and causes a warning, and no other object is created.
func TestUnarchive(t *testing.T) {
	t.Parallel()
	eachUnarchive(t, func(c *cell, archived acctest.Object) {
		before := c.live()
		config := c.config(acctest.Block{c.text: "Changed meanwhile"})
		after, diags := c.recreates(config, c.fresh)
		if acctest.HasError(diags) || c.id(after) != c.id(archived) {
			c.Fatalf("in state is %q, archived was %q: %s", c.id(after), c.id(archived), acctest.Text(diags))
		}
		if made := c.added(before); !slices.Equal(made, []string{c.id(archived)}) {
			c.wrong("live are now %q", made)
		}
		acctest.Expect(c.T, diags, "WARNING", "Unarchived ", archived.Get("id"), "on_create is unarchive")
		// Terraform plans again before it applies.
		if want := map[bool]int{true: 2, false: 1}[c.searched()]; len(diags) != want {
			c.wrong("%d diagnostics, want %d: %s", len(diags), want, acctest.Text(diags))
		}
		if n, want := c.count(c.create), map[bool]int{true: 0, false: 1}[c.searched()]; n != want {
			c.wrong("%d creates, want %d", n, want)
		}
		if live := c.live()[c.id(after)]; !strings.Contains(live, "Changed meanwhile") {
			c.wrong("it is %s", live)
		}
		read := c.checkStable(after, config)
		// Changing the value later makes no call.
		c.fresh()
		c.p.Run(read, c.config(acctest.Block{c.text: "Changed meanwhile", "on_create": "create"}))
		if writes := c.writes(); len(writes) > 0 {
			c.wrong("another on_create writes %q", writes)
		}
	})
}

// TestUnarchiveNever: without the argument, or with its default, nothing is unarchived, and the error says how to do it.
func TestUnarchiveNever(t *testing.T) {
	t.Parallel()
	eachUnarchive(t, func(c *cell, archived acctest.Object) {
		before := contents(c.s.Workspace)
		for _, value := range []any{nil, "create"} {
			c.fresh()
			planned, diags := c.p.Plan(acctest.Object{}, c.config(acctest.Block{"on_create": value}))
			if !acctest.HasError(diags) {
				var after acctest.Object
				if after, diags = c.p.Apply(planned); !after.IsNull() {
					c.wrong("in state is %s", shown(after))
				}
			}
			acctest.Expect(c.T, diags, "ERROR", "is archived", `on_create = "unarchive"`, archived.Get("id"))
			c.same("the workspace", before, contents(c.s.Workspace))
		}
	})
}

// TestUnarchiveTroubles: whatever happens to the call that unarchives, the object is in state exactly if a read shows it
// unarchived, and no other object is created. An error names the object.
func TestUnarchiveTroubles(t *testing.T) {
	t.Parallel()
	for name, trouble := range map[string]struct {
		act   intercomtest.Act
		times int
		taken bool // whether it is in state
	}{
		"lost":                        {intercomtest.ResetAfter(), 1, true},
		"never arrived":               {intercomtest.ResetBefore(), 1, true},
		"lost each time":              {intercomtest.ResetAfter(), 0, true},
		"never arrives":               {intercomtest.ResetBefore(), 0, false},
		"done, and a page":            {intercomtest.ActThenHTML(502), 0, true},
		"done, and 500":               {intercomtest.ActThenStatus(500), 0, true},
		"done, and an unreadable 200": {intercomtest.TruncateJSON(), 0, true},
		"done, and a page with 200":   {intercomtest.HTMLBody200(), 0, true},
		"done, and null":              {intercomtest.NullBody(), 0, true},
		"a page in place of it":       {intercomtest.HTML(502), 0, false},
		"403":                         {intercomtest.Status(403, "api_plan_restricted", "No."), 0, false},
		"404":                         {intercomtest.Status(404, "not_found", "No."), 0, false},
		"500":                         {intercomtest.Status(500, "server_error", "Sorry"), 0, false},
		"another object":              {intercomtest.WrongID(), 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			eachUnarchive(t, func(c *cell, archived acctest.Object) {
				before := c.live()
				with := unarchives[c.kind]
				after, diags := c.recreates(c.config(), func() {
					c.s.Inject(intercomtest.Fault{Method: with.method, Path: with.path, Act: trouble.act, Times: trouble.times})
				})
				if acctest.HasError(diags) != after.IsNull() || after.IsNull() == trouble.taken {
					c.wrong("in state is %s: %s", shown(after), acctest.Text(diags))
				}
				if made := c.added(before); len(made) > 1 || len(made) == 1 && made[0] != c.id(archived) || len(made) == 0 && trouble.taken {
					c.wrong("live are now %q: %s", made, acctest.Text(diags))
				}
				if text := acctest.Text(diags); !strings.Contains(text, archived.Get("id")) {
					c.wrong("nobody says which: %s", text)
				}
				c.s.ClearFaults()
				if after.IsNull() && len(c.added(before)) == 0 {
					c.fresh()
					if again := c.p.Run(acctest.Object{}, c.config()); c.id(again) != c.id(archived) {
						c.wrong("the next apply takes %q", c.id(again))
					}
				}
			})
		})
	}
}

// TestUnarchiveUnread: if no read shows the result of the call, the object is not taken into state. The error names it and
// says what to do.
func TestUnarchiveUnread(t *testing.T) {
	t.Parallel()
	eachUnarchive(t, func(c *cell, archived acctest.Object) {
		before := c.live()
		after, diags := c.recreates(c.config(), func() {
			// It is read once before it is unarchived. A contact is read once more, because a conflict names it.
			skip := max(c.reads, map[bool]int{true: 1, false: 2}[c.searched()])
			c.s.Inject(intercomtest.Fault{Method: c.read.method, Path: c.read.path, Skip: skip, Act: intercomtest.Status(500, "server_error", "Sorry")})
		})
		if !after.IsNull() {
			c.wrong("in state is %s", shown(after))
		}
		if made := c.added(before); !slices.Equal(made, []string{c.id(archived)}) {
			c.wrong("live are now %q", made)
		}
		acctest.Expect(c.T, diags, "ERROR", "unarchiving", "It may be unarchived, but a read could not confirm it", `id = "`+c.id(archived)+`"`)
	})
}

// TestUnarchiveIgnored: if the answer and a read show that the object is still archived, that is an error. If only the
// answer does, the read decides.
func TestUnarchiveIgnored(t *testing.T) {
	t.Parallel()
	eachUnarchive(t, func(c *cell, archived acctest.Object) {
		ignored := intercomtest.Overrides(map[string]any{"archived": true})
		after, diags := c.recreates(c.config(), func() {
			c.s.Set(intercomtest.ArchivedContactsHidden(), unarchives[c.kind].meets(ignored.WithoutEffect()))
		})
		if !after.IsNull() {
			c.wrong("in state is %s", shown(after))
		}
		acctest.Expect(c.T, diags, "ERROR", archived.Get("id"), "archived")
		c.s.ClearBehaviors()
		c.s.Set(intercomtest.ArchivedContactsHidden())
		c.fresh()
		after, diags = c.recreates(c.config(), func() { c.s.Set(intercomtest.ArchivedContactsHidden(), unarchives[c.kind].meets(ignored.Times(1))) })
		if acctest.HasError(diags) || c.id(after) != c.id(archived) {
			c.wrong("in state is %s: %s", shown(after), acctest.Text(diags))
		}
	})
}

// TestUnarchiveOtherWorkspace (DESIGN 1): nothing is unarchived with a token whose workspace is not confirmed.
func TestUnarchiveOtherWorkspace(t *testing.T) {
	t.Parallel()
	eachUnarchive(t, func(c *cell, _ acctest.Object) {
		before := contents(c.s.Workspace)
		planned, diags := c.p.Plan(acctest.Object{}, c.config())
		if acctest.HasError(diags) {
			c.Fatal(acctest.Text(diags))
		}
		c.s.Set(intercomtest.ArchivedContactsHidden(), intercomtest.MeStatus(403))
		c.s.ResetCalls()
		after, diags := c.p.Apply(planned)
		c.refused(acctest.Object{}, after, diags)
		c.same("the workspace", before, contents(c.s.Workspace))
	})
}

// TestUnarchiveValues: on_create has two values.
func TestUnarchiveValues(t *testing.T) {
	t.Parallel()
	eachUnarchive(t, func(c *cell, _ acctest.Object) {
		acctest.Expect(c.T, c.p.Validate(c.config()))
		acctest.Expect(c.T, c.p.Validate(c.config(acctest.Block{"on_create": "restore"})), "ERROR", `"create" "unarchive"`)
	})
}
