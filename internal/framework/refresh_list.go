package framework

import (
	"context"
	"maps"
	"slices"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
)

// lists holds the objects that a walk has listed for its refreshes, by resource type and ID. A failed list is not retried.
type lists[T any] struct {
	mu     sync.Mutex
	byType map[string]func() map[string]T
}

func (l *lists[T]) get(resourceType string, list func() map[string]T) map[string]T {
	l.mu.Lock()
	if l.byType == nil {
		l.byType = map[string]func() map[string]T{}
	}
	if l.byType[resourceType] == nil {
		l.byType[resourceType] = sync.OnceValue(list)
	}
	once := l.byType[resourceType]
	l.mu.Unlock()
	return once()
}

// listed returns an object from the complete list, if the provider batches refreshes and the list shows no change. A list
// can lag behind writes, can leave out fields, and does not prove absence, so everything else is read individually.
func (r *object[M, T]) listed(ctx context.Context, reader Reader, req resource.ReadRequest, state *M) (shown T, ok bool) {
	if r.kind.All == nil || !r.Data.Options().BatchRefresh {
		return shown, false
	}
	var diags diag.Diagnostics
	isImport, _ := Importing(ctx, req.Private, &diags)
	normalized := privatestate.Get[managedfields.Normalized](ctx, req.Private, privatestate.Normalized, &diags)
	if isImport || diags.HasError() {
		return shown, false
	}
	all := providerdata.Shared[lists[T]](r.Data).get(r.Type, func() map[string]T {
		objects, err := r.kind.All(ctx, reader)
		if err != nil {
			tflog.Info(ctx, "Listing "+r.Plural+" failed; each one is read alone", LogError(err))
		}
		byID := map[string]T{}
		for _, each := range objects {
			byID[r.kind.Facts(each).ID.String()] = each
		}
		return byID
	})
	shown, ok = all[r.idOf(state).String()]
	if !ok || CheckSame(r.facts(state), r.kind.Facts(shown)) != nil || !r.showsAll(ctx, shown, state) {
		return shown, false
	}
	after := clone(state)
	if r.kind.Flatten(ctx, shown, after).HasError() {
		return shown, false
	}
	if r.kind.Recall != nil && r.kind.Recall(ctx, reader, Memory{Reader: req.Private, Writer: nothing{}}, state, after, shown).HasError() {
		return shown, false
	}
	values, drift := r.fields().Refresh(Values(state), Values(after), normalized)
	return shown, len(drift) == 0 && maps.EqualFunc(Values(state), values, func(a, b attr.Value) bool { return a.Equal(b) })
}

// showsAll reports whether a list shows a value for everything that state has a value of. What a list leaves out would look
// unchanged.
func (r *object[M, T]) showsAll(ctx context.Context, shown T, state *M) bool {
	alone, diags := r.prior(ctx, shown)
	if diags.HasError() {
		return false
	}
	values := Values(alone)
	for name, value := range Values(state) {
		if value.IsNull() || !values[name].IsNull() && !r.fields().leavesOut(name, values[name]) || slices.Contains(r.fields().Terraform, name) || name == "workspace_id" {
			continue
		}
		if r.kind.ShowsOtherwise == nil || !r.kind.ShowsOtherwise(shown, name) {
			return false
		}
	}
	return true
}
