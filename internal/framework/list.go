package framework

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Listing describes how to find the objects that a list block requests. Config is the block's model.
type Listing[Config, T any] struct {
	Description string
	// Order is the order in which Find yields the objects, a clause for data sources: "newest first".
	Order string
	// Attributes are the block's arguments.
	Attributes map[string]schema.Attribute
	// Complete reads what the list leaves out of an object, where the resource is asked for. One that is gone is left out. Optional.
	Complete func(ctx context.Context, r Reader, listed T) (T, error)
	// Find yields the objects, and reads no page of them before one of it is asked for. limit is how many are asked for, or 0.
	Find func(ctx context.Context, r Reader, config Config, limit int64) iter.Seq2[T, error]
}

// NewListResource returns the object's list resource.
func NewListResource[Config, M, T any](o *Object[M, T], l Listing[Config, T]) list.ListResource {
	return &listResource[Config, M, T]{Base: Base{Metadata: o.Metadata}, listing: l, result: func(ctx context.Context, shown T, m any) diag.Diagnostics {
		return o.Flatten(ctx, shown, m.(*M))
	}, facts: o.Facts}
}

type listResource[Config, M, T any] struct {
	Base
	listing Listing[Config, T]
	result  func(ctx context.Context, shown T, m any) diag.Diagnostics
	facts   func(T) Facts
}

// Metadata implements list.ListResource.
func (l *listResource[Config, M, T]) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = l.Type
}

// ListResourceConfigSchema implements list.ListResource.
func (l *listResource[Config, M, T]) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: l.DescribeList(l.listing.Description), Attributes: l.listing.Attributes}
}

// List implements list.ListResource. It shows each object as an import and the refresh after it would, without a call per
// object.
func (l *listResource[Config, M, T]) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	StreamList(ctx, &l.Base, req, stream, Stream[Config, T]{
		Find: func(ctx context.Context, r Reader, config Config, _ *diag.Diagnostics) iter.Seq2[T, error] {
			found := l.listing.Find(ctx, r, config, req.Limit)
			if l.listing.Complete == nil || !req.IncludeResource {
				return found
			}
			return completed(found, func(listed T) (T, error) { return l.complete(ctx, r, listed) })
		},
		Facts: l.facts,
		Show: func(result *list.ListResult, state tfsdk.State, shown T) {
			m := new(M)
			result.Diagnostics.Append(Get(ctx, state, m)...)
			result.Diagnostics.Append(l.result(ctx, shown, m)...)
			result.Diagnostics.Append(Set(ctx, result.Resource, m)...)
		},
	})
}

// errGone says that a listed object is gone by now.
var errGone = errors.New("gone")

// complete reads what the list leaves out of an object. The error is errGone if a second read proves, too, that the object is gone.
func (l *listResource[Config, M, T]) complete(ctx context.Context, r Reader, listed T) (T, error) {
	whole, err := ReadWithRetry(ctx, l.Data.Client(&diag.Diagnostics{}), func() (T, error) { return l.listing.Complete(ctx, r, listed) })
	if IsMissing(err) {
		if err = l.ProveMissing(err); err == nil {
			err = errGone
		}
	}
	if err != nil && !errors.Is(err, errGone) && ctx.Err() == nil {
		facts := l.facts(listed)
		err = &unreadableError{Label(facts.ID.String(), facts.Name), err}
	}
	return whole, err
}

// completed reads each of the objects when it is asked for, and leaves out those that are gone by then.
func completed[T any](found iter.Seq2[T, error], read func(T) (T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for listed, err := range found {
			if err == nil {
				if listed, err = read(listed); errors.Is(err, errGone) {
					continue
				}
			}
			if !yield(listed, err) {
				return
			}
		}
	}
}

// unreadableError reports that one of the listed objects could not be read. It does not end the list.
type unreadableError struct {
	label string
	err   error
}

func (e *unreadableError) Error() string { return e.err.Error() }

// Unwrap returns the error of the read.
func (e *unreadableError) Unwrap() error { return e.err }

// Stream is how StreamList finds and shows objects.
type Stream[Config, T any] struct {
	// Find returns an iterator over the objects. The context ends with the list.
	Find  func(ctx context.Context, r Reader, config Config, diags *diag.Diagnostics) iter.Seq2[T, error]
	Facts func(T) Facts
	// Show completes a result with the resource. The state already has the identity.
	Show func(result *list.ListResult, state tfsdk.State, shown T)
}

// listTimeout bounds a list, which nothing else does: a list resource has no timeouts. Half a million contacts are 3,300 pages, one after
// the other, and articles are read one by one.
const listTimeout = 2 * time.Hour

// StreamList streams objects to Terraform as they are found, up to the requested number. An error comes after the objects
// that were found before it.
func StreamList[Config, T any](ctx context.Context, b *Base, req list.ListRequest, stream *list.ListResultsStream, s Stream[Config, T]) {
	var diags diag.Diagnostics
	var config Config
	ctx, cancel := context.WithTimeout(ctx, listTimeout)
	failed := func() bool {
		if diags.HasError() {
			cancel()
			stream.Results = list.ListResultsStreamDiagnostics(diags)
		}
		return diags.HasError()
	}
	client := b.Data.Client(&diags)
	if !req.Config.Raw.IsFullyKnown() {
		diags.AddError("The list's configuration is not known yet", "The provider must call Intercom now, but an argument will be known only after apply.")
	}
	diags.Append(req.Config.Get(ctx, &config)...)
	if failed() {
		return
	}
	if problem := b.CheckVersion(b.Since.Read); problem != nil {
		diags.Append(problem)
		failed()
		return
	}
	doing := "listing " + b.Type
	workspace, err := client.Workspace(ctx)
	var reader intercom.Reader
	if err == nil {
		reader, err = client.Reader(ctx, workspace.ID)
	}
	if err != nil {
		diags.Append(providerdiag.Error(doing, err, "Nothing was listed.", b.Reads()))
	}
	if failed() {
		return
	}
	objects := s.Find(ctx, Reader{reader, b.Data}, config, &diags)
	if failed() {
		return
	}
	stream.Results = func(push func(list.ListResult) bool) {
		defer cancel()
		pushed := int64(0)
		for object, err := range objects {
			if skipped, ok := errors.AsType[*unreadableError](err); ok {
				if !push(list.ListResult{Diagnostics: diag.Diagnostics{providerdiag.Warning(fmt.Sprintf("reading %s %s", b.Name, skipped.label), skipped.err, "It is left out of the list.", b.Reads())}}) {
					return
				}
				continue
			}
			if err != nil {
				push(list.ListResult{Diagnostics: diag.Diagnostics{providerdiag.Error(doing, err, "There may be more than what was found until then.", b.Reads())}})
				return
			}
			pushed++
			if !push(s.one(ctx, b, req, workspace.ID, object)) || pushed == req.Limit {
				return
			}
		}
	}
}

// one returns the result for one object.
func (s Stream[Config, T]) one(ctx context.Context, b *Base, req list.ListRequest, workspace string, object T) list.ListResult {
	facts := s.Facts(object)
	result := req.NewListResult(ctx)
	result.DisplayName = intercom.Clean(facts.Name, 120)
	state := tfsdk.State{Raw: result.Resource.Raw, Schema: result.Resource.Schema}
	result.Diagnostics.Append(state.SetAttribute(ctx, path.Root(workspaceID), workspace)...)
	for i, id := range facts.ID {
		if err := b.Keys[i].check(id); err != nil {
			result.Diagnostics.Append(providerdiag.Error("listing "+b.Type, err, "Intercom answered it as the ID of a listed object."))
		}
		result.Diagnostics.Append(state.SetAttribute(ctx, path.Root(b.Keys[i].Name), id)...)
	}
	result.Diagnostics.Append(b.SetIdentity(ctx, state, result.Identity)...)
	if req.IncludeResource && !result.Diagnostics.HasError() {
		s.Show(&result, state, object)
	}
	return result
}

// All yields the elements to keep from a complete list, or all of them if keep is nil. It reads the list when the first element is
// requested.
func All[T any](read func() ([]T, error), keep func(T) bool) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		all, err := read()
		if err != nil {
			var none T
			yield(none, err)
			return
		}
		for _, element := range all {
			if (keep == nil || keep(element)) && !yield(element, nil) {
				return
			}
		}
	}
}

// Listed caches a list from Intercom, read once per walk for each key. Call Invalidate after writes.
type Listed[T any] struct{ providerdata.Cache[[]T] }

// ListOnce reads a complete list once per walk and keeps the first one of the element's kind in Listed.
func ListOnce[T any](list func(r Reader, ctx context.Context) ([]T, error)) func(context.Context, Reader) ([]T, error) {
	return func(ctx context.Context, r Reader) ([]T, error) {
		return providerdata.Shared[Listed[T]](r.Data).Get(ctx, "", func() ([]T, error) { return list(r, ctx) })
	}
}

// Pointers returns pointers to the elements of a list.
func Pointers[T any](all []T, err error) ([]*T, error) {
	pointers := make([]*T, len(all))
	for i := range all {
		pointers[i] = &all[i]
	}
	return pointers, err
}
