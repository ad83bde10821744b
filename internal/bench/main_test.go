package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/export"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// TestBench runs the benchmark with the real terraform, and checks that it measured everything.
func TestBench(t *testing.T) {
	t.Parallel()
	if os.Getenv("TF_ACC") == "" {
		t.Skip("acceptance tests are skipped unless TF_ACC is set")
	}
	const n = 12
	file := filepath.Join(t.TempDir(), "bench.json")
	var out bytes.Buffer
	if err := run(t.Context(), []string{"-n", "12", "-latency", "1ms", "-limit", "0", "-idle", "-starts", "1", "-out", file}, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var r report
	if err := json.Unmarshal(data, &r); err != nil {
		t.Fatal(err)
	}
	if len(r.Starts) != 3 || r.CLI == "" {
		t.Errorf("%d starts of providers with %q", len(r.Starts), r.CLI)
	}
	want := map[string]map[string]int{
		"apply":   {"POST /tickets": n},
		"plan":    {"GET /tickets/{id}": n},
		"update":  {"GET /tickets/{id}": n, "PUT /tickets/{id}": n},
		"destroy": {"GET /tickets/{id}": n, "DELETE /tickets/{id}": n},
		// The number of searches, and whether a reader is alone, depends on the machine.
		"plan, batched": {}, "plan, batched, 50 at once": {},
	}
	for _, row := range r.Rows {
		for kind, calls := range want[row.Step] {
			if row.Calls[kind] != calls {
				t.Errorf("%s: %d %s, want %d", row.Step, row.Calls[kind], kind, calls)
			}
		}
		if strings.Contains(row.Step, "batched") && (row.Calls["POST /tickets/search"] == 0 || row.Calls["GET /tickets/{id}"] >= n) {
			t.Errorf("%s: %v", row.Step, row.Calls)
		}
		delete(want, row.Step)
		for what, took := range map[string]float64{
			"seconds": row.Seconds, "CLI's CPU": row.CPUSeconds, "CLI's peak": row.PeakMiB, "provider's CPU": row.ProviderCPUSeconds, "provider's peak": row.ProviderPeakMiB,
			"floor": row.Floor.Seconds, "floor as large": row.Filled.Seconds, "idle provider": row.Idle.ProviderCPUSeconds, "bare client": row.BareSeconds, "connections": float64(row.Connections), "state": float64(row.StateBytes),
		} {
			if took <= 0 {
				t.Errorf("%s: %s was not measured", row.Step, what)
			}
		}
		if size := float64(row.Filled.StateBytes) / float64(row.StateBytes); row.Step == "plan" && (size < 0.8 || size > 1.2) {
			t.Errorf("state of the terraform_data is %.2f times as large as the tickets'", size)
		}
		if !strings.Contains(out.String(), row.Step) {
			t.Errorf("the table has no %s", row.Step)
		}
	}
	if len(want) > 0 {
		t.Errorf("no rows for %v", want)
	}
}

// TestChart: the guide's chart is drawn from the results in internal/chart, and the guide's tables have the same figures.
func TestChart(t *testing.T) {
	t.Parallel()
	var out, errs bytes.Buffer
	draw := exec.CommandContext(t.Context(), "go", "run", ".")
	draw.Dir, draw.Stdout, draw.Stderr = filepath.Join("..", "chart"), &out, &errs
	if err := draw.Run(); err != nil {
		t.Fatalf("%v\n%s", err, &errs)
	}
	svg, err := os.ReadFile("../chart/many-tickets.svg")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytes.ReplaceAll(svg, []byte("\r\n"), []byte("\n")), out.Bytes()) {
		t.Error("make chart draws another chart than internal/chart/many-tickets.svg")
	}

	data, err := os.ReadFile("../chart/many-tickets.json")
	if err != nil {
		t.Fatal(err)
	}
	guide, err := os.ReadFile("../../templates/guides/many-tickets.md")
	if err != nil {
		t.Fatal(err)
	}
	var r report
	if err := json.Unmarshal(data, &r); err != nil {
		t.Fatal(err)
	}
	took := map[string]string{}
	for _, row := range r.Rows {
		took[row.Step] = fmt.Sprintf("%.0f", row.Seconds)
	}
	for _, line := range []string{
		"| with a limit of 167 calls in ten seconds: tickets | " + strings.Join([]string{took["apply"], took["plan"], took["update"], took["destroy"]}, " | ") + " |\n",
		" | " + took["plan"] + " |\n", " | " + took["plan, batched"] + " |\n",
	} {
		if !strings.Contains(string(guide), line) {
			t.Errorf("the guide does not have %q", line)
		}
	}
}

// TestSeeded: seeded tickets are as Terraform would have created them; otherwise the plans would find a change.
func TestSeeded(t *testing.T) {
	t.Parallel()
	if os.Getenv("TF_ACC") == "" {
		t.Skip("acceptance tests are skipped unless TF_ACC is set")
	}
	var out bytes.Buffer
	if err := run(t.Context(), []string{"-plans", "-idle", "-n", "12", "-latency", "0s", "-limit", "0", "-starts", "0"}, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "12 GET /tickets/{id}") {
		t.Error(out.String())
	}
}

// TestSteps: only the plans run under the limit, or everything if that is requested.
func TestSteps(t *testing.T) {
	t.Parallel()
	names := func(steps []step) (names []string) {
		for _, s := range steps {
			name := s.name
			if s.limit > 0 {
				name += "!"
			}
			names = append(names, name)
		}
		return names
	}
	const plans, limitedPlans = "plan|plan, batched|plan, batched, 50 at once", "plan!|plan, batched!|plan, batched, 50 at once!"
	for _, c := range []struct {
		o     options
		limit int
		want  string
	}{
		{options{}, 0, "apply|" + plans + "|update|destroy"},
		{options{limit: 167}, 0, "apply|" + plans + "|" + limitedPlans + "|update|destroy"},
		{options{limit: 167, plans: true}, 0, plans + "|" + limitedPlans},
		{options{limit: 167, all: true}, 0, "apply|" + plans + "|update|destroy"},
		{options{limit: 167, all: true}, 167, "apply!|" + limitedPlans + "|update!|destroy!"},
	} {
		if got := strings.Join(names(c.o.steps(c.limit)), "|"); got != c.want {
			t.Errorf("%+v under %d: %s, want %s", c.o, c.limit, got, c.want)
		}
	}
}

// TestUsage: the provider's cost is not counted twice.
func TestUsage(t *testing.T) {
	t.Parallel()
	var u usage
	err := u.read([]byte(`{"role":"provider","cpu_seconds":1,"peak_bytes":1048576}
{"role":"provider","cpu_seconds":2,"peak_bytes":3145728}
{"role":"terraform","cpu_seconds":10,"peak_bytes":10485760}
`))
	if want := (usage{CPUSeconds: 7, PeakMiB: 10, ProviderCPUSeconds: 3, ProviderPeakMiB: 3}); err != nil || u != want {
		t.Errorf("%v, %+v", err, u)
	}
	if err := u.read([]byte("{")); err == nil {
		t.Error("half a note passed")
	}
}

// TestReplay: a second world has the same tickets after the same calls.
func TestReplay(t *testing.T) {
	t.Parallel()
	open := func() *world {
		w, err := newWorld(t.Context(), 0)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := w.close(); err != nil {
				t.Error(err)
			}
		})
		return w
	}
	first, twin := open(), open()
	create := intercomtest.Call{Method: http.MethodPost, Path: "/tickets", Body: []byte(`{"ticket_type_id":"1234","contacts":[{"email":"ada@example.com"}]}`), Header: http.Header{"Accept": {"application/json"}, "Intercom-Version": {"2.16"}}}
	for _, w := range []*world{first, twin} {
		if _, err := w.replay(t.Context(), slices.Repeat([]intercomtest.Call{create}, 30), 5); err != nil {
			t.Fatal(err)
		}
		if opened := w.opened.Load(); opened > 5 {
			t.Errorf("%d connections", opened)
		}
	}
	var deletes []intercomtest.Call
	for _, ticket := range first.fake.Tickets()[:10] {
		call := create
		call.Method, call.Path, call.Body = http.MethodDelete, "/tickets/"+ticket.ID, nil
		deletes = append(deletes, call)
	}
	if _, err := twin.replay(t.Context(), deletes, 5); err != nil {
		t.Fatal(err)
	}
	if left := len(twin.fake.Tickets()); left != 20 {
		t.Errorf("%d tickets are left", left)
	}
	unknown := create
	unknown.Body = nil
	if _, err := twin.replay(t.Context(), slices.Repeat([]intercomtest.Call{unknown}, 20), 5); err == nil || !strings.Contains(err.Error(), "400") {
		t.Errorf("calls that are refused passed: %v", err)
	}
}

func TestFlags(t *testing.T) {
	t.Parallel()
	o, err := parse([]string{"-n", "1,20", "-latency", "0s,5ms"}, io.Discard)
	if err != nil || !slices.Equal(o.sizes, []int{1, 20}) || !slices.Equal(o.latencies, []time.Duration{0, 5 * time.Millisecond}) {
		t.Errorf("%v, %+v", err, o)
	}
	for _, args := range [][]string{{"-n", "0"}, {"-n", "many"}, {"-latency", "-1s"}, {"-latency", "5"}, {"-unknown"}} {
		if _, err := parse(args, io.Discard); err == nil {
			t.Errorf("%v passed", args)
		}
	}
}

// TestWorkspace runs the benchmark with a few objects of every kind that the provider has.
func TestWorkspace(t *testing.T) {
	t.Parallel()
	small, whole := workspaceLoad(1), workspaceLoad(2300)
	for kind := range export.Kinds() {
		if !strings.Contains(whole.configuration, `resource "`+kind+`"`) {
			t.Errorf("the workspace has no %s", kind)
		}
	}
	if whole.n < 2300 || whole.n > 2400 || strings.Contains(whole.configuration, "OTHERS") {
		t.Errorf("%d objects in\n%s", whole.n, whole.configuration)
	}
	if os.Getenv("TF_ACC") == "" {
		t.Skip("acceptance tests are skipped unless TF_ACC is set")
	}
	file := filepath.Join(t.TempDir(), "bench.json")
	if err := run(t.Context(), []string{"-workspace", "1", "-latency", "0s", "-limit", "0", "-starts", "0", "-out", file}, io.Discard, io.Discard); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var r report
	if err := json.Unmarshal(data, &r); err != nil {
		t.Fatal(err)
	}
	if len(r.Rows) != 6 {
		t.Errorf("%d rows", len(r.Rows))
	}
	for _, row := range r.Rows {
		if row.Load != "workspace" || row.N != small.n || row.BareSeconds != 0 || row.Floor.Seconds == 0 || row.ProviderPeakMiB == 0 {
			t.Errorf("%+v", row)
		}
	}
}
