package ticket_test

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/ticket"
)

// readers read one ticket each, concurrently; each can be stopped. The fake's answers take a second.
type readers struct {
	fake   *intercomtest.Server
	reader framework.Reader
	client *intercom.Client
	stop   []context.CancelFunc
	read   []*intercom.Ticket
	errs   []error
	all    sync.WaitGroup
	// ended is when the latest call ended for the client.
	ended atomic.Pointer[time.Time]
}

// RoundTrip implements http.RoundTripper.
func (r *readers) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := acctest.InProcess{Handler: r.fake.Handler()}.RoundTrip(req)
	r.ended.Store(new(time.Now()))
	return resp, err
}

func startReaders(t *testing.T, n int) *readers {
	t.Helper()
	r := &readers{
		fake: intercomtest.NewServer(intercomtest.WithLatency(time.Second)),
		stop: make([]context.CancelFunc, n), read: make([]*intercom.Ticket, n), errs: make([]error, n),
	}
	t.Cleanup(r.fake.Close)
	intercomtest.SeedExample(r.fake.Workspace)
	client, err := intercom.New(intercom.Config{
		Token: r.fake.Token, BaseURL: "http://127.0.0.1", HTTPClient: &http.Client{Transport: r},
	})
	if err != nil {
		t.Fatal(err)
	}
	reader, err := client.PinnedReader(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r.client = client
	r.reader = framework.Reader{Reader: reader, Data: providerdata.New(client, providerdata.Options{BatchRefresh: true})}
	r.start(t, n, 0)
	return r
}

// start starts the first n readers, one after another.
func (r *readers) start(t *testing.T, n int, apart time.Duration) {
	t.Helper()
	for i := range n {
		id := r.fake.AddTicket(intercomtest.Ticket{}).ID
		var ctx context.Context
		ctx, r.stop[i] = context.WithCancel(t.Context())
		r.all.Go(func() {
			r.read[i], r.errs[i] = ticket.ReadForRefresh(ctx, r.reader, r.client, id)
		})
		synctest.Wait() // reader 0 comes first
		<-time.After(apart)
	}
}

// TestBatchWaitsForReadersWhoComeFarApart: on a busy machine, what counts is the time without a new reader, not the time
// since the first one.
func TestBatchWaitsForReadersWhoComeFarApart(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := startReaders(t, 5)
		r.all.Wait()
		r.fake.ResetCalls()
		r.start(t, 5, 60*time.Millisecond)
		r.all.Wait()
		if calls := len(r.fake.Calls()); calls != 1 {
			t.Errorf("%d calls", calls)
		}
	})
}

// TestBatchWaitsForAsManyAsThereWere: the first batch waits for anyone who may come. Each later one waits only for as many
// readers as there recently were at once. With fewer readers, one batch waits in vain; with more, one round is split into
// two searches.
func TestBatchWaitsForAsManyAsThereWere(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const latency, quiet = time.Second, 100 * time.Millisecond
		r := startReaders(t, 6)
		r.all.Wait()
		for i, c := range []struct {
			readers, calls int
			took           time.Duration
		}{
			{6, 1, latency},
			{6, 1, latency},
			{3, 1, quiet + latency},
			{3, 1, latency},
			{1, 1, quiet + latency},
			{1, 1, latency},
			{4, 2, quiet + latency},
			{4, 1, latency},
			{6, 2, quiet + latency},
			{6, 1, latency},
		} {
			r.fake.ResetCalls()
			began := time.Now()
			r.start(t, c.readers, 0)
			r.all.Wait()
			if took, calls := time.Since(began), len(r.fake.Calls()); calls != c.calls || took != c.took {
				t.Errorf("round %d, %d readers: %d calls in %s, want %d in %s", i, c.readers, calls, took, c.calls, c.took)
			}
		}
	})
}

// TestOneReaderIsStopped: the others get their tickets, even if the first reader is the one that is stopped.
func TestOneReaderIsStopped(t *testing.T) {
	t.Parallel()
	for name, after := range map[string]time.Duration{"while they gather": 2 * time.Millisecond, "while Intercom searches": 500 * time.Millisecond} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				r := startReaders(t, 5)
				<-time.After(after)
				r.stop[0]()
				r.all.Wait()
				for i, err := range r.errs {
					if stopped := i == 0; (err != nil) != stopped || (r.read[i] == nil) != stopped {
						t.Errorf("reader %d: %v, %v", i, r.read[i], err)
					}
				}
				if searches := r.fake.Count("POST", "/tickets/search"); searches != 1 || len(r.fake.Calls()) != 1 {
					t.Errorf("%d searches, %d calls %v", searches, len(r.fake.Calls()), (harness{fake: r.fake}).wire())
				}
			})
		})
	}
}

// TestAllReadersAreStopped: nobody waits for the search, so it ends, or is not made if it had not begun.
func TestAllReadersAreStopped(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		after time.Duration
		calls int
	}{"while they gather": {2 * time.Millisecond, 0}, "while Intercom searches": {500 * time.Millisecond, 1}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				r := startReaders(t, 5)
				<-time.After(c.after)
				for _, stop := range r.stop {
					stop()
				}
				stopped := time.Now()
				synctest.Wait()
				for i, err := range r.errs {
					if err == nil || r.read[i] != nil {
						t.Errorf("reader %d: %v, %v", i, r.read[i], err)
					}
				}
				ended := r.ended.Load()
				if calls := len(r.fake.Calls()); calls != c.calls || calls > 0 && (ended == nil || ended.After(stopped)) {
					t.Errorf("%d calls; the last one ended at %v, all were stopped at %v", calls, ended, stopped)
				}
			})
		})
	}
}
