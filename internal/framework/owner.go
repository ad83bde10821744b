package framework

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
)

// CheckKept records that a plan keeps an object that a resource has in state, and reports other resources of the walk that have it.
// destroys: a destroy of the resource would do something in Intercom. A forced replacement begins with a plan that keeps the object, so
// private state tells the plan of the new object about it.
func (b *Base) CheckKept(ctx context.Context, id ID, destroys bool, private privatestate.ReadWriter) (diags diag.Diagnostics) {
	note := ID(nil)
	if destroys {
		note = id
	}
	privatestate.Set(ctx, private, privatestate.Kept, note, &diags)
	return append(diags, b.checkOwner(ctx, id, providerdata.Fates{Kept: 1}, private)...)
}

// CheckDestroyed records that a plan destroys or replaces an object, and refuses that if another resource of the walk has it and keeps
// it. A removed block that does not destroy gives an object up without a plan of the provider's.
func (b *Base) CheckDestroyed(ctx context.Context, id ID, private privatestate.Reader) diag.Diagnostics {
	return b.checkOwner(ctx, id, providerdata.Fates{Destroyed: 1}, private)
}

// CheckForced refuses what -replace must not destroy: a protected object, and one that another resource of the walk has and keeps.
func (b *Base) CheckForced(ctx context.Context, private privatestate.Reader) (diags diag.Diagnostics) {
	if label := privatestate.Get[string](ctx, private, privatestate.Protected, &diags); label != "" {
		diags.Append(b.Protected(protectionPath, label, "This plan would replace it (-replace)."))
	}
	if id := privatestate.Get[ID](ctx, private, privatestate.Kept, &diags); id != nil {
		diags.Append(b.checkOwner(ctx, id, providerdata.Fates{Kept: -1, Destroyed: 1}, private)...)
	}
	return diags
}

// checkOwner adds a fate of an object that is in state, and compares all of them: whichever resource is planned last reports.
func (b *Base) checkOwner(ctx context.Context, id ID, fate providerdata.Fates, private privatestate.Reader) (diags diag.Diagnostics) {
	if !b.Data.Known() {
		return nil
	}
	fate.Imported = privatestate.Get[string](ctx, private, privatestate.ImportedIn, &diags) == b.Data.Walk.ID()
	all := b.Data.Walk.PlanFate(b.Claim(id), fate)
	const danger = "Two resources that manage one object undo each other's changes, and destroying one deletes it for both. "
	switch {
	case all.Imported && all.Kept+all.Destroyed > 1:
		diags.AddError(fmt.Sprintf("Two resources have %s %s", b.Name, id),
			"One imports it, and the other has it in state. "+danger+NothingChanged+"\n\n"+
				"What to do: remove the import block. If the resource has another address now, use a moved block. To leave the object to the new resource, remove the other one with a removed block that has destroy = false.")
	case all.Kept > 0 && all.Destroyed > 0:
		diags.AddError(fmt.Sprintf("Two resources have %s %s", b.Name, id),
			"Both have it in state. This plan destroys it for one of them, and that would destroy it for the other one, too. "+NothingChanged+"\n\n"+
				"What to do: run terraform state rm with the address that is to be destroyed, or remove that resource with a removed block that has destroy = false. "+
				"If the plan names a deposed object of the same address, run terraform state rm with the address, and import the object again.")
	case fate.Kept > 0 && all.Kept > 1:
		diags.AddWarning(fmt.Sprintf("Two resources have the same %s in state", b.Name),
			fmt.Sprintf("Two resources have %s %s. %s\n\nWhat to do: keep one. Remove the other one with a removed block that has destroy = false, or run terraform state rm with its address and remove it from the configuration.",
				b.Name, id, danger[:len(danger)-1]))
	}
	return diags
}
