// Package providerdata is what a configured provider hands to its objects: the client, the provider's defaults, and what is read
// once a run however many objects ask (the workspace, ticket types, contacts). A run is one provider process: terraform
// apply makes one to plan and one to apply.
package providerdata

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Data belongs to one configured provider and lives as long as it. It is safe for concurrent use.
type Data struct {
	client *intercom.Client
	// unknown names the provider's arguments that are not known until apply; there is no client then.
	unknown []string
	// pinned is the workspace that the configuration demands, or empty.
	pinned string
	// protection is the provider's deletion_protection.
	protection types.Bool
	// batchRefresh is the provider's batch_refresh.
	batchRefresh bool

	// Creates is what this run has created and is creating.
	Creates Ledger

	mu     sync.Mutex
	writes map[string]write     // by the ticket's id
	seen   map[string]time.Time // updated_at by the ticket's id, where refreshes are batched

	reads   memo
	batches batches

	planned map[string][]intercom.TicketTypeAttribute // by the ticket type's id
}

// New returns a session over client. workspaceID is the workspace that the configuration demands, or empty; batchRefresh lets
// Refreshed search for tickets.
func New(client *intercom.Client, workspaceID string, deletionProtection types.Bool, batchRefresh bool) *Data {
	return &Data{
		client: client, pinned: workspaceID, protection: deletionProtection,
		batchRefresh: batchRefresh, batches: batches{most: intercom.MaxPerPage},
	}
}

// NewUnconfigured returns the session of a provider whose named arguments are known only after apply: what needs no call can be
// planned, the rest fails naming them.
func NewUnconfigured(arguments []string, deletionProtection types.Bool) *Data {
	return &Data{unknown: arguments, protection: deletionProtection}
}

// FromProviderData returns the session in an object's ProviderData, or nil before the provider is configured (terraform validate).
func FromProviderData(providerData any, diags *diag.Diagnostics) *Data {
	if providerData == nil {
		return nil
	}
	s, ok := providerData.(*Data)
	if !ok {
		diags.AddError("Unexpected provider data", fmt.Sprintf("Expected *providerdata.Data, got %T. This is a bug in the provider: please report it.", providerData))
	}
	return s
}

// Known reports whether there is a client.
func (s *Data) Known() bool { return s != nil && s.client != nil }

// Client returns the client, or nil after telling diags which of the provider's arguments is not known yet.
func (s *Data) Client(diags *diag.Diagnostics) *intercom.Client {
	if s.Known() {
		return s.client
	}
	var unknown []string
	if s != nil {
		unknown = s.unknown
	}
	diags.AddError("The provider's configuration is not known yet",
		fmt.Sprintf("Intercom must be asked now, but %s of the provider \"intercom\" is only known after apply. "+
			"Apply first what it depends on (terraform apply -target=…), or set it from a variable or the environment.", strings.Join(unknown, ", ")))
	return nil
}

// Protected reports whether a resource with this deletion_protection may not be destroyed: its own value counts, else the
// provider's. What is not known yet protects.
func (s *Data) Protected(own types.Bool) bool {
	if own.IsNull() && s != nil {
		own = s.protection
	}
	return own.IsUnknown() || own.ValueBool()
}

// Version returns the API version that the client names.
func (s *Data) Version() intercom.Version { return s.client.Version() }

// OtherWorkspaceError says that the access token is another workspace's than the one expected.
type OtherWorkspaceError = intercom.WorkspaceMismatchError

// Workspace returns the workspace that the token belongs to. If the provider pins another, the error is an
// *OtherWorkspaceError.
func (s *Data) Workspace(ctx context.Context) (intercom.Workspace, error) {
	w, err := Once(ctx, s, "me", func() (intercom.Workspace, error) {
		me, err := s.client.Me(ctx)
		if err != nil {
			return intercom.Workspace{}, err
		}
		return me.Workspace, nil
	})
	if err == nil && s.pinned != "" && s.pinned != w.ID {
		err = &OtherWorkspaceError{Token: w.ID, Expected: s.pinned, Pinned: true}
	}
	return w, err
}

// CheckPin returns the error of Workspace where the provider pins one, and nil without a call where it does not.
func (s *Data) CheckPin(ctx context.Context) error {
	if s.pinned == "" {
		return nil
	}
	_, err := s.Workspace(ctx)
	return err
}

// CheckWorkspace returns an *OtherWorkspaceError if the token is not of the workspace id, and another error if that cannot be
// told.
func (s *Data) CheckWorkspace(ctx context.Context, id string) error {
	w, err := s.Workspace(ctx)
	if err != nil {
		return err
	}
	if id != "" && w.ID != id {
		return &OtherWorkspaceError{Token: w.ID, Expected: id}
	}
	return nil
}

// TicketType returns the ticket type, read once a run.
func (s *Data) TicketType(ctx context.Context, id string) (*intercom.TicketType, error) {
	return Once(ctx, s, "ticket_types/"+id, func() (*intercom.TicketType, error) { return s.client.TicketType(ctx, id) })
}

// Contact returns the contact, read once a run.
func (s *Data) Contact(ctx context.Context, id string) (*intercom.Contact, error) {
	return Once(ctx, s, "contacts/"+id, func() (*intercom.Contact, error) { return s.client.Contact(ctx, id) })
}
