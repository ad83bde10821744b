package framework

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Listing is how the objects that a list block asks for are found and shown. Config is the block's model, Model the resource's,
// and T an object as the client decodes it.
type Listing[Config, Model, T any] struct {
	// Find yields the objects, and reads no page of them before one of it is asked for.
	Find func(client *intercom.Client, config Config, diags *diag.Diagnostics) iter.Seq2[T, error]
	// IDs are an object's, in the order of Object.Key.
	IDs func(T) []string
	// Name is what people know an object by.
	Name func(T) string
	// Show completes a model that has the IDs to what an import and the refresh after it make of the object, without a call
	// for each.
	Show func(*Model, T, *diag.Diagnostics)
}

// List streams the objects to Terraform as they are found, as many as it asks for. An error in the middle comes after what was
// found before it.
func List[Config, Model, T any](ctx context.Context, b *Base, req list.ListRequest, stream *list.ListResultsStream, l Listing[Config, Model, T]) {
	var diags diag.Diagnostics
	var config Config
	failed := func() bool {
		if diags.HasError() {
			stream.Results = list.ListResultsStreamDiagnostics(diags)
		}
		return diags.HasError()
	}
	client := b.Session.Client(&diags)
	if !req.Config.Raw.IsFullyKnown() {
		diags.AddError("The list's configuration is not known yet", "Intercom must be asked now, but an argument is only known after apply.")
	}
	diags.Append(req.Config.Get(ctx, &config)...)
	if failed() {
		return
	}
	doing := "listing " + b.Type
	workspace, err := b.Session.Workspace(ctx)
	if err != nil {
		diags.Append(providerdiag.Error(doing, err, "Nothing was listed."))
	}
	if failed() {
		return
	}
	objects := l.Find(client, config, &diags)
	if failed() {
		return
	}
	stream.Results = func(push func(list.ListResult) bool) {
		pushed := int64(0)
		for object, err := range objects {
			if err != nil {
				push(list.ListResult{Diagnostics: diag.Diagnostics{providerdiag.Error(doing, err, "There may be more than was found until then.")}})
				return
			}
			pushed++
			if !push(l.result(ctx, b.Object, req, workspace.ID, object)) || pushed == req.Limit {
				return
			}
		}
	}
}

func (l Listing[Config, Model, T]) result(ctx context.Context, o Object, req list.ListRequest, workspace string, object T) list.ListResult {
	result := req.NewListResult(ctx)
	result.DisplayName = intercom.Clean(l.Name(object), 120)
	state := tfsdk.State{Raw: result.Resource.Raw, Schema: result.Resource.Schema}
	result.Diagnostics.Append(state.SetAttribute(ctx, path.Root(workspaceID), workspace)...)
	for i, id := range l.IDs(object) {
		if err := intercom.ValidID(id); err != nil {
			result.Diagnostics.Append(providerdiag.Error("listing "+o.Type, err, "Intercom answered it as the id of one that it lists."))
		}
		result.Diagnostics.Append(state.SetAttribute(ctx, path.Root(o.Key[i].Name), id)...)
	}
	result.Diagnostics.Append(o.Identify(ctx, state, result.Identity)...)
	if req.IncludeResource {
		var model Model
		result.Diagnostics.Append(Get(ctx, state, &model)...)
		l.Show(&model, object, &result.Diagnostics)
		result.Diagnostics.Append(Set(ctx, result.Resource, &model)...)
	}
	return result
}

// Whole yields of what Intercom lists in one answer the elements to keep. It reads when the first is asked for.
func Whole[T any](read func() ([]T, error), keep func(T) bool) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		all, err := read()
		if err != nil {
			var none T
			yield(none, err)
			return
		}
		for _, element := range all {
			if keep(element) && !yield(element, nil) {
				return
			}
		}
	}
}
