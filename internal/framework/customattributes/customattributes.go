// Package customattributes is what the custom attributes of contacts and companies have in common: the workspace defines them
// as data attributes, and a configuration writes their values as text, as it does a ticket's attributes.
package customattributes

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	datasource "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Name is the argument's.
const Name = "custom_attributes"

// Schema is the argument custom_attributes; of says whose.
func Schema(of string) schema.MapAttribute {
	return schema.MapAttribute{
		MarkdownDescription: fmt.Sprintf("Custom attributes of the %s, keyed by the data attribute's name; the workspace must define them. Numbers and booleans are written as such, "+
			"a date as RFC 3339 (`2026-12-01T00:00:00Z`). Attributes that are left out are left alone; removing one that was set, or setting it to null, clears it.", of),
		ElementType: types.StringType,
		Optional:    true,
		Computed:    true,
	}
}

// Shown is custom_attributes of a data source, whose value Show makes.
func Shown() datasource.MapAttribute {
	return datasource.MapAttribute{
		MarkdownDescription: "Custom attributes that are set, keyed by the data attribute's name. Dates are Unix seconds, as Intercom keeps them.",
		ElementType:         types.StringType,
		Computed:            true,
	}
}

// Plan refuses planned attributes that are not defined and values of another type. It asks for the definitions only where the
// plan writes something.
func Plan(ctx context.Context, s *providerdata.Data, model string, planned, state types.Map, diags *diag.Diagnostics) {
	if planned.Equal(state) || planned.IsNull() || planned.IsUnknown() || !s.Known() || diags.HasError() {
		return
	}
	diags.Append(definitions(ctx, s, model, diags).Check(planned, state)...)
}

// Write is what a write sends. An attribute that state has and the plan has not is cleared, unless an import found it and no
// configuration has set it since.
func Write(ctx context.Context, s *providerdata.Data, model string, planned, state types.Map, adopted bool, diags *diag.Diagnostics) intercom.Attributes {
	if diags.HasError() || planned.Equal(state) {
		return nil
	}
	changes, problems := definitions(ctx, s, model, diags).Changes(planned, state, func(string) bool { return adopted })
	diags.Append(problems...)
	return changes
}

// Read is state with what Intercom shows of it now, or all that Intercom shows right after an import. It reads the definitions only
// if Intercom no longer shows a value: it may be the attribute that is gone.
func Read(ctx context.Context, s *providerdata.Data, model string, state types.Map, shown intercom.Attributes, importing bool, diags *diag.Diagnostics) types.Map {
	if importing {
		return Show(shown, definitions(ctx, s, model, diags))
	}
	defined := attrvalue.Definitions{}
	for name, value := range attrvalue.Texts(state) {
		if _, ok := attrvalue.Text(attrvalue.Type{}, shown[name]); !ok && value.ValueString() != "" {
			defined = definitions(ctx, s, model, diags)
			break
		}
	}
	return defined.Refresh(state, shown, nil)
}

// definitions reads the data attributes of a model, once a run. They stay unknown where the token may not read them.
func definitions(ctx context.Context, s *providerdata.Data, model string, diags *diag.Diagnostics) attrvalue.Definitions {
	d := attrvalue.Definitions{Argument: Name, Noun: "custom attribute", Owner: "The workspace"}
	client := s.Client(diags)
	if client == nil {
		return d
	}
	all, err := providerdata.Once(ctx, s, "data_attributes?model="+model, func() ([]intercom.DataAttribute, error) { return client.DataAttributes(ctx, model) })
	if api, ok := errors.AsType[*intercom.APIError](err); ok && (api.StatusCode == http.StatusForbidden || api.StatusCode == http.StatusNotFound) {
		return d
	}
	if err != nil {
		diags.Append(providerdiag.AttributeError(path.Root(Name), "reading the data attributes of the "+model+" model", err, framework.NothingChanged))
		return d
	}
	d.Known = true
	for _, a := range all {
		if a.Custom {
			d.Define(a.Name, attrvalue.OfDataAttribute(a))
		}
	}
	return d
}

// Show is what Intercom shows, as a configuration would write it. Without definitions, a date is a number of seconds.
func Show(shown intercom.Attributes, defined attrvalue.Definitions) types.Map {
	texts := map[string]attr.Value{}
	for name, value := range shown {
		t, _ := defined.Of(name)
		if text, ok := attrvalue.Text(t, value); ok {
			texts[name] = types.StringValue(text)
		}
	}
	if len(texts) == 0 {
		return types.MapNull(types.StringType)
	}
	return types.MapValueMust(types.StringType, texts)
}
