// Package graceful lets the actions of a run that the user stops tell how far they came.
//
// Once StopProvider is answered, terraform-plugin-go hands on none of an action's events (InvokeAction in its tf6server), and
// Terraform takes an action without a last event for one that succeeded: an erasure that stopped halfway would end with
// "Apply complete!" and exit code 0. Server answers StopProvider when the actions under way have ended. That is soon: their
// contexts are cancelled by then, and the write that one of them may be in the middle of is bounded.
package graceful

import (
	"context"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Server returns inner, which has actions, with a StopProvider that waits for them.
func Server(inner tfprotov6.ProviderServer) tfprotov6.ProviderServer {
	return &server{complete: inner.(complete), changed: sync.NewCond(&sync.Mutex{})}
}

// complete is what the framework's servers are. ProviderServer has neither actions nor list resources yet.
type complete interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
}

type server struct {
	complete

	// changed guards underWay, how many actions there are now, and wakes who waits for it.
	changed  *sync.Cond
	underWay int
}

// InvokeAction implements tfprotov6.ActionServer.
func (s *server) InvokeAction(ctx context.Context, req *tfprotov6.InvokeActionRequest) (*tfprotov6.InvokeActionServerStream, error) {
	s.count(1)
	stream, err := s.complete.InvokeAction(ctx, req)
	if err != nil {
		s.count(-1)
		return nil, err
	}
	events := stream.Events
	stream.Events = func(push func(tfprotov6.InvokeActionEvent) bool) {
		defer s.count(-1)
		events(push)
	}
	return stream, nil
}

// StopProvider implements tfprotov6.ProviderServer.
func (s *server) StopProvider(ctx context.Context, req *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	resp, err := s.complete.StopProvider(ctx, req)
	s.changed.L.Lock()
	defer s.changed.L.Unlock()
	for s.underWay > 0 {
		s.changed.Wait()
	}
	return resp, err
}

func (s *server) count(more int) {
	s.changed.L.Lock()
	defer s.changed.L.Unlock()
	s.underWay += more
	s.changed.Broadcast()
}
