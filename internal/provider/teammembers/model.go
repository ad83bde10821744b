package teammembers

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	TeamID            types.String `tfsdk:"team_id"`
	AdminIDs          types.Set    `tfsdk:"admin_ids"`
	SecondaryAdminIDs types.Set    `tfsdk:"secondary_admin_ids"`
	Drift             types.Map    `tfsdk:"drift"`
}

// most is the number of admins that a team can have.
const most = 1000

var (
	teamPath      = path.Root("team_id")
	adminsPath    = path.Root("admin_ids")
	secondaryPath = path.Root("secondary_admin_ids")
)

func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"team_id": schemas.Reference("ID of the team. Changing it **replaces the resource**."),
		"admin_ids": schema.SetAttribute{
			MarkdownDescription: "IDs of all admins of the team, at least one and at most 1,000. An apply removes every other admin from the team.",
			ElementType:         types.StringType,
			Required:            true,
			Validators:          []validator.Set{setvalidator.ValueStringsAre(schemas.IsNumber)},
		},
		"secondary_admin_ids": schema.SetAttribute{
			MarkdownDescription: "IDs of the admins with the second priority level, who are also in `admin_ids`. All others get the first level. Only for a team whose distribution method is `load_balanced`. " +
				"Removing this argument, or an empty set, gives all admins the first level.",
			ElementType: types.StringType,
			Optional:    true,
			Validators:  []validator.Set{setvalidator.ValueStringsAre(schemas.IsNumber)},
		},
	}
}

// validate refuses what Intercom refuses: an empty team, a team that is too large, and a level for somebody who is not on the team.
func validate(config *model) (diags diag.Diagnostics) {
	if config.AdminIDs.IsUnknown() || config.AdminIDs.IsNull() {
		return nil
	}
	switch n := len(config.AdminIDs.Elements()); {
	case n == 0:
		diags.AddAttributeError(adminsPath, "A team cannot be emptied", "Intercom's API accepts 1 to 1,000 admins for a team. List at least one admin, or delete the team in Intercom's settings.")
	case n > most:
		diags.AddAttributeError(adminsPath, "Too many admins for a team", fmt.Sprintf("Intercom's API accepts 1 to 1,000 admins for a team, and these are %d.", n))
	}
	for _, each := range config.SecondaryAdminIDs.Elements() {
		if id, _ := each.(types.String); !id.IsUnknown() && known(config.AdminIDs) && !slices.Contains(framework.Texts(config.AdminIDs), id.ValueString()) {
			diags.AddAttributeError(secondaryPath, "Secondary admin who is not on the team", fmt.Sprintf("%s is in secondary_admin_ids, but not in admin_ids. Add it to admin_ids, too.", intercom.Quote(id.ValueString(), 40)))
		}
	}
	return diags
}

// known reports whether a set and all of its elements are known.
func known(set types.Set) bool {
	return !set.IsUnknown() && !slices.ContainsFunc(set.Elements(), attr.Value.IsUnknown)
}

func flatten(_ context.Context, t *intercom.Team, m *model) diag.Diagnostics {
	m.TeamID, m.AdminIDs = types.StringValue(string(t.ID)), framework.IDSet(once(t.AdminIDs), m.AdminIDs)
	switch {
	case t.Levels != nil && len(second(t)) > 0:
		m.SecondaryAdminIDs = framework.IDSet(second(t), m.SecondaryAdminIDs)
	case t.Levels != nil || !balanced(t) || m.SecondaryAdminIDs.IsUnknown():
		m.SecondaryAdminIDs = types.SetNull(types.StringType)
	}
	return nil
}

// balanced reports whether the admins of a team have levels.
func balanced(t *intercom.Team) bool {
	return t.Levels != nil || t.DistributionMethod == intercom.Balanced
}

// second returns the admins of the team who have the second level.
func second(t *intercom.Team) []intercom.ID {
	if t.Levels == nil {
		return nil
	}
	return slices.DeleteFunc(once(t.Levels.Secondary), func(id intercom.ID) bool { return !slices.Contains(t.AdminIDs, id) })
}

// once returns each ID once, or nil where there was nothing.
func once(ids []intercom.ID) []intercom.ID {
	if ids == nil {
		return nil
	}
	sorted := slices.Clone(ids)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}

// wanted returns the members that a plan describes. A balanced team gets both levels: Intercom keeps the level of whoever is on none.
func wanted(plan *model, now *intercom.Team) (intercom.TeamMembers, error) {
	m := intercom.TeamMembers{AdminIDs: framework.Texts(plan.AdminIDs), Levels: balanced(now), SecondaryIDs: framework.Texts(plan.SecondaryAdminIDs)}
	if len(m.SecondaryIDs) > 0 && !m.Levels {
		return m, unbalanced(now)
	}
	return m, nil
}

func unbalanced(t *intercom.Team) error {
	return &providerdiag.LocalError{
		What: "the admins of the team have no levels",
		Next: "remove secondary_admin_ids, or choose the distribution method \"load balanced\" for the team in Intercom's settings.",
		Err: fmt.Errorf("secondary_admin_ids is set, but the distribution method of team %s is %s, and only the admins of a load_balanced team have levels",
			framework.Label(string(t.ID), t.Name), intercom.Quote(t.DistributionMethod, 40)),
	}
}

// holds reports whether a team has the members. Levels that an answer does not show are not compared.
func holds(t *intercom.Team, m intercom.TeamMembers) bool {
	return slices.Equal(texts(t.AdminIDs), sorted(m.AdminIDs)) && (!m.Levels || t.Levels == nil || slices.Equal(texts(second(t)), sorted(m.SecondaryIDs)))
}

func texts(ids []intercom.ID) []string {
	all := make([]string, 0, len(ids))
	for _, id := range once(ids) {
		all = append(all, string(id))
	}
	return all
}

func sorted(ids []string) []string { return slices.Sorted(slices.Values(ids)) }

// without returns the IDs that are not among others.
func without(ids, others []string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return slices.Contains(others, id) })
}

// few is how many IDs a message lists.
const few = 20

// listed writes IDs for a message.
func listed(ids []string) string {
	if len(ids) == 0 {
		return "none"
	}
	more := ""
	if len(ids) > few {
		more = fmt.Sprintf(", and %d more", len(ids)-few)
		ids = ids[:few]
	}
	quoted := make([]string, len(ids))
	for i, id := range ids {
		quoted[i] = intercom.Quote(id, 40)
	}
	return strings.Join(quoted, ", ") + more
}
