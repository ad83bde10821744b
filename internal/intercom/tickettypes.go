package intercom

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// TicketType defines which attributes and states its tickets have.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/ticket-types/ticket_type
type TicketType struct {
	Type        string                    `json:"type"`
	ID          ID                        `json:"id"`
	Category    string                    `json:"category"`
	Name        string                    `json:"name"`
	Archived    bool                      `json:"archived"`
	WorkspaceID string                    `json:"workspace_id"`
	Attributes  list[TicketTypeAttribute] `json:"ticket_type_attributes"`
	States      list[TicketState]         `json:"ticket_states"`
}

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
type TicketTypeAttribute struct {
	ID               ID           `json:"id"`
	Name             string       `json:"name"`
	DataType         string       `json:"data_type"`
	InputOptions     InputOptions `json:"input_options"`
	RequiredToCreate bool         `json:"required_to_create"`
	Archived         bool         `json:"archived"`
}

// InputOptions are what an attribute accepts. The published descriptions leave their shape open.
type InputOptions struct {
	AllowMultipleValues bool
	ListOptions         []ListOption
}

// ListOption is one value of an attribute of data type list. ID is empty where Intercom names only labels.
type ListOption struct {
	ID    string
	Label string
}

// UnmarshalJSON reads list_options or list_items, each of objects or plain strings, or one string with commas as requests
// have it; anything else means no options.
func (o *InputOptions) UnmarshalJSON(data []byte) error {
	*o = InputOptions{}
	var wire struct {
		AllowMultipleValues any             `json:"allow_multiple_values"`
		ListOptions         json.RawMessage `json:"list_options"`
		ListItems           json.RawMessage `json:"list_items"`
	}
	if json.Unmarshal(data, &wire) != nil {
		return nil
	}
	o.AllowMultipleValues = wire.AllowMultipleValues == true || wire.AllowMultipleValues == "true"
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
			ID    ID     `json:"id"`
			Label string `json:"label"`
			Name  string `json:"name"`
			Value string `json:"value"`
		}
		if json.Unmarshal(element, &option.Label) != nil && json.Unmarshal(element, &option) != nil {
			continue
		}
		if label := cmp.Or(option.Label, option.Name, option.Value); label != "" {
			options = append(options, ListOption{ID: string(option.ID), Label: label})
		}
	}
	return options
}

// TicketType reads a ticket type with its attributes.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/ticket-types/gettickettype
func (c *Client) TicketType(ctx context.Context, id string) (*TicketType, error) {
	path, err := objectPath("ticket_types", id)
	if err != nil {
		return nil, err
	}
	var t TicketType
	err = c.do(ctx, call{method: http.MethodGet, path: path, safe: true, accept: decodeInto(&t, func(t *TicketType) error {
		switch {
		case t.ID == "":
			return fmt.Errorf("%w: it is no ticket type", errBodyInvalid)
		case string(t.ID) != id || t.Type != "" && t.Type != "ticket_type":
			return fmt.Errorf("%w: %s %s", errOtherObject, Clean(t.Type, maxID), Clean(string(t.ID), maxID))
		}
		return nil
	})})
	if err != nil {
		return nil, err
	}
	return &t, nil
}
