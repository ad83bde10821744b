package pluginserver_test

import (
	"context"
	"runtime"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/pluginserver"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// carried is the value that each RPC's context carries in these tests.
type carried [100 << 10]byte

type key struct{}

// rpcs are a plain RPC and the ones with streams as answers.
var rpcs = map[string]func(context.Context, tfprotov6.ProviderServer) error{
	"ReadResource": func(ctx context.Context, server tfprotov6.ProviderServer) error {
		_, err := server.ReadResource(ctx, &tfprotov6.ReadResourceRequest{TypeName: "intercom_nothing"})
		return err
	},
	"CallFunction": func(ctx context.Context, server tfprotov6.ProviderServer) error {
		_, err := server.CallFunction(ctx, &tfprotov6.CallFunctionRequest{Name: "nothing"})
		return err
	},
	"InvokeAction": func(ctx context.Context, server tfprotov6.ProviderServer) error {
		stream, err := server.(tfprotov6.ActionServer).InvokeAction(ctx, &tfprotov6.InvokeActionRequest{ActionType: "intercom_nothing"})
		if err != nil {
			return err
		}
		for range stream.Events {
		}
		return nil
	},
	"ListResource": func(ctx context.Context, server tfprotov6.ProviderServer) error {
		stream, err := server.(tfprotov6.ListResourceServer).ListResource(ctx, &tfprotov6.ListResourceRequest{TypeName: "intercom_nothing"})
		if err != nil {
			return err
		}
		for range stream.Results {
		}
		return nil
	},
}

// kept returns how many bytes each of n RPCs leaves in memory.
func kept(t *testing.T, server tfprotov6.ProviderServer, rpc func(context.Context, tfprotov6.ProviderServer) error) int {
	t.Helper()
	const n = 200
	heap := func() int {
		var m runtime.MemStats
		runtime.GC()
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int(m.HeapAlloc)
	}
	before := heap()
	for range n {
		// The context of Terraform's RPC ends with the RPC, as in gRPC.
		ctx, cancel := context.WithCancel(context.WithValue(t.Context(), key{}, &carried{}))
		err := rpc(ctx, server)
		cancel()
		if err != nil {
			t.Fatal(err)
		}
	}
	after := heap()
	runtime.KeepAlive(server)
	return (after - before) / n
}

func TestRPCContextReleasesMemory(t *testing.T) {
	for name, rpc := range rpcs {
		if got := kept(t, pluginserver.New(provider.New("test")()), rpc); got > 2<<10 {
			t.Errorf("%s leaves %d bytes behind", name, got)
		}
	}
}

// TestRPCContextIsStillNeeded fails when the framework releases contexts itself. Remove rpc_context.go then.
func TestRPCContextIsStillNeeded(t *testing.T) {
	for name, rpc := range rpcs {
		if got := kept(t, providerserver.NewProtocol6(provider.New("test")())(), rpc); got < 100<<10 {
			t.Errorf("without the wrapper %s leaves only %d bytes behind: the framework releases contexts now, remove rpc_context.go", name, got)
		}
	}
}

// waiting is a server whose reads, actions, and lists last until their context ends. It cancels contexts as the framework
// does.
type waiting struct {
	tfprotov6.ProviderServer
	tfprotov6.ActionServer
	tfprotov6.ListResourceServer
	ctx     context.Context //nolint:containedctx // the test inspects it
	cancel  context.CancelFunc
	started chan struct{}
}

func (w *waiting) wait(in context.Context) {
	w.ctx, w.cancel = context.WithCancel(in)
	close(w.started)
	<-w.ctx.Done()
}

func (w *waiting) ReadResource(in context.Context, _ *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	w.wait(in)
	return nil, nil
}

func (w *waiting) CallFunction(in context.Context, _ *tfprotov6.CallFunctionRequest) (*tfprotov6.CallFunctionResponse, error) {
	w.wait(in)
	return nil, nil
}

func (w *waiting) InvokeAction(in context.Context, _ *tfprotov6.InvokeActionRequest) (*tfprotov6.InvokeActionServerStream, error) {
	return &tfprotov6.InvokeActionServerStream{Events: func(func(tfprotov6.InvokeActionEvent) bool) { w.wait(in) }}, nil
}

func (w *waiting) ListResource(in context.Context, _ *tfprotov6.ListResourceRequest) (*tfprotov6.ListResourceServerStream, error) {
	return &tfprotov6.ListResourceServerStream{Results: func(func(tfprotov6.ListResourceResult) bool) { w.wait(in) }}, nil
}

func TestRPCContextIsCanceled(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(w *waiting, cancel context.CancelFunc){
		"StopProvider":         func(w *waiting, _ context.CancelFunc) { w.cancel() },
		"Terraform hangs up":   func(_ *waiting, cancel context.CancelFunc) { cancel() },
		"both, in either turn": func(w *waiting, cancel context.CancelFunc) { cancel(); w.cancel() },
	} {
		for rpcName, rpc := range rpcs {
			t.Run(name+", "+rpcName, func(t *testing.T) {
				t.Parallel()
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				w := &waiting{started: make(chan struct{})}
				done := make(chan error)
				go func() { done <- rpc(ctx, pluginserver.WithRPCContexts(w)) }()
				<-w.started
				if err := w.ctx.Err(); err != nil {
					t.Errorf("before its end: %v", err)
				}
				end(w, cancel)
				if err := <-done; err != nil {
					t.Error(err)
				}
			})
		}
	}
}
