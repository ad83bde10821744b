package ticket_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestLostAnswers is TestLongLostAnswers with few tickets.
func TestLostAnswers(t *testing.T) {
	t.Parallel()
	loseAnswers(t, 20, 1)
}

// TestLongLostAnswers creates 200 tickets with the real terraform while one answer in ten is lost and search lags by 2
// seconds: one apply, no error, and each resource has its own ticket.
func TestLongLostAnswers(t *testing.T) {
	t.Parallel()
	for seed := range uint64(5) {
		t.Run(fmt.Sprint("seed ", seed+1), func(t *testing.T) {
			t.Parallel()
			loseAnswers(t, 200, seed)
		})
	}
}

func loseAnswers(t *testing.T, n int, seed uint64) {
	t.Helper()
	clock := acctest.NewClock(time.Now())
	s := intercomtest.New(t, intercomtest.WithClock(clock.Now), intercomtest.WithSearchLag(2*time.Second))
	intercomtest.SeedExample(s.Workspace)
	random := rand.New(rand.NewPCG(seed, 1))
	lost := 0
	for i := range n {
		if random.IntN(10) == 0 {
			lost++
			s.Inject(intercomtest.Fault{Method: "POST", Path: "/tickets", Skip: i, Times: 1, Act: intercomtest.ResetAfter()})
		}
	}
	if lost == 0 {
		t.Fatal("no answer is lost")
	}
	config := acctest.Config(s, fmt.Sprintf(`
resource "intercom_ticket" "many" {
  count          = %d
  ticket_type_id = "1234"
  contacts       = [{ email = "ada@example.com" }]
  title          = count.index %% 10 == 0 ? "One of several alike" : "Ticket ${count.index}"
}
`, n))
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(acctest.WithClock(clock)),
		Steps: []resource.TestStep{
			{Config: config, Check: func(state *terraform.State) error { return oneEach(s, state, n) }},
			{
				PreConfig:        func() { s.ClearFaults() },
				Config:           config,
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
			},
		},
	})
	if left := len(s.Tickets()); left > 0 {
		t.Errorf("%d tickets left", left)
	}
}

func oneEach(s *intercomtest.Server, state *terraform.State, n int) error {
	ids := map[string]bool{}
	for _, r := range state.RootModule().Resources {
		ids[r.Primary.ID] = true
	}
	searches := s.Count("POST", "/tickets/search")
	if made := len(s.Tickets()); made != n || len(ids) != n || searches == 0 {
		return fmt.Errorf("%d tickets in Intercom, %d in state, want %d; %d searches", made, len(ids), n, searches)
	}
	return nil
}
