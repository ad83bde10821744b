package lease_test

import (
	"context"
	"errors"
	"runtime"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/lease"
)

// carried is what each RPC's context carries in these tests.
type carried [100 << 10]byte

type key struct{}

// kept is how much memory n RPCs leave behind, in bytes each.
func kept(t *testing.T, server tfprotov6.ProviderServer) int {
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
		// Terraform's RPC contexts end with the RPC, as gRPC has it.
		ctx, cancel := context.WithCancel(context.WithValue(t.Context(), key{}, &carried{}))
		_, err := server.ReadResource(ctx, &tfprotov6.ReadResourceRequest{TypeName: "intercom_nothing"})
		cancel()
		if err != nil {
			t.Fatal(err)
		}
	}
	after := heap()
	runtime.KeepAlive(server)
	return (after - before) / n
}

func TestLetsGo(t *testing.T) {
	if got := kept(t, lease.Server(providerserver.NewProtocol6(provider.New("test")())())); got > 2<<10 {
		t.Errorf("an RPC leaves %d bytes behind", got)
	}
}

// TestStillNeeded fails when the framework lets go of contexts by itself: then remove this package.
func TestStillNeeded(t *testing.T) {
	if got := kept(t, providerserver.NewProtocol6(provider.New("test")())()); got < 100<<10 {
		t.Errorf("without the wrapper an RPC leaves only %d bytes behind: the framework has been mended, remove internal/provider/lease", got)
	}
}

// waiting is a server whose reads last until their context ends, and which cancels contexts as the framework does.
type waiting struct {
	tfprotov6.ProviderServer
	cancel  context.CancelFunc
	started chan struct{}
}

func (w *waiting) ReadResource(in context.Context, _ *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	ctx, cancel := context.WithCancel(in)
	w.cancel = cancel
	close(w.started)
	<-ctx.Done()
	return nil, ctx.Err()
}

func TestCancels(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(w *waiting, cancel context.CancelFunc){
		"StopProvider":         func(w *waiting, _ context.CancelFunc) { w.cancel() },
		"Terraform hangs up":   func(_ *waiting, cancel context.CancelFunc) { cancel() },
		"both, in either turn": func(w *waiting, cancel context.CancelFunc) { cancel(); w.cancel() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			w := &waiting{started: make(chan struct{})}
			done := make(chan error)
			go func() {
				_, err := lease.Server(w).ReadResource(ctx, nil)
				done <- err
			}()
			<-w.started
			end(w, cancel)
			if err := <-done; !errors.Is(err, context.Canceled) {
				t.Errorf("got %v", err)
			}
		})
	}
}
