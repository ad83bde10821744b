package intercomtest

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
)

// Lists of what people make in Intercom and the API only reads, named as in their paths.
const (
	Brands            = "brands"
	Emails            = "emails"
	Macros            = "macros"
	Segments          = "segments"
	AwayStatusReasons = "away_status_reasons"
	Workflows         = "workflows"
	ActivityLogs      = "activity_logs"
)

// AddReadOnly adds an object to one of these lists, as answers show it. It must have an ID.
func (w *Workspace) AddReadOnly(list string, shown map[string]any) {
	defer w.lock()()
	if shown["id"] == nil {
		panic("intercomtest: an object of " + list + " has no id")
	}
	w.readOnly[list] = append(slices.Clone(w.readOnly[list]), shown)
}

func readOnlyRoutes() []route {
	all := func(name, kind, key string) func(*request) reply {
		return func(rq *request) reply {
			return ok(object{"type": kind, key: append([]object{}, rq.readOnly[name]...)})
		}
	}
	return []route{
		at("GET", "/brands", v2(15), all(Brands, "list", "data")),
		at("GET", "/emails", v2(15), all(Emails, "list", "data")),
		at("GET", "/segments", v2(0), all(Segments, "segment.list", "segments")),
		at("GET", "/away_status_reasons", v2(14), all(AwayStatusReasons, "list", "data")),
		at("GET", "/macros", v2(16), (*request).listMacros),
		at("GET", "/export/workflows/{id}", v2(15), (*request).exportWorkflow),
		at("GET", "/admins/activity_logs", v2(0), (*request).listActivityLogs),
		at("POST", "/admins/activity_logs/search", v2(16), (*request).searchActivityLogs),
	}
}

// listMacros leaves out those of teams that the token's teammate is not in.
func (rq *request) listMacros() reply {
	var shown []object
	for _, macro := range rq.readOnly[Macros] {
		teams, _ := macro["visible_to_team_ids"].([]string)
		hidden := macro["visible_to"] == "specific_teams" && !slices.ContainsFunc(teams, func(id string) bool { return slices.Contains(rq.owner.TeamIDs, id) })
		if !hidden {
			shown = append(shown, macro)
		}
	}
	return rq.inPages(shown, 50, 150)
}

func (rq *request) exportWorkflow() reply {
	for _, workflow := range rq.readOnly[Workflows] {
		if workflow["id"] == rq.ids[0] {
			return ok(object{"export_version": "1.0", "exported_at": rq.now.UTC().Format("2006-01-02T15:04:05Z"), "app_id": 12345, "workflow": workflow})
		}
	}
	return fail(http.StatusNotFound, "not_found", "Workflow not found")
}

func (rq *request) listActivityLogs() reply {
	number := func(name string) any { return json.Number(rq.query.Get(name)) }
	return rq.activityLogs(number("created_at_after"), number("created_at_before"), nil, number("page"), 20)
}

func (rq *request) searchActivityLogs() reply {
	perPage, err := strconv.Atoi(cmp.Or(digits(rq.body["per_page"]), "20"))
	if err != nil || perPage < 1 || perPage > 250 {
		return invalid("per_page must be between 1 and 250")
	}
	types, _ := rq.body["event_types"].([]any)
	return rq.activityLogs(rq.body["created_at_after"], rq.body["created_at_before"], types, rq.body["page"], perPage)
}

// activityLogs shows a page of the logs between two times, newest first.
func (rq *request) activityLogs(after, before any, types []any, page any, perPage int) reply {
	from, err := strconv.ParseInt(digits(after), 10, 64)
	if err != nil {
		return fail(http.StatusBadRequest, "parameter_not_found", "created_at_after is required")
	}
	until, err := strconv.ParseInt(digits(before), 10, 64)
	if err != nil {
		until = rq.now.Unix()
	}
	found := []object{}
	for _, log := range slices.Backward(rq.readOnly[ActivityLogs]) {
		at, _ := strconv.ParseInt(digits(log["created_at"]), 10, 64)
		if at >= from && at <= until && (len(types) == 0 || slices.Contains(types, log["activity_type"])) {
			found = append(found, log)
		}
	}
	if rq.paging.most > 0 {
		perPage = min(perPage, rq.paging.most)
	}
	number, err := strconv.Atoi(digits(page))
	if err != nil {
		number = 1
	}
	start, end := min((number-1)*perPage, len(found)), min(number*perPage, len(found))
	pages := object{"type": "pages", "page": number, "per_page": perPage, "total_pages": (len(found) + perPage - 1) / perPage, "next": nil}
	return ok(object{"type": "activity_log.list", "activity_logs": found[start:end], "pages": pages})
}

// seedReadOnly adds what the examples of data sources look up.
func seedReadOnly(w *Workspace) {
	const created = 1734537283
	w.AddReadOnly(Brands, object{"type": "brand", "id": w.WorkspaceID, "name": "Acme", "is_default": true, "help_center_id": DefaultHelpCenter, "default_address_settings_id": "13", "created_at": created, "updated_at": created})
	w.AddReadOnly(Brands, object{"type": "brand", "id": "3", "name": "Acme Pro", "is_default": false, "help_center_id": "80", "default_address_settings_id": "15", "created_at": created, "updated_at": created})
	w.AddReadOnly(Emails, object{
		"type": "email_setting", "id": "13", "email": "support@example.com", "domain": "example.com", "brand_id": w.WorkspaceID, "verified": true,
		"forwarding_enabled": true, "forwarded_email_last_received_at": created, "created_at": created, "updated_at": created,
	})
	w.AddReadOnly(Emails, object{
		"type": "email_setting", "id": "15", "email": "pro@example.com", "domain": "example.com", "brand_id": "3", "verified": false,
		"forwarding_enabled": false, "forwarded_email_last_received_at": nil, "created_at": created, "updated_at": created,
	})
	w.AddReadOnly(Macros, object{
		"type": "macro", "id": "123", "name": "Order status", "body": `<p>Hi <attribute key="user.name" default="there"/></p>`, "body_text": `Hi {{user.name|fallback:"there"}}`,
		"visible_to": "everyone", "visible_to_team_ids": []string{}, "available_on": []string{"inbox", "messenger"}, "created_at": "2025-07-17T11:18:08.000Z", "updated_at": "2025-07-17T15:30:24.000Z",
	})
	w.AddReadOnly(Segments, object{"type": "segment", "id": "6762f25c1bb69f9f2193bc22", "name": "Active", "person_type": "user", "created_at": created, "updated_at": created})
	w.AddReadOnly(Segments, object{"type": "segment", "id": "6762f25c1bb69f9f2193bc23", "name": "New leads", "person_type": "contact", "created_at": created, "updated_at": created})
	w.AddSubscriptionType(SubscriptionType{ID: "135", Name: "Newsletter", Description: "News, once a month.", Consent: "opt_in", Translations: map[string]string{"fr": "Lettre d'information"}})
	w.AddReadOnly(AwayStatusReasons, object{"type": "away_status_reason", "id": "1", "label": "On a break", "emoji": "☕", "order": 1, "deleted": false, "created_at": created, "updated_at": created})
	w.AddReadOnly(AwayStatusReasons, object{"type": "away_status_reason", "id": "2", "label": "At lunch", "emoji": "🍲", "order": 2, "deleted": true, "created_at": created, "updated_at": created})
	w.AddReadOnly(Workflows, object{
		"id": "67890", "title": "Triage", "description": nil, "trigger_type": "inbound_conversation", "state": "live", "target_channels": []string{"chat"},
		"preferred_devices": []string{"desktop"}, "created_at": "2025-06-15T10:30:00Z", "updated_at": "2026-01-20T14:45:00Z", "targeting": object{}, "snapshot": object{"steps": json.Number("12345678901234567")},
		"attributes": []object{}, "embedded_rules": []object{},
	})
	for i, kind := range []string{"app_name_change", "app_team_creation"} {
		w.AddReadOnly(ActivityLogs, object{
			"id": "fca05814-4b72-4dce-ad4f-77a786a2c13" + strconv.Itoa(i), "activity_type": kind, "activity_description": "Augusta King did it.", "created_at": created + i,
			"performed_by": object{"type": "admin", "id": ExampleAdmin, "email": "augusta@example.com", "ip": "127.0.0.1"}, "metadata": object{},
		})
	}
}
