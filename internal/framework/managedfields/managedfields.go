// Package managedfields decides which arguments of a resource the configuration manages, and what a refresh shows of them.
//
// Intercom has a value for almost every argument. Terraform manages those that the configuration sets; the others never
// drift and are never changed. The plan modifier Optional marks such an argument in the schema.
package managedfields

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
)

// Optional marks an optional and computed argument that Intercom stores and that the configuration manages if it sets it.
// If the configuration omits it, the plan has null or what an import found.
func Optional() Modifier { return Modifier{} }

// Clearable is Optional for an argument that is cleared in Intercom when the configuration stops setting it.
func Clearable() Modifier { return Modifier{clears: true} }

// Modifier is the plan modifier of managed arguments.
type Modifier struct{ clears bool }

var (
	_ planmodifier.String = Modifier{}
	_ planmodifier.Bool   = Modifier{}
	_ planmodifier.Int64  = Modifier{}
	_ planmodifier.Map    = Modifier{}
	_ planmodifier.List   = Modifier{}
	_ planmodifier.Set    = Modifier{}
)

// Description implements planmodifier.Describer.
func (Modifier) Description(context.Context) string {
	return "An argument that the configuration leaves out is not managed."
}

// MarkdownDescription implements planmodifier.Describer.
func (m Modifier) MarkdownDescription(ctx context.Context) string { return m.Description(ctx) }

// PlanModifyString implements planmodifier.String.
func (Modifier) PlanModifyString(ctx context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	if req.ConfigValue.IsNull() {
		resp.PlanValue = types.StringNull()
		if unmanaged(ctx, req.Private, req.Path.String(), &resp.Diagnostics) {
			resp.PlanValue = req.StateValue
		}
	}
}

// PlanModifyBool implements planmodifier.Bool.
func (Modifier) PlanModifyBool(ctx context.Context, req planmodifier.BoolRequest, resp *planmodifier.BoolResponse) {
	if req.ConfigValue.IsNull() {
		resp.PlanValue = types.BoolNull()
		if unmanaged(ctx, req.Private, req.Path.String(), &resp.Diagnostics) {
			resp.PlanValue = req.StateValue
		}
	}
}

// PlanModifyInt64 implements planmodifier.Int64.
func (Modifier) PlanModifyInt64(ctx context.Context, req planmodifier.Int64Request, resp *planmodifier.Int64Response) {
	if req.ConfigValue.IsNull() {
		resp.PlanValue = types.Int64Null()
		if unmanaged(ctx, req.Private, req.Path.String(), &resp.Diagnostics) {
			resp.PlanValue = req.StateValue
		}
	}
}

// PlanModifyMap implements planmodifier.Map.
func (Modifier) PlanModifyMap(ctx context.Context, req planmodifier.MapRequest, resp *planmodifier.MapResponse) {
	if req.ConfigValue.IsNull() {
		resp.PlanValue = types.MapNull(req.PlanValue.ElementType(ctx))
		if unmanaged(ctx, req.Private, req.Path.String(), &resp.Diagnostics) {
			resp.PlanValue = req.StateValue
		}
	}
}

// PlanModifyList implements planmodifier.List.
func (Modifier) PlanModifyList(ctx context.Context, req planmodifier.ListRequest, resp *planmodifier.ListResponse) {
	if req.ConfigValue.IsNull() {
		resp.PlanValue = types.ListNull(req.PlanValue.ElementType(ctx))
		if unmanaged(ctx, req.Private, req.Path.String(), &resp.Diagnostics) {
			resp.PlanValue = req.StateValue
		}
	}
}

// PlanModifySet implements planmodifier.Set.
func (Modifier) PlanModifySet(ctx context.Context, req planmodifier.SetRequest, resp *planmodifier.SetResponse) {
	if req.ConfigValue.IsNull() {
		resp.PlanValue = types.SetNull(req.PlanValue.ElementType(ctx))
		if unmanaged(ctx, req.Private, req.Path.String(), &resp.Diagnostics) {
			resp.PlanValue = req.StateValue
		}
	}
}

// unmanaged reports whether an import found the argument and no configuration has set it since.
func unmanaged(ctx context.Context, private privatestate.Reader, name string, diags *diag.Diagnostics) bool {
	return slices.Contains(privatestate.Get[[]string](ctx, private, privatestate.Unmanaged, diags), name)
}

// Names returns the managed arguments of a schema, and which of them are clearable.
func Names(attributes map[string]schema.Attribute) (managed, clearable []string) {
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		modifier, marked := modifierOf(attributes[name])
		if marked {
			managed = append(managed, name)
		}
		if modifier.clears {
			clearable = append(clearable, name)
		}
	}
	return managed, clearable
}

func modifierOf(attribute schema.Attribute) (Modifier, bool) {
	switch a := attribute.(type) {
	case schema.StringAttribute:
		return among(a.PlanModifiers)
	case schema.BoolAttribute:
		return among(a.PlanModifiers)
	case schema.Int64Attribute:
		return among(a.PlanModifiers)
	case schema.MapAttribute:
		return among(a.PlanModifiers)
	case schema.MapNestedAttribute:
		return among(a.PlanModifiers)
	case schema.ListAttribute:
		return among(a.PlanModifiers)
	case schema.SetAttribute:
		return among(a.PlanModifiers)
	case schema.ListNestedAttribute:
		return among(a.PlanModifiers)
	case schema.SetNestedAttribute:
		return among(a.PlanModifiers)
	}
	return Modifier{}, false
}

func among[T any](modifiers []T) (Modifier, bool) {
	for _, m := range modifiers {
		if modifier, ok := any(m).(Modifier); ok {
			return modifier, true
		}
	}
	return Modifier{}, false
}

// Imported returns the names of the managed arguments that an import found. The configuration may omit them without
// clearing them.
func Imported(managed []string, shown map[string]attr.Value) (unmanaged []string) {
	for _, name := range managed {
		if value := shown[name]; value != nil && !value.IsNull() {
			unmanaged = append(unmanaged, name)
		}
	}
	return unmanaged
}

// Release returns the names that the configuration still omits. From now on, omitting one of the others clears it.
func Release(unmanaged []string, config map[string]attr.Value) (still []string) {
	for _, name := range unmanaged {
		if value := config[name]; value == nil || value.IsNull() {
			still = append(still, name)
		}
	}
	return still
}
