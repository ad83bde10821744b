package acctest

import (
	"context"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/pluginserver"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// Unknown in a configuration stands for a value that is known only after apply.
const Unknown = "\x00unknown"

// Block is a block of configuration in Go: strings, bools, ints, nil, []any, and map[string]any. What it omits is null.
type Block = map[string]any

// Protocol drives one resource type of the provider over protocol 6 like Terraform's core, without the terraform binary, so
// hundreds of cases take seconds. As with Terraform, each walk has its own provider server: reads, plans, imports, data
// sources, and lists belong to the plan walk, and an apply opens a new walk in which nothing was read. The next plan opens
// another one.
type Protocol struct {
	*walks
	name string
	// another: its resources are at other addresses than those of the driver that it comes from.
	another bool
}

// walks is what the resource types of one configuration share, because Terraform has one provider server for all of them in
// a walk.
type walks struct {
	tb      testing.TB
	schema  *tfprotov6.GetProviderSchemaResponse
	options []provider.Option
	handed  sync.Map // by provider server, what it handed out when it was configured

	mu        sync.Mutex
	arguments Block                    // nil until the provider is configured
	plan      tfprotov6.ProviderServer // the plan walk's; nil after an apply walk was opened
	newest    tfprotov6.ProviderServer
	tolerated []string
	broken    []string
}

// Object is a resource as in Terraform's state. Its State is null before create and after delete.
type Object struct {
	State    tftypes.Value
	Private  []byte
	Identity *tfprotov6.ResourceIdentityData
}

// Planned is the result of a plan.
type Planned struct {
	Object
	Config tftypes.Value
	Prior  Object
	// Replaces are the paths that require a replacement.
	Replaces []string
	// Replace means that Prior is deleted and another object is created, because of Replaces, a taint, or the user's -replace.
	Replace bool
}

// NewProtocol returns a driver for the resource type name, whose provider uses the fake, and Preview for a type that only Preview
// has. arguments are additional arguments of the provider, or override the default ones. The options apply to every walk, and
// walks share a clock in them.
func NewProtocol(tb testing.TB, s *intercomtest.Server, name string, arguments Block, options ...provider.Option) *Protocol {
	tb.Helper()
	p := NewUnconfigured(tb, name, options...)
	all := Block{"base_url": s.URL, "access_token": s.Token, "preview": PreviewOf(name)}
	maps.Copy(all, arguments)
	if diags := p.Configure(all); HasError(diags) {
		tb.Fatalf("configuring the provider: %s", Text(diags))
	}
	return p
}

// PreviewOf returns the provider's argument preview for a resource type, its data sources, and its actions: the area of the API that
// only Preview has, or null.
func PreviewOf(name string) any {
	for _, create := range provider.New("test")().Resources(context.Background()) {
		if r, ok := create().(interface{ Kind() framework.Metadata }); ok && r.Kind().Preview != "" && strings.HasPrefix(name, r.Kind().Type) {
			return []any{r.Kind().Preview}
		}
	}
	return nil
}

// NewUnconfigured returns a driver whose provider is not configured yet.
func NewUnconfigured(tb testing.TB, name string, options ...provider.Option) *Protocol {
	tb.Helper()
	p := &Protocol{name: name, walks: &walks{tb: tb, options: append([]provider.Option{WithInstantClock()}, options...)}}
	p.plan = p.serve()
	p.newest = p.plan
	schema, err := readSchema()
	if err != nil || HasError(schema.Diagnostics) {
		tb.Fatalf("reading the schema: %v %s", err, Text(schema.Diagnostics))
	}
	p.schema = schema
	return p
}

// readSchema reads the schema once for all drivers: no option changes it, and creating it takes longer than most tests.
var readSchema = sync.OnceValues(func() (*tfprotov6.GetProviderSchemaResponse, error) {
	return pluginserver.New(provider.New("test")()).GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
})

// Of drives another resource type in the same walks.
func (p *Protocol) Of(name string) *Protocol { return &Protocol{walks: p.walks, name: name} }

// Another drives resources of the same type at other addresses, in the same walks. Two plans of one object by the same driver are about
// one resource: the provider forgets the first one.
func (p *Protocol) Another() *Protocol { return &Protocol{p.walks, p.name, true} }

// Validate checks a configuration without the live ticket type.
func (p *Protocol) Validate(config Block) []*tfprotov6.Diagnostic {
	p.tb.Helper()
	resp, err := p.planWalk().ValidateResourceConfig(context.Background(), &tfprotov6.ValidateResourceConfigRequest{
		TypeName: p.name, Config: p.dynamic(p.typ(), p.value(p.typ(), config)),
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true},
	})
	p.must(err)
	return resp.Diagnostics
}

// Run plans and applies, replacing the object if the plan says so, and fails the test if a step fails.
func (p *Protocol) Run(prior Object, config Block) Object {
	p.tb.Helper()
	planned, diags := p.Plan(prior, config)
	if HasError(diags) {
		p.tb.Fatalf("planning: %s", Text(diags))
	}
	applied, diags := p.Apply(planned)
	if HasError(diags) {
		p.tb.Fatalf("applying: %s", Text(diags))
	}
	return applied
}

// RunAll creates an object for each configuration, all in one plan and one apply.
func (p *Protocol) RunAll(configs ...Block) []Object {
	p.tb.Helper()
	planned := make([]Planned, len(configs))
	for i, config := range configs {
		var diags []*tfprotov6.Diagnostic
		if planned[i], diags = p.Plan(Object{}, config); HasError(diags) {
			p.tb.Fatalf("planning object %d: %s", i, Text(diags))
		}
	}
	walk, objects := p.ApplyWalk(), make([]Object, len(configs))
	for i := range planned {
		var diags []*tfprotov6.Diagnostic
		if objects[i], diags = walk.Apply(planned[i]); HasError(diags) {
			p.tb.Fatalf("applying object %d: %s", i, Text(diags))
		}
	}
	return objects
}

// Destroy plans and carries out a destroy.
func (p *Protocol) Destroy(prior Object) (Object, []*tfprotov6.Diagnostic) {
	p.tb.Helper()
	planned, diags := p.Plan(prior, nil)
	if HasError(diags) {
		return prior, diags
	}
	after, more := p.Apply(planned)
	return after, append(diags, more...)
}

// Read refreshes, in the plan walk.
func (p *Protocol) Read(o Object) (Object, []*tfprotov6.Diagnostic) {
	p.tb.Helper()
	return p.read(p.planWalk(), o)
}

func (p *Protocol) read(server tfprotov6.ProviderServer, o Object) (Object, []*tfprotov6.Diagnostic) {
	p.tb.Helper()
	resp, err := server.ReadResource(context.Background(), &tfprotov6.ReadResourceRequest{
		TypeName: p.name, CurrentState: p.dynamic(p.typ(), o.State), Private: o.Private, CurrentIdentity: o.Identity,
	})
	p.must(err)
	if HasError(resp.Diagnostics) {
		return o, resp.Diagnostics
	}
	return Object{State: p.undynamic(resp.NewState), Private: resp.Private, Identity: resp.NewIdentity}, resp.Diagnostics
}

// Import imports by ID, or by identity if the ID is empty, and reads.
func (p *Protocol) Import(id string, identity *tfprotov6.ResourceIdentityData) (Object, []*tfprotov6.Diagnostic) {
	p.tb.Helper()
	resp, err := p.planWalk().ImportResourceState(context.Background(), &tfprotov6.ImportResourceStateRequest{TypeName: p.name, ID: id, Identity: identity})
	p.must(err)
	if HasError(resp.Diagnostics) {
		return Object{}, resp.Diagnostics
	}
	imported := resp.ImportedResources[0]
	return p.Read(Object{State: p.undynamic(imported.State), Private: imported.Private, Identity: imported.Identity})
}

// Identity returns an identity with the attributes.
func (p *Protocol) Identity(attributes map[string]string) *tfprotov6.ResourceIdentityData {
	p.tb.Helper()
	types, values := map[string]tftypes.Type{}, map[string]tftypes.Value{}
	for name, value := range attributes {
		types[name], values[name] = tftypes.String, tftypes.NewValue(tftypes.String, value)
	}
	typ := tftypes.Object{AttributeTypes: types}
	return &tfprotov6.ResourceIdentityData{IdentityData: p.dynamic(typ, tftypes.NewValue(typ, values))}
}

// Types returns the provider's resource types.
func (p *Protocol) Types() []string { return slices.Sorted(maps.Keys(p.schema.ResourceSchemas)) }

// Actions returns the provider's actions.
func (p *Protocol) Actions() []string { return slices.Sorted(maps.Keys(p.schema.ActionSchemas)) }

// Arguments returns what a configuration of the driver's resource type can set.
func (p *Protocol) Arguments() (names []string) {
	for _, a := range p.attributes() {
		if a.Required || a.Optional {
			names = append(names, a.Name)
		}
	}
	return names
}

// IsNull reports whether the resource is not in state.
func (o Object) IsNull() bool { return o.State.Type() == nil || o.State.IsNull() }

// Get returns the value at a dotted path ("contacts.0.email") as text: "<null>" and "<unknown>" for these.
func (o Object) Get(path string) string {
	v := o.State
	for step := range strings.SplitSeq(path, ".") {
		object, list := map[string]tftypes.Value{}, []tftypes.Value{}
		switch {
		case v.IsNull() || !v.IsKnown():
			return text(v)
		case v.As(&object) == nil:
			v = object[step]
		case v.As(&list) == nil:
			i := 0
			if _, err := fmt.Sscan(step, &i); err != nil || i >= len(list) {
				return "<none>"
			}
			v = list[i]
		}
		if v.Type() == nil {
			return "<none>"
		}
	}
	return text(v)
}

func text(v tftypes.Value) string {
	var s string
	var b bool
	n := new(big.Float)
	switch {
	case !v.IsKnown():
		return "<unknown>"
	case v.IsNull():
		return "<null>"
	case v.Type().Is(tftypes.String) && v.As(&s) == nil:
		return s
	case v.Type().Is(tftypes.Bool) && v.As(&b) == nil:
		return fmt.Sprint(b)
	case v.Type().Is(tftypes.Number) && v.As(&n) == nil:
		return n.Text('f', -1)
	}
	return v.String()
}

// HasError reports whether one of the diagnostics is an error.
func HasError(diags []*tfprotov6.Diagnostic) bool {
	for _, d := range diags {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			return true
		}
	}
	return false
}

// Text writes diagnostics so that a test can search for words: severity, path, summary, detail.
func Text(diags []*tfprotov6.Diagnostic) string {
	var b strings.Builder
	for _, d := range diags {
		fmt.Fprintf(&b, "%s [%s] %s\n%s\n", d.Severity, d.Attribute, d.Summary, d.Detail)
	}
	return b.String()
}

// Expect fails the test unless the diagnostics contain each of the words.
func Expect(tb testing.TB, diags []*tfprotov6.Diagnostic, words ...string) {
	tb.Helper()
	text := Text(diags)
	if len(words) == 0 && len(diags) > 0 {
		tb.Errorf("unexpected diagnostics:\n%s", text)
	}
	for _, w := range words {
		if !strings.Contains(text, w) {
			tb.Errorf("the diagnostics do not say %q:\n%s", w, text)
		}
	}
}
