package teammembers

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// checkPlan warns of what the plan does not show, and refuses levels that the team cannot have.
func checkPlan(ctx context.Context, p *framework.Plan[model]) diag.Diagnostics {
	creates := p.Prior == nil || p.Replaces
	unchanged := !creates && p.Plan.AdminIDs.Equal(p.Prior.AdminIDs) && framework.SameSet(p.Plan.SecondaryAdminIDs, p.Prior.SecondaryAdminIDs)
	if p.Plan.TeamID.IsUnknown() || unchanged {
		return nil
	}
	return p.WithReader(ctx, func(ctx context.Context, r framework.Reader) diag.Diagnostics {
		id := p.Plan.TeamID.ValueString()
		now, err := r.Team(ctx, id)
		if err != nil {
			return diag.Diagnostics{providerdiag.AttributeError(teamPath, "reading team "+id+" to plan its members", err, framework.NothingChanged, permission)}
		}
		if len(p.Plan.SecondaryAdminIDs.Elements()) > 0 && !balanced(now) {
			return diag.Diagnostics{providerdiag.AttributeError(secondaryPath, "planning the members of team "+id, unbalanced(now), framework.NothingChanged)}
		}
		diags := strangers(ctx, r, now, p.Plan.AdminIDs)
		if known(p.Plan.AdminIDs) {
			diags.Append(leavers(now, framework.Texts(p.Plan.AdminIDs), r.TokenAdmin(), creates)...)
		}
		return diags
	})
}

// leavers warns of admins whom the plan removes. The plan of an update shows them itself.
func leavers(now *intercom.Team, planned []string, own string, creates bool) (diags diag.Diagnostics) {
	leaving := without(texts(now.AdminIDs), planned)
	label := framework.Label(string(now.ID), now.Name)
	if creates && len(leaving) > 0 {
		diags.AddAttributeWarning(adminsPath, "This plan removes admins from teams",
			fmt.Sprintf("Team %s has admins that admin_ids does not list: %s. The apply removes them from the team. To keep them, add them to admin_ids.", label, listed(leaving)))
	}
	if slices.Contains(leaving, own) {
		diags.AddAttributeWarning(adminsPath, "This plan removes the access token's own admin from teams",
			fmt.Sprintf("Admin %s, for whom the access token acts, leaves team %s. If the access of that admin is limited to their own teams, Terraform can no longer change this one.", intercom.Quote(own, 40), label))
	}
	return diags
}

// strangers warns of new members whom the workspace does not have: they may have been deleted, and Intercom refuses them.
func strangers(ctx context.Context, r framework.Reader, now *intercom.Team, planned types.Set) (diags diag.Diagnostics) {
	var added []string
	for _, each := range planned.Elements() {
		if id, _ := each.(types.String); !id.IsUnknown() && !slices.Contains(texts(now.AdminIDs), id.ValueString()) {
			added = append(added, id.ValueString())
		}
	}
	if len(added) == 0 {
		return nil
	}
	admins, err := listAdmins(ctx, r)
	if err != nil {
		return diag.Diagnostics{providerdiag.AttributeError(adminsPath, "looking for the admins of team "+string(now.ID), err, framework.NothingChanged, permission)}
	}
	absent := slices.DeleteFunc(added, func(id string) bool {
		return slices.ContainsFunc(admins, func(a intercom.Admin) bool { return string(a.ID) == id })
	})
	if len(absent) > 0 {
		slices.Sort(absent)
		diags.AddAttributeWarning(adminsPath, "This plan adds admins to teams that the workspace does not have",
			fmt.Sprintf("Of team %s, admin_ids lists %s, who are not among the admins of the workspace. Somebody may have deleted them. Intercom will refuse the change: remove them from admin_ids.",
				framework.Label(string(now.ID), now.Name), listed(absent)))
	}
	return diags
}

var listAdmins = framework.ListOnce(framework.Reader.Admins)
