package customobjectinstance_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

const posts, reads = "/custom_object_instances/*", "/custom_object_instances/*"

// lags are how far reads by external ID and lists lag behind writes.
var lags = map[string]time.Duration{"no lag": 0, "45 s": 45 * time.Second, "2 h": 2 * time.Hour}

// newLagging returns a harness whose reads by external ID lag. The clock is the fake's and the provider's.
func newLagging(t *testing.T, lag time.Duration) (*acctest.Protocol, *intercomtest.Server, *acctest.Clock) {
	t.Helper()
	clock := acctest.NewClock(time.Now())
	s := acctest.Fake(t, intercomtest.WithClock(clock.Now))
	p := acctest.NewProtocol(t, s, resource, nil, acctest.WithClock(clock))
	if lag > 0 {
		s.Set(intercomtest.Lags(lag, "custom_object_instances"))
	}
	return p, s, clock
}

// pros are the instances with the external ID that the tests create.
func pros(s *intercomtest.Server) (found []intercomtest.CustomObjectInstance) {
	for _, c := range s.CustomObjectInstances() {
		if c.ExternalID == "pro" {
			found = append(found, c)
		}
	}
	return found
}

// TestLagAfterWrites: a refresh right after a write keeps the instance in state. Old values are drift at most, of which an apply makes
// no write, and the plan is empty when the reads have caught up.
func TestLagAfterWrites(t *testing.T) {
	t.Parallel()
	for name, lag := range lags {
		for answer, set := range map[string][]intercomtest.Behavior{"": nil, "short answers": {intercomtest.Omits("custom_attributes").On("POST", posts)}} {
			t.Run(name+answer, func(t *testing.T) {
				t.Parallel()
				p, s, clock := newLagging(t, lag)
				s.Set(set...)
				first, second := with(map[string]any{"title": "Pro", "seats": "5"}), with(map[string]any{"title": "Professional", "seats": "5"})
				object := p.Run(acctest.Object{}, first)
				for _, config := range []acctest.Block{first, second, first} {
					object = p.Run(object, config)
					s.ResetCalls()
					read, diags := p.Read(object)
					if acctest.Expect(t, diags); read.IsNull() {
						t.Fatal("the instance is not in state any more")
					}
					p.Run(read, config)
					if n := s.Count("POST", ""); n > 0 {
						t.Errorf("%d POSTs of what is stored", n)
					}
				}
				clock.After(lag)
				read, _ := p.Read(object)
				if planned, _ := p.Plan(read, first); !planned.State.Equal(read.State) || len(pros(s)) != 1 || stored(s, "title") != "Pro" {
					t.Errorf("planned %s, instances %v", planned.State, pros(s))
				}
			})
		}
	}
}

// TestLagRevert: an update sends what the user wants, although a read that lags shows that value still.
func TestLagRevert(t *testing.T) {
	t.Parallel()
	for name, lag := range lags {
		p, s, clock := newLagging(t, 0)
		object := p.Run(acctest.Object{}, with(map[string]any{"title": "Pro"}))
		s.UpdateCustomObjectInstance(object.Get("id"), func(c *intercomtest.CustomObjectInstance) { c.CustomAttributes["tier"] = "free" })
		clock.After(time.Minute)
		s.Set(intercomtest.Lags(lag, "custom_object_instances"))
		// A teammate changes an attribute that is not managed, and the user begins to manage it with the old value.
		s.UpdateCustomObjectInstance(object.Get("id"), func(c *intercomtest.CustomObjectInstance) { c.CustomAttributes["tier"] = "enterprise" })
		object = p.Run(object, with(map[string]any{"title": "Pro", "tier": "free"}))
		if stored(s, "tier") != "free" || object.Get("custom_attributes.tier") != "free" {
			t.Errorf("%s: tier is %v, and in state %s", name, stored(s, "tier"), object.State)
		}
		// A teammate clears one, and an update that does not name it does not restore it from an old read.
		s.UpdateCustomObjectInstance(object.Get("id"), func(c *intercomtest.CustomObjectInstance) { c.CustomAttributes["seats"] = nil })
		p.Run(object, with(map[string]any{"title": "Other", "tier": "free"}))
		if stored(s, "seats") != nil || stored(s, "title") != "Other" {
			t.Errorf("%s: seats %v, title %v", name, stored(s, "seats"), stored(s, "title"))
		}
	}
}

// TestLagLostCreate: a create without an answer makes one instance, whether a read shows it soon, late, or not at all, and whatever
// a teammate does to it meanwhile.
func TestLagLostCreate(t *testing.T) {
	t.Parallel()
	teammates := map[string]func(*intercomtest.Server, intercomtest.CustomObjectInstance){
		"nobody": func(*intercomtest.Server, intercomtest.CustomObjectInstance) {},
		"changed": func(s *intercomtest.Server, c intercomtest.CustomObjectInstance) {
			s.UpdateCustomObjectInstance(c.ID, func(c *intercomtest.CustomObjectInstance) {
				c.CustomAttributes["title"], c.CustomAttributes["tier"] = "Theirs", "free"
			})
		},
		"deleted": func(s *intercomtest.Server, c intercomtest.CustomObjectInstance) { s.DeleteCustomObjectInstance(c.ID) },
	}
	for name, lag := range lags {
		for who, act := range teammates {
			for lost, fault := range map[string]intercomtest.Act{"lost": intercomtest.ResetAfter(), "cut": intercomtest.TruncateJSON(), "never sent": intercomtest.ResetBefore()} {
				t.Run(fmt.Sprintf("%s, %s, %s", name, who, lost), func(t *testing.T) {
					t.Parallel()
					p, s, clock := newLagging(t, lag)
					config := with(map[string]any{"title": "Pro"})
					planned, diags := p.Plan(acctest.Object{}, config)
					acctest.Expect(t, diags)
					s.Inject(intercomtest.Fault{Method: "POST", Path: posts, Times: 5, Act: fault})
					s.Before("POST", posts, func() {
						s.Before("GET", reads, func() {
							for _, c := range pros(s) {
								act(s, c)
							}
						})
					})
					object, diags := p.Apply(planned)
					if acctest.HasError(diags) == !object.IsNull() {
						t.Fatalf("in state: %v: %s", !object.IsNull(), acctest.Text(diags))
					}
					if object.IsNull() {
						acctest.Expect(t, diags, "may have been created", `"Plan/pro"`)
						s.ClearFaults()
						clock.After(lag)
						return
					}
					if all := pros(s); len(all) != 1 || all[0].ID != object.Get("id") {
						t.Fatalf("instances %v, in state %s", all, object.State)
					}
					read, diags := p.Read(object)
					if acctest.HasError(diags) || read.IsNull() {
						t.Fatalf("in state: %v: %s", !read.IsNull(), acctest.Text(diags))
					}
					clock.After(lag)
					read, _ = p.Read(read)
					p.Run(read, config)
					if all := pros(s); len(all) != 1 || stored(s, "title") != "Pro" {
						t.Errorf("instances %v", all)
					}
				})
			}
		}
	}
}

// TestLagTaken: an instance that a teammate has just created is not found, and the POST changes it. The create notices that: it takes
// nothing into state.
func TestLagTaken(t *testing.T) {
	t.Parallel()
	for name, lag := range lags {
		for answer, faults := range map[string][]intercomtest.Fault{"answered": nil, "lost": {{Method: "POST", Path: posts, Times: 1, Act: intercomtest.ResetAfter()}}} {
			p, s, clock := newLagging(t, lag)
			theirs := s.AddCustomObjectInstance(intercomtest.CustomObjectInstance{Type: "Plan", ExternalID: "pro", CustomAttributes: map[string]any{"tier": "free"}})
			clock.After(20 * time.Second)
			config := with(map[string]any{"title": "Pro"})
			planned, diags := p.Plan(acctest.Object{}, config)
			says := "exists already"
			if lag > 0 {
				for _, f := range faults {
					s.Inject(f)
				}
				var object acctest.Object
				says = "Intercom changed an existing one"
				if object, diags = p.Apply(planned); !object.IsNull() {
					t.Errorf("%s, %s: in state %s", name, answer, object.State)
				}
			}
			acctest.Expect(t, diags, "ERROR", says, `id = "Plan/pro"`)
			if all := pros(s); len(all) != 1 || all[0].ID != theirs.ID || all[0].CustomAttributes["tier"] != "free" {
				t.Errorf("%s, %s: instances %v", name, answer, all)
			}
		}
	}
}

// TestLagDelete: a destroy right after the create is done only if the instance is gone, whatever a read that lags shows. After it, the
// external ID is free at once.
func TestLagDelete(t *testing.T) {
	t.Parallel()
	for name, lag := range lags {
		for fault, act := range map[string]*intercomtest.Act{
			"answered": nil, "never sent": new(intercomtest.ResetBefore()), "lost": new(intercomtest.ResetAfter()), "503": new(intercomtest.HTML(503)), "404 page": new(intercomtest.NotFoundHTML()),
			"a 404 about one that exists": new(intercomtest.Status(404, "not_found", "Custom Object Instance Not Found")),
		} {
			for _, times := range []int{1, 100} {
				t.Run(fmt.Sprintf("%s, %s, %d", name, fault, times), func(t *testing.T) {
					t.Parallel()
					p, s, clock := newLagging(t, lag)
					config := with(map[string]any{"title": "Pro"})
					object := p.Run(acctest.Object{}, config)
					if act != nil {
						s.Inject(intercomtest.Fault{Method: "DELETE", Path: "/custom_object_instances/*/*", Times: times, Act: *act})
					}
					after, diags := p.Destroy(object)
					if acctest.HasError(diags) == after.IsNull() || after.IsNull() != (len(pros(s)) == 0) {
						t.Fatalf("in state: %v, instances %v: %s", !after.IsNull(), pros(s), acctest.Text(diags))
					}
					s.ClearFaults()
					if !after.IsNull() {
						read, diags := p.Read(after)
						if acctest.Expect(t, diags); read.IsNull() {
							t.Fatal("the instance is not in state any more")
						}
						if after, diags = p.Destroy(read); acctest.HasError(diags) || !after.IsNull() || len(pros(s)) > 0 {
							t.Fatalf("in state: %v, instances %v: %s", !after.IsNull(), pros(s), acctest.Text(diags))
						}
					}
					again := p.Run(acctest.Object{}, config)
					for range 2 {
						read, diags := p.Read(again)
						if acctest.HasError(diags) || read.Get("id") != pros(s)[0].ID || len(pros(s)) != 1 {
							t.Fatalf("state %s, instances %v: %s", read.State, pros(s), acctest.Text(diags))
						}
						clock.After(lag)
					}
				})
			}
		}
	}
}

// TestLagDeletedByTeammate: an instance that a teammate deleted leaves state when the reads have caught up, and one that they created
// again under its external ID is not taken for it.
func TestLagDeletedByTeammate(t *testing.T) {
	t.Parallel()
	for name, lag := range lags {
		p, s, clock := newLagging(t, lag)
		object := p.Run(acctest.Object{}, with(map[string]any{"title": "Pro"}))
		s.DeleteCustomObjectInstance(object.Get("id"))
		theirs := s.AddCustomObjectInstance(intercomtest.CustomObjectInstance{Type: "Plan", ExternalID: "pro", CustomAttributes: map[string]any{"title": "Theirs"}})
		planned, _ := p.Plan(object, with(map[string]any{"title": "Other"}))
		_, diags := p.Apply(planned)
		acctest.Expect(t, diags, "ERROR")
		clock.After(lag)
		read, diags := p.Read(object)
		if acctest.Expect(t, diags, "WARNING", "gone"); !read.IsNull() {
			t.Errorf("%s: in state %s", name, read.State)
		}
		_, diags = p.Plan(acctest.Object{}, with(map[string]any{"title": "Pro"}))
		acctest.Expect(t, diags, "ERROR", "exists already")
		if all := pros(s); len(all) != 1 || all[0].ID != theirs.ID || stored(s, "title") != "Theirs" {
			t.Errorf("%s: instances %v", name, all)
		}
	}
}

// TestIDIsAnotherExternalID: a read by Intercom's ID also takes external IDs. An answer about the instance with that external ID says
// nothing about ours.
func TestIDIsAnotherExternalID(t *testing.T) {
	t.Parallel()
	p, s, _ := newLagging(t, 0)
	config := with(map[string]any{"title": "Pro"})
	object := p.Run(acctest.Object{}, config)
	s.AddCustomObjectInstance(intercomtest.CustomObjectInstance{Type: "Plan", ExternalID: object.Get("id"), CustomAttributes: map[string]any{"title": "Theirs"}})
	read, diags := p.Read(object)
	acctest.Expect(t, diags)
	object = p.Run(read, with(map[string]any{"title": "Other"}))
	s.DeleteCustomObjectInstance(object.Get("id"))
	read, diags = p.Read(object)
	if acctest.Expect(t, diags, "WARNING", "gone"); !read.IsNull() || stored(s, "title") != "Theirs" {
		t.Errorf("in state %s, title %v", read.State, stored(s, "title"))
	}
}
