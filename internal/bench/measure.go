package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// parallelism is Terraform's default, which a step can override.
const parallelism = 10

// step is one run of the CLI.
type step struct {
	name        string
	args        []string
	changed     bool // of all titles
	batched     bool
	parallelism int
	limit       int
}

// The CLI's commands, as a user types them.
var (
	applying   = []string{"apply", "-auto-approve"}
	planning   = []string{"plan", "-detailed-exitcode"} // fails if it finds a change
	destroying = []string{"destroy", "-auto-approve"}
)

// The steps for every kind of resource.
var (
	apply   = step{name: "apply", args: applying, parallelism: parallelism}
	plan    = step{name: "plan", args: planning, parallelism: parallelism}
	update  = step{name: "update", args: applying, changed: true, parallelism: parallelism}
	destroy = step{name: "destroy", args: destroying, changed: true, parallelism: parallelism}
)

// steps are the life of the tickets.
func (o options) steps(limit int) []step {
	batched, wide := plan, plan
	batched.name, batched.batched = "plan, batched", true
	wide.name, wide.batched, wide.parallelism = "plan, batched, 50 at once", true, 50
	plans := []step{plan, batched, wide}
	all := []step{apply}
	if o.plans {
		all = nil
	}
	if limit == 0 {
		all = append(all, plans...)
	}
	if o.limit > 0 && (limit > 0 || !o.all) {
		for _, s := range plans {
			s.limit = o.limit
			all = append(all, s)
		}
	}
	if !o.plans {
		all = append(all, update, destroy)
	}
	if limit > 0 {
		for i := range all {
			all[i].limit = limit
		}
	}
	return all
}

// measure runs the life of the load's objects for each latency and limit, and of the same number of resources that do nothing.
func (r *report) measure(ctx context.Context, b binaries, o options, l load) error {
	var floors, filled, idle map[string]usage
	for _, floor := range []struct {
		wanted                  bool
		took                    *map[string]usage
		configuration, provider string
		what                    string
	}{
		{true, &floors, nothing(l.n, 0), "", "terraform_data"},
		{true, &filled, nothing(l.n, filling), "", "terraform_data as large as tickets"},
		{o.idle, &idle, l.configuration, b.idle, "objects of a provider that does nothing"},
	} {
		if o.plans || !floor.wanted {
			continue
		}
		p, err := b.newProject(floor.configuration, floor.provider)
		if err != nil {
			return err
		}
		o.progress("%d %s …", l.n, floor.what)
		if *floor.took, err = p.life(ctx, apply, plan, update, destroy); err != nil {
			return err
		}
	}
	limits := []int{0}
	if o.all && o.limit > 0 {
		limits = append(limits, o.limit)
	}
	for _, latency := range o.latencies {
		for _, limit := range limits {
			rows, err := b.manage(ctx, l, latency, o, o.steps(limit))
			if err != nil {
				return err
			}
			for _, row := range rows {
				kind, _, _ := strings.Cut(row.Step, ",")
				row.Floor, row.Filled = floors[kind], filled[kind]
				if !o.plans {
					row.Idle = idle[kind]
				}
				r.Rows = append(r.Rows, row)
			}
		}
	}
	return nil
}

// prepare puts the load's objects into Intercom and the state, without measuring it.
func (p *project) prepare(ctx context.Context, w, twin *world, l load) error {
	if !l.uniform {
		_, err := p.step(ctx, apply)
		return err
	}
	if err := p.seed(ctx, w, l.n); err != nil {
		return err
	}
	for _, t := range w.fake.Tickets() {
		twin.fake.AddTicket(t)
	}
	return nil
}

// life runs the steps without an Intercom, and returns the cost of each by name.
func (p *project) life(ctx context.Context, steps ...step) (took map[string]usage, err error) {
	took = map[string]usage{}
	for _, s := range steps {
		if took[s.name], err = p.step(ctx, s); err != nil {
			return nil, err
		}
	}
	return took, nil
}

func (p *project) step(ctx context.Context, s step) (usage, error) {
	env := []string{"INTERCOM_BATCH_REFRESH=" + strconv.FormatBool(s.batched)}
	if s.changed {
		env = append(env, "TF_VAR_suffix=!")
	}
	return p.run(ctx, env, append(s.args, fmt.Sprintf("-parallelism=%d", s.parallelism), "-no-color")...)
}

// manage runs the steps with the load's objects, and the calls of each with a bare client.
func (b binaries) manage(ctx context.Context, l load, latency time.Duration, o options, steps []step) (rows []row, err error) {
	w, err := newWorld(ctx, latency)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, w.close()) }()
	twin, err := newWorld(ctx, latency)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, twin.close()) }()
	if l.prepare != nil {
		l.prepare(w.fake)
	}
	p, err := b.newProject(l.configuration, b.intercom, "INTERCOM_BASE_URL="+w.fake.URL, "INTERCOM_ACCESS_TOKEN="+w.fake.Token)
	if err != nil {
		return nil, err
	}
	if o.plans {
		if err := p.prepare(ctx, w, twin, l); err != nil {
			return nil, err
		}
	}
	for _, s := range steps {
		w.fake.ResetCalls()
		w.opened.Store(0)
		if err := w.limited(ctx, s.limit); err != nil {
			return nil, err
		}
		took, err := p.step(ctx, s)
		if err != nil {
			return nil, err
		}
		o.progress("%d %s, %s: %.1f s", l.n, l.name, s.name, took.Seconds)
		calls := w.fake.Calls()
		var bare time.Duration
		if l.uniform {
			if err := twin.limited(ctx, s.limit); err != nil {
				return nil, err
			}
			if bare, err = twin.replay(ctx, answered(calls), s.parallelism); err != nil {
				return nil, err
			}
			twin.fake.ResetCalls()
		}
		rows = append(rows, row{
			Load: l.name, N: l.n, LatencyMS: latency.Milliseconds(), Limit: s.limit, Step: s.name, Parallelism: s.parallelism, usage: took,
			Calls: kinds(calls), Connections: w.opened.Load(), BareSeconds: bare.Seconds(),
		})
	}
	if o.plans && o.idle {
		p.provider = b.idle
		idle, err := p.life(ctx, plan)
		if err != nil {
			return nil, err
		}
		for i := range rows {
			rows[i].Idle = idle[plan.name]
		}
	}
	return rows, nil
}
