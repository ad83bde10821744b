package acctest_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestRule3Gone: an object is removed from state only if Intercom itself answers twice that it is gone, in the confirmed
// workspace. Anything undecided is an error that keeps state.
func TestRule3Gone(t *testing.T) {
	rule(t, "3", func(c *cell) []situation {
		return slices.Concat(lies(c.subject), truths(), deletions(c.subject))
	})
}

// code is the error code with which Intercom reports that the object is gone.
func (s subject) code() string {
	if s.goneCode != "" {
		return s.goneCode
	}
	return "not_found"
}

// disappear deletes the object outside of Terraform.
func (c *cell) disappear(o acctest.Object) {
	if c.vanish != nil {
		c.vanish(c, c.id(o))
		return
	}
	c.s.Set(c.read.meets(intercomtest.RefusesAfter(404, c.code(), "Not found")))
}

// lies are reads that do not find the object but do not prove that it is gone.
func lies(s subject) (all []situation) {
	answers := map[string]intercomtest.Behavior{
		"gateway's HTML": intercomtest.Gateway404HTML(), "gateway's 404 without body": intercomtest.Gateway404Empty(), "gateway's JSON": intercomtest.Gateway404JSON(),
		"a code of something else": intercomtest.RefusesAfter(404, "admin_not_found", "Not found"), "a 410 page": intercomtest.PageAfter(410),
		"403": intercomtest.RefusesAfter(403, "forbidden", "No"), "500": intercomtest.RefusesAfter(500, "server_error", "Oops"), "login page": intercomtest.LoginPage(),
		"redirect": intercomtest.LoginRedirect(), "null": intercomtest.AnswersBody(200, "null"), "[]": intercomtest.AnswersBody(200, "[]"), "{}": intercomtest.AnswersBody(200, "{}"),
		"error list with 200": intercomtest.AnswersBody(200, `{"type":"error.list","errors":[{"code":"not_found","message":"No"}]}`),
		"codes in capitals":   intercomtest.AnswersBody(404, `{"TYPE":"error.list","ERRORS":[{"CODE":"not_found","MESSAGE":"No"}]}`),
	}
	maps.Copy(answers, s.incomplete)
	for _, name := range slices.Sorted(maps.Keys(answers)) {
		all = append(all, situation{"refresh: " + name, func(c *cell) {
			o := c.made()
			c.fresh()
			if _, incomplete := s.incomplete[name]; !incomplete && c.vanish != nil {
				c.vanish(c, c.id(o))
			}
			c.s.Set(c.read.meets(answers[name]))
			after, diags := c.p.Read(o)
			c.refused(o, after, diags)
		}})
	}
	for _, name := range slices.Sorted(maps.Keys(intercomtest.WrongMe())) {
		all = append(all, situation{"gone, and /me " + name, func(c *cell) {
			o := c.made()
			c.fresh()
			c.disappear(o)
			c.s.Set(intercomtest.WrongMe()[name])
			after, diags := c.p.Read(o)
			c.refused(o, after, diags)
		}})
	}
	return append(all, situation{"a list that lags behind the create", func(c *cell) {
		c.s.Set(intercomtest.Lags(30 * time.Second))
		o := c.made()
		c.fresh()
		after, diags := c.p.Read(o)
		if acctest.HasError(diags) {
			c.wrong("refresh: %s", acctest.Text(diags))
		}
		c.kept(o, after)
	}}, situation{"api_version 3.0", func(c *cell) {
		o := c.made()
		c.s.Set(c.read.meets(intercomtest.RefusesAfter(404, "not_found", "Resource Not Found")))
		c.set(acctest.Block{"api_version": "3.0"})
		c.s.ResetCalls()
		after, diags := c.p.Read(o)
		c.refused(o, after, diags)
	}}, situation{"a 404 only once", func(c *cell) {
		o := c.made()
		c.fresh()
		c.s.Set(c.read.meets(intercomtest.RefusesAfter(404, c.code(), "Not found")).Times(1))
		after, diags := c.p.Read(o)
		if acctest.HasError(diags) {
			c.wrong("refresh: %s", acctest.Text(diags))
		}
		c.kept(o, after)
	}})
}

// truths are reads that prove it.
func truths() []situation {
	return []situation{{"refresh: gone", func(c *cell) {
		o := c.made()
		<-c.clock.After(time.Hour) // a list without it is not one that lags
		c.fresh()
		c.disappear(o)
		after, diags := c.p.Read(o)
		if !after.IsNull() || acctest.HasError(diags) {
			c.wrong("in state %s: %s", shown(after), acctest.Text(diags))
		}
		c.says(diags, "WARNING")
		if n, twice := c.count(c.read), 2*max(1, c.reads); n != twice {
			c.wrong("asked %d times, want %d", n, twice)
		}
		if calls := c.writes(); len(calls) > 0 {
			c.wrong("writes: %q", calls)
		}
	}}, {"refresh: gone, import", func(c *cell) {
		o := c.made()
		id := c.id(o)
		c.fresh()
		c.disappear(o)
		if _, diags := c.p.Import(id, nil); !acctest.HasError(diags) {
			c.wrong("an import of what does not exist: %s", acctest.Text(diags))
		}
	}}}
}

// deletions are destroys that are answered 404.
func deletions(s subject) (all []situation) {
	if s.leaves {
		return nil
	}
	for name, answer := range map[string]intercomtest.Behavior{
		"Intercom's 404": intercomtest.RefusesAfter(404, s.code(), "Not found"), "another code": intercomtest.RefusesAfter(404, "admin_not_found", "Not found"),
		"HTML": intercomtest.PageAfter(404), "empty": intercomtest.AnswersBody(404, ""), "410": intercomtest.PageAfter(410),
	} {
		all = append(all, situation{"destroy, it happened, 404: " + name, func(c *cell) {
			o := c.made()
			planned := c.planned(o, nil)
			c.fresh()
			c.s.Set(c.destroy.meets(answer))
			after, diags := c.p.Apply(planned)
			if _, live := c.live()[c.id(o)]; live {
				c.wrong("it is still there")
			}
			if !after.IsNull() && !acctest.HasError(diags) {
				c.wrong("in state without an error: %s", acctest.Text(diags))
			}
			if (!after.IsNull() || acctest.HasError(diags)) && !c.untold && !c.undecided {
				c.wrong("a read proves that it is gone: in state %s, %s", shown(after), acctest.Text(diags))
			}
			if c.count(c.read) == 0 && (c.confirm == call{} || c.count(c.confirm) == 0) {
				c.wrong("no read confirms the 404")
			}
		}}, situation{"destroy, it did not happen, 404: " + name, func(c *cell) {
			o := c.made()
			planned := c.planned(o, nil)
			c.fresh()
			c.s.Set(c.destroy.meets(answer).WithoutEffect())
			after, diags := c.p.Apply(planned)
			if c.untold && name == "Intercom's 404" {
				// Intercom does not show the link, so its own answer that it does not exist is believed.
				return
			}
			if _, live := c.live()[c.id(o)]; !live || after.IsNull() || !acctest.HasError(diags) {
				c.wrong("live: %v, in state %s: %s", live, shown(after), acctest.Text(diags))
			}
			c.says(diags, "exists", "could not confirm")
		}})
	}
	slices.SortFunc(all, byName)
	return all
}
