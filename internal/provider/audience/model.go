package audience

import (
	"context"
	"math/big"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	ID                 types.String      `tfsdk:"id"`
	Name               types.String      `tfsdk:"name"`
	Predicates         types.Set         `tfsdk:"predicates"`
	RolePredicates     types.Set         `tfsdk:"role_predicates"`
	Undescribed        types.Set         `tfsdk:"undescribed"`
	CreatedAt          timetypes.RFC3339 `tfsdk:"created_at"`
	DeletionProtection types.Bool        `tfsdk:"deletion_protection"`
	OnDestroy          types.String      `tfsdk:"on_destroy"`
}

var predicateTypes = map[string]attr.Type{"attribute": types.StringType, "type": types.StringType, "comparison": types.StringType, "value": types.StringType}

// flatten copies everything that Intercom shows and the API describes.
func flatten(_ context.Context, a *intercom.Audience, m *model) diag.Diagnostics {
	m.ID, m.Name, m.CreatedAt = types.StringValue(string(a.ID)), framework.Always(a.Name, m.Name), framework.Time(a.CreatedAt)
	m.Predicates, m.RolePredicates = flattenPredicates(a.Predicates, m.Predicates), flattenPredicates(a.RolePredicates, m.RolePredicates)
	if a.RolePredicates != nil && len(a.RolePredicates) == 0 {
		m.RolePredicates = types.SetValueMust(types.ObjectType{AttrTypes: predicateTypes}, nil)
	}
	names := undescribed(a)
	m.Undescribed = types.SetNull(types.StringType)
	if len(names) > 0 {
		values := make([]attr.Value, len(names))
		for i, name := range names {
			values[i] = types.StringValue(name)
		}
		m.Undescribed = types.SetValueMust(types.StringType, values)
	}
	return nil
}

// undescribed are the arguments of which the audience has conditions that the API does not describe.
func undescribed(a *intercom.Audience) (names []string) {
	is := func(p intercom.AudiencePredicate) bool { return p.Undescribed }
	if slices.ContainsFunc(a.Predicates, is) {
		names = append(names, "predicates")
	}
	if slices.ContainsFunc(a.RolePredicates, is) {
		names = append(names, "role_predicates")
	}
	return names
}

// flattenPredicates returns the conditions that the API describes, or null if there are none: a configuration must not have an empty set of
// predicates. If the answer does not show any list, the conditions stay as they are.
func flattenPredicates(shown intercom.AudiencePredicates, before types.Set) types.Set {
	of := types.ObjectType{AttrTypes: predicateTypes}
	if shown == nil && !before.IsUnknown() {
		return before
	}
	var values []attr.Value
	for _, p := range shown {
		if p.Undescribed {
			continue
		}
		value := types.ObjectValueMust(predicateTypes, map[string]attr.Value{
			"attribute": types.StringValue(p.Attribute), "type": types.StringValue(p.Type), "comparison": types.StringValue(p.Comparison), "value": types.StringPointerValue(p.Value),
		})
		if !slices.ContainsFunc(values, value.Equal) { // equal elements are none in a set
			values = append(values, value)
		}
	}
	if len(values) == 0 {
		return types.SetNull(of)
	}
	return types.SetValueMust(of, values)
}

// conditions are the known conditions of a set, as Intercom takes them.
func conditions(set types.Set) intercom.AudiencePredicates {
	all := intercom.AudiencePredicates{} // never null
	for _, element := range set.Elements() {
		object, _ := element.(types.Object)
		of := object.Attributes()
		value, _ := of["value"].(types.String)
		all = append(all, intercom.AudiencePredicate{Attribute: text(of["attribute"]), Type: text(of["type"]), Comparison: text(of["comparison"]), Value: value.ValueStringPointer()})
	}
	return all
}

// same is the Equivalence of sets of conditions. No set is the same as an empty one.
func same(a, b attr.Value) bool {
	x, _ := a.(types.Set)
	y, _ := b.(types.Set)
	if a.Equal(b) {
		return true
	}
	if x.IsUnknown() || y.IsUnknown() {
		return false
	}
	left := conditions(y)
	for _, p := range conditions(x) {
		at := slices.IndexFunc(left, func(q intercom.AudiencePredicate) bool { return samePredicate(p, q) })
		if at < 0 {
			return false
		}
		left = slices.Delete(left, at, at+1)
	}
	return len(left) == 0
}

func samePredicate(p, q intercom.AudiencePredicate) bool {
	if p.Attribute != q.Attribute || p.Type != q.Type || p.Comparison != q.Comparison || (p.Value == nil) != (q.Value == nil) {
		return false
	}
	if p.Value == nil || attrvalue.EquivalentText(*p.Value, *q.Value) {
		return true
	}
	// Intercom may show 10 as 10.0, but 007 is another text than 7.
	m, isNumber := new(big.Rat).SetString(*p.Value)
	n, both := new(big.Rat).SetString(*q.Value)
	return p.Type != "string" && isNumber && both && m.Cmp(n) == 0
}

// request is what leads from state to the plan m, and nothing else.
func (m *model) request(state *model) (request intercom.AudienceRequest) {
	request.Name = framework.String(m.Name, state.Name)
	if set := m.Predicates; !set.IsNull() && !set.IsUnknown() && !same(set, state.Predicates) {
		request.Predicates = intercom.Set(conditions(set))
	}
	// Without role_predicates, Intercom may have set conditions of its own: an empty set is sent, too.
	if set := m.RolePredicates; !set.IsNull() && !set.IsUnknown() && (state.RolePredicates.IsNull() || !same(set, state.RolePredicates)) {
		request.RolePredicates = intercom.Set(conditions(set))
	}
	return request
}

func text(value attr.Value) string {
	s, _ := value.(types.String)
	return s.ValueString()
}
