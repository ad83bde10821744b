package acctest

import (
	"maps"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// Association is a resource that only connects two objects, in trouble.
type Association struct {
	Type   string
	Seed   func(*intercomtest.Server)
	Config Block
	// Count is how many connections there are.
	Count func(*intercomtest.Server) int
}

// Trouble runs it into answers that are lost or unreadable, which make one connection and end one; into refusals and a 404
// that is none, which keep it in state; and into ids of nothing, which put nothing into state.
func (a Association) Trouble(t *testing.T) {
	t.Helper()
	t.Parallel()
	s := Fake(t)
	a.Seed(s)
	p := NewProtocol(t, s, a.Type, nil)
	for _, act := range []intercomtest.Act{intercomtest.ResetAfter(), intercomtest.ResetBefore(), intercomtest.ActThenHTML(502), intercomtest.NullBody(), intercomtest.TooManyRequests("1", "1")} {
		s.Inject(intercomtest.Fault{Method: "POST", Act: act, Times: 1})
		s.Inject(intercomtest.Fault{Method: "DELETE", Act: act, Times: 1})
		object := p.Run(Object{}, a.Config)
		if n := a.Count(s); n != 1 {
			t.Errorf("%d connections", n)
		}
		if after, diags := p.Destroy(object); HasError(diags) || !after.IsNull() || a.Count(s) != 0 {
			t.Errorf("%d connections: %s", a.Count(s), Text(diags))
		}
		s.ClearFaults()
	}
	object := p.Run(Object{}, a.Config)
	for says, act := range map[string]intercomtest.Act{"but it is": intercomtest.LyingNotFound(), "403": intercomtest.Status(403, "api_plan_restricted", "No.")} {
		s.Inject(intercomtest.Fault{Method: "DELETE", Act: act, Times: 1})
		after, diags := p.Destroy(object)
		if Expect(t, diags, "ERROR", says); after.IsNull() || a.Count(s) != 1 {
			t.Errorf("in state: %v, %d connections", !after.IsNull(), a.Count(s))
		}
	}
	for name := range a.Config {
		wrong := maps.Clone(a.Config)
		wrong[name] = "none"
		planned, _ := p.Plan(Object{}, wrong)
		after, diags := p.Apply(planned)
		if Expect(t, diags, "ERROR", "404"); !after.IsNull() {
			t.Error("what is not there is in state")
		}
	}
}
