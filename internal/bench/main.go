// Command bench compares the provider's cost with the minimum: the real terraform (or, with TF_ACC_TERRAFORM_PATH,
// OpenTofu) with the same number of resources that do nothing, and a bare client that makes the same calls. Only ratios
// within one run are meaningful: the machine and its other load matter as much as the provider.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// options are the command's flags.
type options struct {
	sizes     []int
	workspace int
	latencies []time.Duration
	limit     int
	all, idle bool
	plans     bool
	starts    int
	out       string
	// progress reports what was just done, since a run takes minutes.
	progress func(format string, args ...any)
}

func parse(args []string, out io.Writer) (o options, err error) {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(out)
	sizes := flags.String("n", "100,1000", "how many `tickets`, a run each")
	flags.IntVar(&o.workspace, "workspace", 0, "about how many `objects` of all kinds a workspace has that is measured in place of tickets")
	latencies := flags.String("latency", "0s,50ms", "how `long` Intercom takes to answer, a run each")
	flags.IntVar(&o.limit, "limit", 167, "`calls` in ten seconds under which the plans are repeated; 0 for no such plans")
	flags.BoolVar(&o.all, "all", false, "repeat apply, update and destroy under the limit, too: minutes for 1,000 tickets")
	flags.BoolVar(&o.idle, "idle", false, "run a framework provider that does nothing, too")
	flags.BoolVar(&o.plans, "plans", false, "only measure plans; tickets are added to the state, since Terraform would take minutes to create thousands")
	flags.IntVar(&o.starts, "starts", 20, "how `often` to start each provider, to compare how long that takes")
	flags.StringVar(&o.out, "out", "", "`file` to write the results to, as JSON, which make chart draws")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	for text := range strings.SplitSeq(*sizes, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return o, fmt.Errorf("-n: %q is not a number of tickets", text)
		}
		o.sizes = append(o.sizes, n)
	}
	if o.workspace < 0 {
		return o, errors.New("-workspace must be positive")
	}
	for text := range strings.SplitSeq(*latencies, ",") {
		latency, err := time.ParseDuration(text)
		if err != nil || latency < 0 {
			return o, fmt.Errorf("-latency: %q is not a duration", text)
		}
		o.latencies = append(o.latencies, latency)
	}
	return o, nil
}

// loads are what is measured, one after the other.
func (o options) loads() (loads []load) {
	if o.workspace > 0 {
		return []load{workspaceLoad(o.workspace)}
	}
	for _, n := range o.sizes {
		loads = append(loads, ticketLoad(n))
	}
	return loads
}

func run(ctx context.Context, args []string, out, progress io.Writer) (err error) {
	o, err := parse(args, out)
	if err != nil {
		return err
	}
	o.progress = func(format string, args ...any) { _, _ = fmt.Fprintf(progress, format+"\n", args...) }
	dir, err := os.MkdirTemp("", "intercom-bench-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	b, err := findBinaries(ctx, dir)
	if err != nil {
		return err
	}
	r := report{CLI: b.version, At: time.Now().UTC().Truncate(time.Second)}
	if r.Starts, err = compareStarts(ctx, b, o.starts); err != nil {
		return err
	}
	for _, l := range o.loads() {
		if err := r.measure(ctx, b, o, l); err != nil {
			return err
		}
	}
	if err := r.print(out); err != nil || o.out == "" {
		return err
	}
	data, err := r.json()
	if err != nil {
		return err
	}
	return os.WriteFile(o.out, data, 0o600)
}
