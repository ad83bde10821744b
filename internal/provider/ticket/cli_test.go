package ticket_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestTokenStaysSecret searches everything that successful and failed runs print, log, and store for the token in every
// spelling.
func TestTokenStaysSecret(t *testing.T) {
	t.Parallel()
	const token = "dG9rOjAxMjM0NTY3/89+abcdef=="
	s := acctest.Fake(t, intercomtest.WithToken(token))
	c := acctest.NewCLI(t, s)
	c.Config(fmt.Sprintf(full, "Checkout is down", "High"))
	trace := []string{"TF_LOG=TRACE", "TF_LOG_PATH=" + filepath.Join(c.Dir, "trace.log")}
	var printed []string
	run := func(wantErr bool, args ...string) {
		t.Helper()
		out, err := c.Run(trace, args...)
		if (err != nil) != wantErr {
			t.Fatalf("terraform %v: %v\n%s", args, err, out)
		}
		printed = append(printed, out)
	}
	run(false, "plan", "-out=plan.out")
	run(false, "show", "-json", "plan.out")
	run(false, "apply", "plan.out")
	for _, act := range []intercomtest.Act{
		intercomtest.Status(400, "parameter_invalid", "The token "+token+" was used"), intercomtest.HTML(502),
		intercomtest.Message(403, "Authorization: Bearer "+token), intercomtest.Redirect(302, "/?token="+url.QueryEscape(token)), intercomtest.TruncateJSON(),
	} {
		s.Inject(intercomtest.Fault{Method: "GET", Path: "/tickets/*", Act: act})
		run(true, "plan")
		s.ClearFaults()
	}
	run(false, "destroy", "-auto-approve")
	s.RevokeToken(token)
	run(true, "apply", "-auto-approve")

	spellings := []string{token, base64.StdEncoding.EncodeToString([]byte(token)), base64.RawURLEncoding.EncodeToString([]byte(token)), url.QueryEscape(token), url.PathEscape(token)}
	files := 0
	search := func(where, content string) {
		for _, spelling := range spellings {
			if strings.Contains(content, spelling) {
				t.Errorf("%s holds the token as %s", where, spelling)
			}
		}
	}
	for i, out := range printed {
		search(fmt.Sprintf("output %d", i), out)
	}
	err := filepath.WalkDir(c.Dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		files++
		search(path, string(content))
		return err
	})
	log, _ := os.ReadFile(filepath.Join(c.Dir, "trace.log"))
	if err != nil || files < 4 || !strings.Contains(string(log), "Intercom answered") {
		t.Errorf("%v; %d files were searched, the log has %d bytes", err, files, len(log))
	}
}

// TestLongThousandTickets applies, plans, and destroys 1,000 tickets, and measures a ticket's size in state.
func TestLongThousandTickets(t *testing.T) {
	t.Parallel()
	const n = 1000
	s := intercomtest.New(t, intercomtest.WithRateLimit(1_000_000, 0))
	intercomtest.SeedExample(s.Workspace)
	c := acctest.NewCLI(t, s)
	c.Config(fmt.Sprintf(`
resource "intercom_ticket" "many" {
  count             = %d
  ticket_type_id    = "1234"
  contacts          = [{ email = "ada@example.com" }]
  title             = "Ticket ${count.index}"
  description       = "One of many."
  ticket_attributes = { "Priority" = "High", "Seats" = count.index }
}
`, n))
	var env []string
	run := func(args ...string) {
		t.Helper()
		if out, err := c.Run(env, args...); err != nil {
			t.Fatalf("terraform %v: %v\n%s", args, err, out[max(0, len(out)-4000):])
		}
	}
	run("apply", "-auto-approve", "-parallelism=20")
	if posts := s.Count("POST", "/tickets"); posts != n || len(s.Tickets()) != n {
		t.Errorf("%d POSTs, %d tickets", posts, len(s.Tickets()))
	}
	state, err := os.ReadFile(filepath.Join(c.Dir, "terraform.tfstate"))
	if err != nil {
		t.Fatal(err)
	}
	// Terraform's indentation almost doubles it, and an identity adds some more if the CLI supports identities.
	if written, held := len(state)/n, compact(t, state)/n; written > 1600 || held > 1024 {
		t.Errorf("%d bytes of state a ticket, %d as compact JSON", written, held)
	} else {
		t.Logf("%d bytes of state a ticket, %d as compact JSON", written, held)
	}
	s.ResetCalls()
	run("plan", "-detailed-exitcode", "-parallelism=20")
	if all, gets := len(s.Calls()), s.Count("GET", "/tickets/*"); all != n+1 || gets != n {
		t.Errorf("a plan without changes made %d calls, %d of them GETs of a ticket, want one more for the workspace", all, gets)
	}
	env = []string{"INTERCOM_BATCH_REFRESH=true"}
	// It is 100 and 20 on an idle machine. How many reads Terraform starts at once depends on the load.
	// TestBatchedRefreshCalls has the exact numbers.
	for parallelism, most := range map[string]int{"10": 130, "50": 100} {
		s.ResetCalls()
		run("plan", "-detailed-exitcode", "-parallelism="+parallelism)
		if calls := len(s.Calls()); calls > most {
			t.Errorf("a plan with batches at parallelism %s made %d calls, want at most %d", parallelism, calls, most)
		} else {
			t.Logf("a plan with batches at parallelism %s made %d calls", parallelism, calls)
		}
	}
	s.ResetCalls()
	run("destroy", "-auto-approve", "-refresh=false", "-parallelism=20")
	if deletes, me := s.Count("DELETE", "/tickets/*"), s.Count("GET", "/me"); deletes != n || me > 2 || len(s.Calls()) != n+me {
		t.Errorf("the destroy made %d calls: %d DELETEs, %d GET /me", len(s.Calls()), deletes, me)
	}
	if left := s.Tickets(); len(left) > 0 {
		t.Errorf("%d tickets left", len(left))
	}
}

func compact(t *testing.T, data []byte) int {
	t.Helper()
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return len(out)
}

// TestInterrupted: the user presses Ctrl-C during POSTs. Terraform stops, and every created ticket is in state.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	c := acctest.NewCLI(t, s)
	c.Config(`
resource "intercom_ticket" "many" {
  count          = 30
  ticket_type_id = "1234"
  contacts       = [{ email = "ada@example.com" }]
  title          = "Ticket ${count.index}"
}
`)
	made := make(chan struct{}, 100)
	s.OnCall(func(call intercomtest.Call) {
		if call.Method == "POST" && call.Path == "/tickets" {
			made <- struct{}{}
		}
	})
	run := c.Start(nil, "apply", "-auto-approve", "-parallelism=5")
	interrupted := make(chan error, 1)
	go func() {
		for range 7 {
			select {
			case <-made:
			case <-t.Context().Done():
				return
			}
		}
		interrupted <- run.Interrupt()
	}()
	out, err := run.Wait()
	select {
	case err := <-interrupted:
		if err != nil {
			t.Fatal(err)
		}
	default:
		t.Fatalf("terraform ended before it was interrupted:\n%s", out)
	}
	if err == nil {
		t.Fatalf("terraform was not stopped:\n%s", out)
	}
	in := len(s.Tickets())
	list, err := c.Run(nil, "state", "list")
	if err != nil {
		t.Fatal(list)
	}
	if listed := strings.Count(list, "intercom_ticket.many"); listed != in || in >= 30 || in < 7 {
		t.Errorf("%d tickets in Intercom, %d in state\n%s", in, listed, out)
	}
	if tainted, _ := c.Run(nil, "plan", "-no-color"); strings.Contains(tainted, "tainted") {
		t.Errorf("the next apply would erase tickets:\n%s", tainted)
	}
	if out, err := c.Run(nil, "destroy", "-auto-approve"); err != nil || len(s.Tickets()) > 0 {
		t.Errorf("%v, %d tickets left\n%s", err, len(s.Tickets()), out)
	}
}
