package pluginserver

import (
	"context"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// stop answers StopProvider only after the running actions have ended or Terraform has hung up.
//
// Once StopProvider is answered, terraform-plugin-go drops all further events of an action (InvokeAction in its tf6server),
// and Terraform treats an action without a final event as a success: an erasure that stopped halfway would end with "Apply
// complete!" and exit code 0. The wait is short, because the contexts of the actions are already canceled, and a write that
// has started has a time limit.
type stop struct {
	complete

	mu      sync.Mutex
	running int
	// idle is closed when running becomes 0 again.
	idle chan struct{}
}

func withStop(inner complete) complete {
	idle := make(chan struct{})
	close(idle)
	return &stop{complete: inner, idle: idle}
}

// InvokeAction implements tfprotov6.ActionServer.
func (s *stop) InvokeAction(ctx context.Context, req *tfprotov6.InvokeActionRequest) (*tfprotov6.InvokeActionServerStream, error) {
	s.started()
	stream, err := s.complete.InvokeAction(ctx, req)
	if err != nil {
		s.ended()
		return nil, err
	}
	events := stream.Events
	stream.Events = func(push func(tfprotov6.InvokeActionEvent) bool) {
		defer s.ended()
		events(push)
	}
	return stream, nil
}

// StopProvider implements tfprotov6.ProviderServer.
func (s *stop) StopProvider(ctx context.Context, req *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	resp, err := s.complete.StopProvider(ctx, req)
	s.mu.Lock()
	idle := s.idle
	s.mu.Unlock()
	select {
	case <-idle:
	case <-ctx.Done():
	}
	return resp, err
}

func (s *stop) started() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running == 0 {
		s.idle = make(chan struct{})
	}
	s.running++
}

func (s *stop) ended() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.running--
	if s.running == 0 {
		close(s.idle)
	}
}
