package intercom

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
)

// Team reads a team with its admins. Its 404 has the code team_not_found.
// https://developers.intercom.com/docs/references/preview/rest-api/api.intercom.io/teams/retrieveteam
func (r Reader) Team(ctx context.Context, id string) (*Team, error) {
	path, err := objectPath("teams", id)
	if err != nil {
		return nil, err
	}
	return teamOf(ctx, r, call{method: http.MethodGet, path: path, area: PreviewTeamMembers, idempotent: true}, id)
}

// teamOf accepts a team only with its admins: without them, it would look as if all had left.
func teamOf(ctx context.Context, d doer, cl call, id string) (*Team, error) {
	var found Team
	cl.decode = decodeInto(&found, func(t *Team) error {
		if err := isThe(t, "team", id); err != nil {
			return err
		}
		if t.AdminIDs == nil {
			return fmt.Errorf("%w: it does not show the admins of the team", errBodyInvalid)
		}
		return nil
	})
	if err := d.do(ctx, cl); err != nil {
		return nil, err
	}
	return &found, nil
}

// TeamsWithMembers reads all teams with the API version of Team.
func (r Reader) TeamsWithMembers(ctx context.Context) ([]Team, error) {
	return allOf[Team](ctx, r, "/teams", "team", PreviewTeamMembers)
}

// TeamMembers are all admins of a team, and for a balanced team their levels, which are all of them, too.
type TeamMembers struct {
	AdminIDs []string
	// Levels: whether to send the levels. SecondaryIDs are the admins of the second level, and the others are of the first.
	Levels       bool
	SecondaryIDs []string
}

// teamMembersRequest is the body of SetTeamMembers. Whoever is on no list of levels keeps the level that they have.
type teamMembersRequest struct {
	AdminIDs []int64            `json:"admin_ids"`
	Levels   *teamLevelsRequest `json:"admin_priority_level,omitempty"`
}

type teamLevelsRequest struct {
	Primary   []int64 `json:"primary_admin_ids"`
	Secondary []int64 `json:"secondary_admin_ids"`
}

// SetTeamMembers replaces the admins of a team. Sending it again changes nothing more. If IsConflict(err), Intercom may have applied it in
// part: a read decides. Only Preview has it.
// https://developers.intercom.com/docs/references/preview/rest-api/api.intercom.io/teams/updateteammembers
func (w Writer) SetTeamMembers(ctx context.Context, id string, members TeamMembers) (*Team, error) {
	path, err := objectPath("teams", id)
	if err != nil {
		return nil, err
	}
	body, err := members.request()
	if err != nil {
		return nil, err
	}
	return teamOf(ctx, w, call{method: http.MethodPut, path: path, area: PreviewTeamMembers, body: body, idempotent: true, write: true}, id)
}

func (m TeamMembers) request() (*teamMembersRequest, error) {
	second := map[string]bool{}
	for _, id := range m.SecondaryIDs {
		second[id] = true
	}
	body := &teamMembersRequest{AdminIDs: []int64{}}
	if m.Levels {
		body.Levels = &teamLevelsRequest{Primary: []int64{}, Secondary: []int64{}}
	}
	for _, id := range m.AdminIDs {
		number, err := strconv.ParseInt(id, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%s is not the ID of an admin", Quote(id, maxID))
		}
		body.AdminIDs = append(body.AdminIDs, number)
		switch {
		case !m.Levels:
		case second[id]:
			body.Levels.Secondary = append(body.Levels.Secondary, number)
		default:
			body.Levels.Primary = append(body.Levels.Primary, number)
		}
	}
	return body, nil
}
