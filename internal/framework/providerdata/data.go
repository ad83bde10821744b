// Package providerdata holds what a configured provider passes to its objects: the client behind the workspace guard, the
// provider's defaults, and the caches of one walk. Terraform configures the provider once for each walk (validate, plan,
// apply), so a Data lives as long as a walk.
package providerdata

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Data belongs to one configured provider. It is safe for concurrent use.
type Data struct {
	client *intercom.Client
	// unknown names the provider's arguments that are known only after apply. There is no client then.
	unknown []string
	options Options

	// Creates guards this walk's creates.
	Creates CreateGuard
	// Walk records what this walk has read, planned, and imported.
	Walk Walk

	mu     sync.Mutex
	shared map[reflect.Type]any
	hidden []string
}

// shortestSecret is the shortest text that is hidden: to remove a shorter one would spoil messages and hide little.
const shortestSecret = 8

// Hide makes values secrets of this walk: no message of the provider may contain them.
func (d *Data) Hide(values ...string) {
	if d == nil {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, value := range values {
		if len(value) >= shortestSecret && !slices.Contains(d.hidden, value) {
			d.hidden = append(d.hidden, value)
		}
	}
}

// Hidden are the values that Hide was told.
func (d *Data) Hidden() []string {
	if d == nil {
		return nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.hidden)
}

// Options are the provider's defaults for its objects.
type Options struct {
	// DeletionProtection is the provider's deletion_protection. Unknown protects.
	DeletionProtection types.Bool
	// BatchRefresh: a refresh reads tickets with one search, and other objects from the complete list.
	BatchRefresh bool
}

// New returns the Data of a provider that uses the client.
func New(client *intercom.Client, options Options) *Data {
	return &Data{client: client, options: options}
}

// NewUnconfigured returns the Data of a provider whose named arguments are known only after apply. What needs no call can
// be planned; the rest fails with the names.
func NewUnconfigured(arguments []string, options Options) *Data {
	return &Data{unknown: arguments, options: options}
}

// FromProviderData returns the Data in an object's ProviderData, or nil before the provider is configured (terraform
// validate).
func FromProviderData(providerData any, diags *diag.Diagnostics) *Data {
	if providerData == nil {
		return nil
	}
	d, ok := providerData.(*Data)
	if !ok {
		diags.AddError("Unexpected provider data", fmt.Sprintf("Expected *providerdata.Data, got %T. This is a bug in the provider: please report it.", providerData))
	}
	return d
}

// Shared returns the walk's only T, created on first use as the zero value. It lets objects share data without this package
// knowing the type.
func Shared[T any](d *Data) *T {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.shared == nil {
		d.shared = map[reflect.Type]any{}
	}
	key := reflect.TypeFor[T]()
	if _, ok := d.shared[key]; !ok {
		d.shared[key] = new(T)
	}
	return d.shared[key].(*T)
}

// Known reports whether there is a client.
func (d *Data) Known() bool { return d != nil && d.client != nil }

// Client returns the client. If there is none, it returns nil and adds an error with the provider's unknown arguments.
func (d *Data) Client(diags *diag.Diagnostics) *intercom.Client {
	if d.Known() {
		return d.client
	}
	var unknown []string
	if d != nil {
		unknown = d.unknown
	}
	diags.AddError("The provider's configuration is not known yet",
		fmt.Sprintf("The provider must call Intercom now, but %s of the provider \"intercom\" will be known only after apply. "+
			"Apply first what it depends on (terraform apply -target=…), or set it from a variable or the environment.", strings.Join(unknown, ", ")))
	return nil
}

// Options returns the provider's defaults.
func (d *Data) Options() Options {
	if d == nil {
		return Options{}
	}
	return d.options
}

// Protected reports whether a value of deletion_protection, from state or plan, forbids a deletion. Null stands for the
// provider's value, and unknown protects.
func (d *Data) Protected(values ...types.Bool) bool {
	for _, own := range values {
		if own.IsNull() {
			own = d.Options().DeletionProtection
		}
		if own.IsUnknown() || own.ValueBool() {
			return true
		}
	}
	return false
}

// Version returns the client's API version.
func (d *Data) Version() intercom.Version { return d.client.Version() }

// VersionOf returns the API version of the calls of an area, one of intercom.PreviewAreas or "".
func (d *Data) VersionOf(area string) intercom.Version { return d.client.VersionOf(area) }

// Now returns the current time by Intercom's clock, as far as its answers have shown it.
func (d *Data) Now() time.Time { return d.client.Now() }

// ConfirmWorkspace returns an error unless GET /me has shown that the access token belongs to the workspace and that it is
// the pinned one. An empty workspace is an error: it never means "any".
func (d *Data) ConfirmWorkspace(ctx context.Context, workspaceID string) error {
	_, err := d.client.Reader(ctx, workspaceID)
	return err
}
