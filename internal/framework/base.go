package framework

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// DefaultTimeout bounds an operation if the configuration sets no timeouts. It is long because the provider may wait for a
// new rate-limit window.
const DefaultTimeout = 10 * time.Minute

// What diagnostics say about the state of things after a failure.
const (
	StateKept      = "It stays in Terraform's state as it was."
	NothingChanged = "Nothing was changed."
)

// Base is embedded in every resource. It has the methods that all resources share and the steps that the others are built
// from.
type Base struct {
	Metadata
	Data *providerdata.Data
}

// Reader reads from a confirmed workspace. Data holds caches and defaults.
type Reader struct {
	intercom.Reader
	Data *providerdata.Data
}

// Writer writes to a confirmed workspace. Only the guard returns one.
type Writer struct {
	intercom.Writer
	Data *providerdata.Data
}

// Reads returns the Reader of the same workspace.
func (w Writer) Reads() Reader { return Reader{w.Reader, w.Data} }

// Kind returns the metadata of a registered resource.
func (b *Base) Kind() Metadata { return b.Metadata }

// Configure implements resource.ResourceWithConfigure.
func (b *Base) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	b.Data = providerdata.FromProviderData(req.ProviderData, &resp.Diagnostics)
}

// IdentitySchema implements resource.ResourceWithIdentity.
func (b *Base) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = b.identitySchema()
}

// StartOperation returns a context that ends with the operation's timeout, one of the resource's timeouts. ok is false if
// diags has an error, including an earlier one, or if the provider's configuration is unknown.
func (b *Base) StartOperation(ctx context.Context, timeout func(context.Context, time.Duration) (time.Duration, diag.Diagnostics), diags *diag.Diagnostics) (_ context.Context, cancel context.CancelFunc, ok bool) {
	limit, problems := timeout(ctx, DefaultTimeout)
	diags.Append(problems...)
	b.Data.Client(diags)
	ctx, cancel = context.WithTimeout(ctx, limit)
	return ctx, cancel, !diags.HasError()
}

// Reader returns a Reader for an object that state records in the workspace. If ok is false, diags has the reason.
func (b *Base) Reader(ctx context.Context, workspaceID, doing string, diags *diag.Diagnostics) (Reader, bool) {
	r, err := b.Data.Client(diags).Reader(ctx, workspaceID)
	if err != nil {
		diags.Append(providerdiag.Error(doing, err, StateKept, b.Permission))
	}
	return Reader{r, b.Data}, err == nil
}

// Writer returns a Writer for an object that state records in the workspace. If ok is false, diags has the reason.
func (b *Base) Writer(ctx context.Context, workspaceID, doing string, diags *diag.Diagnostics) (Writer, bool) {
	w, err := b.Data.Client(diags).Writer(ctx, workspaceID)
	if err != nil {
		diags.Append(providerdiag.Error(doing, err, NothingChanged+" "+StateKept, b.Permission))
	}
	return Writer{w, b.Data}, err == nil
}

// NewObjectWriter returns a Writer for a new object and the workspace that will hold it: the access token's, which must be
// confirmed, and the planned one, unless the plan did not know it.
func (b *Base) NewObjectWriter(ctx context.Context, planned string, diags *diag.Diagnostics) (Writer, string, bool) {
	client := b.Data.Client(diags)
	workspace, err := client.Workspace(ctx)
	var w intercom.Writer
	if err == nil && planned != "" && planned != workspace.ID {
		err = &intercom.WorkspaceMismatchError{Token: workspace.ID, Expected: planned}
	}
	if err == nil {
		w, err = client.Writer(ctx, workspace.ID)
	}
	if err != nil {
		diags.Append(providerdiag.Error("creating "+b.article(), err, fmt.Sprintf("No %s was created: the workspace that would hold it must be certain.", b.Name), b.Permission))
	}
	return Writer{w, b.Data}, workspace.ID, err == nil
}
