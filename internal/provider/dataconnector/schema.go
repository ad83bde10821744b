package dataconnector

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const kept = " Removing this argument does not change the value in Intercom."

func attributes() map[string]schema.Attribute {
	clearable := func(description string) schema.StringAttribute {
		return schema.StringAttribute{
			MarkdownDescription: description, Optional: true, Computed: true,
			Validators: []validator.String{schemas.NotEmpty}, PlanModifiers: []planmodifier.String{managedfields.Clearable()},
		}
	}
	oneOf := func(description string, values ...string) schema.StringAttribute {
		return schema.StringAttribute{
			MarkdownDescription: description + kept, Optional: true, Computed: true,
			Validators: []validator.String{stringvalidator.OneOf(values...)}, PlanModifiers: []planmodifier.String{managedfields.Optional()},
		}
	}
	flag := func(description string) schema.BoolAttribute {
		return schema.BoolAttribute{MarkdownDescription: description + kept, Optional: true, Computed: true, PlanModifiers: []planmodifier.Bool{managedfields.Optional()}}
	}
	return map[string]schema.Attribute{
		"name":        schema.StringAttribute{MarkdownDescription: "Name of the connector. If another connector already has this name, the plan fails.", Required: true, Validators: []validator.String{schemas.Identifying}},
		"description": clearable("Description of the connector. Fin uses it to decide when to use the connector."),
		"state":       oneOf("State of the connector: `draft` (a new connector's) or `live`. A change to `live` is sent with or after all other changes. A change of a live connector is always published. It is refused while the draft of the connector has changes that are not live, of arguments that the configuration does not set.", intercom.ConnectorDraft, intercom.ConnectorLive),
		"http_method": oneOf("HTTP method of the call: `"+strings.Join(intercom.ConnectorMethods, "`, `")+"`.", intercom.ConnectorMethods...),
		"url":         clearable("URL of the call. It can have inputs, such as `{{order_id}}`."),
		"body":        clearable("Body of the call. It can have inputs."),
		"headers": schema.MapAttribute{
			MarkdownDescription: "Headers of the call, by name. They are in state, and Intercom shows their values in execution logs. Intercom's API shows no values, so a value changed in Intercom does not show as drift. " +
				"An added header shows with the value `****`. Intercom replaces all headers at once: a change is refused if the connector has headers that are neither here nor in `secret_headers_wo`.",
			ElementType: types.StringType, Optional: true, Computed: true,
			Validators: []validator.Map{mapvalidator.ValueStringsAre(notMasked{})}, PlanModifiers: []planmodifier.Map{managedfields.Clearable()},
		},
		"secret_headers_wo": schema.MapAttribute{
			MarkdownDescription: "Further headers. Their values are not written to state or plans. Requires Terraform 1.11 or OpenTofu 1.11. Set `secret_headers_wo_version` with it. " +
				"Intercom still shows the values in execution logs, except for `Authorization`.",
			ElementType: types.StringType, Optional: true, WriteOnly: true, Sensitive: true,
			Validators: []validator.Map{mapvalidator.ValueStringsAre(notMasked{}), mapvalidator.AlsoRequires(path.MatchRoot("secret_headers_wo_version"))},
		},
		"secret_headers_wo_version": schema.Int64Attribute{
			MarkdownDescription: "Version of `secret_headers_wo`. Another version sends the secret headers again, as does a secret header that is missing in Intercom.",
			Optional:            true,
			Validators:          []validator.Int64{int64validator.AlsoRequires(path.MatchRoot("secret_headers_wo"))},
		},
		"secret_header_names": schema.SetAttribute{MarkdownDescription: "Names of the headers in `secret_headers_wo`.", ElementType: types.StringType, Computed: true},
		"data_inputs": schema.ListNestedAttribute{
			MarkdownDescription: "Values that the connector is called with, in order.", Optional: true, Computed: true,
			PlanModifiers: []planmodifier.List{managedfields.Clearable()},
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"name":          schema.StringAttribute{MarkdownDescription: "Name of the input. Required.", Optional: true, Validators: []validator.String{schemas.Identifying}},
				"type":          schema.StringAttribute{MarkdownDescription: "Type: `" + strings.Join(intercom.ConnectorInputTypes, "`, `") + "`. Required.", Optional: true, Validators: []validator.String{stringvalidator.OneOf(intercom.ConnectorInputTypes...)}},
				"description":   schema.StringAttribute{MarkdownDescription: "Description, which tells Fin what to ask for.", Optional: true},
				"required":      schema.BoolAttribute{MarkdownDescription: "Whether the connector needs a value. Default: `false`.", Optional: true},
				"default_value": schema.StringAttribute{MarkdownDescription: "Value where none is given. Default: none.", Optional: true},
			}},
		},
		"token_ids": schema.SetAttribute{
			MarkdownDescription: "IDs of the authentication tokens of the connector, which are made in Intercom's settings. Removing this argument removes all tokens.", ElementType: types.StringType, Optional: true, Computed: true,
			Validators: []validator.Set{setvalidator.ValueStringsAre(schemas.IsID)}, PlanModifiers: []planmodifier.Set{managedfields.Clearable()},
		},
		"audiences": schema.SetAttribute{
			MarkdownDescription: "Who can use the connector: `" + strings.Join(intercom.ConnectorAudiences, "`, `") + "`." + kept, ElementType: types.StringType, Optional: true, Computed: true,
			Validators: []validator.Set{setvalidator.ValueStringsAre(stringvalidator.OneOf(intercom.ConnectorAudiences...))}, PlanModifiers: []planmodifier.Set{managedfields.Optional()},
		},
		"direct_fin_usage":            flag("Whether Fin uses the connector directly, and not only workflows. Intercom's default is `false`."),
		"customer_authentication":     flag("Whether people must authenticate before the call. Intercom's default is `false`."),
		"bypass_authentication":       flag("Whether the other API needs no authentication. Intercom's default is `false`."),
		"validate_missing_attributes": flag("Whether a call needs values for all required inputs."),
		"mock_response": schema.StringAttribute{
			MarkdownDescription: "Example of an answer of the other API, as a JSON object (`jsonencode`). It tells Intercom which fields there are. Intercom's API does not show it: it is sent when it changes.",
			Optional:            true, Validators: []validator.String{jsonObject{}},
		},
	}
}

// credential are names of headers that hold credentials.
var credential = regexp.MustCompile(`(?i)authorization|token|secret|password|api-?key|cookie`)

// validate refuses a header in both arguments, and warns of credentials that people can read.
func validate(config *model) (diags diag.Diagnostics) {
	names := map[string]string{}
	for name := range config.Headers.Elements() {
		names[strings.ToLower(name)] = name
		if credential.MatchString(name) {
			diags.AddAttributeWarning(path.Root("headers").AtMapKey(name), "Header of a data connector that looks like a credential",
				fmt.Sprintf("The value of %s is in Terraform's state, and Intercom shows it in the connector's execution logs, unless the header is Authorization. Use an authentication token (token_ids). "+
					"If that is not possible, secret_headers_wo keeps the value out of state.", intercom.Quote(name, 80)))
		}
	}
	for name := range config.SecretHeaders.Elements() {
		if other, both := names[strings.ToLower(name)]; both {
			diags.AddAttributeError(path.Root("headers").AtMapKey(other), "Header given twice", fmt.Sprintf("headers and secret_headers_wo both have %s. Remove it from one of them.", intercom.Quote(name, 80)))
		}
		if !strings.EqualFold(name, "Authorization") {
			diags.AddAttributeWarning(path.Root("secret_headers_wo"), "Secret header that Intercom shows in logs",
				fmt.Sprintf("Intercom shows the value of %s in the connector's execution logs. Only Authorization is hidden there. Use an authentication token (token_ids) if you can.", intercom.Quote(name, 80)))
		}
	}
	return append(diags, validateInputs(config)...)
}

// validateInputs refuses inputs that lack what Intercom requires. The schema cannot: the framework refuses an input that is not
// known yet where its arguments are required.
func validateInputs(config *model) (diags diag.Diagnostics) {
	for i, element := range config.DataInputs.Elements() {
		object, _ := element.(types.Object)
		for _, name := range []string{"name", "type"} {
			if value := object.Attributes()[name]; !object.IsUnknown() && value != nil && value.IsNull() {
				diags.AddAttributeError(path.Root("data_inputs").AtListIndex(i).AtName(name), "Missing "+name, "Each input needs a name and a type.")
			}
		}
	}
	return diags
}

// notMasked refuses what Intercom shows in place of a header's value. It never quotes the value.
type notMasked struct{}

func (notMasked) Description(context.Context) string {
	return "must not be " + intercom.MaskedHeader + ", which Intercom shows in place of values"
}

func (v notMasked) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v notMasked) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.ValueString() == intercom.MaskedHeader {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid header value", "The value "+v.Description(ctx)+".")
	}
}

// jsonObject refuses what is no JSON object.
type jsonObject struct{}

func (jsonObject) Description(context.Context) string { return "must be a JSON object" }

func (v jsonObject) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v jsonObject) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	var object map[string]json.RawMessage
	if text := req.ConfigValue; !text.IsNull() && !text.IsUnknown() && (json.Unmarshal([]byte(text.ValueString()), &object) != nil || object == nil) {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid mock response", "The value "+v.Description(ctx)+". Write it with jsonencode.")
	}
}
