package ticket_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// harness is a fake Intercom and the provider's intercom_ticket resource.
type harness struct {
	*acctest.Protocol
	fake *intercomtest.Server
	tb   testing.TB
}

// newHarness returns a harness. arguments are the provider's arguments besides base_url and access_token.
func newHarness(t *testing.T, arguments acctest.Block) harness {
	t.Helper()
	s := acctest.Fake(t)
	return harness{acctest.NewProtocol(t, s, "intercom_ticket", arguments), s, t}
}

// minimal returns the shortest configuration of a ticket, with changes.
func minimal(changes acctest.Block) acctest.Block {
	return merged(acctest.Block{
		"ticket_type_id": intercomtest.ExampleIncidentType,
		"contacts":       []any{acctest.Block{"email": intercomtest.ExampleContactEmail}},
		"title":          "Checkout is down",
	}, changes)
}

// merged returns a copy of config with changes.
func merged(config, changes acctest.Block) acctest.Block {
	maps.Copy(config, changes)
	return config
}

// many adds n tickets.
func many(d harness, n int) {
	for i := range n {
		d.fake.AddTicket(intercomtest.Ticket{
			ContactIDs: []string{intercomtest.ExampleContact}, TypeID: intercomtest.ExampleIncidentType,
			Attributes: map[string]any{intercomtest.TitleAttribute: fmt.Sprintf("Ticket %d", i)},
		})
	}
}

// wire lists the calls as "METHOD /path status", with ticket IDs replaced by {id}. A call without an answer has status 0.
func (d harness) wire() []string {
	var calls []string
	for _, c := range d.fake.Calls() {
		path := c.Path
		if rest, ok := strings.CutPrefix(path, "/tickets/"); ok && !strings.HasPrefix(rest, "search") {
			_, action, more := strings.Cut(rest, "/")
			path = "/tickets/{id}"
			if more {
				path += "/" + action
			}
		}
		calls = append(calls, fmt.Sprintf("%s %s %d", c.Method, path, c.Status))
	}
	return calls
}

// expectError fails the test unless the diagnostics contain each of the words. Without words, there must be no diagnostic.
func expectError(t *testing.T, diags []*tfprotov6.Diagnostic, words ...string) {
	t.Helper()
	if !acctest.HasError(diags) {
		t.Errorf("no error; diagnostics:\n%s", acctest.Text(diags))
	}
	acctest.Expect(t, diags, append(words, "")...)
}

func expectNoError(t *testing.T, diags []*tfprotov6.Diagnostic, words ...string) {
	t.Helper()
	if acctest.HasError(diags) {
		t.Errorf("unexpected error:\n%s", acctest.Text(diags))
	}
	acctest.Expect(t, diags, append(words, "")...)
}

// refreshed returns the object after a refresh in the plan walk, which a planned replacement requires.
func refreshed(tb testing.TB, p *acctest.Protocol, o acctest.Object) acctest.Object {
	tb.Helper()
	read, diags := p.Read(o)
	if acctest.HasError(diags) {
		tb.Fatalf("refreshing: %s", acctest.Text(diags))
	}
	return read
}

func planned(t *testing.T, p *acctest.Protocol, prior acctest.Object, config acctest.Block) acctest.Planned {
	t.Helper()
	planned, diags := p.Plan(prior, config)
	if acctest.HasError(diags) {
		t.Fatalf("planning: %s", acctest.Text(diags))
	}
	return planned
}

// null returns a null object of the same type.
func null(tb testing.TB, o acctest.Object) acctest.Object {
	tb.Helper()
	return acctest.Object{State: tftypes.NewValue(o.State.Type(), nil)}
}

// with returns the object with another value for one string attribute.
func with(t *testing.T, o acctest.Object, name string, value any) acctest.Object {
	t.Helper()
	var values map[string]tftypes.Value
	if err := o.State.As(&values); err != nil {
		t.Fatal(err)
	}
	values[name] = tftypes.NewValue(tftypes.String, value)
	o.State = tftypes.NewValue(o.State.Type(), values)
	return o
}
