package customobjectinstance_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestRepaired: the second call of a write is made although the user stops the run after the first one. If it fails, an error names
// the attributes.
func TestRepaired(t *testing.T) {
	t.Parallel()
	short := intercomtest.Omits("custom_attributes").On("POST", posts)
	for name, c := range map[string]struct {
		set      []intercomtest.Behavior
		says     string
		repaired func(*intercomtest.Server) bool
	}{
		"others cleared": {[]intercomtest.Behavior{intercomtest.ReplacesInstanceAttributes()}, "cleared attributes that it did not name: tier", func(s *intercomtest.Server) bool { return stored(s, "tier") == "pro" }},
		"short answers":  {[]intercomtest.Behavior{intercomtest.ReplacesInstanceAttributes(), short}, "cleared attributes that it did not name: tier", func(s *intercomtest.Server) bool { return stored(s, "tier") == "pro" }},
		"typed":          {[]intercomtest.Behavior{intercomtest.TakesTypedValues()}, "shows none for them: seats", func(s *intercomtest.Server) bool { return stored(s, "seats") != nil }},
	} {
		for how, fails := range map[string]bool{"stopped": false, "refused": true} {
			t.Run(name+" "+how, func(t *testing.T) {
				t.Parallel()
				p, s := newHarness(t)
				object := p.Run(acctest.Object{}, with(map[string]any{"title": "Pro"}))
				s.UpdateCustomObjectInstance(object.Get("id"), func(c *intercomtest.CustomObjectInstance) { c.CustomAttributes["tier"] = "pro" })
				s.Set(c.set...)
				planned, _ := p.Plan(object, with(map[string]any{"title": "Professional", "seats": "5"}))
				if fails {
					s.Inject(intercomtest.Fault{Method: "POST", Path: posts, Skip: 1, Act: intercomtest.Status(500, "server_error", "Sorry.")})
				} else {
					s.Before("POST", posts, p.Stop)
				}
				_, diags := p.Apply(planned)
				if said := acctest.Text(diags); strings.Contains(said, c.says) != fails || acctest.HasError(diags) != fails {
					t.Errorf("it said: %s", said)
				}
				if c.repaired(s) == fails {
					t.Error("the attributes are not as expected")
				}
			})
		}
	}
}

// TestDeletedWhileUpdating: an instance can be deleted between the read and the POST, which then creates another one. The error
// says so, and state keeps the old one for the next refresh.
func TestDeletedWhileUpdating(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, pro)
	planned, _ := p.Plan(object, with(map[string]any{"title": "Professional"}))
	s.Before("POST", "/custom_object_instances/*", func() { s.DeleteCustomObjectInstance(object.Get("id")) })
	after, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "another object may have been created", `has created another one with external_id "pro"`, object.Get("id"), "look for it in Intercom")
	if !after.State.Equal(object.State) {
		t.Errorf("state %s", after.State)
	}
}
