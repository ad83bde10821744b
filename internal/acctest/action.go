package acctest

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// Action drives one action of the provider over protocol 6. The methods of its Protocol that are for resources do not work.
type Action struct{ *Protocol }

// Invoked is the result of an action: what it reported while it ran, and how it ended.
type Invoked struct {
	Progress []string
	Diags    []*tfprotov6.Diagnostic
}

// NewAction returns a driver for the action, whose provider uses the fake. arguments are the provider's, as in NewProtocol.
func NewAction(tb testing.TB, s *intercomtest.Server, name string, arguments Block, options ...provider.Option) *Action {
	tb.Helper()
	return &Action{NewProtocol(tb, s, name, arguments, options...)}
}

// NewUnconfiguredAction returns a driver whose provider is not configured yet.
func NewUnconfiguredAction(tb testing.TB, name string) *Action {
	tb.Helper()
	return &Action{NewUnconfigured(tb, name)}
}

func (a *Action) actions() tfprotov6.ActionServer { return a.planWalk().(tfprotov6.ActionServer) }

func (a *Action) config(config Block) *tfprotov6.DynamicValue {
	a.tb.Helper()
	typ := a.schema.ActionSchemas[a.name].Schema.ValueType()
	return a.dynamic(typ, a.value(typ, config))
}

// Validate checks a configuration as terraform validate does.
func (a *Action) Validate(config Block) []*tfprotov6.Diagnostic {
	a.tb.Helper()
	resp, err := a.actions().ValidateActionConfig(context.Background(), &tfprotov6.ValidateActionConfigRequest{ActionType: a.name, Config: a.config(config)})
	a.must(err)
	return resp.Diagnostics
}

// Plan plans an invocation.
func (a *Action) Plan(config Block) []*tfprotov6.Diagnostic {
	a.tb.Helper()
	resp, err := a.actions().PlanAction(context.Background(), &tfprotov6.PlanActionRequest{ActionType: a.name, Config: a.config(config)})
	a.must(err)
	return resp.Diagnostics
}

// Invoke invokes the action.
func (a *Action) Invoke(config Block) (result Invoked) {
	a.tb.Helper()
	stream, err := a.actions().InvokeAction(context.Background(), &tfprotov6.InvokeActionRequest{ActionType: a.name, Config: a.config(config)})
	a.must(err)
	completed := 0
	for event := range stream.Events {
		switch e := event.Type.(type) {
		case tfprotov6.ProgressInvokeActionEventType:
			result.Progress = append(result.Progress, e.Message)
		case tfprotov6.CompletedInvokeActionEventType:
			completed++
			result.Diags = e.Diagnostics
		}
	}
	if completed != 1 {
		a.tb.Errorf("the action completed %d times", completed)
	}
	return result
}
