package pluginserver

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// releasing keeps the provider's memory from growing with the number of resources.
//
// The framework keeps the context of every RPC until the process ends (registerContext in its internal/proto6server),
// together with everything that the RPC carried: about 90 KB for each resource. releasing passes a context that releases all
// of that when the RPC ends. Until then, StopProvider cancels it like any other. When the framework releases contexts
// itself, TestRPCContextIsStillNeeded fails, and this file can be removed.
type releasing struct{ complete }

func withRPCContexts(inner complete) complete { return &releasing{inner} }

func (s *releasing) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return released(ctx, req, s.complete.ValidateResourceConfig)
}

func (s *releasing) UpgradeResourceState(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	return released(ctx, req, s.complete.UpgradeResourceState)
}

func (s *releasing) UpgradeResourceIdentity(ctx context.Context, req *tfprotov6.UpgradeResourceIdentityRequest) (*tfprotov6.UpgradeResourceIdentityResponse, error) {
	return released(ctx, req, s.complete.UpgradeResourceIdentity)
}

func (s *releasing) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return released(ctx, req, s.complete.ReadResource)
}

func (s *releasing) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	return released(ctx, req, s.complete.PlanResourceChange)
}

func (s *releasing) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	return released(ctx, req, s.complete.ApplyResourceChange)
}

func (s *releasing) ImportResourceState(ctx context.Context, req *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	return released(ctx, req, s.complete.ImportResourceState)
}

func (s *releasing) MoveResourceState(ctx context.Context, req *tfprotov6.MoveResourceStateRequest) (*tfprotov6.MoveResourceStateResponse, error) {
	return released(ctx, req, s.complete.MoveResourceState)
}

func (s *releasing) GenerateResourceConfig(ctx context.Context, req *tfprotov6.GenerateResourceConfigRequest) (*tfprotov6.GenerateResourceConfigResponse, error) {
	return released(ctx, req, s.complete.GenerateResourceConfig)
}

func (s *releasing) ValidateDataResourceConfig(ctx context.Context, req *tfprotov6.ValidateDataResourceConfigRequest) (*tfprotov6.ValidateDataResourceConfigResponse, error) {
	return released(ctx, req, s.complete.ValidateDataResourceConfig)
}

func (s *releasing) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	return released(ctx, req, s.complete.ReadDataSource)
}

func (s *releasing) CallFunction(ctx context.Context, req *tfprotov6.CallFunctionRequest) (*tfprotov6.CallFunctionResponse, error) {
	return released(ctx, req, s.complete.CallFunction)
}

func (s *releasing) ValidateListResourceConfig(ctx context.Context, req *tfprotov6.ValidateListResourceConfigRequest) (*tfprotov6.ValidateListResourceConfigResponse, error) {
	return released(ctx, req, s.complete.ValidateListResourceConfig)
}

// ListResource needs its context until the results are read, which happens after it returns.
func (s *releasing) ListResource(ctx context.Context, req *tfprotov6.ListResourceRequest) (*tfprotov6.ListResourceServerStream, error) {
	c := newRPCContext(ctx)
	stream, err := s.complete.ListResource(c, req)
	if err != nil {
		c.end()
		return nil, err
	}
	results := stream.Results
	return &tfprotov6.ListResourceServerStream{Results: func(push func(tfprotov6.ListResourceResult) bool) {
		defer c.end()
		results(push)
	}}, nil
}

func (s *releasing) ValidateActionConfig(ctx context.Context, req *tfprotov6.ValidateActionConfigRequest) (*tfprotov6.ValidateActionConfigResponse, error) {
	return released(ctx, req, s.complete.ValidateActionConfig)
}

func (s *releasing) PlanAction(ctx context.Context, req *tfprotov6.PlanActionRequest) (*tfprotov6.PlanActionResponse, error) {
	return released(ctx, req, s.complete.PlanAction)
}

// InvokeAction ends with its last event.
func (s *releasing) InvokeAction(ctx context.Context, req *tfprotov6.InvokeActionRequest) (*tfprotov6.InvokeActionServerStream, error) {
	c := newRPCContext(ctx)
	stream, err := s.complete.InvokeAction(c, req)
	if err != nil {
		c.end()
		return nil, err
	}
	events := stream.Events
	stream.Events = func(push func(tfprotov6.InvokeActionEvent) bool) {
		defer c.end()
		events(push)
	}
	return stream, nil
}

func released[Req, Resp any](ctx context.Context, req *Req, rpc func(context.Context, *Req) (*Resp, error)) (*Resp, error) {
	c := newRPCContext(ctx)
	defer c.end()
	return rpc(c, req)
}

// over replaces the context of an RPC that has ended: it is canceled and carries nothing.
var over = func() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}()

// rpcContext is a context that wraps another one until the RPC ends.
type rpcContext struct {
	held atomic.Pointer[context.Context]
}

func newRPCContext(ctx context.Context) *rpcContext {
	c := &rpcContext{}
	c.held.Store(&ctx)
	return c
}

func (c *rpcContext) end() { c.held.Store(&over) }

func (c *rpcContext) Deadline() (time.Time, bool) { return (*c.held.Load()).Deadline() }
func (c *rpcContext) Done() <-chan struct{}       { return (*c.held.Load()).Done() }
func (c *rpcContext) Err() error                  { return (*c.held.Load()).Err() }
func (c *rpcContext) Value(key any) any           { return (*c.held.Load()).Value(key) }
