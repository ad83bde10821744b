package dataattribute

import (
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/dataattributes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Source is data "intercom_data_attribute" and "intercom_data_attributes". They also show Intercom's own attributes.
var Source = datasources.Of(&Object, datasources.Source[*intercom.DataAttribute]{
	By: []string{"id", "name", "full_name"}, Apart: "full_name",
	Note:         "Standard attributes, which Intercom defines, have no ID.",
	Descriptions: map[string]string{"id": "ID of the data attribute. Null for standard attributes.", "model": "What the attribute describes: `contact` or `company`."},
	Without:      []string{"drift"},
	List:         dataattributes.All,
	Within: datasources.Within[*intercom.DataAttribute]{
		Argument: "model", Description: "What the attribute describes: `contact` or `company`.",
		List:  dataattributes.Of,
		Holds: func(a *intercom.DataAttribute, model string) bool { return a.Model == model },
	},
})
