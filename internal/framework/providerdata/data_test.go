package providerdata_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func open(t *testing.T, pinned string) (*providerdata.Data, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	client, err := intercom.New(intercom.Config{Token: s.Token, BaseURL: s.URL})
	if err != nil {
		t.Fatal(err)
	}
	return providerdata.New(client, pinned, types.BoolNull(), false), s
}

// TestReadsOnce: however many ask at once, each thing is read once a run, and what could not be read is not tried again.
func TestReadsOnce(t *testing.T) {
	t.Parallel()
	s, fake := open(t, "")
	fake.RestrictToken(fake.Token, "contacts")
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if _, err := s.Workspace(t.Context()); err != nil {
				t.Error(err)
			}
			if _, err := s.TicketType(t.Context(), intercomtest.ExampleIncidentType); err != nil {
				t.Error(err)
			}
			if _, err := s.Contact(t.Context(), intercomtest.ExampleContact); err == nil {
				t.Error("the contact was read")
			}
		})
	}
	all.Wait()
	if n := len(fake.Calls()); n != 3 {
		t.Errorf("%d calls, want 3", n)
	}
}

// TestStoppedReadIsRepeated: who was stopped has learned nothing about what others ask for.
func TestStoppedReadIsRepeated(t *testing.T) {
	t.Parallel()
	s, _ := open(t, "")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Workspace(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if w, err := s.Workspace(t.Context()); err != nil || w.ID == "" {
		t.Errorf("the next: %v, %v", w, err)
	}
}

func TestCheckWorkspace(t *testing.T) {
	t.Parallel()
	s, fake := open(t, "")
	var other *providerdata.OtherWorkspaceError
	if err := s.CheckWorkspace(t.Context(), fake.WorkspaceID); err != nil {
		t.Error(err)
	}
	if err := s.CheckWorkspace(t.Context(), ""); err != nil {
		t.Error("a ticket that does not know its workspace:", err)
	}
	if err := s.CheckWorkspace(t.Context(), "other"); !errors.As(err, &other) || other.Pinned || other.Token != fake.WorkspaceID {
		t.Errorf("got %#v", err)
	}
	if err := s.CheckPin(t.Context()); err != nil || len(fake.Calls()) != 1 {
		t.Errorf("%v; %d calls", err, len(fake.Calls()))
	}
	pinned, _ := open(t, "other")
	if err := pinned.CheckPin(t.Context()); !errors.As(err, &other) || !other.Pinned {
		t.Errorf("got %#v", err)
	}
}

func TestLedger(t *testing.T) {
	t.Parallel()
	var l providerdata.Ledger
	if l.Claimed("1") || !l.Claim("1") || l.Claim("1") || !l.Claimed("1") {
		t.Error("an id is claimed once")
	}
	done, err := l.Turn(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	if other, err := l.Turn(t.Context(), "b"); err != nil {
		t.Error("another create waits:", err)
	} else {
		other()
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Turn(ctx, "a"); !errors.Is(err, context.Canceled) {
		t.Errorf("an identical create did not wait: %v", err)
	}
	done()
	if again, err := l.Turn(t.Context(), "a"); err != nil {
		t.Error(err)
	} else {
		again()
	}
}

func TestFrom(t *testing.T) {
	t.Parallel()
	var diags diag.Diagnostics
	if s := providerdata.FromProviderData(nil, &diags); s != nil || diags.HasError() || s.Known() {
		t.Error("before the provider is configured there is no session and no error")
	}
	if providerdata.FromProviderData("something else", &diags); !diags.HasError() {
		t.Error("something else passed for a session")
	}
}
