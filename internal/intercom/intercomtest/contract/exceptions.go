package contract

import (
	"github.com/getkin/kin-openapi/openapi3"
)

// exception is one place where a published description contradicts itself: its examples (or its text)
// and its schemas cannot both be right. Each names what shows it, and a test proves that without the
// exception what it names is refused.
type exception struct {
	schema   string // component
	property string
	allow    allowance
	example  Example // Version (2.16 unless given), Method, Path (template), Status, Name; Status 0 is a request
	text     string  // where no example shows it: words of the property's description

	// examplesOnly exceptions are made for the published examples and for nothing else: what is sent
	// and what the fake answers keeps to the schema.
	examplesOnly bool
}

// allowance loosens one property's schema; it gets a copy. A property that the schema lacks is added.
type allowance func(property *openapi3.Schema, schemas openapi3.Schemas)

// anything is for a field that examples show and no schema has.
func anything(property *openapi3.Schema, _ openapi3.Schemas) { property.Nullable = true }

// null is for a value that is null where the schema has none.
func null(property *openapi3.Schema, _ openapi3.Schemas) { property.Nullable = true }

// integer is for an id that the schema has as text.
func integer(property *openapi3.Schema, _ openapi3.Schemas) {
	property.Type = &openapi3.Types{openapi3.TypeString, openapi3.TypeInteger}
}

// text is for a state that is the bare word of older versions.
func text(property *openapi3.Schema, _ openapi3.Schemas) {
	property.Type = &openapi3.Types{openapi3.TypeString, openapi3.TypeObject}
}

// noFormat is for text that has not the form it should have.
func noFormat(property *openapi3.Schema, _ openapi3.Schemas) { property.Format = "" }

// attributes is the list that the schema calls by another name. Under the name that is used it is
// checked as the schema says.
func attributes(property *openapi3.Schema, schemas openapi3.Schemas) {
	*property = *schemas["ticket_type_attribute_list"].Value.Properties["ticket_type_attributes"].Value
}

// companies is the list that the schema calls by that name, and the example data.
func companies(property *openapi3.Schema, schemas openapi3.Schemas) {
	*property = *schemas["contact_attached_companies"].Value.Properties["companies"].Value
}

// anyValues is for an object whose values are of any type.
func anyValues(property *openapi3.Schema, _ openapi3.Schemas) {
	property.AdditionalProperties = openapi3.AdditionalProperties{Has: new(true)}
}

// objects are the options that the text and the examples have as objects, and only the schema as texts.
func objects(property *openapi3.Schema, _ openapi3.Schemas) {
	property.Items = openapi3.NewSchemaRef("", openapi3.NewObjectSchema().WithProperty("value", openapi3.NewStringSchema()))
}

var (
	gotCompanies   = Example{Version: "2.16", Method: "GET", Path: "/contacts/{contact_id}/companies", Status: 200, Name: "successful"}
	gotTicket      = Example{Version: "2.16", Method: "GET", Path: "/tickets/{ticket_id}", Status: 200, Name: "Ticket found"}
	gotType        = Example{Version: "2.16", Method: "GET", Path: "/ticket_types/{ticket_type_id}", Status: 200, Name: "Ticket type found"}
	gotContact     = Example{Version: "2.16", Method: "GET", Path: "/contacts/{contact_id}", Status: 200, Name: "successful"}
	gotMe          = Example{Version: "2.16", Method: "GET", Path: "/me", Status: 200, Name: "Successful response"}
	changedType    = Example{Version: "2.16", Method: "POST", Path: "/tickets/{ticket_id}/change_type", Status: 200, Name: "Successful response"}
	changeRefused  = Example{Version: "2.16", Method: "POST", Path: "/tickets/{ticket_id}/change_type", Status: 404, Name: "Ticket not found"}
	createTicket   = Example{Version: "2.16", Method: "POST", Path: "/tickets", Name: "successful_response"}
	noteOnTicket   = Example{Version: "2.16", Method: "POST", Path: "/tickets/{ticket_id}/reply", Name: "admin_note_reply"}
	notedOnTicket  = Example{Version: "2.16", Method: "POST", Path: "/tickets/{ticket_id}/reply", Status: 200, Name: "Admin note reply"}
	updatedOptions = Example{Version: "2.13", Method: "PUT", Path: "/data_attributes/{id}", Name: "successful"}
	updateTicket   = Example{Version: "2.16", Method: "PUT", Path: "/tickets/{ticket_id}", Name: "successful_response"}
)

// exceptions is the whole list. All are the same in every version that has the property.
var exceptions = []exception{
	// Fields of answers that no schema has.
	{schema: "ticket_type", property: "is_internal", allow: anything, example: gotTicket},
	{schema: "ticket_type_attribute_list", property: "data", allow: attributes, example: gotType},
	{schema: "contact_attached_companies", property: "data", allow: companies, example: gotCompanies},
	{schema: "app", property: "secure", allow: anything, example: gotMe},
	{schema: "contact", property: "opted_in_subscription_types", allow: anything, example: gotContact},
	{schema: "contact", property: "opted_out_subscription_types", allow: anything, example: gotContact},
	{schema: "contact", property: "referrer", allow: anything, example: gotContact},
	{schema: "contact", property: "utm_campaign", allow: anything, example: gotContact},
	{schema: "contact", property: "utm_content", allow: anything, example: gotContact},
	{schema: "contact", property: "utm_medium", allow: anything, example: gotContact},
	{schema: "contact", property: "utm_source", allow: anything, example: gotContact},
	{schema: "contact", property: "utm_term", allow: anything, example: gotContact},
	{schema: "contact_companies", property: "type", allow: anything, example: gotContact},
	{schema: "contact_notes", property: "type", allow: anything, example: gotContact},
	{schema: "contact_tags", property: "type", allow: anything, example: gotContact},
	{schema: "contact_social_profiles", property: "type", allow: anything, example: gotContact},
	{schema: "contact_location", property: "country_code", allow: anything, example: gotContact},
	{schema: "contact_location", property: "continent_code", allow: anything, example: gotContact},

	{schema: "ticket_reply", property: "app_package_code", allow: anything, example: notedOnTicket},

	// null for an object that is not nullable.
	{schema: "ticket_type_attribute", property: "input_options", allow: null, example: gotTicket},

	// null in a request. No example shows it; the text is the only word on how a company is removed.
	{schema: "update_ticket_request", property: "company_id", allow: null, text: "Set to nil to remove company"},

	// No word says how a snoozed ticket wakes without being closed. What answers show of a ticket that is not snoozed
	// ("If null, the ticket is not currently snoozed") is what is sent.
	{schema: "update_ticket_request", property: "snoozed_until", allow: null, text: "The time you want the ticket to reopen."},

	// The schema has text only, and its own example numbers and a bool, as a company's data attributes define them.
	{schema: "create_or_update_company_request", property: "custom_attributes", allow: anyValues, text: "any other data about the company"},
	{schema: "company", property: "custom_attributes", allow: anyValues, text: "The custom attributes you have set on the company."},

	// Options of data attributes. From 2.14 on, the schema has objects, too, under another name.
	{schema: "update_data_attribute_request", property: "options", allow: objects, example: updatedOptions},
	{schema: "create_data_attribute_request", property: "options", allow: objects, example: Example{Version: "2.13"}, text: "Provide a set of hashes with `value`"},

	// Ids as integers in the requests of examples. The schemas have text, and text is what is sent.
	{schema: "create_ticket_request", property: "ticket_type_id", allow: integer, example: createTicket, examplesOnly: true},
	{schema: "update_ticket_request", property: "ticket_state_id", allow: integer, example: updateTicket, examplesOnly: true},
	{schema: "update_ticket_request", property: "assignee_id", allow: integer, example: updateTicket, examplesOnly: true},
	{schema: "admin_reply_ticket_request", property: "admin_id", allow: integer, example: noteOnTicket, examplesOnly: true},

	// The answer to change_type is a ticket of 2.11, and its errors have request ids that are no UUIDs.
	{schema: "ticket", property: "ticket_state", allow: text, example: changedType, examplesOnly: true},
	{schema: "ticket", property: "ticket_state_internal_label", allow: anything, example: changedType, examplesOnly: true},
	{schema: "ticket", property: "ticket_state_external_label", allow: anything, example: changedType, examplesOnly: true},
	{schema: "error", property: "request_id", allow: noFormat, example: changeRefused, examplesOnly: true},
}

// make loosens a description. Versions that lack the schema or, of a request, the property have
// nothing to loosen.
func (e exception) make(doc *openapi3.T) {
	owner := doc.Components.Schemas[e.schema]
	if owner == nil {
		return
	}
	loosened := openapi3.NewSchema()
	if property := owner.Value.Properties[e.property]; property != nil {
		*loosened = *property.Value
	} else if e.example.Status == 0 {
		return
	}
	e.allow(loosened, doc.Components.Schemas)
	owner.Value.Properties[e.property] = openapi3.NewSchemaRef("", loosened)
}

// standing are the exceptions that hold for calls, too.
func standing() []exception {
	var kept []exception
	for _, e := range exceptions {
		if !e.examplesOnly {
			kept = append(kept, e)
		}
	}
	return kept
}
