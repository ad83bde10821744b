package contract

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// exception is a place where a published description contradicts itself: its examples (or its text) and its schemas cannot
// both be right. Each names its evidence, and a test proves that the evidence is refused without the exception.
type exception struct {
	schema   string // component
	property string
	allow    allowance
	example  Example // Version (2.16 unless given), Method, Path (template), Status, Name; Status 0 is a request
	text     string  // if no example shows it: words of the property's description

	// source has a property of the same name, which shows that the schema should have it, too. Optional.
	source lender

	// examplesOnly exceptions apply only to the published examples. Requests and the fake's answers follow the schema.
	examplesOnly bool
}

// lender is a schema whose property is added to a schema that lacks it, in versions in which the lender does not have the property
// named by without.
type lender struct{ schema, without string }

// lends returns the property that the source has in this version, or nil.
func (l lender) lends(schemas openapi3.Schemas, property string) *openapi3.SchemaRef {
	source := schemas[l.schema]
	if source == nil || source.Value.Properties[l.without] != nil {
		return nil
	}
	return source.Value.Properties[property]
}

// allowance loosens one property's schema, of which it gets a copy. A property that the schema lacks is added.
type allowance func(property *openapi3.Schema, schemas openapi3.Schemas)

// anything allows a field that examples show and no schema has.
func anything(property *openapi3.Schema, _ openapi3.Schemas) { property.Nullable = true }

// null allows null for a value that is not nullable in the schema.
func null(property *openapi3.Schema, _ openapi3.Schemas) { property.Nullable = true }

// integer allows an integer for an ID that is text in the schema.
func integer(property *openapi3.Schema, _ openapi3.Schemas) {
	property.Type = &openapi3.Types{openapi3.TypeString, openapi3.TypeInteger}
}

// text allows the bare text of older versions for a state.
func text(property *openapi3.Schema, _ openapi3.Schemas) {
	property.Type = &openapi3.Types{openapi3.TypeString, openapi3.TypeObject}
}

// noFormat allows text that does not have the required format.
func noFormat(property *openapi3.Schema, _ openapi3.Schemas) { property.Format = "" }

// attributes allows the list that has another name in the schema. Under the name in use, it is checked with that schema.
func attributes(property *openapi3.Schema, schemas openapi3.Schemas) {
	*property = *schemas["ticket_type_attribute_list"].Value.Properties["ticket_type_attributes"].Value
}

// companies allows the list that the schema calls companies, and the example data.
func companies(property *openapi3.Schema, schemas openapi3.Schemas) {
	*property = *schemas["contact_attached_companies"].Value.Properties["companies"].Value
}

// anyValues allows an object with values of any type.
func anyValues(property *openapi3.Schema, _ openapi3.Schemas) {
	property.AdditionalProperties = openapi3.AdditionalProperties{Has: new(true)}
}

// objects allows options as objects, as in the text and the examples; the schema has only texts.
func objects(property *openapi3.Schema, _ openapi3.Schemas) {
	property.Items = openapi3.NewSchemaRef("", openapi3.NewObjectSchema().WithProperty("value", openapi3.NewStringSchema()))
}

// untagging requires the member without which a request that untags companies is also one that tags them.
func untagging(property *openapi3.Schema, _ openapi3.Schemas) {
	items := *property.Items.Value
	items.Required = append(slices.Clone(items.Required), "untag")
	property.Items = openapi3.NewSchemaRef("", &items)
}

var (
	gotCompanies   = Example{Version: "2.16", Method: "GET", Path: "/contacts/{contact_id}/companies", Status: 200, Name: "successful"}
	gotTicket      = Example{Version: "2.16", Method: "GET", Path: "/tickets/{ticket_id}", Status: 200, Name: "Ticket found"}
	gotType        = Example{Version: "2.16", Method: "GET", Path: "/ticket_types/{ticket_type_id}", Status: 200, Name: "Ticket type found"}
	gotContact     = Example{Version: "2.16", Method: "GET", Path: "/contacts/{contact_id}", Status: 200, Name: "successful"}
	gotMe          = Example{Version: "2.16", Method: "GET", Path: "/me", Status: 200, Name: "Successful response"}
	changedType    = Example{Version: "2.16", Method: "POST", Path: "/tickets/{ticket_id}/change_type", Status: 200, Name: "Successful response"}
	changeRefused  = Example{Version: "2.16", Method: "POST", Path: "/tickets/{ticket_id}/change_type", Status: 404, Name: "Ticket not found"}
	setAway        = Example{Version: "2.16", Method: "PUT", Path: "/admins/{admin_id}/away", Status: 200, Name: "Successful response"}
	companyNotes   = Example{Version: "2.15", Method: "GET", Path: "/companies/{company_id}/notes", Status: 200, Name: "Successful response"}
	createTicket   = Example{Version: "2.16", Method: "POST", Path: "/tickets", Name: "successful_response"}
	madeArticle    = Example{Version: "2.16", Method: "POST", Path: "/articles", Status: 200, Name: "article created"}
	noteOnTicket   = Example{Version: "2.16", Method: "POST", Path: "/tickets/{ticket_id}/reply", Name: "admin_note_reply"}
	notedOnTicket  = Example{Version: "2.16", Method: "POST", Path: "/tickets/{ticket_id}/reply", Status: 200, Name: "Admin note reply"}
	updatedOptions = Example{Version: "2.13", Method: "PUT", Path: "/data_attributes/{id}", Name: "successful"}
	savedInstance  = Example{Version: "2.16", Method: "POST", Path: "/custom_object_instances/{custom_object_type_identifier}", Name: "successful"}
	gotInstance    = Example{Version: "2.16", Method: "POST", Path: "/custom_object_instances/{custom_object_type_identifier}", Status: 200, Name: "successful"}
	updateTicket   = Example{Version: "2.16", Method: "PUT", Path: "/tickets/{ticket_id}", Name: "successful_response"}
)

// exceptions is the whole list. All of them apply to every version that has the property.
var exceptions = []exception{
	{schema: "macro", property: "body", allow: null, example: Example{Version: "2.16", Method: "GET", Path: "/macros", Status: 200, Name: "large_list_preview"}},
	{schema: "macro", property: "body_text", allow: null, example: Example{Version: "2.16", Method: "GET", Path: "/macros", Status: 200, Name: "large_list_preview"}},
	// Fields of answers that no schema has.
	{schema: "ticket_type", property: "is_internal", allow: anything, example: gotTicket},
	{schema: "ticket_type_attribute_list", property: "data", allow: attributes, example: gotType},
	{schema: "contact_attached_companies", property: "data", allow: companies, example: gotCompanies},
	{schema: "article_statistics", property: "conversations", allow: anything, example: madeArticle},
	{schema: "article", property: "audience_ids", allow: anything, source: lender{schema: "article_content"}, text: "On single-language help centers it appears at the article root level."},
	{schema: "article_list_item", property: "audience_ids", allow: anything, source: lender{schema: "article_content"}, text: "On single-language help centers it appears at the article root level."},
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

	// A request is to match one of four schemas. One that tags companies matches two, because the second asks for less than it means.
	{schema: "untag_company_request", property: "companies", allow: untagging, text: "The id or company_id of the company"},

	{schema: "ticket_reply", property: "app_package_code", allow: anything, example: notedOnTicket},

	// null for an object that is not nullable.
	{schema: "ticket_type_attribute", property: "input_options", allow: null, example: gotTicket},

	// null in a request. No example shows it; only the text says how a company is removed.
	{schema: "update_ticket_request", property: "company_id", allow: null, text: "Set to nil to remove company"},

	// It is not documented how a snoozed ticket wakes up without being closed. The request has what answers show for a ticket
	// that is not snoozed ("If null, the ticket is not currently snoozed").
	{schema: "update_ticket_request", property: "snoozed_until", allow: null, text: "The time you want the ticket to reopen."},

	// The schema has only text, but its own example has numbers and a bool, as a company's data attributes define them.
	{schema: "create_or_update_company_request", property: "custom_attributes", allow: anyValues, text: "any other data about the company"},
	{schema: "company", property: "custom_attributes", allow: anyValues, text: "The custom attributes you have set on the company."},

	{schema: "create_or_update_custom_object_instance_request", property: "custom_attributes", allow: anyValues, example: savedInstance},
	{schema: "custom_object_instance", property: "custom_attributes", allow: anyValues, example: gotInstance},

	// Options of data attributes. Since 2.14, the schema also has objects, under another name.
	// From 2.16 on, an answer names several collections and no longer one. The requests of 2.16 lack what those of Preview have.
	{schema: "create_article_request", property: "parent_ids", allow: anything, source: lender{"article_list_item", "parent_id"}, text: "The ids of the article's parent collections"},
	{schema: "update_article_request", property: "parent_ids", allow: anything, source: lender{"article_list_item", "parent_id"}, text: "The ids of the article's parent collections"},
	{schema: "update_data_attribute_request", property: "options", allow: objects, example: updatedOptions},
	{schema: "create_data_attribute_request", property: "options", allow: objects, example: Example{Version: "2.13"}, text: "Provide a set of hashes with `value`"},

	// IDs as integers in the requests of examples. The schemas have text, and the client sends text.
	{schema: "create_ticket_request", property: "ticket_type_id", allow: integer, example: createTicket, examplesOnly: true},
	{schema: "update_ticket_request", property: "ticket_state_id", allow: integer, example: updateTicket, examplesOnly: true},
	{schema: "update_ticket_request", property: "assignee_id", allow: integer, example: updateTicket, examplesOnly: true},
	{schema: "admin_reply_ticket_request", property: "admin_id", allow: integer, example: noteOnTicket, examplesOnly: true},

	// A reason for being away is a number, and text in the example.
	{schema: "admin", property: "away_status_reason_id", allow: text, example: setAway, examplesOnly: true},
	// The schema of notes has their company only since 2.16.
	{schema: "note", property: "company", allow: anything, example: companyNotes},

	// The answer to change_type is a ticket of 2.11, and its errors have request IDs that are not UUIDs.
	{schema: "ticket", property: "ticket_state", allow: text, example: changedType, examplesOnly: true},
	{schema: "ticket", property: "ticket_state_internal_label", allow: anything, example: changedType, examplesOnly: true},
	{schema: "ticket", property: "ticket_state_external_label", allow: anything, example: changedType, examplesOnly: true},
	{schema: "error", property: "request_id", allow: noFormat, example: changeRefused, examplesOnly: true},
}

// make loosens a description. Versions that lack the schema or, for a request, the property, have nothing to loosen.
func (e exception) make(doc *openapi3.T) {
	owner := doc.Components.Schemas[e.schema]
	if owner == nil {
		return
	}
	loosened := openapi3.NewSchema()
	switch property := owner.Value.Properties[e.property]; {
	case property != nil:
		*loosened = *property.Value
	case e.source.schema != "":
		lent := e.source.lends(doc.Components.Schemas, e.property)
		if lent == nil {
			return
		}
		*loosened = *lent.Value
	case e.example.Status == 0:
		return
	}
	e.allow(loosened, doc.Components.Schemas)
	if owner.Value.Properties == nil {
		owner.Value.Properties = openapi3.Schemas{}
	}
	owner.Value.Properties[e.property] = openapi3.NewSchemaRef("", loosened)
}

// standing returns the exceptions that apply to calls, too.
func standing() []exception {
	var kept []exception
	for _, e := range exceptions {
		if !e.examplesOnly {
			kept = append(kept, e)
		}
	}
	return kept
}
