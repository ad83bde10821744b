package intercom

import (
	"context"
	"net/http"
)

// The data types of conversation attributes that have arguments of their own.
const (
	ConversationAttributeString       = "string"
	ConversationAttributeList         = "list"
	ConversationAttributeRelationship = "relationship"
)

// ConversationAttributeTypes are all data types of conversation attributes.
var ConversationAttributeTypes = []string{
	ConversationAttributeString, "integer", ConversationAttributeList, "decimal", "boolean", "datetime", ConversationAttributeRelationship, "files",
}

const conversationAttributeKind = "conversation_attribute"

// ConversationAttribute defines a field of conversations.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations-attributes/conversation_attribute
type ConversationAttribute struct {
	Type        string `json:"type"`
	ID          ID     `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description"`
	DataType    string `json:"data_type"`
	Required    bool   `json:"required"`
	// VisibleToTeamIDs are the teams that see it; empty means all, and nil that the answer does not tell.
	VisibleToTeamIDs []ID `json:"visible_to_team_ids"`
	Archived         bool `json:"archived"`
	// Multiline is nil unless it is a string.
	Multiline *bool `json:"multiline"`
	// Options are those of a list, archived ones included. Nil where the answer does not show them.
	Options   []ConversationAttributeOption   `json:"options"`
	Reference *ConversationAttributeReference `json:"reference"`
	CreatedAt UnixTime                        `json:"created_at"`
}

func (a *ConversationAttribute) self() (kind string, id ID) { return a.Type, a.ID }

// ConversationAttributeOption is one value of a list.
type ConversationAttributeOption struct {
	ID       ID     `json:"id"`
	Label    string `json:"label"`
	Archived bool   `json:"archived"`
}

// ConversationAttributeReference says which custom objects a relationship refers to, and whether to one or many.
type ConversationAttributeReference struct {
	Type         string `json:"type"`
	ObjectTypeID string `json:"object_type_id"`
}

// OptionLabel is all that a request may say of an option.
type OptionLabel struct {
	Label string `json:"label"`
}

// CreateConversationAttributeRequest is the body of POST /conversations/attributes.
type CreateConversationAttributeRequest struct {
	DataType string        `json:"data_type"`
	Options  []OptionLabel `json:"options,omitempty"`
	UpdateConversationAttributeRequest
}

// UpdateConversationAttributeRequest is the body of PUT /conversations/attributes/{id}. A zero field stays as it is.
type UpdateConversationAttributeRequest struct {
	Name             Field[string]                   `json:"name,omitzero"`
	Description      Field[string]                   `json:"description,omitzero"`
	Required         Field[bool]                     `json:"required,omitzero"`
	VisibleToTeamIDs Field[[]string]                 `json:"visible_to_team_ids,omitzero"`
	Multiline        Field[bool]                     `json:"multiline,omitzero"`
	Reference        *ConversationAttributeReference `json:"reference,omitempty"`
}

// ConversationAttributes reads the definitions of conversations' fields, without archived ones.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations-attributes/listconversationattributes
func (r Reader) ConversationAttributes(ctx context.Context) ([]ConversationAttribute, error) {
	return all[ConversationAttribute](ctx, r, "/conversations/attributes", conversationAttributeKind)
}

// ConversationAttribute reads a definition. It may be archived.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations-attributes/getconversationattribute
func (r Reader) ConversationAttribute(ctx context.Context, id string) (*ConversationAttribute, error) {
	return conversationAttribute(ctx, r, call{method: http.MethodGet, idempotent: true}, id)
}

// CreateConversationAttribute defines a field of conversations. Where MayHaveHappened(err), it may exist.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations-attributes/createconversationattribute
func (w Writer) CreateConversationAttribute(ctx context.Context, req CreateConversationAttributeRequest) (*ConversationAttribute, error) {
	return created[ConversationAttribute](ctx, w, call{method: http.MethodPost, path: "/conversations/attributes", body: req, write: true}, conversationAttributeKind)
}

// UpdateConversationAttribute changes a definition. Its data type and its options are not among what a PUT takes.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations-attributes/updateconversationattribute
func (w Writer) UpdateConversationAttribute(ctx context.Context, id string, req UpdateConversationAttributeRequest) (*ConversationAttribute, error) {
	return conversationAttribute(ctx, w, call{method: http.MethodPut, body: req, idempotent: true, write: true}, id)
}

// ArchiveConversationAttribute archives a definition, which no call takes back. It returns what the answer shows.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations-attributes/deleteconversationattribute
func (w Writer) ArchiveConversationAttribute(ctx context.Context, id string) (*ConversationAttribute, error) {
	return conversationAttribute(ctx, w, call{method: http.MethodDelete, idempotent: true, write: true}, id)
}

// AddConversationAttributeOption adds an option to a list. Where MayHaveHappened(err), it may exist.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations-attributes/createconversationattributeoption
func (w Writer) AddConversationAttributeOption(ctx context.Context, id, label string) (*ConversationAttribute, error) {
	return conversationAttribute(ctx, w, call{method: http.MethodPost, path: "/options", body: OptionLabel{label}, write: true}, id)
}

// RenameConversationAttributeOption changes the label of an option, which conversations that have it then show.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations-attributes/updateconversationattributeoption
func (w Writer) RenameConversationAttributeOption(ctx context.Context, id, optionID, label string) (*ConversationAttribute, error) {
	return conversationAttribute(ctx, w, call{method: http.MethodPut, body: OptionLabel{label}, idempotent: true, write: true}, id, optionID)
}

// ArchiveConversationAttributeOption archives an option, which no call takes back. Intercom keeps at least two.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations-attributes/deleteconversationattributeoption
func (w Writer) ArchiveConversationAttributeOption(ctx context.Context, id, optionID string) (*ConversationAttribute, error) {
	return conversationAttribute(ctx, w, call{method: http.MethodDelete, idempotent: true, write: true}, id, optionID)
}

// conversationAttribute makes a call about an attribute or one of its options, which is answered with the whole attribute.
func conversationAttribute(ctx context.Context, d doer, cl call, id string, optionID ...string) (*ConversationAttribute, error) {
	path, err := objectPath("attributes", id)
	if len(optionID) > 0 && err == nil {
		path, err = objectPath("attributes", id, "options", optionID[0])
	}
	if err != nil {
		return nil, err
	}
	cl.path = "/conversations" + path + cl.path
	return one[ConversationAttribute](ctx, d, cl, conversationAttributeKind, id)
}
