package intercomtest

import (
	"maps"
	"net/http"
)

// AddAwayReason adds an away status reason, or marks it as deleted.
func (w *Workspace) AddAwayReason(id string, deleted bool) {
	defer w.lock()()
	number(id)
	reasons := maps.Clone(w.awayReasons)
	if reasons == nil {
		reasons = map[string]bool{}
	}
	reasons[id] = !deleted
	w.awayReasons = reasons
}

// AdminAway returns an admin with its away mode.
func (w *Workspace) AdminAway(id string) Admin {
	defer w.lock()()
	return *w.admin(id)
}

// UpdateAdmin changes an admin outside of Terraform. The function must not call the server.
func (w *Workspace) UpdateAdmin(id string, change func(*Admin)) {
	defer w.lock()()
	w.changeAdmin(id, change)
}

// changeAdmin replaces an admin, so that copies of the workspace keep the earlier one.
func (w *Workspace) changeAdmin(id string, change func(*Admin)) *Admin {
	for i, a := range w.admins {
		if a.ID == id {
			next := *a
			change(&next)
			w.admins[i] = &next
		}
	}
	return w.admin(id)
}

func (rq *request) showAwayReason(a *Admin) any {
	if a.AwayReasonID == "" {
		return nil
	}
	return number(a.AwayReasonID)
}

// setAway requires both booleans. Reasons exist since 2.14; before, a request's reason is ignored.
func (rq *request) setAway() reply {
	a := rq.admin(rq.ids[0])
	if a == nil {
		return fail(http.StatusNotFound, "admin_not_found", "Admin for admin_id not found")
	}
	enabled, first := rq.body["away_mode_enabled"].(bool)
	reassign, second := rq.body["away_mode_reassign"].(bool)
	reason := ""
	if rq.version.atLeast(v2(14)) {
		reason = idText(rq.body["away_status_reason_id"])
	}
	live, known := rq.awayReasons[reason]
	switch {
	case !first || !second:
		return fail(http.StatusBadRequest, "parameter_not_found", "away_mode_enabled and away_mode_reassign are required")
	case enabled && reason == "" && rq.fates.reasonMandatory && rq.version.atLeast(v2(14)):
		return fail(http.StatusBadRequest, "away_status_reason_mandatory", "Away status reason is mandatory")
	case reason != "" && !known:
		return invalid("Away status reason not found")
	case reason != "" && !live:
		return invalid("Away status reason is deleted")
	}
	return ok(rq.showAdmin(rq.changeAdmin(a.ID, func(a *Admin) {
		a.AwayModeEnabled, a.AwayModeReassign, a.AwayReasonID = enabled, reassign, reason
	})))
}
