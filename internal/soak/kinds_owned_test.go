package soak_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// soakTeams are the IDs of the teams whose members the test manages, and former is a teammate who is in them from the start.
var soakTeams = []string{"41", "42"}

const former = "814870"

// ownedKinds are the resource types whose objects have a key that their owner chooses, are a part of others, or always exist.
var ownedKinds = []*kind{
	{
		typ: "intercom_article", noun: "article", keys: []string{"id"}, area: "articles", missing: "not_found",
		config: func(_ *resource, name string) acctest.Block {
			return acctest.Block{"title": "Soak & " + name, "author_id": intercomtest.ExampleAdmin}
		},
		changes: map[string][]any{
			"description": {nil, "first", "second"}, "body": {nil, "<p>First.</p>", "<p>Second.</p>"}, "deletion_protection": protection, "on_destroy": {nil, nil, "abandon"},
		},
		live: func(w *intercomtest.Workspace) (all []thing) {
			for _, a := range w.Articles() {
				all = append(all, thing{a.ID, marked.FindString(a.Title), a.CreatedAt})
			}
			return all
		},
		ends:   regexp.MustCompile(`^DELETE /articles/([^/]+)$`),
		create: target{"POST", "/articles"}, look: target{"GET", "/articles"}, read: target{"GET", "/articles/*"}, change: target{"PUT", "/articles/*"}, end: target{"DELETE", "/articles/*"},
		remove: (*intercomtest.Workspace).DeleteArticle,
		edit: func(w *intercomtest.Workspace, id string) {
			w.UpdateArticle(id, func(a *intercomtest.Article) { a.Description = "A teammate was here." })
		},
	},
	{
		typ: "intercom_conversation_attribute", noun: "topic", keys: []string{"id"}, area: "conversations/attributes", missing: "conversation_attribute_not_found",
		config: func(_ *resource, name string) acctest.Block {
			return acctest.Block{"name": "Soak " + name, "data_type": "list", "options": acctest.Block{"minor": "Minor", "major": "Major"}}
		},
		changes: map[string][]any{
			"description": {nil, "first", "second"}, "options": {acctest.Block{"minor": "Minor", "major": "Major"}, acctest.Block{"minor": "Minor", "major": "Severe", "none": "None"}},
			"deletion_protection": protection, "on_destroy": {nil, nil, "abandon"},
		},
		live: func(w *intercomtest.Workspace) (all []thing) {
			for _, a := range w.ConversationAttributes() {
				if !a.Archived {
					all = append(all, thing{a.ID, marked.FindString(a.Name), a.CreatedAt})
				}
			}
			return all
		},
		ends:   regexp.MustCompile(`^DELETE /conversations/attributes/([^/]+)$`),
		create: target{"POST", "/conversations/attributes"}, look: target{"GET", "/conversations/attributes"}, read: target{"GET", "/conversations/attributes/*"},
		change: target{"PUT", "/conversations/attributes/*"}, end: target{"DELETE", "/conversations/attributes/*"},
		remove: func(w *intercomtest.Workspace, id string) {
			w.UpdateConversationAttribute(id, func(a *intercomtest.ConversationAttribute) { a.Archived = true })
		},
		edit: func(w *intercomtest.Workspace, id string) {
			w.UpdateConversationAttribute(id, func(a *intercomtest.ConversationAttribute) { a.Description = "A teammate was here." })
		},
	},
	{
		typ: "intercom_office_hours_exception", noun: "holiday", keys: []string{"schedule_id", "id"}, area: "office_hours_exceptions", missing: "not_found",
		refs: []ref{reference("schedule_id", "intercom_office_hours_schedule", intercomtest.ExampleSchedule)},
		config: func(r *resource, name string) acctest.Block {
			return acctest.Block{"name": "Soak & " + name, "date": fmt.Sprintf("%d-%02d-%02d", 2027+r.n/28, 1+r.generation%12, 1+r.n%28), "closed": true}
		},
		changes: map[string][]any{"recurring_annually": {nil, true, false}},
		live: func(w *intercomtest.Workspace) (all []thing) {
			for _, e := range w.OfficeHoursExceptions() {
				all = append(all, thing{e.ScheduleID + "/" + e.ID, marked.FindString(e.Name), e.CreatedAt})
			}
			return all
		},
		ends:   regexp.MustCompile(`^DELETE /office_hours_schedules/([^/]+)/office_hours_exceptions/([^/]+)$`),
		create: target{"POST", exceptionsPath}, look: target{"GET", exceptionsPath}, read: target{"GET", exceptionsPath + "/*"}, change: target{"PUT", exceptionsPath + "/*"}, end: target{"DELETE", exceptionsPath + "/*"},
		remove: func(w *intercomtest.Workspace, id string) {
			w.DeleteOfficeHoursException(id[strings.LastIndex(id, "/")+1:])
		},
		edit: func(w *intercomtest.Workspace, id string) {
			w.UpdateOfficeHoursException(id[strings.LastIndex(id, "/")+1:], func(e *intercomtest.OfficeHoursException) { e.Recurring = !e.Recurring })
		},
	},
	{
		// Intercom's ID identifies one here: somebody can create another with the external ID of one that is gone.
		typ: "intercom_custom_object_instance", noun: "instance", keys: []string{"id"}, area: "custom_object_instances", missing: "not_found",
		config: func(_ *resource, name string) acctest.Block {
			return acctest.Block{"type": "Plan", "external_id": name, "custom_attributes": acctest.Block{"title": "Soak"}}
		},
		changes: map[string][]any{
			"custom_attributes": {acctest.Block{"title": "Soak"}, acctest.Block{"title": "More", "seats": "5"}, nil}, "deletion_protection": protection, "on_destroy": {nil, nil, "abandon"},
		},
		another: func(r *resource, _ *rand.Rand) {
			r.generation++
			r.config["external_id"] = r.fresh()
		},
		live: func(w *intercomtest.Workspace) (all []thing) {
			for _, c := range w.CustomObjectInstances() {
				all = append(all, thing{c.ID, marked.FindString(c.ExternalID), c.CreatedAt})
			}
			return all
		},
		ends:   regexp.MustCompile(`^DELETE /custom_object_instances/Plan/([^/]+)$`),
		create: target{"POST", instancesPath}, look: target{"GET", instancesPath}, read: target{"GET", instancesPath}, change: target{"POST", instancesPath}, end: target{"DELETE", instancesPath + "/*"},
		own: func(id string) string { return "/custom_object_instances/Plan/" + id },
		importID: func(w *intercomtest.Workspace, id string) string {
			all := w.CustomObjectInstances()
			return "Plan/" + all[slices.IndexFunc(all, func(c intercomtest.CustomObjectInstance) bool { return c.ID == id })].ExternalID
		},
		remove: (*intercomtest.Workspace).DeleteCustomObjectInstance,
		edit: func(w *intercomtest.Workspace, id string) {
			w.UpdateCustomObjectInstance(id, func(c *intercomtest.CustomObjectInstance) {
				c.CustomAttributes = map[string]any{"title": "A teammate was here."}
			})
		},
		// If the POST overwrites every value of one, it cannot be distinguished from a new one.
		foreign: func(w *intercomtest.Workspace, name string) string {
			return w.AddCustomObjectInstance(intercomtest.CustomObjectInstance{Type: "Plan", ExternalID: name, ExternalCreatedAt: new(int64(1_700_000_000))}).ID
		},
	},
	{
		typ: "intercom_team_members", noun: "team", keys: []string{"team_id"}, area: "teams", missing: "team_not_found", leaves: true, most: len(soakTeams),
		config: func(r *resource, _ string) acctest.Block {
			return acctest.Block{"team_id": soakTeams[r.n], "admin_ids": []any{intercomtest.ExampleAdmin}}
		},
		changes: map[string][]any{"admin_ids": {[]any{intercomtest.ExampleAdmin}, []any{intercomtest.ExampleAdmin, intercomtest.ExampleSecondAdmin}, []any{former}}},
		live: func(*intercomtest.Workspace) (all []thing) {
			for i, id := range soakTeams {
				all = append(all, thing{id, fmt.Sprint("team-", i), 0})
			}
			return all
		},
		create: target{"PUT", "/teams/*"}, look: target{"GET", "/teams/*"}, read: target{"GET", "/teams/*"}, change: target{"PUT", "/teams/*"}, end: target{"PUT", "/teams/*"},
		edit: func(w *intercomtest.Workspace, id string) {
			w.UpdateTeam(id, func(t *intercomtest.Team) { t.AdminIDs = append(without(t.AdminIDs, former), former) })
		},
	},
	{
		typ: "intercom_ip_allowlist", noun: "allowlist", keys: []string{"workspace_id"}, area: "ip_allowlist", missing: "not_found", leaves: true, most: 1,
		config: func(*resource, string) acctest.Block {
			return acctest.Block{"enabled": true, "addresses": []any{intercomtest.CallerIP, "192.0.2.0/24"}}
		},
		changes: map[string][]any{
			"addresses": {[]any{intercomtest.CallerIP, "192.0.2.0/24"}, []any{"203.0.113.0/24"}}, "enabled": {true, false}, "on_destroy": {nil, "abandon", "disable"},
		},
		live:   func(w *intercomtest.Workspace) []thing { return []thing{{w.WorkspaceID, "allowlist-0", 0}} },
		create: target{"PUT", "/ip_allowlist"}, look: target{"GET", "/ip_allowlist"}, read: target{"GET", "/ip_allowlist"}, change: target{"PUT", "/ip_allowlist"}, end: target{"PUT", "/ip_allowlist"},
		own: func(string) string { return "/ip_allowlist" },
		edit: func(w *intercomtest.Workspace, _ string) {
			w.SetIPAllowlist(true, intercomtest.CallerIP, "198.51.100.0/24")
		},
	},
}

const (
	exceptionsPath = "/office_hours_schedules/*/office_hours_exceptions"
	instancesPath  = "/custom_object_instances/Plan"
)
