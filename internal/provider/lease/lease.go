// Package lease keeps the provider's memory flat in the number of resources.
//
// The framework keeps the context of every RPC until the process ends (registerContext in its internal/proto6server), and
// with it all that the RPC carried: some 90 KB for each resource. Server hands it a context that lets go of that when the
// RPC is over, and that StopProvider cancels all the same while it is not. The day that the framework lets go by itself, a
// test here fails and this package is to be removed.
package lease

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// complete is what the framework's servers are. ProviderServer has neither actions nor list resources yet.
type complete interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
}

// Server returns inner, a server of the framework's, with leased contexts for the RPCs that Terraform makes for each resource and
// action.
func Server(inner tfprotov6.ProviderServer) tfprotov6.ProviderServer {
	return &server{inner.(complete)}
}

type server struct{ complete }

func (s *server) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return leased(ctx, req, s.complete.ValidateResourceConfig)
}

func (s *server) UpgradeResourceState(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	return leased(ctx, req, s.complete.UpgradeResourceState)
}

func (s *server) UpgradeResourceIdentity(ctx context.Context, req *tfprotov6.UpgradeResourceIdentityRequest) (*tfprotov6.UpgradeResourceIdentityResponse, error) {
	return leased(ctx, req, s.complete.UpgradeResourceIdentity)
}

func (s *server) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return leased(ctx, req, s.complete.ReadResource)
}

func (s *server) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	return leased(ctx, req, s.complete.PlanResourceChange)
}

func (s *server) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	return leased(ctx, req, s.complete.ApplyResourceChange)
}

func (s *server) ImportResourceState(ctx context.Context, req *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	return leased(ctx, req, s.complete.ImportResourceState)
}

func (s *server) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	return leased(ctx, req, s.complete.ReadDataSource)
}

// ListResource needs its context until the results are read, which is after it returned.
func (s *server) ListResource(ctx context.Context, req *tfprotov6.ListResourceRequest) (*tfprotov6.ListResourceServerStream, error) {
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

func (s *server) ValidateActionConfig(ctx context.Context, req *tfprotov6.ValidateActionConfigRequest) (*tfprotov6.ValidateActionConfigResponse, error) {
	return leased(ctx, req, s.complete.ValidateActionConfig)
}

func (s *server) PlanAction(ctx context.Context, req *tfprotov6.PlanActionRequest) (*tfprotov6.PlanActionResponse, error) {
	return leased(ctx, req, s.complete.PlanAction)
}

// InvokeAction is over when its last event is.
func (s *server) InvokeAction(ctx context.Context, req *tfprotov6.InvokeActionRequest) (*tfprotov6.InvokeActionServerStream, error) {
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

// over is what an ended lease shows: a context that was cancelled and carries nothing.
var over = func() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}()

// lease is a context that stands for another as long as the RPC lasts.
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
