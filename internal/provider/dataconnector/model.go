package dataconnector

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	ID                        types.String      `tfsdk:"id"`
	Name                      types.String      `tfsdk:"name"`
	Description               types.String      `tfsdk:"description"`
	State                     types.String      `tfsdk:"state"`
	HTTPMethod                types.String      `tfsdk:"http_method"`
	URL                       types.String      `tfsdk:"url"`
	Body                      types.String      `tfsdk:"body"`
	Headers                   types.Map         `tfsdk:"headers"`
	SecretHeaders             types.Map         `tfsdk:"secret_headers_wo"`
	SecretVersion             types.Int64       `tfsdk:"secret_headers_wo_version"`
	SecretHeaderNames         types.Set         `tfsdk:"secret_header_names"`
	DataInputs                types.List        `tfsdk:"data_inputs"`
	TokenIDs                  types.Set         `tfsdk:"token_ids"`
	Audiences                 types.Set         `tfsdk:"audiences"`
	DirectFinUsage            types.Bool        `tfsdk:"direct_fin_usage"`
	CustomerAuthentication    types.Bool        `tfsdk:"customer_authentication"`
	BypassAuthentication      types.Bool        `tfsdk:"bypass_authentication"`
	ValidateMissingAttributes types.Bool        `tfsdk:"validate_missing_attributes"`
	MockResponse              types.String      `tfsdk:"mock_response"`
	CreatedAt                 timetypes.RFC3339 `tfsdk:"created_at"`
	DeletionProtection        types.Bool        `tfsdk:"deletion_protection"`
	OnDestroy                 types.String      `tfsdk:"on_destroy"`
}

var inputTypes = map[string]attr.Type{
	"name": types.StringType, "type": types.StringType, "description": types.StringType, "required": types.BoolType, "default_value": types.StringType,
}

// flatten takes over all that Intercom shows, which is never a header's value, nor the mock response.
func flatten(_ context.Context, c *intercom.DataConnector, m *model) diag.Diagnostics {
	m.ID, m.Name, m.Description = types.StringValue(string(c.ID)), framework.Always(c.Name, m.Name), framework.Text(c.Description)
	m.State, m.HTTPMethod, m.URL, m.Body = framework.Always(c.State, m.State), framework.Always(c.HTTPMethod, m.HTTPMethod), framework.Text(c.URL), framework.Text(c.Body)
	m.TokenIDs, m.Audiences = framework.IDSet(c.TokenIDs, m.TokenIDs), framework.IDSet(c.Audiences, m.Audiences)
	m.DirectFinUsage, m.CustomerAuthentication = types.BoolValue(c.DirectFinUsage), types.BoolValue(c.CustomerAuthentication)
	m.BypassAuthentication, m.CreatedAt = types.BoolValue(c.BypassAuthentication), framework.Time(c.CreatedAt)
	m.ValidateMissingAttributes = types.BoolPointerValue(c.ValidateMissingAttributes)
	m.showHeaders(c.Headers)
	m.showInputs(c.DataInputs)
	if m.MockResponse.IsUnknown() {
		m.MockResponse = types.StringNull()
	}
	return nil
}

// showHeaders takes over the names of headers. The values stay as they are, and a header that the model does not have shows what
// Intercom shows in place of its value. Where a secret header is missing, so is the version, which makes the next apply send it.
func (m *model) showHeaders(shown []intercom.ConnectorHeader) {
	known, secret := texts(m.Headers), map[string]bool{}
	for _, name := range framework.Texts(m.SecretHeaderNames) {
		secret[name] = true
	}
	if m.SecretHeaderNames.IsUnknown() {
		m.SecretHeaderNames = types.SetNull(types.StringType)
	}
	if m.Headers.IsUnknown() {
		m.Headers = types.MapNull(types.StringType)
	}
	if shown == nil {
		return
	}
	headers, there := map[string]attr.Value{}, map[string]bool{}
	for _, h := range shown {
		there[h.Name] = true
		if value, has := known[h.Name]; has {
			headers[h.Name] = types.StringValue(value)
		} else if !secret[h.Name] {
			headers[h.Name] = types.StringValue(intercom.MaskedHeader)
		}
	}
	if !m.Headers.IsNull() {
		m.Headers = types.MapValueMust(types.StringType, headers)
	}
	for name := range secret {
		if !there[name] {
			m.SecretVersion = types.Int64Null()
		}
	}
}

func (m *model) showInputs(shown []intercom.ConnectorInput) {
	if shown == nil {
		if m.DataInputs.IsUnknown() {
			m.DataInputs = types.ListNull(types.ObjectType{AttrTypes: inputTypes})
		}
		return
	}
	values := make([]attr.Value, len(shown))
	for i, input := range shown {
		values[i] = types.ObjectValueMust(inputTypes, map[string]attr.Value{
			"name": types.StringValue(input.Name), "type": types.StringValue(input.Type), "description": framework.Text(input.Description),
			"required": types.BoolValue(input.Required), "default_value": framework.Text(input.DefaultValue),
		})
	}
	m.DataInputs = types.ListValueMust(types.ObjectType{AttrTypes: inputTypes}, values)
}

// inputs are the inputs as Intercom takes them: what is left out has Intercom's default.
func inputs(list types.List) []intercom.ConnectorInput {
	all := []intercom.ConnectorInput{}
	for _, element := range list.Elements() {
		object, _ := element.(types.Object)
		of := object.Attributes()
		required, _ := of["required"].(types.Bool)
		all = append(all, intercom.ConnectorInput{
			Name: text(of["name"]), Type: text(of["type"]), Description: text(of["description"]), Required: required.ValueBool(), DefaultValue: text(of["default_value"]),
		})
	}
	return all
}

// sameInputs: an input that leaves out an argument has its default, and no inputs are none.
func sameInputs(a, b attr.Value) bool {
	x, _ := a.(types.List)
	y, _ := b.(types.List)
	if a.Equal(b) {
		return true
	}
	if x.IsUnknown() || y.IsUnknown() {
		return false
	}
	return slices.EqualFunc(inputs(x), inputs(y), func(v, w intercom.ConnectorInput) bool {
		same := attrvalue.EquivalentText(v.Description, w.Description)
		v.Description, w.Description = "", ""
		return same && v == w
	})
}

// request is what leads from state to the plan m, and nothing else. secrets has the secret headers: headers travel as one list,
// so that a change of either sends both.
func (m *model) request(state, secrets *model) (intercom.DataConnectorRequest, error) {
	request := intercom.DataConnectorRequest{
		Name: framework.String(m.Name, state.Name), Description: framework.StringOrEmpty(m.Description, state.Description),
		HTTPMethod: framework.Kept(m.HTTPMethod, state.HTTPMethod), URL: framework.StringOrEmpty(m.URL, state.URL), Body: framework.StringOrEmpty(m.Body, state.Body),
		DirectFinUsage:            framework.Bool(m.DirectFinUsage, state.DirectFinUsage),
		CustomerAuthentication:    framework.Bool(m.CustomerAuthentication, state.CustomerAuthentication),
		BypassAuthentication:      framework.Bool(m.BypassAuthentication, state.BypassAuthentication),
		ValidateMissingAttributes: framework.Bool(m.ValidateMissingAttributes, state.ValidateMissingAttributes),
	}
	// A change of a live connector may change its draft alone: it is published with every change.
	if live := m.State.ValueString() == intercom.ConnectorLive; live || !m.State.Equal(state.State) {
		request.State = m.State.ValueString()
	}
	if !m.TokenIDs.IsUnknown() && !framework.SameSet(m.TokenIDs, state.TokenIDs) {
		request.TokenIDs = intercom.Set(framework.Texts(m.TokenIDs))
	}
	if !m.Audiences.IsUnknown() && !m.Audiences.IsNull() && !framework.SameSet(m.Audiences, state.Audiences) {
		request.Audiences = intercom.Set(framework.Texts(m.Audiences))
	}
	if !m.DataInputs.IsUnknown() && !sameInputs(m.DataInputs, state.DataInputs) {
		request.DataInputs = intercom.Set(inputs(m.DataInputs))
	}
	if mock := m.MockResponse; !mock.IsNull() && !mock.IsUnknown() && !mock.Equal(state.MockResponse) {
		request.MockResponse = intercom.Set(json.RawMessage(mock.ValueString()))
	}
	if !m.sendsHeaders(state) {
		return request, nil
	}
	secret := texts(secrets.SecretHeaders)
	if !m.SecretVersion.IsNull() && (len(secret) == 0 || len(secret) != len(secrets.SecretHeaders.Elements())) {
		return request, fmt.Errorf("secret_headers_wo_version is %d, but secret_headers_wo has no values", m.SecretVersion.ValueInt64())
	}
	headers := []intercom.ConnectorHeader{}
	for _, of := range []map[string]string{texts(m.Headers), secret} {
		for _, name := range slices.Sorted(maps.Keys(of)) {
			headers = append(headers, intercom.ConnectorHeader{Name: name, Value: of[name]})
		}
	}
	request.Headers = intercom.Set(headers)
	return request, nil
}

// namesOf are the keys of a map.
func namesOf(headers types.Map) types.Set {
	if headers.IsNull() {
		return types.SetNull(types.StringType)
	}
	var names []attr.Value
	for name := range headers.Elements() {
		names = append(names, types.StringValue(name))
	}
	return types.SetValueMust(types.StringType, names)
}

// texts are the known texts of a map.
func texts(m types.Map) map[string]string {
	known := map[string]string{}
	for name, value := range m.Elements() {
		if !value.IsUnknown() && !value.IsNull() {
			known[name] = text(value)
		}
	}
	return known
}

func text(value attr.Value) string {
	s, _ := value.(types.String)
	return s.ValueString()
}
