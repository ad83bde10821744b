package intercom

import (
	"context"
	"net/url"
)

// The models whose data attributes a workspace defines.
const (
	ModelContact = "contact"
	ModelCompany = "company"
)

// The data types of data attributes.
const (
	DataAttributeString  = "string"
	DataAttributeInteger = "integer"
	DataAttributeFloat   = "float"
	DataAttributeBoolean = "boolean"
	DataAttributeDate    = "date"
)

// DataAttribute defines a field of contacts or companies.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/data-attributes/data_attribute
type DataAttribute struct {
	Type string `json:"type"`
	// ID is empty for what Intercom itself defines.
	ID       ID     `json:"id"`
	Name     string `json:"name"`
	DataType string `json:"data_type"`
	// Custom: the workspace defined it, and values are among custom_attributes.
	Custom   bool `json:"custom"`
	Archived bool `json:"archived"`
}

func (a *DataAttribute) self() (kind string, id ID) {
	if a.ID == "" {
		return a.Type, "none"
	}
	return a.Type, a.ID
}

// DataAttributes reads the definitions of a model's fields.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/data-attributes/lisdataattributes
func (r Reader) DataAttributes(ctx context.Context, model string) ([]DataAttribute, error) {
	return all[DataAttribute](ctx, r, "/data_attributes?"+url.Values{"model": {model}}.Encode(), "data_attribute")
}
