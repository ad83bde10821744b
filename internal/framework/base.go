package framework

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Base is what a resource embeds: the methods that are the same for every object.
type Base struct {
	Object
	Session *providerdata.Data
}

// Metadata implements resource.Resource.
func (b *Base) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = b.Type
}

// Configure implements resource.ResourceWithConfigure.
func (b *Base) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	b.Session = providerdata.FromProviderData(req.ProviderData, &resp.Diagnostics)
}

// IdentitySchema implements resource.ResourceWithIdentity.
func (b *Base) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = b.Object.IdentitySchema()
}

// ImportState implements resource.ResourceWithImportState.
func (b *Base) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	b.Import(ctx, b.Session, req, resp)
}

// Begin returns the client and a context that lasts as long as the operation may take, which is one of the resource's
// timeouts. The client is nil if diags has an error, also one from before.
func (b *Base) Begin(ctx context.Context, timeout func(context.Context, time.Duration) (time.Duration, diag.Diagnostics), diags *diag.Diagnostics) (context.Context, context.CancelFunc, *intercom.Client) {
	limit, problems := timeout(ctx, DefaultTimeout)
	diags.Append(problems...)
	client := b.Session.Client(diags)
	if diags.HasError() {
		client = nil
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	return ctx, cancel, client
}

// Workspace is the workspace in which a new object will be. Nothing is created where that cannot be told.
func (b *Base) Workspace(ctx context.Context, diags *diag.Diagnostics) types.String {
	workspace, err := b.Session.Workspace(ctx)
	if err != nil {
		diags.Append(providerdiag.Error("creating a "+b.Name, err,
			fmt.Sprintf("No %s was created: it must be certain which workspace would hold it.", b.Name)))
	}
	return types.StringValue(workspace.ID)
}

// Fetch reads an object: twice, if it is not found and was there before.
func Fetch[T any](ctx context.Context, b *Base, client *intercom.Client, private privatestate.Reader, diags *diag.Diagnostics, read func() (T, error)) (T, error) {
	if err := b.Session.CheckPin(ctx); err != nil {
		var none T
		return none, err
	}
	importing := privatestate.Get[bool](ctx, private, privatestate.Importing, diags)
	return twice(ctx, client, importing, read)
}

// Claim records that the object with this id belongs to a resource of this run, and reports whether it was free.
func (b *Base) Claim(id string) bool { return b.Session.Creates.Claim(b.claim(id)) }
