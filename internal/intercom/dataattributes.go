package intercom

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
)

// The models whose data attributes a workspace defines.
const (
	ModelContact = "contact"
	ModelCompany = "company"
)

// The data types of data attributes. Answers before Preview show Datetime as a date. Intercom's answers have no type for a
// list.
const (
	DataAttributeString   = "string"
	DataAttributeInteger  = "integer"
	DataAttributeFloat    = "float"
	DataAttributeBoolean  = "boolean"
	DataAttributeDate     = "date"
	DataAttributeDatetime = "datetime"
	DataAttributeList     = "list"
)

// dataAttributeOptions is the name of DataAttributeList in requests since 2.14. Earlier versions call it string.
const dataAttributeOptions = "options"

// DataAttribute defines a field of contacts or companies.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/data-attributes/data_attribute
type DataAttribute struct {
	Type string `json:"type"`
	// ID is empty for attributes that Intercom itself defines.
	ID          ID     `json:"id"`
	Model       string `json:"model"`
	Name        string `json:"name"`
	FullName    string `json:"full_name"`
	Label       string `json:"label"`
	Description string `json:"description"`
	// DataType is the type in Intercom's answer. Kind distinguishes a list from a string.
	DataType    string       `json:"data_type"`
	Options     OptionValues `json:"options"`
	APIWritable bool         `json:"api_writable"`
	UIWritable  bool         `json:"ui_writable"`
	// MessengerWritable and Archived are nil if the answer omits them.
	MessengerWritable *bool `json:"messenger_writable"`
	// Custom: the workspace defined it, and its values are in custom_attributes.
	Custom    bool     `json:"custom"`
	Archived  *bool    `json:"archived"`
	CreatedAt UnixTime `json:"created_at"`
}

func (a *DataAttribute) self() (kind string, id ID) { return a.Type, a.ID }

// Kind returns the data type, which is DataAttributeList for a string with options, or for options without a type.
func (a *DataAttribute) Kind() string {
	if a.DataType == dataAttributeOptions || (a.DataType == DataAttributeString || a.DataType == "") && len(a.Options) > 0 {
		return DataAttributeList
	}
	return a.DataType
}

// OptionValues are the options of a list. Answers have plain text. Requests have objects with a value, which can be
// decoded, too.
type OptionValues []string

// option is one option in a request.
type option struct {
	Value string `json:"value"`
}

// UnmarshalJSON leaves the options nil if one of them has neither form.
func (o *OptionValues) UnmarshalJSON(data []byte) error {
	*o = nil
	var elements []json.RawMessage
	if json.Unmarshal(data, &elements) != nil || elements == nil {
		return nil
	}
	values := make(OptionValues, len(elements))
	for i, element := range elements {
		var object option
		if json.Unmarshal(element, &values[i]) != nil && (json.Unmarshal(element, &object) != nil || object.Value == "") {
			return nil
		}
		values[i] = cmp.Or(values[i], object.Value)
	}
	*o = values
	return nil
}

// MarshalJSON writes the objects that requests need. This includes 2.13, whose schema has text, but whose examples and
// prose have objects.
func (o OptionValues) MarshalJSON() ([]byte, error) {
	objects := make([]option, len(o))
	for i, value := range o {
		objects[i] = option{value}
	}
	return json.Marshal(objects)
}

// listedDataAttribute is an element of a list, which includes the attributes that Intercom itself defines.
type listedDataAttribute struct{ DataAttribute }

func (a *listedDataAttribute) self() (kind string, id ID) {
	if a.ID == "" && !a.Custom {
		return a.Type, "none"
	}
	return a.Type, a.ID
}

// DataAttributes reads the definitions of a model's fields, including archived ones.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/data-attributes/lisdataattributes
func (r Reader) DataAttributes(ctx context.Context, model string) ([]DataAttribute, error) {
	query := url.Values{"model": {model}, "include_archived": {"true"}}
	listed, err := all[listedDataAttribute](ctx, r, "/data_attributes?"+query.Encode(), "data_attribute")
	attributes := make([]DataAttribute, len(listed))
	for i := range listed {
		attributes[i] = listed[i].DataAttribute
		attributes[i].Model = cmp.Or(attributes[i].Model, model)
	}
	return attributes, err
}

// CreateDataAttributeRequest is the body of POST /data_attributes.
type CreateDataAttributeRequest struct {
	Name  string `json:"name"`
	Model string `json:"model"`
	// DataType can be DataAttributeList, which is sent under the version's name.
	DataType          string        `json:"data_type"`
	Description       Field[string] `json:"description,omitzero"`
	Options           OptionValues  `json:"options,omitempty"`
	MessengerWritable Field[bool]   `json:"messenger_writable,omitzero"`
}

// UpdateDataAttributeRequest is the body of PUT /data_attributes/{id}. A zero field does not change the value.
type UpdateDataAttributeRequest struct {
	Archived          Field[bool]   `json:"archived,omitzero"`
	Description       Field[string] `json:"description,omitzero"`
	Options           OptionValues  `json:"options,omitempty"`
	MessengerWritable Field[bool]   `json:"messenger_writable,omitzero"`
}

// IsZero reports whether the request would change nothing.
func (r UpdateDataAttributeRequest) IsZero() bool {
	return r.Archived.IsZero() && r.Description.IsZero() && len(r.Options) == 0 && r.MessengerWritable.IsZero()
}

// CreateDataAttribute defines a field of contacts or companies. Intercom refuses a name that an attribute of either model
// already has.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/data-attributes/createdataattribute
func (w Writer) CreateDataAttribute(ctx context.Context, req CreateDataAttributeRequest) (*DataAttribute, error) {
	if req.DataType == DataAttributeList {
		req.DataType = w.Version().listDataType()
	}
	return created[DataAttribute](ctx, w, call{method: http.MethodPost, path: "/data_attributes", body: req, write: true}, "data_attribute")
}

// UpdateDataAttribute changes an attribute. An attribute cannot be deleted or renamed, and its type cannot change.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/data-attributes/updatedataattribute
func (w Writer) UpdateDataAttribute(ctx context.Context, id string, req UpdateDataAttributeRequest) (*DataAttribute, error) {
	path, err := objectPath("data_attributes", id)
	if err != nil {
		return nil, err
	}
	return one[DataAttribute](ctx, w, call{method: http.MethodPut, path: path, body: req, idempotent: true, write: true}, "data_attribute", id)
}
