package intercom

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"strings"
)

// The values of TicketTypeAttribute.DataType.
const (
	DataTypeString   = "string"
	DataTypeList     = "list"
	DataTypeInteger  = "integer"
	DataTypeDecimal  = "decimal"
	DataTypeBoolean  = "boolean"
	DataTypeDatetime = "datetime"
	DataTypeFiles    = "files"
)

// TicketTypeAttribute is one attribute of a type's tickets.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/ticket-type-attributes/ticket_type_attribute
type TicketTypeAttribute struct {
	Type         string       `json:"type"`
	ID           ID           `json:"id"`
	TicketTypeID ID           `json:"ticket_type_id"`
	WorkspaceID  string       `json:"workspace_id"`
	Name         string       `json:"name"`
	Description  string       `json:"description"`
	DataType     string       `json:"data_type"`
	InputOptions InputOptions `json:"input_options"`
	// These are nil if the answer omits them.
	RequiredToCreate            *bool `json:"required_to_create"`
	RequiredToCreateForContacts *bool `json:"required_to_create_for_contacts"`
	VisibleOnCreate             *bool `json:"visible_on_create"`
	VisibleToContacts           *bool `json:"visible_to_contacts"`
	// BuiltIn attributes (title and description) are on every type.
	BuiltIn  *bool `json:"default"`
	Archived *bool `json:"archived"`
}

func (a *TicketTypeAttribute) self() (kind string, id ID) { return a.Type, a.ID }

// InputOptions are the values that an attribute accepts. Their form is not documented. ListOptions are nil if the answer
// has none.
type InputOptions struct {
	Multiline           bool
	AllowMultipleValues bool
	ListOptions         []ListOption
	// ShowsMultiline and ShowsAllowMultipleValues report whether the answer has the fields: an absent field is not false.
	ShowsMultiline, ShowsAllowMultipleValues bool
}

// ListOption is one value of an attribute with data type list. ID is empty if Intercom shows only labels. Archived ones are
// on older tickets and can no longer be chosen.
type ListOption struct {
	ID       string
	Label    string
	Archived bool
}

// UnmarshalJSON reads list_options or list_items, each with objects or plain strings, or one comma-separated string as in
// requests. Anything else means no options.
func (o *InputOptions) UnmarshalJSON(data []byte) error {
	*o = InputOptions{}
	var wire struct {
		Multiline           any             `json:"multiline"`
		AllowMultipleValues any             `json:"allow_multiple_values"`
		ListOptions         json.RawMessage `json:"list_options"`
		ListItems           json.RawMessage `json:"list_items"`
	}
	if json.Unmarshal(data, &wire) != nil {
		return nil
	}
	isTrue := func(v any) bool { return v == true || v == "true" }
	o.Multiline, o.AllowMultipleValues = isTrue(wire.Multiline), isTrue(wire.AllowMultipleValues)
	o.ShowsMultiline, o.ShowsAllowMultipleValues = wire.Multiline != nil, wire.AllowMultipleValues != nil
	if o.ListOptions = listOptions(wire.ListOptions); o.ListOptions == nil {
		o.ListOptions = listOptions(wire.ListItems)
	}
	return nil
}

func listOptions(data json.RawMessage) []ListOption {
	var options []ListOption
	var text string
	if json.Unmarshal(data, &text) == nil {
		for label := range strings.SplitSeq(text, ",") {
			if label = strings.TrimSpace(label); label != "" {
				options = append(options, ListOption{Label: label})
			}
		}
		return options
	}
	var elements []json.RawMessage
	if json.Unmarshal(data, &elements) != nil {
		return nil
	}
	for _, element := range elements {
		var option struct {
			ID       ID     `json:"id"`
			Label    string `json:"label"`
			Name     string `json:"name"`
			Value    string `json:"value"`
			Archived bool   `json:"archived"`
		}
		if json.Unmarshal(element, &option.Label) != nil && json.Unmarshal(element, &option) != nil {
			continue
		}
		if label := cmp.Or(option.Label, option.Name, option.Value); label != "" {
			options = append(options, ListOption{ID: string(option.ID), Label: label, Archived: option.Archived})
		}
	}
	return options
}

// CreateTicketTypeAttributeRequest is the body of POST /ticket_types/{id}/attributes.
type CreateTicketTypeAttributeRequest struct {
	Name        string `json:"name"`
	Description string `json:"description"`
	DataType    string `json:"data_type"`
	TicketTypeAttributeOptions
}

// UpdateTicketTypeAttributeRequest is the body of PUT /ticket_types/{id}/attributes/{id}. A zero field does not change the
// value.
type UpdateTicketTypeAttributeRequest struct {
	Name        Field[string] `json:"name,omitzero"`
	Description Field[string] `json:"description,omitzero"`
	Archived    Field[bool]   `json:"archived,omitzero"`
	TicketTypeAttributeOptions
}

// TicketTypeAttributeOptions are the common fields of both requests. Intercom decides about zero fields.
type TicketTypeAttributeOptions struct {
	RequiredToCreate            Field[bool] `json:"required_to_create,omitzero"`
	RequiredToCreateForContacts Field[bool] `json:"required_to_create_for_contacts,omitzero"`
	VisibleOnCreate             Field[bool] `json:"visible_on_create,omitzero"`
	VisibleToContacts           Field[bool] `json:"visible_to_contacts,omitzero"`
	Multiline                   Field[bool] `json:"multiline,omitzero"`
	// ListItems are the labels of a list's options, joined by commas. A label cannot contain a comma.
	ListItems           Field[string] `json:"list_items,omitzero"`
	AllowMultipleValues Field[bool]   `json:"allow_multiple_values,omitzero"`
}

// CreateTicketTypeAttribute adds an attribute to a ticket type. If MayHaveHappened(err), it may exist.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/ticket-type-attributes/createtickettypeattribute
func (w Writer) CreateTicketTypeAttribute(ctx context.Context, typeID string, req CreateTicketTypeAttributeRequest) (*TicketTypeAttribute, error) {
	path, err := objectPath("ticket_types", typeID)
	if err != nil {
		return nil, err
	}
	return created[TicketTypeAttribute](ctx, w, call{method: http.MethodPost, path: path + "/attributes", body: req, write: true}, "ticket_type_attribute")
}

// UpdateTicketTypeAttribute changes an attribute. It cannot be deleted; if it is archived, new tickets do not show it.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/ticket-type-attributes/updatetickettypeattribute
func (w Writer) UpdateTicketTypeAttribute(ctx context.Context, typeID, id string, req UpdateTicketTypeAttributeRequest) (*TicketTypeAttribute, error) {
	path, err := objectPath("ticket_types", typeID, "attributes", id)
	if err != nil {
		return nil, err
	}
	return one[TicketTypeAttribute](ctx, w, call{method: http.MethodPut, path: path, body: req, idempotent: true, write: true}, "ticket_type_attribute", id)
}
