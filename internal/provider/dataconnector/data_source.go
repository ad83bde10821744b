package dataconnector

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Source is data "intercom_data_connector" and "intercom_data_connectors". They also show what no resource can set.
var Source = withReadOnly(datasources.Of(&Object, datasources.Source[*intercom.DataConnector]{
	By: []string{"id", "name"}, List: detailed,
	Note:    "It shows the live version of a live connector, and the draft of any other.",
	Without: []string{"headers", "secret_headers_wo", "secret_headers_wo_version", "secret_header_names", "mock_response"},
}))

func withReadOnly(s *datasources.Source[*intercom.DataConnector]) *datasources.Source[*intercom.DataConnector] {
	attributes, values := s.Attributes, s.Values
	s.Attributes = func() map[string]schema.Attribute {
		all := attributes()
		all["header_names"] = datasources.IDList("Names of the headers. Intercom shows no values.")
		all["response_fields"] = datasources.Text("Fields of the answers of the other API, as JSON.")
		all["object_mappings"] = datasources.Text("What the connector does with the answers, as JSON. Only Intercom's settings can change it.")
		return all
	}
	s.Values = func(ctx context.Context, r framework.Reader, c *intercom.DataConnector) (map[string]attr.Value, diag.Diagnostics) {
		all, diags := values(ctx, r, c)
		all["header_names"] = datasources.Texts(datasources.Each(c.Headers, func(h intercom.ConnectorHeader) string { return h.Name }))
		all["response_fields"], all["object_mappings"] = document(c.ResponseFields), document(c.ObjectMappings)
		return all, diags
	}
	return s
}

func document(raw json.RawMessage) types.String { return framework.Text(string(raw)) }

// details are the connectors of a walk, each read once.
type details struct {
	providerdata.Cache[[]*intercom.DataConnector]
}

// detailed reads all connectors: a list, and one or two calls for each.
func detailed(ctx context.Context, r framework.Reader) ([]*intercom.DataConnector, error) {
	return providerdata.Shared[details](r.Data).Get(ctx, "", func() (found []*intercom.DataConnector, err error) {
		listed, err := all(ctx, r)
		for _, each := range listed {
			c, err := read(ctx, r, string(each.ID))
			if framework.IsMissing(err) {
				continue
			}
			if err != nil {
				return nil, err
			}
			found = append(found, c)
		}
		return found, err
	})
}
