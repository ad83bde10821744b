package soak_test

import (
	"maps"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestAlike: one create's answer is lost without creating a ticket, while another ticket with the same title and more was
// just created and its answer is still on the way. A search cannot tell whose ticket it is, and the first create must not
// adopt it.
func TestAlike(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, intercomtest.WithLatency(time.Second))
		defer w.close()
		all, end := w.run(w.fake.Token, false)
		defer end()
		p := all.Of("intercom_ticket")
		config := func(more acctest.Block) acctest.Block {
			config := acctest.Block{
				"ticket_type_id": intercomtest.ExampleIncidentType, "title": "Alike",
				"contacts": []any{acctest.Block{"email": intercomtest.ExampleContactEmail}},
			}
			maps.Copy(config, more)
			return config
		}
		first, _ := p.Plan(acctest.Object{}, config(nil))
		second, _ := p.Plan(acctest.Object{}, config(acctest.Block{"description": "and more"}))
		w.fake.Inject(intercomtest.Fault{Method: "POST", Path: "/tickets", Times: 1, Act: intercomtest.Hang()})
		w.fake.Inject(intercomtest.Fault{Method: "POST", Path: "/tickets", Times: 1, Act: intercomtest.SlowBody(5 * time.Millisecond)})
		walk := p.ApplyWalk()
		var group sync.WaitGroup
		var one, other acctest.Object
		var said []*tfprotov6.Diagnostic
		group.Go(func() { one, said = walk.Apply(first) })
		w.wait(time.Second) // the workspace and the contact are read first
		for w.fake.Count("POST", "/tickets") == 0 {
			w.wait(100 * time.Millisecond)
		}
		w.wait(29*time.Second + 500*time.Millisecond) // the attempt ends after 30 seconds
		group.Go(func() { other, _ = walk.Apply(second) })
		group.Wait()
		if other.IsNull() || !one.IsNull() || len(w.fake.Tickets()) != 2 {
			t.Errorf("in state %s and %s; %d tickets with the seeded one", one.Get("id"), other.Get("id"), len(w.fake.Tickets()))
		}
		// A second POST could create a second ticket, so the first create ends with an error.
		acctest.Expect(t, said, "ERROR", "may have been created", "Alike")
	})
}
