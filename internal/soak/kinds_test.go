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

// kind is what the soak test knows about a resource type.
type kind struct {
	typ  string // in a configuration
	noun string // in names of its objects, as part of a marker: "tag-3"
	// keys are the attributes that make up an object's ID.
	keys []string
	refs []ref
	// config returns what a new one needs in addition to its refs; name has the marker in it.
	config func(r *resource, name string) acctest.Block
	// changes are edits in place: some values of an argument.
	changes map[string][]any
	// another turns it into another object. Nil: nothing does, or only another ref.
	another func(r *resource, rng *rand.Rand)
	// live returns its objects in a workspace, without archived ones.
	live func(*intercomtest.Workspace) []thing
	// ends matches the ID of what a call deletes, archives, or unlinks.
	ends *regexp.Regexp
	// archives: a call ends an object only if its body says so, and the object keeps its name.
	archives bool
	// leaves: its objects always exist, and a destroy leaves them in Intercom. There are most of them.
	leaves bool
	most   int
	// area is the area whose searches and lists lag. The others are the calls that faults target.
	area                            string
	create, look, read, change, end target
	// missing is Intercom's own code if it does not find one. own is the path of one by its ID, if read is another path.
	missing string
	own     func(id string) string
	// importID is the import ID of an object, if it is not its ID. Optional.
	importID func(w *intercomtest.Workspace, id string) string
	// remove and edit are what teammates do. foreign adds one with the name, as teammates can do between two calls.
	remove, edit func(w *intercomtest.Workspace, id string)
	foreign      func(w *intercomtest.Workspace, name string) string
}

// ref is an argument that names an object of another resource.
type ref struct {
	argument, typ string
	// fixed is used if its resource type does not exist.
	fixed string
	set   func(config acctest.Block, id any)
}

// thing is an object in Intercom.
type thing struct {
	id, marker string
	created    int64 // Unix seconds, 0 if Intercom does not show it
}

type target struct{ method, path string }

// rank orders resources: references go to lower ranks.
func (k *kind) rank() int {
	switch {
	case len(k.refs) == 0:
		return 0
	case k.typ == "intercom_ticket":
		return 1
	}
	return 2
}

// path is the path of calls about one object.
func (k *kind) path(id string) string {
	if k.own != nil {
		return k.own(id)
	}
	parts := strings.Split(id, "/")
	path := k.read.path
	for _, part := range parts[len(parts)-strings.Count(path, "*"):] {
		path = strings.Replace(path, "*", part, 1)
	}
	return path
}

func (k *kind) link() bool { return len(k.refs) == 2 }

func (k *kind) id(o acctest.Object) string {
	if o.IsNull() {
		return ""
	}
	parts := make([]string, len(k.keys))
	for i, key := range k.keys {
		parts[i] = o.Get(key)
	}
	return strings.Join(parts, "/")
}

// ended returns the ID of what a call would end, or "".
func (k *kind) ended(c intercomtest.Call) string {
	if k.ends == nil {
		return ""
	}
	m := k.ends.FindStringSubmatch(c.Method + " " + c.Path)
	if m == nil || k.archives && !strings.Contains(strings.ReplaceAll(string(c.Body), " ", ""), `"archived":true`) {
		return ""
	}
	return strings.Join(slices.DeleteFunc(m[1:], func(part string) bool { return part == "" }), "/")
}

var marked = regexp.MustCompile(`\b(tag|company|contact|lead|type|field|definition|ticket|schedule|audience|connector|collection|article|topic|holiday|instance|team|allowlist)-\d+\b`)

func plainly(argument string) func(acctest.Block, any) {
	return func(config acctest.Block, id any) { config[argument] = id }
}

func reference(argument, typ, fixed string) ref { return ref{argument, typ, fixed, plainly(argument)} }

var protection = []any{nil, nil, true, false}

// kinds are the resource types, in the order in which they are mixed.
var kinds = slices.Concat(recordKinds, settingKinds, ownedKinds)

var recordKinds = []*kind{
	{
		typ: "intercom_tag", noun: "tag", keys: []string{"id"}, area: "tags", missing: "not_found",
		config:  func(_ *resource, name string) acctest.Block { return acctest.Block{"name": "Soak & " + name} },
		changes: map[string][]any{"deletion_protection": protection},
		live: func(w *intercomtest.Workspace) (all []thing) {
			for _, t := range w.Tags() {
				all = append(all, thing{t.ID, marked.FindString(t.Name), 0})
			}
			return all
		},
		ends:   regexp.MustCompile(`^DELETE /tags/([^/]+)$`),
		create: target{"POST", "/tags"}, look: target{"GET", "/tags"}, read: target{"GET", "/tags/*"}, change: target{"POST", "/tags"}, end: target{"DELETE", "/tags/*"},
		remove: (*intercomtest.Workspace).DeleteTag,
		edit: func(w *intercomtest.Workspace, id string) {
			w.UpdateTag(id, func(t *intercomtest.Tag) { t.Name = strings.ToUpper(t.Name[:1]) + t.Name[1:] + " !" })
		},
	},
	{
		typ: "intercom_company", noun: "company", keys: []string{"id"}, area: "companies", missing: "company_not_found",
		config: func(_ *resource, name string) acctest.Block {
			return acctest.Block{"company_id": name, "name": "Soak <" + name + ">"}
		},
		changes: map[string][]any{
			"plan": {nil, "Gold", "Silver"}, "size": {1, 2, 3}, "industry": {nil, "Energy"}, "custom_attributes": {nil, acctest.Block{"tier": "1"}, acctest.Block{"tier": "2", "seats": "12"}},
			"deletion_protection": protection, "on_destroy": {nil, nil, "abandon"},
		},
		another: func(r *resource, _ *rand.Rand) {
			r.generation++
			r.config["company_id"] = r.fresh()
		},
		live: func(w *intercomtest.Workspace) (all []thing) {
			for _, c := range w.Companies() {
				all = append(all, thing{c.ID, marked.FindString(c.CompanyID), c.CreatedAt})
			}
			return all
		},
		ends:   regexp.MustCompile(`^DELETE /companies/([^/]+)$`),
		create: target{"POST", "/companies"}, look: target{"GET", "/companies"}, read: target{"GET", "/companies/*"}, change: target{"POST", "/companies"}, end: target{"DELETE", "/companies/*"},
		remove: (*intercomtest.Workspace).DeleteCompany,
		edit: func(w *intercomtest.Workspace, id string) {
			w.UpdateCompany(id, func(c *intercomtest.Company) { c.Plan, c.Size = "Bronze", 99 })
		},
		// If the POST overwrites every value of one, it cannot be distinguished from a new one.
		foreign: func(w *intercomtest.Workspace, name string) string {
			return w.AddCompany(intercomtest.Company{CompanyID: name, Name: "Theirs", Website: "https://theirs.example.com"}).ID
		},
	},
	{
		typ: "intercom_contact", noun: "contact", keys: []string{"id"}, area: "contacts", missing: "not_found",
		config: func(_ *resource, name string) acctest.Block {
			return acctest.Block{"role": "user", "external_id": name, "email": name + "@example.com", "name": "Soak " + name}
		},
		changes: contactChanges,
		live:    func(w *intercomtest.Workspace) []thing { return contacts(w, "user") },
		ends:    regexp.MustCompile(`^(?:DELETE /contacts/([^/]+)|POST /contacts/([^/]+)/archive)$`),
		create:  target{"POST", "/contacts"}, look: target{"GET", "/contacts/find_by_external_id/*"}, read: target{"GET", "/contacts/*"}, change: target{"PUT", "/contacts/*"}, end: target{"DELETE", "/contacts/*"},
		remove: (*intercomtest.Workspace).DeleteContact, edit: editContact,
		foreign: func(w *intercomtest.Workspace, name string) string {
			return w.AddContact(intercomtest.Contact{ExternalID: name, Email: name + "@example.com", Name: "Theirs"}).ID
		},
	},
	{
		// A lead has no natural key.
		typ: "intercom_contact", noun: "lead", keys: []string{"id"}, area: "contacts", missing: "not_found",
		config: func(_ *resource, name string) acctest.Block {
			return acctest.Block{"role": "lead", "email": name + "@example.com", "name": "Soak " + name}
		},
		changes: contactChanges,
		live:    func(w *intercomtest.Workspace) []thing { return contacts(w, "lead") },
		ends:    regexp.MustCompile(`^(?:DELETE /contacts/([^/]+)|POST /contacts/([^/]+)/archive)$`),
		create:  target{"POST", "/contacts"}, look: target{"POST", "/contacts/search"}, read: target{"GET", "/contacts/*"}, change: target{"PUT", "/contacts/*"}, end: target{"POST", "/contacts/*/archive"},
		remove: (*intercomtest.Workspace).DeleteContact, edit: editContact,
	},
	{
		typ: "intercom_ticket_type", noun: "type", keys: []string{"id"}, area: "ticket_types", missing: "not_found", archives: true,
		config: func(_ *resource, name string) acctest.Block {
			return acctest.Block{"name": "Soak & " + name, "category": "Customer"}
		},
		changes: map[string][]any{"description": {nil, "first", "second"}, "icon": {nil, "🐛", "🔥"}, "is_internal": {nil, true, false}, "on_destroy": {nil, nil, "abandon"}},
		another: func(r *resource, rng *rand.Rand) {
			r.generation++
			r.config["name"], r.config["category"] = "Soak & "+r.fresh(), pick(rng, []any{"Customer", "Back-office", "Tracker"})
		},
		live: func(w *intercomtest.Workspace) (all []thing) {
			for _, t := range w.TicketTypes() {
				if !t.Archived {
					all = append(all, thing{t.ID, marked.FindString(t.Name), t.CreatedAt})
				}
			}
			return all
		},
		ends:   regexp.MustCompile(`^PUT /ticket_types/([^/]+)$`),
		create: target{"POST", "/ticket_types"}, look: target{"GET", "/ticket_types"}, read: target{"GET", "/ticket_types/*"}, change: target{"PUT", "/ticket_types/*"}, end: target{"PUT", "/ticket_types/*"},
		edit: func(w *intercomtest.Workspace, id string) {
			w.UpdateTicketType(id, func(t *intercomtest.TicketType) { t.Description = "A teammate was here." })
		},
		foreign: func(w *intercomtest.Workspace, name string) string {
			return w.AddTicketType(intercomtest.TicketType{Name: "Soak & " + name}).ID
		},
	},
	{
		typ: "intercom_ticket_type_attribute", noun: "field", keys: []string{"ticket_type_id", "id"}, area: "ticket_types", missing: "not_found", archives: true,
		refs: []ref{reference("ticket_type_id", "intercom_ticket_type", intercomtest.ExampleIncidentType)},
		config: func(_ *resource, name string) acctest.Block {
			return acctest.Block{"name": "Soak & " + name, "data_type": "string", "description": "first"}
		},
		changes: map[string][]any{"description": {"first", "second"}, "required_to_create": {nil, false}, "visible_to_contacts": {nil, true, false}, "on_destroy": {nil, nil, "abandon"}},
		another: func(r *resource, rng *rand.Rand) {
			r.generation++
			r.config["name"], r.config["data_type"] = "Soak & "+r.fresh(), pick(rng, []any{"string", "integer", "boolean"})
		},
		live: func(w *intercomtest.Workspace) (all []thing) {
			for _, t := range w.TicketTypes() {
				for _, a := range t.Attributes {
					if !a.Archived && !a.BuiltIn {
						all = append(all, thing{t.ID + "/" + a.ID, marked.FindString(a.Name), 0})
					}
				}
			}
			return all
		},
		ends:   regexp.MustCompile(`^PUT /ticket_types/([^/]+)/attributes/([^/]+)$`),
		create: target{"POST", "/ticket_types/*/attributes"}, look: target{"GET", "/ticket_types/*"}, read: target{"GET", "/ticket_types/*"},
		change: target{"PUT", "/ticket_types/*/attributes/*"}, end: target{"PUT", "/ticket_types/*/attributes/*"},
		edit: func(w *intercomtest.Workspace, id string) {
			typeID, own, _ := strings.Cut(id, "/")
			w.UpdateTicketType(typeID, func(t *intercomtest.TicketType) {
				for i := range t.Attributes {
					if t.Attributes[i].ID == own {
						t.Attributes[i].Description = "A teammate was here."
					}
				}
			})
		},
	},
	{
		typ: "intercom_data_attribute", noun: "definition", keys: []string{"id"}, area: "data_attributes", missing: "field_not_found", archives: true,
		config: func(_ *resource, name string) acctest.Block {
			return acctest.Block{"name": "Soak " + name, "model": "contact", "data_type": "string"}
		},
		changes: map[string][]any{"description": {nil, "first", "second"}, "messenger_writable": {nil, true, false}, "on_destroy": {nil, nil, "abandon"}},
		another: func(r *resource, rng *rand.Rand) {
			r.generation++
			r.config["name"], r.config["model"] = "Soak "+r.fresh(), pick(rng, []any{"contact", "company"})
		},
		live: func(w *intercomtest.Workspace) (all []thing) {
			for _, a := range w.DataAttributes() {
				if !a.Archived {
					all = append(all, thing{a.ID, marked.FindString(a.Name), a.CreatedAt})
				}
			}
			return all
		},
		ends:   regexp.MustCompile(`^PUT /data_attributes/([^/]+)$`),
		create: target{"POST", "/data_attributes"}, look: target{"GET", "/data_attributes"}, read: target{"GET", "/data_attributes"},
		change: target{"PUT", "/data_attributes/*"}, end: target{"PUT", "/data_attributes/*"},
		edit: func(w *intercomtest.Workspace, id string) {
			w.UpdateDataAttribute(id, func(a *intercomtest.DataAttribute) { a.Description = "A teammate was here." })
		},
		foreign: func(w *intercomtest.Workspace, name string) string {
			return w.AddDataAttribute(intercomtest.DataAttribute{Model: "contact", Name: "Soak " + name, DataType: "string"}).ID
		},
	},
	{
		typ: "intercom_contact_tag", noun: "contact's tag", keys: []string{"contact_id", "tag_id"}, area: "contacts", missing: "not_found",
		refs:   []ref{reference("contact_id", "intercom_contact", ""), reference("tag_id", "intercom_tag", "")},
		config: func(*resource, string) acctest.Block { return acctest.Block{} },
		live: func(w *intercomtest.Workspace) []thing {
			return links(w, func(c intercomtest.Contact) []string { return c.TagIDs })
		},
		ends:   regexp.MustCompile(`^DELETE /contacts/([^/]+)/tags/([^/]+)$`),
		create: target{"POST", "/contacts/*/tags"}, look: target{"GET", "/contacts/*/tags"}, read: target{"GET", "/contacts/*/tags"}, change: target{"POST", "/contacts/*/tags"}, end: target{"DELETE", "/contacts/*/tags/*"},
		remove: func(w *intercomtest.Workspace, id string) {
			contact, tag, _ := strings.Cut(id, "/")
			w.UpdateContact(contact, func(c *intercomtest.Contact) { c.TagIDs = without(c.TagIDs, tag) })
		},
	},
	{
		typ: "intercom_contact_company", noun: "contact's company", keys: []string{"contact_id", "company_id"}, area: "contacts", missing: "not_found",
		refs:   []ref{reference("contact_id", "intercom_contact", ""), reference("company_id", "intercom_company", "")},
		config: func(*resource, string) acctest.Block { return acctest.Block{} },
		live: func(w *intercomtest.Workspace) []thing {
			return links(w, func(c intercomtest.Contact) []string { return c.CompanyIDs })
		},
		ends:   regexp.MustCompile(`^DELETE /contacts/([^/]+)/companies/([^/]+)$`),
		create: target{"POST", "/contacts/*/companies"}, look: target{"GET", "/contacts/*/companies"}, read: target{"GET", "/contacts/*/companies"},
		change: target{"POST", "/contacts/*/companies"}, end: target{"DELETE", "/contacts/*/companies/*"},
		remove: func(w *intercomtest.Workspace, id string) {
			contact, company, _ := strings.Cut(id, "/")
			w.UpdateContact(contact, func(c *intercomtest.Contact) { c.CompanyIDs = without(c.CompanyIDs, company) })
		},
	},
	{
		typ: "intercom_ticket", noun: "ticket", keys: []string{"id"}, area: "tickets", missing: "ticket_not_found",
		refs: []ref{{"contacts", "intercom_contact", intercomtest.ExampleContact, func(config acctest.Block, id any) {
			config["contacts"] = []any{acctest.Block{"id": id}}
		}}},
		config: func(_ *resource, name string) acctest.Block {
			return acctest.Block{"ticket_type_id": intercomtest.ExampleIncidentType, "title": "Soak & " + name}
		},
		changes: map[string][]any{
			"description": {nil, "first", "second"}, "admin_assignee_id": {nil, intercomtest.ExampleAdmin, intercomtest.ExampleSecondAdmin},
			"ticket_state_id":     {nil, intercomtest.ExampleInProgress, intercomtest.ExampleWaiting, intercomtest.ExampleResolved},
			"is_shared":           {nil, true, false},
			"ticket_attributes":   {nil, acctest.Block{"Priority": "High"}, acctest.Block{"Priority": "Low", "Seats": "12"}},
			"deletion_protection": protection, "on_destroy": {nil, nil, "close", "abandon"},
		},
		live: func(w *intercomtest.Workspace) (all []thing) {
			for _, t := range w.Tickets() {
				all = append(all, thing{t.ID, marked.FindString(fmt.Sprint(t.Attributes[intercomtest.TitleAttribute])), t.CreatedAt})
			}
			return all
		},
		ends:   regexp.MustCompile(`^DELETE /tickets/([^/]+)$`),
		create: target{"POST", "/tickets"}, look: target{"POST", "/tickets/search"}, read: target{"GET", "/tickets/*"}, change: target{"PUT", "/tickets/*"}, end: target{"DELETE", "/tickets/*"},
		remove: (*intercomtest.Workspace).DeleteTicket, edit: editTicket,
	},
	{
		typ: "intercom_ticket_tag", noun: "ticket's tag", keys: []string{"ticket_id", "tag_id"}, area: "tickets", missing: "not_found",
		refs:   []ref{reference("ticket_id", "", trackerTicket), reference("tag_id", "intercom_tag", "")},
		config: func(*resource, string) acctest.Block { return acctest.Block{"admin_id": intercomtest.ExampleAdmin} },
		live: func(w *intercomtest.Workspace) (all []thing) {
			for _, t := range w.Tickets() {
				for _, tag := range t.TagIDs {
					all = append(all, thing{t.ID + "/" + tag, "", 0})
				}
			}
			return all
		},
		ends:   regexp.MustCompile(`^DELETE /tickets/([^/]+)/tags/([^/]+)$`),
		create: target{"POST", "/tickets/*/tags"}, look: target{"GET", "/tickets/*"}, read: target{"GET", "/tickets/*"},
		change: target{"POST", "/tickets/*/tags"}, end: target{"DELETE", "/tickets/*/tags/*"},
	},
	{
		typ: "intercom_ticket_linked_conversation", noun: "link", keys: []string{"ticket_id", "conversation_id"}, area: "tickets", missing: "not_found",
		refs:   []ref{reference("ticket_id", "", trackerTicket), reference("conversation_id", "", "")},
		config: func(*resource, string) acctest.Block { return acctest.Block{} },
		live: func(w *intercomtest.Workspace) (all []thing) {
			for _, t := range w.Tickets() {
				for _, o := range t.LinkedObjects {
					all = append(all, thing{t.ID + "/" + o.ID, "", 0})
				}
			}
			return all
		},
		ends:   regexp.MustCompile(`^DELETE /tickets/([^/]+)/linked_conversations/([^/]+)$`),
		create: target{"POST", "/tickets/*/linked_conversations"}, look: target{"GET", "/tickets/*"}, read: target{"GET", "/tickets/*"},
		change: target{"POST", "/tickets/*/linked_conversations"}, end: target{"DELETE", "/tickets/*/linked_conversations/*"},
	},
}

// trackerTicket is the ID of a seeded ticket that conversations are linked with.
const trackerTicket = "400"

var contactChanges = map[string][]any{
	"phone": {nil, "+441234567890"}, "owner_id": {nil, intercomtest.ExampleAdmin}, "custom_attributes": {nil, acctest.Block{"plan": "pro"}, acctest.Block{"plan": "free", "seats": "12"}},
	"deletion_protection": protection, "on_destroy": {nil, nil, "archive", "abandon"},
}

func contacts(w *intercomtest.Workspace, role string) (all []thing) {
	for _, c := range w.Contacts() {
		if c.Role == role && !c.Archived && c.MergedInto == "" {
			all = append(all, thing{c.ID, marked.FindString(c.Email), c.CreatedAt})
		}
	}
	return all
}

func editContact(w *intercomtest.Workspace, id string) {
	w.UpdateContact(id, func(c *intercomtest.Contact) { c.Phone = "+499999999" })
}

// editTicket does not edit a ticket that has lost its contact, because the fake does not allow it.
func editTicket(w *intercomtest.Workspace, id string) {
	t, _ := w.Ticket(id)
	if slices.ContainsFunc(w.Contacts(), func(c intercomtest.Contact) bool { return c.ID == t.ContactIDs[0] }) {
		w.UpdateTicket(id, func(t *intercomtest.Ticket) { t.Attributes[intercomtest.DescriptionAttribute] = "A teammate was here." })
	}
}

func links(w *intercomtest.Workspace, with func(intercomtest.Contact) []string) (all []thing) {
	for _, c := range w.Contacts() {
		for _, other := range with(c) {
			if !c.Archived {
				all = append(all, thing{c.ID + "/" + other, "", 0})
			}
		}
	}
	return all
}

func without(all []string, one string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(each string) bool { return each == one })
}
