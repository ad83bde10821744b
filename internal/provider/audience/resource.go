// Package audience implements the intercom_audience resource, data sources, and list resource.
package audience

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/dataattributes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Object is intercom_audience. Nothing says that names are unique, so a POST is never sent twice.
var Object = framework.Object[model, *intercom.Audience]{
	Metadata: framework.Metadata{
		Name: "audience", Plural: "audiences", Type: "intercom_audience",
		Keys:         []framework.Key{{Name: "id", Description: "ID of the audience."}},
		IDHint:       "The data source intercom_audiences lists the IDs of all audiences.",
		Whole:        []string{"predicates", "role_predicates"},
		Irreversible: true, GoneCodes: []string{"not_found"},
		Since:      framework.Since{Read: "2.16", Write: "2.16", Delete: "2.16"},
		Permission: "Read and write audiences", ReadPermission: "Read audiences",
	},
	Description: "An Intercom audience: a group of people that content can be for. The `audience_ids` of `intercom_article` refer to it.\n\n" +
		"Content without an audience is for everyone. Intercom does not document what happens to content when its audience is deleted.\n\n" +
		"**Destroying this resource deletes the audience.** Content that is only for this audience may become visible to everyone. Give it another audience first.\n\n" + schemas.LeftAlone,
	Attributes: attributes,
	Validate:   validate,
	Equivalent: map[string]framework.Equivalence{"predicates": same, "role_predicates": same},
	Facts: func(a *intercom.Audience) framework.Facts {
		return framework.Facts{ID: framework.ID{string(a.ID)}, Name: a.Name, CreatedAt: a.CreatedAt, UpdatedAt: a.UpdatedAt}
	},
	Flatten: flatten,
	Create: func(ctx context.Context, w framework.Writer, plan *model) (*intercom.Audience, error) {
		if refuseEmpty(plan).HasError() {
			return nil, errEmpty
		}
		return w.CreateAudience(ctx, plan.request(&model{}))
	},
	Read: func(ctx context.Context, r framework.Reader, id framework.ID) (*intercom.Audience, error) {
		return r.Audience(ctx, id[0])
	},
	All: func(ctx context.Context, r framework.Reader) ([]*intercom.Audience, error) {
		return framework.Pointers(all(ctx, r))
	},
	Update: update,
	Destroy: []framework.Verb[*intercom.Audience]{{
		OnDestroy: schemas.OnDestroyDelete, Doing: "deleting", Clause: "deletes it",
		Effect: "This plan deletes audiences permanently", Detail: "Content that is only for it may become visible to everyone: Intercom does not document what happens to it.",
		Do: func(ctx context.Context, w framework.Writer, id framework.ID) error {
			return w.DeleteAudience(ctx, id[0])
		},
	}},
	Label:       func(m *model) string { return m.Name.ValueString() },
	Key:         func(m *model) string { return m.Name.ValueString() },
	KeyArgument: func(*model) string { return "name" },
	Matches:     func(m *model, a *intercom.Audience) bool { return differs(m, a) == "" },
	Find: func(ctx context.Context, r framework.Reader, _ *model) ([]*intercom.Audience, error) {
		return framework.Pointers(all(ctx, r))
	},
	FindAtPlan: true,
	Snapshot: func(ctx context.Context, r framework.Reader, _ *model) ([]*intercom.Audience, error) {
		return framework.Pointers(all(ctx, r))
	},
	Differs:   differs,
	CheckPlan: checkPlan,
	Invalidate: func(d *providerdata.Data, _ *model) {
		providerdata.Shared[framework.Listed[intercom.Audience]](d).Invalidate("")
	},
}

// all lists all audiences, once per walk.
var all = framework.ListOnce(framework.Reader.Audiences)

var errEmpty = &providerdiag.LocalError{Next: "set at least one predicate, or leave the argument out.", Err: errors.New("predicates became an empty set, and an audience without conditions may include everyone")}

func differs(m *model, a *intercom.Audience) string {
	if !attrvalue.EquivalentText(m.Name.ValueString(), a.Name) {
		return "its name is " + intercom.Quote(a.Name, 80)
	}
	return ""
}

// update reads the audience before it changes conditions: the request replaces all of them, with those that the API does not
// describe.
func update(ctx context.Context, w framework.Writer, c framework.Change[model]) (*intercom.Audience, error) {
	id, request := c.Prior.ID.ValueString(), c.Plan.request(c.Prior)
	switch {
	case refuseEmpty(c.Plan).HasError():
		return nil, errEmpty
	case request == intercom.AudienceRequest{}:
		return nil, framework.ErrUnchanged
	case request.Predicates.IsZero() && request.RolePredicates.IsZero():
		return w.UpdateAudience(ctx, id, request)
	}
	now, err := w.Reads().Audience(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, name := range undescribed(now) {
		if name == "predicates" && !request.Predicates.IsZero() || name == "role_predicates" && !request.RolePredicates.IsZero() {
			return nil, &providerdiag.LocalError{Next: change, Err: fmt.Errorf("%s of the audience %s", name, holds)}
		}
	}
	return w.UpdateAudience(ctx, id, request)
}

const (
	holds  = "holds conditions that the API does not describe, and this update would remove them"
	change = "change the conditions in Intercom, or leave the argument out."
)

// checkPlan refuses to replace conditions that the API does not describe, and warns of what may widen an audience or match nobody.
func checkPlan(ctx context.Context, p *framework.Plan[model]) (diags diag.Diagnostics) {
	prior := p.Prior
	if prior == nil {
		prior = &model{}
	}
	diags.Append(refuseEmpty(p.Plan)...)
	request := p.Plan.request(prior)
	for _, name := range framework.Texts(prior.Undescribed) {
		if name == "predicates" && !request.Predicates.IsZero() || name == "role_predicates" && !request.RolePredicates.IsZero() {
			diags.AddAttributeError(path.Root(name), "Conditions that the provider cannot change",
				fmt.Sprintf("In Intercom, %s of audience %s %s.\n\nWhat to do: %s", name, framework.Label(p.Prior.ID.ValueString(), p.Prior.Name.ValueString()), holds, change))
		}
	}
	label := intercom.Quote(p.Plan.Name.ValueString(), 80)
	if p.Prior == nil && p.Plan.Predicates.IsNull() {
		diags.AddAttributeWarning(path.Root("predicates"), "This plan creates audiences without conditions", fmt.Sprintf("Audience %s has no predicates. It may include everyone.", label))
	}
	if roles := p.Plan.RolePredicates; !roles.IsNull() && !roles.IsUnknown() && len(roles.Elements()) == 0 && len(prior.RolePredicates.Elements()) > 0 {
		diags.AddAttributeWarning(path.Root("role_predicates"), "This plan removes conditions of audiences",
			fmt.Sprintf("Audience %s loses its role_predicates. Content that is for it may become visible to more people.", label))
	}
	if !request.Predicates.IsZero() && !diags.HasError() {
		diags.Append(p.WithReader(ctx, func(ctx context.Context, r framework.Reader) diag.Diagnostics {
			return unknownAttributes(ctx, r, label, p.Plan.Predicates)
		})...)
	}
	return diags
}

// customPrefix begins the name of a custom attribute of contacts in a predicate.
const customPrefix = "custom_attributes."

// unknownAttributes warns of custom attributes that the workspace lacks and that this plan, as far as known, does not create.
// Without the permission to read them, there is nothing to warn of.
func unknownAttributes(ctx context.Context, r framework.Reader, label string, predicates types.Set) (diags diag.Diagnostics) {
	for _, p := range conditions(predicates) {
		name, custom := strings.CutPrefix(p.Attribute, customPrefix)
		if !custom {
			continue
		}
		known, err := dataattributes.Planned(ctx, r, intercom.ModelContact)
		if err != nil {
			tflog.Info(ctx, "Reading the data attributes failed; the attributes of audiences are not checked", framework.LogError(err))
			return nil
		}
		if !slices.ContainsFunc(known, func(a intercom.DataAttribute) bool { return a.Name == name && !intercom.Yes(a.Archived) }) {
			diags.AddAttributeWarning(path.Root("predicates"), "Audiences refer to custom attributes that the workspace does not have",
				fmt.Sprintf("Audience %s has a condition on %s, but no contact can have this attribute: it does not exist or is archived. "+
					"If this plan creates it, refer to the name of the intercom_data_attribute resource.", label, intercom.Quote(p.Attribute, 80)))
		}
	}
	return diags
}
