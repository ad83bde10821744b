package acctest_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// call is a kind of call: a method, and a path as for Server.Count.
type call struct{ method, path string }

func (c call) meets(b intercomtest.Behavior) intercomtest.Behavior { return b.On(c.method, c.path) }

// subject is what the tests of the safety rules must know about a resource type, in addition to its Sample. A type can have
// several.
type subject struct {
	kind, variant string
	// changes are merged into the Sample's configurations.
	changes acctest.Block
	// seed adds what the tests of the rules need in addition to the Sample's objects. Optional.
	seed func(*intercomtest.Server)
	// keys are the parts of the import ID.
	keys []string
	// read is the call of a refresh, and the others are the writes. A type that only links has no update.
	read, create, update, destroy call
	// all lists the objects with everything that a read shows, for a batched refresh. Optional.
	all call
	// confirm is the call that confirms a deletion, if it is not read. Optional.
	confirm call
	// lists makes Intercom list an object that it has not listed yet. Optional.
	lists func(c *cell, id string)
	// reads is the number of these calls in a read; default 1.
	reads int
	// above is the number of objects that it is in and that a read may ask for in the same way.
	above int
	// objects returns the objects that exist and are not archived, by import ID.
	objects func(*intercomtest.Workspace) map[string]string
	// vanish deletes an object outside of Terraform. Nil: nobody can, and Intercom's 404 is goneCode.
	vanish   func(c *cell, id string)
	goneCode string
	// irreversible: Intercom cannot undo a deletion.
	irreversible bool
	// archives: its DELETE archives, and is answered with the object.
	archives bool
	// once: a second POST could make a second object.
	once bool
	// completes: a create uses an update to set what the POST cannot.
	completes bool
	// namesWorkspace: an answer has the workspace. created: it has created_at.
	namesWorkspace, created bool
	// untyped: no answer names the object's type.
	untyped bool
	// untold: Intercom does not show whether the object exists. undecided: it does not show either whether the object was
	// archived, which is how a destroy ends.
	untold, undecided bool
	// unlisted: the read is a list that does not name the parent object.
	unlisted bool
	// other turns the configuration into another object's, and telling are the arguments that distinguish the two.
	other   acctest.Block
	telling []string
	// whole has, by argument that an update replaces as a whole, two values other than the Sample's.
	whole map[string][2]any
	// twin are values of an answer about another object.
	twin map[string]any
	// incomplete are answers to the read that do not show everything.
	incomplete map[string]intercomtest.Behavior
	// text is a text argument that does not identify the object, and member is its name in Intercom. listed is where the read
	// shows it, if not as member.
	text, member, listed string
	// shows is a member of the read with another value, and where state shows what of it. It is for objects without a text.
	shows shownOther
	// rewrites: Intercom rewrites the text, which is HTML. The type's own tests have what it makes of it.
	rewrites bool
	// singleton: a workspace has exactly one, from the start. A create is a change of it, and so is a destroy.
	singleton bool
	// untags: its create and its destroy are one call, which names an object by its name.
	untags bool
	// warns is the summary of the warning that every create has. Optional.
	warns string
	// leaves: a destroy makes no call, because the object is a part of another one, and stays in Intercom. destroy is a call that it must not make.
	leaves bool
	// readDecides: a read decides what a 409 means, since Intercom also answers it to what it has done.
	readDecides bool
	// stable: the Preview version lacks it.
	stable bool
	// immutable are answers to the read that show another value of an argument that cannot change in place.
	immutable map[string]intercomtest.Behavior
	// equivalent are other spellings of a configuration's values.
	equivalent acctest.Block
}

// shownOther is a member of an answer with another value, and the text that state then has at a path.
type shownOther struct {
	member   string
	value    any
	at, text string
}

func (s subject) name() string {
	if s.variant == "" {
		return s.kind
	}
	return s.kind + " (" + s.variant + ")"
}

var subjects = slices.Concat(objectSubjects, customObjectSubjects, hoursSubjects, helpCenterSubjects, articleSubjects, contactSubjects, ticketSubjects, typeSubjects, attributeSubjects, connectorSubjects, settingSubjects, linkSubjects)

var objectSubjects = []subject{{
	kind: "intercom_tag", keys: []string{"id"}, irreversible: true,
	read: call{"GET", "/tags/*"}, all: call{"GET", "/tags"}, create: call{"POST", "/tags"}, update: call{"POST", "/tags"}, destroy: call{"DELETE", "/tags/*"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		return keyed(w.Tags(), func(t intercomtest.Tag) string { return t.ID })
	},
	vanish: func(c *cell, id string) { c.s.DeleteTag(id) },
	other:  acctest.Block{"name": "Delta"}, telling: []string{"name"},
	twin: map[string]any{"name": "Gamma"},
	text: "name", member: "name",
}, {
	kind: "intercom_company", keys: []string{"id"}, irreversible: true, namesWorkspace: true, created: true,
	read: call{"GET", "/companies/*"}, all: call{"POST", "/companies/list"}, create: call{"POST", "/companies"}, update: call{"POST", "/companies"}, destroy: call{"DELETE", "/companies/*"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		return keyed(w.Companies(), func(c intercomtest.Company) string { return c.ID })
	},
	lists: func(c *cell, id string) {
		c.s.UpdateContact(intercomtest.ExampleContact, func(contact *intercomtest.Contact) { contact.CompanyIDs = append(contact.CompanyIDs, id) })
	},
	vanish: func(c *cell, id string) { c.s.DeleteCompany(id) },
	other:  acctest.Block{"company_id": "hooli"}, telling: []string{"company_id"},
	twin: map[string]any{"company_id": "initech"},
	text: "industry", member: "industry",
	immutable:  map[string]intercomtest.Behavior{"company_id": intercomtest.Overrides(map[string]any{"company_id": "initech"})},
	equivalent: acctest.Block{"remote_created_at": "2026-11-01T10:00:00+01:00"},
}}

var customObjectSubjects = []subject{{
	kind: "intercom_custom_object_instance", keys: []string{"type", "external_id"}, irreversible: true, created: true,
	read: call{"GET", "/custom_object_instances/*"}, confirm: call{"GET", "/custom_object_instances/*/*"}, create: call{"POST", "/custom_object_instances/*"}, update: call{"POST", "/custom_object_instances/*"}, destroy: call{"DELETE", "/custom_object_instances/*/*"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		return keyed(w.CustomObjectInstances(), func(c intercomtest.CustomObjectInstance) string { return c.Type + "/" + c.ExternalID })
	},
	vanish: func(c *cell, id string) {
		for _, i := range c.s.CustomObjectInstances() {
			if i.Type+"/"+i.ExternalID == id {
				c.s.DeleteCustomObjectInstance(i.ID)
			}
		}
	},
	other: acctest.Block{"external_id": "trial"}, telling: []string{"external_id"},
	twin:       map[string]any{"external_id": "spare"},
	equivalent: acctest.Block{"external_created_at": "2026-01-01T01:00:00+01:00", "custom_attributes": map[string]any{"title": "Pro", "seats": "25.0"}},
}}

var hoursSubjects = []subject{{
	kind: "intercom_office_hours_schedule", keys: []string{"id"}, irreversible: true, created: true, once: true,
	whole: map[string][2]any{"hours": {acctest.Block{"monday": []any{"08:00-12:00"}}, acctest.Block{"sunday": []any{"10:00-11:00"}}}},
	read:  call{"GET", "/office_hours_schedules/*"}, all: call{"GET", "/office_hours_schedules"}, create: call{"POST", "/office_hours_schedules"},
	update: call{"PUT", "/office_hours_schedules/*"}, destroy: call{"DELETE", "/office_hours_schedules/*"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		return keyed(w.OfficeHoursSchedules(), func(o intercomtest.OfficeHoursSchedule) string { return o.ID })
	},
	vanish: func(c *cell, id string) { c.s.DeleteOfficeHoursSchedule(id) },
	other:  acctest.Block{"name": "US support"}, telling: []string{"name"},
	twin: map[string]any{"name": "APAC support"},
	text: "name", member: "name",
	equivalent: acctest.Block{"hours": acctest.Block{"friday": []any{"14:30-16:00", "09:00-10:15", "13:00-14:30", "10:15-12:00"}, "monday": []any{"09:00-17:30"}, "sunday": []any{}}},
}, {
	kind: "intercom_office_hours_exception", keys: []string{"schedule_id", "id"}, created: true, once: true,
	whole: map[string][2]any{"hours": {[]any{"08:00-09:00"}, []any{"20:00-21:00"}}},
	read:  call{"GET", "/office_hours_schedules/*/office_hours_exceptions/*"}, all: call{"GET", "/office_hours_schedules/*/office_hours_exceptions"},
	create: call{"POST", "/office_hours_schedules/*/office_hours_exceptions"},
	update: call{"PUT", "/office_hours_schedules/*/office_hours_exceptions/*"}, destroy: call{"DELETE", "/office_hours_schedules/*/office_hours_exceptions/*"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		return keyed(w.OfficeHoursExceptions(), func(e intercomtest.OfficeHoursException) string { return e.ScheduleID + "/" + e.ID })
	},
	vanish: func(c *cell, id string) {
		_, id, _ = strings.Cut(id, "/")
		c.s.DeleteOfficeHoursException(id)
	},
	other: acctest.Block{"date": "2027-01-06"}, telling: []string{"date"},
	twin: map[string]any{"exception_date": "2027-01-01"},
	text: "name", member: "name",
	equivalent: acctest.Block{"hours": []any{"11:30-14:00", "10:00-11:30"}},
}}

var articleSubjects = []subject{{
	whole: map[string][2]any{"collection_ids": {[]any{"166"}, []any{"165", "166"}}, "audience_ids": {[]any{"8"}, []any{"7", "8"}}},
	kind:  "intercom_article", seed: func(s *intercomtest.Server) {
		s.AddArticle(intercomtest.Article{ID: "7", ArticleText: intercomtest.ArticleText{Title: "How exports work", AuthorID: intercomtest.ExampleAdmin}, CreatedAt: 1734537243})
	},
	keys: []string{"id"}, irreversible: true, namesWorkspace: true, created: true, once: true,
	read: call{"GET", "/articles/*"}, all: call{"GET", "/articles"}, create: call{"POST", "/articles"}, update: call{"PUT", "/articles/*"}, destroy: call{"DELETE", "/articles/*"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		return keyed(w.Articles(), func(a intercomtest.Article) string { return a.ID })
	},
	vanish: func(c *cell, id string) { c.s.DeleteArticle(id) },
	other:  acctest.Block{"title": "How invoices work"}, telling: []string{"title"},
	twin: map[string]any{"title": "How exports work"},
	text: "description", member: "description",
	equivalent: acctest.Block{"body": "<p>\n  Within five days.</p>\n", "audience_ids": []any{"7"}},
}, {
	kind: "intercom_article_body", changes: acctest.Block{"locale": nil}, leaves: true,
	seed: func(s *intercomtest.Server) {
		s.AddArticle(intercomtest.Article{ID: "7", ArticleText: intercomtest.ArticleText{Title: "How exports work", AuthorID: intercomtest.ExampleAdmin}, CreatedAt: 1734537243})
	},
	keys: []string{"id"}, namesWorkspace: true,
	read: call{"GET", "/articles/*"}, create: call{"PUT", "/articles/*"}, update: call{"PUT", "/articles/*"}, destroy: call{"DELETE", "/articles/*"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		return keyed(slices.DeleteFunc(w.Articles(), func(a intercomtest.Article) bool { return a.Body == "" }), func(a intercomtest.Article) string { return a.ID })
	},
	vanish: func(c *cell, id string) { c.s.DeleteArticle(id) },
	other:  acctest.Block{"article_id": "43"},
	twin:   map[string]any{"title": "How exports work"},
	text:   "body", member: "body", rewrites: true,
	equivalent: acctest.Block{"body": "<p>\n  Cinq jours.</p>\n"},
}, {
	kind: "intercom_article_tag", keys: []string{"article_id", "tag_id"},
	read: call{"GET", "/articles/*"}, create: call{"POST", "/articles/*/tags"}, destroy: call{"DELETE", "/articles/*/tags/*"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		return pairs(w.Articles(), func(a intercomtest.Article) (string, []string) { return a.ID, a.TagIDs })
	},
	vanish: func(c *cell, _ string) {
		c.s.UpdateArticle("42", func(a *intercomtest.Article) { a.TagIDs = nil })
	},
	other: acctest.Block{"tag_id": "9"},
	twin:  map[string]any{"name": "Gamma"},
	incomplete: map[string]intercomtest.Behavior{
		"no tags": intercomtest.Omits("tags"),
	},
}}

var helpCenterSubjects = []subject{{
	kind: "intercom_collection", keys: []string{"id"}, irreversible: true, namesWorkspace: true, created: true, once: true, untyped: true, above: 1,
	read: call{"GET", "/help_center/collections/*"}, all: call{"GET", "/help_center/collections"}, create: call{"POST", "/help_center/collections"},
	update: call{"PUT", "/help_center/collections/*"}, destroy: call{"DELETE", "/help_center/collections/*"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		return keyed(w.Collections(), func(c intercomtest.Collection) string { return c.ID })
	},
	vanish: func(c *cell, id string) { c.s.DeleteCollection(id) },
	other:  acctest.Block{"name": "Refunds"}, telling: []string{"name"},
	twin: map[string]any{"name": "Shipping"},
	text: "description", member: "description",
	immutable: map[string]intercomtest.Behavior{"help_center_id": intercomtest.Overrides(map[string]any{"help_center_id": 80})},
}, {
	kind: "intercom_help_center_redirect", keys: []string{"help_center_id", "id"}, created: true,
	read: call{"GET", "/help_center/help_centers/*/redirects/*"}, all: call{"GET", "/help_center/help_centers/*/redirects"},
	create:  call{"POST", "/help_center/help_centers/*/redirects"},
	destroy: call{"DELETE", "/help_center/help_centers/*/redirects/*"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		return keyed(w.HelpCenterRedirects(), func(r intercomtest.HelpCenterRedirect) string { return r.HelpCenterID + "/" + r.ID })
	},
	vanish: func(c *cell, id string) {
		_, id, _ = strings.Cut(id, "/")
		c.s.DeleteHelpCenterRedirect(id)
	},
	other: acctest.Block{"from_url": "https://intercom.help/help-ecahpwf5/ancient"}, telling: []string{"from_url"},
	twin:      map[string]any{"from_url": "https://intercom.help/help-ecahpwf5/another"},
	immutable: map[string]intercomtest.Behavior{"target_id": intercomtest.Overrides(map[string]any{"target_id": "11"})},
}}

var contactSubjects = []subject{{
	kind: "intercom_contact", keys: []string{"id"}, irreversible: true, namesWorkspace: true, created: true,
	changes: acctest.Block{"on_destroy": "delete"},
	read:    call{"GET", "/contacts/*"}, all: call{"POST", "/contacts/search"}, create: call{"POST", "/contacts"}, update: call{"PUT", "/contacts/*"}, destroy: call{"DELETE", "/contacts/*"},
	objects: contacts, vanish: func(c *cell, id string) { c.s.DeleteContact(id) },
	other: acctest.Block{"email": "kim@example.com", "external_id": "u-9"}, telling: []string{"email"},
	twin: map[string]any{"email": "joan@example.org", "external_id": "u-2"},
	text: "name", member: "name",
	equivalent: acctest.Block{"email": "Joan@Example.COM", "signed_up_at": "2026-11-01T10:00:00+01:00"},
}, {
	kind: "intercom_contact", variant: "lead", undecided: true, keys: []string{"id"}, irreversible: true, namesWorkspace: true, created: true, once: true,
	changes: acctest.Block{"role": "lead", "external_id": nil, "on_create": nil, "on_destroy": "archive"},
	read:    call{"GET", "/contacts/*"}, all: call{"POST", "/contacts/search"}, create: call{"POST", "/contacts"}, update: call{"PUT", "/contacts/*"}, destroy: call{"POST", "/contacts/*/archive"},
	objects: contacts, vanish: func(c *cell, id string) { c.s.DeleteContact(id) },
	other: acctest.Block{"email": "kim@example.com"}, telling: []string{"email"},
	twin: map[string]any{"email": "joan@example.org"},
	text: "name", member: "name",
	equivalent: acctest.Block{"email": "Joan@Example.COM"},
}}

var ticketSubjects = []subject{{
	kind: "intercom_ticket", keys: []string{"id"}, irreversible: true, created: true, once: true, completes: true,
	changes: acctest.Block{"allow_duplicate": nil},
	seed: func(s *intercomtest.Server) {
		for _, id := range []string{"481", "482"} {
			s.AddTicket(intercomtest.Ticket{ID: id, TypeID: intercomtest.ExampleTaskType, ContactIDs: []string{intercomtest.ExampleSecondContact}})
		}
	},
	read: call{"GET", "/tickets/*"}, create: call{"POST", "/tickets"}, update: call{"PUT", "/tickets/*"}, destroy: call{"DELETE", "/tickets/*"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		return keyed(w.Tickets(), func(t intercomtest.Ticket) string { return t.ID })
	},
	vanish:   func(c *cell, id string) { c.s.DeleteTicket(id) },
	goneCode: "ticket_not_found",
	other:    acctest.Block{"title": "Search is down"}, telling: []string{"title"},
	twin: map[string]any{"ticket_attributes._default_title_": "Search is down"},
	text: "title", member: "ticket_attributes._default_title_",
	immutable: map[string]intercomtest.Behavior{
		"contacts": intercomtest.Overrides(map[string]any{"contacts.contacts.0.id": intercomtest.ExampleSecondContact, "contacts.contacts.0.external_id": "71"}),
	},
	equivalent: acctest.Block{"contacts": []any{acctest.Block{"email": "ADA@example.com"}}, "snoozed_until": "2036-12-02T10:00:00+01:00"},
}}

var typeSubjects = []subject{{
	kind: "intercom_ticket_type", keys: []string{"id"}, namesWorkspace: true, created: true, once: true,
	read: call{"GET", "/ticket_types/*"}, all: call{"GET", "/ticket_types"}, create: call{"POST", "/ticket_types"}, update: call{"PUT", "/ticket_types/*"}, destroy: call{"PUT", "/ticket_types/*"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		live := slices.DeleteFunc(w.TicketTypes(), func(t intercomtest.TicketType) bool { return t.Archived })
		return keyed(live, func(t intercomtest.TicketType) string { return t.ID })
	},
	goneCode: "ticket_type_not_found",
	other:    acctest.Block{"name": "Chore"}, telling: []string{"name"},
	twin: map[string]any{"name": "Another"},
	text: "description", member: "description",
	immutable: map[string]intercomtest.Behavior{"category": intercomtest.Overrides(map[string]any{"category": "Tracker"})},
}, {
	kind: "intercom_ticket_type_attribute", keys: []string{"ticket_type_id", "id"}, namesWorkspace: true,
	whole: map[string][2]any{"list_items": {[]any{"Minor", "Major", "Ours"}, []any{"Minor", "Major", "Theirs"}}},
	read:  call{"GET", "/ticket_types/*"}, all: call{"GET", "/ticket_types"}, create: call{"POST", "/ticket_types/*/attributes"}, update: call{"PUT", "/ticket_types/*/attributes/*"}, destroy: call{"PUT", "/ticket_types/*/attributes/*"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		live := map[string]string{}
		for _, t := range w.TicketTypes() {
			for _, a := range t.Attributes {
				if !a.Archived {
					live[t.ID+"/"+a.ID] = fmt.Sprintf("%+v", a)
				}
			}
		}
		return live
	},
	vanish: func(c *cell, _ string) {
		c.s.UpdateTicketType(intercomtest.ExampleIncidentType, func(t *intercomtest.TicketType) {
			t.Attributes = slices.DeleteFunc(t.Attributes, func(a intercomtest.Attribute) bool { return a.Name == "Severity" })
		})
	},
	other: acctest.Block{"name": "Reach"}, telling: []string{"name"},
	twin: map[string]any{"name": "Another"},
	text: "description", member: "description", listed: "ticket_type_attributes.data.8.description",
	incomplete: map[string]intercomtest.Behavior{
		"no attributes": intercomtest.Omits("ticket_type_attributes"), "null": intercomtest.Overrides(map[string]any{"ticket_type_attributes": nil}),
		"no data": intercomtest.Omits("ticket_type_attributes.data"),
	},
	immutable: map[string]intercomtest.Behavior{"data_type": intercomtest.Overrides(map[string]any{"ticket_type_attributes.data.8.data_type": "string"})},
}}

var attributeSubjects = []subject{{
	kind: "intercom_data_attribute", keys: []string{"id"}, reads: 2,
	whole: map[string][2]any{"options": {[]any{"free", "pro", "ours"}, []any{"free", "pro", "theirs"}}},
	read:  call{"GET", "/data_attributes"}, create: call{"POST", "/data_attributes"}, update: call{"PUT", "/data_attributes/*"}, destroy: call{"PUT", "/data_attributes/*"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		live := slices.DeleteFunc(w.DataAttributes(), func(a intercomtest.DataAttribute) bool { return a.Archived })
		return keyed(live, func(a intercomtest.DataAttribute) string { return a.ID })
	},
	vanish: func(c *cell, id string) { c.s.DeleteDataAttribute(id) },
	other:  acctest.Block{"name": "reach"}, telling: []string{"name"},
	twin: map[string]any{"name": "another"},
	text: "description", member: "description", listed: "data.9.description",
	incomplete: map[string]intercomtest.Behavior{
		"no data": intercomtest.Omits("data"), "null": intercomtest.Overrides(map[string]any{"data": nil}),
		"more": intercomtest.AnswersBody(200, `{"type":"list","data":[],"has_more":true}`),
	},
	immutable: map[string]intercomtest.Behavior{"data_type": intercomtest.Overrides(map[string]any{"data.9.data_type": "integer"})},
}, {
	kind: "intercom_conversation_attribute", keys: []string{"id"}, irreversible: true, created: true, once: true, archives: true,
	whole: map[string][2]any{"visible_to_team_ids": {[]any{"814901"}, []any{"814902"}}},
	read:  call{"GET", "/conversations/attributes/*"}, all: call{"GET", "/conversations/attributes"}, create: call{"POST", "/conversations/attributes"},
	update: call{"PUT", "/conversations/attributes/*"}, destroy: call{"DELETE", "/conversations/attributes/*"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		live := slices.DeleteFunc(w.ConversationAttributes(), func(a intercomtest.ConversationAttribute) bool { return a.Archived })
		return keyed(live, func(a intercomtest.ConversationAttribute) string { return a.ID })
	},
	vanish: func(c *cell, id string) {
		c.s.UpdateConversationAttribute(id, func(a *intercomtest.ConversationAttribute) { a.Archived = true })
	},
	goneCode: "conversation_attribute_not_found",
	other:    acctest.Block{"name": "Reach"}, telling: []string{"name"},
	twin: map[string]any{"name": "Another"},
	text: "description", member: "description",
	immutable: map[string]intercomtest.Behavior{"data_type": intercomtest.Overrides(map[string]any{"data_type": "integer"})},
}}

func seats(n string) acctest.Block {
	return acctest.Block{"attribute": "custom_attributes.seats", "type": "integer", "comparison": "gt", "value": n}
}

func role(r string) acctest.Block {
	return acctest.Block{"attribute": "role", "type": "role", "comparison": "eq", "value": r}
}

var connectorSubjects = []subject{{
	kind: "intercom_data_connector", keys: []string{"id"}, irreversible: true, created: true, once: true, reads: 2, // a draft is looked for as live first
	whole: map[string][2]any{
		"data_inputs": {[]any{acctest.Block{"name": "ours", "type": "string", "description": "Ours."}}, []any{acctest.Block{"name": "theirs", "type": "string", "description": "Theirs."}}},
		"token_ids":   {[]any{"72"}, []any{"73"}}, "audiences": {[]any{"leads"}, []any{"users", "leads"}},
	},
	changes: acctest.Block{"state": "draft"},
	read:    call{"GET", "/data_connectors/*"}, create: call{"POST", "/data_connectors"}, update: call{"PATCH", "/data_connectors/*"}, destroy: call{"DELETE", "/data_connectors/*"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		return keyed(w.DataConnectors(), func(c intercomtest.DataConnector) string { return c.ID })
	},
	vanish: func(c *cell, id string) { c.s.DeleteDataConnector(id) },
	other:  acctest.Block{"name": "Look up a parcel"}, telling: []string{"name"},
	twin: map[string]any{"name": "Another"},
	text: "description", member: "description",
}}

var settingSubjects = []subject{{
	kind: "intercom_audience", keys: []string{"id"}, irreversible: true, created: true, once: true,
	whole: map[string][2]any{
		"predicates":      {[]any{seats("100")}, []any{seats("200")}},
		"role_predicates": {[]any{role("lead")}, []any{role("user"), role("lead")}},
	},
	read: call{"GET", "/audiences/*"}, all: call{"GET", "/audiences"}, create: call{"POST", "/audiences"}, update: call{"PUT", "/audiences/*"}, destroy: call{"DELETE", "/audiences/*"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		return keyed(w.Audiences(), func(a intercomtest.Audience) string { return a.ID })
	},
	vanish: func(c *cell, id string) { c.s.DeleteAudience(id) },
	other:  acctest.Block{"name": "Trials"}, telling: []string{"name"},
	twin: map[string]any{"name": "Prospects"},
	text: "name", member: "name",
	equivalent: acctest.Block{"predicates": []any{
		acctest.Block{"attribute": "custom_attributes.plan", "type": "string", "comparison": "eq", "value": "enterprise "},
		acctest.Block{"attribute": "company.name", "type": "string", "comparison": "contains", "value": "Acme"},
	}},
}, {
	kind: "intercom_team_members", keys: []string{"team_id"}, leaves: true, readDecides: true, warns: "This plan removes admins from teams",
	whole: map[string][2]any{
		"admin_ids":           {[]any{intercomtest.ExampleAdmin, intercomtest.ExampleSecondAdmin, "814870"}, []any{intercomtest.ExampleSecondAdmin}},
		"secondary_admin_ids": {[]any{intercomtest.ExampleAdmin}, []any{intercomtest.ExampleAdmin, intercomtest.ExampleSecondAdmin}},
	},
	read: call{"GET", "/teams/*"}, all: call{"GET", "/teams"}, create: call{"PUT", "/teams/*"}, update: call{"PUT", "/teams/*"}, destroy: call{"PUT", "/teams/*"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		// A team has its own members until a configuration replaces them.
		configured := slices.DeleteFunc(w.Teams(), func(t intercomtest.Team) bool { return slices.Contains(t.AdminIDs, "814870") })
		return keyed(configured, func(t intercomtest.Team) string { return t.ID })
	},
	vanish:   func(c *cell, id string) { c.s.DeleteTeam(id) },
	goneCode: "team_not_found",
	other:    acctest.Block{"team_id": "42"},
	twin:     map[string]any{"name": "Refunds"},
	shows:    shownOther{"admin_ids", []any{814861}, "admin_ids.1", "<none>"},
	incomplete: map[string]intercomtest.Behavior{
		"no admins": intercomtest.Omits("admin_ids"), "null": intercomtest.Overrides(map[string]any{"admin_ids": nil}),
		"one is no ID": intercomtest.Overrides(map[string]any{"admin_ids": []any{814860, map[string]any{}}}),
	},
}, {
	kind: "intercom_identity_verification_secret", keys: []string{"id"}, irreversible: true, created: true, once: true,
	read: call{"GET", "/secure_mode_secrets"}, create: call{"POST", "/secure_mode_secrets"}, destroy: call{"DELETE", "/secure_mode_secrets/*"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		return keyed(w.IdentitySecrets(), func(s intercomtest.IdentitySecret) string { return s.ID })
	},
	vanish: func(c *cell, id string) { c.s.DeleteIdentitySecret(id) },
	other:  acctest.Block{"name": "web-2026-12"}, telling: []string{"name"},
	twin: map[string]any{"name": "web-2026-10"},
	incomplete: map[string]intercomtest.Behavior{
		"no data": intercomtest.Omits("data"), "null": intercomtest.Overrides(map[string]any{"data": nil}),
		"more": intercomtest.AnswersBody(200, `{"type":"list","data":[],"has_more":true}`),
	},
	immutable: map[string]intercomtest.Behavior{"supports_ios": intercomtest.Overrides(map[string]any{"data.1.supports_ios": false})},
}, {
	kind: "intercom_ip_allowlist", keys: []string{"workspace_id"}, singleton: true, unlisted: true, stable: true, warns: "This plan enables the IP allowlist",
	whole:   map[string][2]any{"addresses": {[]any{"203.0.113.0/24", "10.0.0.1", "198.51.100.7"}, []any{"203.0.113.0/24"}}},
	changes: acctest.Block{"on_destroy": "disable"},
	read:    call{"GET", "/ip_allowlist"}, create: call{"PUT", "/ip_allowlist"}, update: call{"PUT", "/ip_allowlist"}, destroy: call{"PUT", "/ip_allowlist"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		if l := w.IPAllowlist(); l.Enabled {
			return map[string]string{w.WorkspaceID: fmt.Sprintf("%+v", l)}
		}
		return nil
	},
	goneCode: "not_found",
	other:    acctest.Block{"addresses": []any{"203.0.113.7"}},
	twin:     map[string]any{"ip_allowlist": []any{"203.0.113.8"}},
	incomplete: map[string]intercomtest.Behavior{
		"no addresses": intercomtest.Omits("ip_allowlist"), "null": intercomtest.Overrides(map[string]any{"ip_allowlist": nil}),
		"one is no text": intercomtest.Overrides(map[string]any{"ip_allowlist": []any{"10.0.0.1", 7}}), "no enabled": intercomtest.Omits("enabled"),
	},
	equivalent: acctest.Block{"addresses": []any{"203.0.113.7/24", "10.0.0.1/32"}},
}}

var linkSubjects = []subject{{
	kind: "intercom_contact_tag", keys: []string{"contact_id", "tag_id"}, unlisted: true,
	read: call{"GET", "/contacts/*/tags"}, create: call{"POST", "/contacts/*/tags"}, destroy: call{"DELETE", "/contacts/*/tags/*"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		return pairs(w.Contacts(), func(c intercomtest.Contact) (string, []string) { return c.ID, c.TagIDs })
	},
	vanish: func(c *cell, _ string) {
		c.s.UpdateContact(intercomtest.ExampleContact, func(c *intercomtest.Contact) { c.TagIDs = nil })
	},
	other: acctest.Block{"tag_id": "9"},
	twin:  map[string]any{"name": "Gamma"},
	incomplete: map[string]intercomtest.Behavior{
		"no data": intercomtest.Omits("data"), "null": intercomtest.Overrides(map[string]any{"data": nil}),
		"more": intercomtest.AnswersBody(200, `{"type":"list","data":[],"has_more":true}`),
	},
}, {
	kind: "intercom_company_tag", keys: []string{"company_id", "tag_id"}, untags: true,
	read: call{"GET", "/companies/*"}, create: call{"POST", "/tags"}, destroy: call{"POST", "/tags"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		return pairs(w.Companies(), func(c intercomtest.Company) (string, []string) { return c.ID, c.TagIDs })
	},
	vanish: func(c *cell, _ string) {
		c.s.UpdateCompany(intercomtest.ExampleCompany, func(c *intercomtest.Company) { c.TagIDs = nil })
	},
	other: acctest.Block{"tag_id": "9"},
	twin:  map[string]any{"name": "Gamma"},
	incomplete: map[string]intercomtest.Behavior{
		"no tags": intercomtest.Omits("tags"), "null": intercomtest.Overrides(map[string]any{"tags": nil}), "no list": intercomtest.Omits("tags.tags"),
	},
}, {
	kind: "intercom_contact_company", keys: []string{"contact_id", "company_id"}, unlisted: true,
	read: call{"GET", "/contacts/*/companies"}, create: call{"POST", "/contacts/*/companies"}, destroy: call{"DELETE", "/contacts/*/companies/*"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		return pairs(w.Contacts(), func(c intercomtest.Contact) (string, []string) { return c.ID, c.CompanyIDs })
	},
	vanish: func(c *cell, _ string) {
		c.s.UpdateContact(intercomtest.ExampleContact, func(c *intercomtest.Contact) { c.CompanyIDs = nil })
	},
	other: acctest.Block{"company_id": "9"},
	twin:  map[string]any{"company_id": "initech"},
	incomplete: map[string]intercomtest.Behavior{
		"no companies": intercomtest.Omits("companies"), "null": intercomtest.Overrides(map[string]any{"companies": nil}),
		"larger total": intercomtest.Overrides(map[string]any{"companies": []any{}, "total_count": 11}),
	},
}, {
	kind: "intercom_ticket_linked_conversation", keys: []string{"ticket_id", "conversation_id"},
	read: call{"GET", "/tickets/*"}, create: call{"POST", "/tickets/*/linked_conversations"}, destroy: call{"DELETE", "/tickets/*/linked_conversations/*"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		return pairs(w.Tickets(), func(t intercomtest.Ticket) (string, []string) {
			var ids []string
			for _, o := range t.LinkedObjects {
				ids = append(ids, o.ID)
			}
			return t.ID, ids
		})
	},
	vanish: func(c *cell, _ string) {
		c.s.UpdateTicket("494", func(t *intercomtest.Ticket) { t.LinkedObjects = nil })
	},
	other: acctest.Block{"conversation_id": "205"},
	twin:  map[string]any{},
	incomplete: map[string]intercomtest.Behavior{
		"no links": intercomtest.Omits("linked_objects"), "null": intercomtest.Overrides(map[string]any{"linked_objects": nil}),
		"no data": intercomtest.Omits("linked_objects.data"),
		"more":    intercomtest.Overrides(map[string]any{"linked_objects.data": []any{}, "linked_objects.has_more": true}),
		"total":   intercomtest.Overrides(map[string]any{"linked_objects.data": []any{}, "linked_objects.total_count": 2}),
	},
}, {
	kind: "intercom_ticket_tag", keys: []string{"ticket_id", "tag_id"}, untold: true,
	read: call{"GET", "/tickets/*"}, create: call{"POST", "/tickets/*/tags"}, destroy: call{"DELETE", "/tickets/*/tags/*"},
	objects: func(w *intercomtest.Workspace) map[string]string {
		return pairs(w.Tickets(), func(t intercomtest.Ticket) (string, []string) { return t.ID, t.TagIDs })
	},
	vanish: func(c *cell, _ string) { c.s.DeleteTicket("494") },
	other:  acctest.Block{"tag_id": "9"},
	twin:   map[string]any{"name": "Gamma"},
}}

func contacts(w *intercomtest.Workspace) map[string]string {
	live := slices.DeleteFunc(w.Contacts(), func(c intercomtest.Contact) bool { return c.Archived || c.MergedInto != "" })
	return keyed(live, func(c intercomtest.Contact) string { return c.ID })
}

func keyed[T any](all []T, id func(T) string) map[string]string {
	out := map[string]string{}
	for _, each := range all {
		out[id(each)] = fmt.Sprintf("%+v", each)
	}
	return out
}

func pairs[T any](all []T, of func(T) (string, []string)) map[string]string {
	out := map[string]string{}
	for _, each := range all {
		first, others := of(each)
		for _, second := range others {
			out[first+"/"+second] = "linked"
		}
	}
	return out
}
