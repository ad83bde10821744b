package export

import (
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// NotManaged is what no resource of the provider manages.
const NotManaged = "Workflows, macros, SLAs, roles, segments, Messenger settings, ticket states, and anything else that only Intercom's settings can change."

// unsettable says, by type, what the API of a kind cannot set, or "". A test demands a row for every registered type.
var unsettable = map[string]string{
	"intercom_article":                      "the order of the articles, their images' files, and changes that are not published",
	"intercom_article_body":                 "",
	"intercom_article_tag":                  "",
	"intercom_audience":                     "groups of conditions",
	"intercom_collection":                   "order and icon",
	"intercom_company":                      "",
	"intercom_company_tag":                  "",
	"intercom_contact":                      "conversations, notes, and the time when they were last seen",
	"intercom_contact_company":              "",
	"intercom_contact_tag":                  "",
	"intercom_conversation_attribute":       "",
	"intercom_custom_object_instance":       "custom object types and their attributes, and references to other objects",
	"intercom_data_attribute":               "",
	"intercom_data_connector":               "the values of headers, authentication tokens, object mappings, and answers",
	"intercom_help_center_redirect":         "",
	"intercom_identity_verification_secret": "",
	"intercom_ip_allowlist":                 "",
	"intercom_office_hours_exception":       "",
	"intercom_office_hours_schedule":        "the teams that use it",
	"intercom_tag":                          "",
	"intercom_team_members":                 "the team itself: its name, distribution method, and assignment limit",
	"intercom_ticket":                       "parts, files, and linked objects other than a tracker's conversations",
	"intercom_ticket_linked_conversation":   "",
	"intercom_ticket_tag":                   "",
	"intercom_ticket_type":                  "ticket states, and the order of the attributes",
	"intercom_ticket_type_attribute":        "the order of the options",
}

// withheld says, by type, why an export leaves a kind out that could be listed.
var withheld = map[string]string{
	"intercom_identity_verification_secret": "secrets are never exported, and Intercom shows their values only once",
}

// unsaid returns, by type, which arguments of an object have something in Intercom that no configuration can say, so that another
// workspace does not get it.
var unsaid = map[string]func(state map[string]tftypes.Value) []string{
	"intercom_audience": func(audience map[string]tftypes.Value) (arguments []string) {
		for _, name := range elements(audience["undescribed"]) {
			arguments = append(arguments, text(name))
		}
		return arguments
	},
}

// associated reports, by type, which objects have associations of it, so that no call is made for the others.
var associated = map[string]func(state map[string]tftypes.Value) bool{
	"intercom_ticket_linked_conversation": func(ticket map[string]tftypes.Value) bool {
		return text(ticket["category"]) == intercom.CategoryTracker
	},
}

// namings says, by type and argument, of which other objects the texts are names: the keys of a map, or the text. Each becomes a
// reference. An ID needs no row: its metadata has References.
var namings = map[string]map[string]naming{
	"intercom_audience": {"predicates.attribute": {"intercom_data_attribute", "custom_attributes.", ofModel(intercom.ModelContact)}},
	"intercom_company":  {"custom_attributes": {"intercom_data_attribute", "", ofModel(intercom.ModelCompany)}},
	"intercom_contact":  {"custom_attributes": {"intercom_data_attribute", "", ofModel(intercom.ModelContact)}},
	"intercom_ticket": {"ticket_attributes": {"intercom_ticket_type_attribute", "", func(ticket, attribute *object) bool {
		return text(ticket.state["ticket_type_id"]) == text(attribute.state["ticket_type_id"])
	}}},
}

func ofModel(model string) func(user, named *object) bool {
	return func(_, attribute *object) bool { return text(attribute.state["model"]) == model }
}

// uncopied says, by type, why another workspace cannot have the objects.
var uncopied = map[string]string{
	"intercom_ticket_linked_conversation": "it does not have the conversations, and Terraform cannot create them",
}

// incomplete says, by type, what a list of Intercom lacks. A second export into the directory reads it by the IDs of the first one.
var incomplete = map[string]string{
	"intercom_company": "Intercom does not list companies without contacts. This export has only those that an earlier export in the directory had.",
}

// unlisted says why an export cannot find the objects of a type.
var unlisted = map[string]string{
	"intercom_article_body": "the articles in the export have their texts",
	"intercom_ticket_tag":   "Intercom's API does not show the tags of a ticket",
}
