package conversationattribute

import (
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Source is data "intercom_conversation_attribute" and "intercom_conversation_attributes".
var Source = datasources.Of(&Object, datasources.Source[*intercom.ConversationAttribute]{
	By: []string{"id", "name"}, Without: []string{"drift"},
	Note: "Archived attributes are left out.", NoteAll: "Archived attributes are left out.",
	List: all,
	Descriptions: map[string]string{
		"options":    "Options of a list, by their labels. Null for other data types.",
		"option_ids": "IDs of the options of a list, by their labels.",
	},
})
