package teammembers

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// NewListResource returns list "intercom_team_members": all teams that have members, since no configuration can describe an empty one.
func NewListResource() list.ListResource {
	return framework.NewListResource(&Object, framework.Listing[struct{}, *intercom.Team]{
		Description: "Lists the memberships of all Intercom teams that have at least one admin.",
		Complete: func(ctx context.Context, r framework.Reader, t *intercom.Team) (*intercom.Team, error) {
			if t.AdminIDs != nil {
				return t, nil
			}
			return r.Team(ctx, string(t.ID))
		},
		Find: func(ctx context.Context, r framework.Reader, _ struct{}, _ int64) iter.Seq2[*intercom.Team, error] {
			return framework.All(func() ([]*intercom.Team, error) { return framework.Pointers(all(ctx, r)) }, func(t *intercom.Team) bool {
				return t.AdminIDs == nil || len(t.AdminIDs) > 0
			})
		},
	})
}
