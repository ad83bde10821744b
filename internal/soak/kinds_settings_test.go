package soak_test

import (
	"regexp"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// settingKinds are the resource types of settings and content that refer to no other object. A create of them has no key that
// Intercom enforces.
var settingKinds = []*kind{
	{
		typ: "intercom_office_hours_schedule", noun: "schedule", keys: []string{"id"}, area: "office_hours_schedules", missing: "not_found",
		config: func(_ *resource, name string) acctest.Block {
			return acctest.Block{"name": "Soak & " + name, "time_zone": "Etc/UTC", "hours": acctest.Block{"monday": []any{"09:00-17:00"}}}
		},
		changes: map[string][]any{"time_zone": {"Etc/UTC", "Europe/Dublin"}, "deletion_protection": protection, "on_destroy": {nil, nil, "abandon"}},
		live: func(w *intercomtest.Workspace) (all []thing) {
			for _, o := range w.OfficeHoursSchedules() {
				all = append(all, thing{o.ID, marked.FindString(o.Name), o.CreatedAt})
			}
			return all
		},
		ends:   regexp.MustCompile(`^DELETE /office_hours_schedules/([^/]+)$`),
		create: target{"POST", "/office_hours_schedules"}, look: target{"GET", "/office_hours_schedules"}, read: target{"GET", "/office_hours_schedules/*"},
		change: target{"PUT", "/office_hours_schedules/*"}, end: target{"DELETE", "/office_hours_schedules/*"},
		remove: (*intercomtest.Workspace).DeleteOfficeHoursSchedule,
		edit: func(w *intercomtest.Workspace, id string) {
			w.UpdateOfficeHoursSchedule(id, func(o *intercomtest.OfficeHoursSchedule) { o.TimeZone = "Asia/Tokyo" })
		},
	},
	{
		typ: "intercom_audience", noun: "audience", keys: []string{"id"}, area: "audiences", missing: "not_found",
		config: func(_ *resource, name string) acctest.Block {
			return acctest.Block{"name": "Soak & " + name, "predicates": companyIs("Acme")}
		},
		changes: map[string][]any{"predicates": {companyIs("Acme"), companyIs("Globex")}, "deletion_protection": protection, "on_destroy": {nil, nil, "abandon"}},
		live: func(w *intercomtest.Workspace) (all []thing) {
			for _, a := range w.Audiences() {
				all = append(all, thing{a.ID, marked.FindString(a.Name), a.CreatedAt})
			}
			return all
		},
		ends:   regexp.MustCompile(`^DELETE /audiences/([^/]+)$`),
		create: target{"POST", "/audiences"}, look: target{"GET", "/audiences"}, read: target{"GET", "/audiences/*"}, change: target{"PUT", "/audiences/*"}, end: target{"DELETE", "/audiences/*"},
		remove: (*intercomtest.Workspace).DeleteAudience,
		edit: func(w *intercomtest.Workspace, id string) {
			w.UpdateAudience(id, func(a *intercomtest.Audience) {
				a.Predicates = []map[string]any{{"attribute": "company.name", "type": "string", "comparison": "eq", "value": "Initech"}}
			})
		},
	},
	{
		typ: "intercom_data_connector", noun: "connector", keys: []string{"id"}, area: "data_connectors", missing: "data_connector_not_found",
		config: func(_ *resource, name string) acctest.Block {
			return acctest.Block{"name": "Soak & " + name, "http_method": "get", "url": "https://api.example.com/soak"}
		},
		changes: map[string][]any{"description": {"first", "second"}, "deletion_protection": protection, "on_destroy": {nil, nil, "abandon"}},
		live: func(w *intercomtest.Workspace) (all []thing) {
			for _, c := range w.DataConnectors() {
				all = append(all, thing{c.ID, marked.FindString(c.Name), c.CreatedAt})
			}
			return all
		},
		ends:   regexp.MustCompile(`^DELETE /data_connectors/([^/]+)$`),
		create: target{"POST", "/data_connectors"}, look: target{"GET", "/data_connectors"}, read: target{"GET", "/data_connectors/*"},
		change: target{"PATCH", "/data_connectors/*"}, end: target{"DELETE", "/data_connectors/*"},
		remove: (*intercomtest.Workspace).DeleteDataConnector,
		edit: func(w *intercomtest.Workspace, id string) {
			w.UpdateDataConnector(id, func(c *intercomtest.DataConnector) { c.Description = "A teammate was here." })
		},
	},
	{
		typ: "intercom_collection", noun: "collection", keys: []string{"id"}, area: "collections", missing: "not_found",
		config:  func(_ *resource, name string) acctest.Block { return acctest.Block{"name": "Soak & " + name} },
		changes: map[string][]any{"description": {"first", "second"}, "deletion_protection": protection, "on_destroy": {nil, nil, "abandon"}},
		live: func(w *intercomtest.Workspace) (all []thing) {
			for _, c := range w.Collections() {
				all = append(all, thing{c.ID, marked.FindString(c.Name), c.CreatedAt})
			}
			return all
		},
		ends:   regexp.MustCompile(`^DELETE /help_center/collections/([^/]+)$`),
		create: target{"POST", "/help_center/collections"}, look: target{"GET", "/help_center/collections"}, read: target{"GET", "/help_center/collections/*"},
		change: target{"PUT", "/help_center/collections/*"}, end: target{"DELETE", "/help_center/collections/*"},
		remove: (*intercomtest.Workspace).DeleteCollection,
		edit: func(w *intercomtest.Workspace, id string) {
			w.UpdateCollection(id, func(c *intercomtest.Collection) { c.Description = "A teammate was here." })
		},
	},
}

func companyIs(name string) []any {
	return []any{acctest.Block{"attribute": "company.name", "type": "string", "comparison": "eq", "value": name}}
}
