package acctest

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/pluginserver"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// Walk is an apply by Terraform: one configured provider in which nothing was read, and which can apply many objects, even
// concurrently.
type Walk struct {
	*Protocol
	server tfprotov6.ProviderServer
}

func (p *Protocol) serve() (server tfprotov6.ProviderServer) {
	options := append(slices.Clone(p.options), provider.WithData(func(d *providerdata.Data) { p.handed.Store(server, d) }))
	server = pluginserver.New(provider.New("test", options...)())
	return server
}

// Configure sets the provider's arguments for this and all later walks, and opens a plan walk with them.
func (p *Protocol) Configure(arguments Block) []*tfprotov6.Diagnostic {
	p.tb.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.arguments != nil || p.plan == nil {
		p.plan = p.serve()
		p.newest = p.plan
	}
	p.arguments = arguments
	return p.configure(p.plan)
}

// ValidateProvider validates the provider's arguments, as terraform validate does.
func (p *Protocol) ValidateProvider(arguments Block) []*tfprotov6.Diagnostic {
	p.tb.Helper()
	return p.validateProvider(p.serve(), arguments)
}

func (p *Protocol) validateProvider(server tfprotov6.ProviderServer, arguments Block) []*tfprotov6.Diagnostic {
	p.tb.Helper()
	typ := p.schema.Provider.ValueType()
	resp, err := server.ValidateProviderConfig(context.Background(), &tfprotov6.ValidateProviderConfigRequest{Config: p.dynamic(typ, p.value(typ, arguments))})
	p.must(err)
	return resp.Diagnostics
}

func (p *Protocol) configure(server tfprotov6.ProviderServer) []*tfprotov6.Diagnostic {
	p.tb.Helper()
	typ := p.schema.Provider.ValueType()
	if diags := p.validateProvider(server, p.arguments); HasError(diags) {
		return diags
	}
	resp, err := server.ConfigureProvider(context.Background(), &tfprotov6.ConfigureProviderRequest{
		TerraformVersion: "1.99.0", Config: p.dynamic(typ, p.value(typ, p.arguments)),
	})
	p.must(err)
	return resp.Diagnostics
}

// open starts a new walk with its own provider. The caller holds the lock.
func (p *Protocol) open() tfprotov6.ProviderServer {
	p.tb.Helper()
	server := p.serve()
	if p.arguments != nil {
		if diags := p.configure(server); HasError(diags) {
			p.tb.Fatalf("configuring the provider of a walk: %s", Text(diags))
		}
	}
	p.newest = server
	return server
}

// planWalk returns the plan walk's provider, a new one after an apply.
func (p *Protocol) planWalk() tfprotov6.ProviderServer {
	p.tb.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.plan == nil {
		p.plan = p.open()
	}
	return p.plan
}

// ApplyWalk opens an apply walk. The next read or plan opens a new plan walk.
func (p *Protocol) ApplyWalk() *Walk {
	p.tb.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.plan = nil
	return &Walk{p, p.open()}
}

// Of applies another resource type's plans in the same walk.
func (w *Walk) Of(name string) *Walk { return &Walk{w.Protocol.Of(name), w.server} }

// Stop sends the user's first Ctrl-C to the provider of the newest walk.
func (p *Protocol) Stop() {
	p.mu.Lock()
	newest := p.newest
	p.mu.Unlock()
	// The provider answers after the running actions have ended. A test that stops one from within must not wait for that.
	ctx, hangUp := context.WithCancel(context.Background())
	hangUp()
	_, err := newest.StopProvider(ctx, &tfprotov6.StopProviderRequest{})
	p.must(err)
}

// Tolerate lists words of rules that the provider may break in this test. Terraform's error is still among the diagnostics.
func (p *Protocol) Tolerate(words ...string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tolerated = append(p.tolerated, words...)
}

// Violations returns the rules of Terraform's core that the provider broke, tolerated or not.
func (p *Protocol) Violations() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.broken...)
}

// hold records violations of core's rules, and returns the error that Terraform's users would see.
func (p *Protocol) hold(summary string, problems []string) (diags []*tfprotov6.Diagnostic) {
	p.tb.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, problem := range problems {
		text := summary + ": " + p.name + ": " + problem
		p.broken = append(p.broken, text)
		diags = append(diags, &tfprotov6.Diagnostic{Severity: tfprotov6.DiagnosticSeverityError, Summary: summary, Detail: p.name + ": " + problem})
		tolerated := false
		for _, words := range p.tolerated {
			tolerated = tolerated || strings.Contains(text, words)
		}
		if !tolerated {
			p.tb.Errorf("%s", text)
		}
	}
	return diags
}

// Plan plans the change from prior, the zero Object for a new resource, to config, nil for a destroy. If the plan requires
// a replacement, it has the planned new object.
func (p *Protocol) Plan(prior Object, config Block) (Planned, []*tfprotov6.Diagnostic) {
	p.tb.Helper()
	return p.planned(prior, config, false)
}

// PlanReplace plans as terraform plan -replace does.
func (p *Protocol) PlanReplace(prior Object, config Block) (Planned, []*tfprotov6.Diagnostic) {
	p.tb.Helper()
	return p.planned(prior, config, true)
}

// PlanTainted plans the replacement of a tainted object. Core does not tell the provider about a taint.
func (p *Protocol) PlanTainted(prior Object, config Block) (Planned, []*tfprotov6.Diagnostic) {
	p.tb.Helper()
	planned, diags := p.change(p.planWalk(), Object{}, p.value(p.typ(), config), true)
	planned.Prior, planned.Replace = prior, true
	return planned, diags
}

func (p *Protocol) planned(prior Object, config Block, forced bool) (Planned, []*tfprotov6.Diagnostic) {
	p.tb.Helper()
	server, configured := p.planWalk(), p.null()
	if config != nil {
		configured = p.value(p.typ(), config)
	}
	planned, diags := p.change(server, prior, configured, true)
	if HasError(diags) || planned.Prior.IsNull() || configured.IsNull() || !forced && len(planned.Replaces) == 0 {
		return planned, diags
	}
	created, more := p.change(server, Object{Private: planned.Private, Identity: planned.Identity}, configured, false)
	if HasError(more) {
		return planned, append(diags, more...)
	}
	// Core drops the warnings of this call, because they would repeat those of the first.
	planned.Object, planned.Replace = created.Object, true
	return planned, diags
}

// change is one PlanResourceChange. Core does not check the call that plans a replacement's new object.
func (p *Protocol) change(server tfprotov6.ProviderServer, prior Object, config tftypes.Value, checked bool) (Planned, []*tfprotov6.Diagnostic) {
	p.tb.Helper()
	if prior.State.Type() == nil {
		prior.State = p.null()
	}
	if data, ok := p.handed.Load(server); ok && !prior.State.IsNull() && !p.another {
		data.(*providerdata.Data).Walk.ForgetFates()
	}
	planned, proposed := Planned{Object: Object{State: p.null()}, Config: config, Prior: prior}, p.null()
	if !config.IsNull() {
		proposed = proposedNew(p.attributes(), prior.State, config)
	}
	resp, err := server.PlanResourceChange(context.Background(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: p.name, PriorState: p.dynamic(p.typ(), prior.State), ProposedNewState: p.dynamic(p.typ(), proposed),
		Config: p.dynamic(p.typ(), config), PriorPrivate: prior.Private, PriorIdentity: prior.Identity,
	})
	p.must(err)
	if HasError(resp.Diagnostics) {
		return planned, resp.Diagnostics
	}
	planned.Object = Object{State: p.undynamic(resp.PlannedState), Private: resp.PlannedPrivate, Identity: resp.PlannedIdentity}
	planned.Replaces = changed(prior.State, planned.State, resp.RequiresReplace)
	if checked {
		problems := planValid(p.attributes(), prior.State, config, planned.State)
		resp.Diagnostics = append(resp.Diagnostics, p.hold("Provider produced invalid plan", problems)...)
	}
	return planned, resp.Diagnostics
}

// Apply opens an apply walk and applies one plan.
func (p *Protocol) Apply(planned Planned) (Object, []*tfprotov6.Diagnostic) {
	p.tb.Helper()
	return p.ApplyWalk().Apply(planned)
}

// ApplyWith is Apply after the unknown values of the configuration are known.
func (p *Protocol) ApplyWith(planned Planned, config Block) (Object, []*tfprotov6.Diagnostic) {
	p.tb.Helper()
	return p.ApplyWalk().ApplyWith(planned, config)
}

// ApplyWith is Apply after the unknown values of the configuration are known.
func (w *Walk) ApplyWith(planned Planned, config Block) (Object, []*tfprotov6.Diagnostic) {
	w.tb.Helper()
	planned.Config = w.value(w.typ(), config)
	return w.Apply(planned)
}

// Apply applies a plan like core: it plans again and compares, unless nothing changes or the object is deleted.
func (w *Walk) Apply(planned Planned) (Object, []*tfprotov6.Diagnostic) {
	w.tb.Helper()
	if planned.Prior.State.Type() == nil {
		planned.Prior.State = w.null()
	}
	switch act := planned.action(); act {
	case "no-op":
		return planned.Prior, nil
	case "delete":
		return w.send(planned)
	case "replace":
		after, diags := w.send(Planned{Object: Object{State: w.null(), Private: planned.Private}, Config: w.null(), Prior: planned.Prior})
		if HasError(diags) || !after.IsNull() {
			return after, diags
		}
		planned.Prior, planned.Replace, planned.Replaces = after.absent(), false, nil
		created, more := w.Apply(planned)
		return created, append(diags, more...)
	default:
		again, diags := w.change(w.server, planned.Prior, planned.Config, true)
		if HasError(diags) {
			return planned.Prior, diags
		}
		diags = append(diags, w.hold("Provider produced inconsistent final plan", samePlan(planned, again))...)
		if HasError(diags) || again.action() == "no-op" {
			return planned.Prior, diags
		}
		after, more := w.send(again)
		return after, append(diags, more...)
	}
}

// Send applies a plan without planning again.
func (w *Walk) Send(planned Planned) (Object, []*tfprotov6.Diagnostic) {
	w.tb.Helper()
	planned.Prior.State = w.null()
	return w.send(planned)
}

// Read reads in the apply walk, which core never does. It is for tests of what the provider remembers about its own writes.
func (w *Walk) Read(o Object) (Object, []*tfprotov6.Diagnostic) {
	w.tb.Helper()
	return w.read(w.server, o)
}

// absent returns the object after its deletion: a new object gets neither its private state nor its identity.
func (o Object) absent() Object { return Object{State: tftypes.NewValue(o.State.Type(), nil)} }

// send is one ApplyResourceChange.
func (w *Walk) send(planned Planned) (Object, []*tfprotov6.Diagnostic) {
	w.tb.Helper()
	resp, err := w.server.ApplyResourceChange(context.Background(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: w.name, PriorState: w.dynamic(w.typ(), planned.Prior.State), PlannedState: w.dynamic(w.typ(), planned.State),
		Config: w.dynamic(w.typ(), planned.Config), PlannedPrivate: planned.Private, PlannedIdentity: planned.Identity,
	})
	w.must(err)
	after, diags := Object{State: w.undynamic(resp.NewState), Private: resp.Private, Identity: resp.NewIdentity}, resp.Diagnostics
	diags = append(diags, w.hold("Provider returned invalid result object after apply", wholly(after.State))...)
	if !HasError(diags) {
		diags = append(diags, w.hold("Provider produced inconsistent result after apply", compatible(planned.State, after.State))...)
	}
	return after, diags
}
