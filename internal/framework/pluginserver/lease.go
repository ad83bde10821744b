package pluginserver

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// leasing keeps the provider's memory from growing with the number of resources.
//
// The framework keeps the context of every RPC until the process ends (registerContext in its internal/proto6server),
// together with everything that the RPC carried: about 90 KB for each resource. leasing passes a context that releases all
// of that when the RPC ends. Until then, StopProvider cancels it like any other. When the framework releases contexts
// itself, TestLeaseIsStillNeeded fails, and this file can be removed.
type leasing struct{ complete }

func withLease(inner complete) complete { return &leasing{inner} }

func (s *leasing) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return leased(ctx, req, s.complete.ValidateResourceConfig)
}

func (s *leasing) UpgradeResourceState(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	return leased(ctx, req, s.complete.UpgradeResourceState)
}

func (s *leasing) UpgradeResourceIdentity(ctx context.Context, req *tfprotov6.UpgradeResourceIdentityRequest) (*tfprotov6.UpgradeResourceIdentityResponse, error) {
	return leased(ctx, req, s.complete.UpgradeResourceIdentity)
}

func (s *leasing) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return leased(ctx, req, s.complete.ReadResource)
}

func (s *leasing) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	return leased(ctx, req, s.complete.PlanResourceChange)
}

func (s *leasing) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	return leased(ctx, req, s.complete.ApplyResourceChange)
}

func (s *leasing) ImportResourceState(ctx context.Context, req *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	return leased(ctx, req, s.complete.ImportResourceState)
}

func (s *leasing) MoveResourceState(ctx context.Context, req *tfprotov6.MoveResourceStateRequest) (*tfprotov6.MoveResourceStateResponse, error) {
	return leased(ctx, req, s.complete.MoveResourceState)
}

func (s *leasing) GenerateResourceConfig(ctx context.Context, req *tfprotov6.GenerateResourceConfigRequest) (*tfprotov6.GenerateResourceConfigResponse, error) {
	return leased(ctx, req, s.complete.GenerateResourceConfig)
}

func (s *leasing) ValidateDataResourceConfig(ctx context.Context, req *tfprotov6.ValidateDataResourceConfigRequest) (*tfprotov6.ValidateDataResourceConfigResponse, error) {
	return leased(ctx, req, s.complete.ValidateDataResourceConfig)
}

func (s *leasing) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	return leased(ctx, req, s.complete.ReadDataSource)
}

func (s *leasing) CallFunction(ctx context.Context, req *tfprotov6.CallFunctionRequest) (*tfprotov6.CallFunctionResponse, error) {
	return leased(ctx, req, s.complete.CallFunction)
}

func (s *leasing) ValidateListResourceConfig(ctx context.Context, req *tfprotov6.ValidateListResourceConfigRequest) (*tfprotov6.ValidateListResourceConfigResponse, error) {
	return leased(ctx, req, s.complete.ValidateListResourceConfig)
}

// ListResource needs its context until the results are read, which happens after it returns.
func (s *leasing) ListResource(ctx context.Context, req *tfprotov6.ListResourceRequest) (*tfprotov6.ListResourceServerStream, error) {
	l := take(ctx)
	stream, err := s.complete.ListResource(l, req)
	if err != nil {
		l.end()
		return nil, err
	}
	results := stream.Results
	return &tfprotov6.ListResourceServerStream{Results: func(push func(tfprotov6.ListResourceResult) bool) {
		defer l.end()
		results(push)
	}}, nil
}

func (s *leasing) ValidateActionConfig(ctx context.Context, req *tfprotov6.ValidateActionConfigRequest) (*tfprotov6.ValidateActionConfigResponse, error) {
	return leased(ctx, req, s.complete.ValidateActionConfig)
}

func (s *leasing) PlanAction(ctx context.Context, req *tfprotov6.PlanActionRequest) (*tfprotov6.PlanActionResponse, error) {
	return leased(ctx, req, s.complete.PlanAction)
}

// InvokeAction ends with its last event.
func (s *leasing) InvokeAction(ctx context.Context, req *tfprotov6.InvokeActionRequest) (*tfprotov6.InvokeActionServerStream, error) {
	l := take(ctx)
	stream, err := s.complete.InvokeAction(l, req)
	if err != nil {
		l.end()
		return nil, err
	}
	events := stream.Events
	stream.Events = func(push func(tfprotov6.InvokeActionEvent) bool) {
		defer l.end()
		events(push)
	}
	return stream, nil
}

func leased[Req, Resp any](ctx context.Context, req *Req, rpc func(context.Context, *Req) (*Resp, error)) (*Resp, error) {
	l := take(ctx)
	defer l.end()
	return rpc(l, req)
}

// over replaces the context of an ended lease: it is canceled and carries nothing.
var over = func() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}()

// lease is a context that wraps another one until the RPC ends.
type lease struct {
	held atomic.Pointer[context.Context]
}

func take(ctx context.Context) *lease {
	l := &lease{}
	l.held.Store(&ctx)
	return l
}

func (l *lease) end() { l.held.Store(&over) }

func (l *lease) Deadline() (time.Time, bool) { return (*l.held.Load()).Deadline() }
func (l *lease) Done() <-chan struct{}       { return (*l.held.Load()).Done() }
func (l *lease) Err() error                  { return (*l.held.Load()).Err() }
func (l *lease) Value(key any) any           { return (*l.held.Load()).Value(key) }
