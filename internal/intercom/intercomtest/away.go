package intercomtest

import "net/http"

// AddAwayReason adds an away status reason, which may be deleted.
func (w *Workspace) AddAwayReason(id string, deleted bool) {
	number(id)
	const created = 1734537283
	w.AddReadOnly(AwayStatusReasons, object{
		"type": "away_status_reason", "id": id, "label": "Reason " + id, "emoji": "☕", "order": number(id), "deleted": deleted, "created_at": created, "updated_at": created,
	})
}

// awayReason reports whether there is an away status reason with the ID, and whether it is not deleted.
func (w *Workspace) awayReason(id string) (live, known bool) {
	for _, reason := range w.readOnly[AwayStatusReasons] {
		if reason["id"] == id {
			deleted, _ := reason["deleted"].(bool)
			return !deleted, true
		}
	}
	return false, false
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
	live, known := rq.awayReason(reason)
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
