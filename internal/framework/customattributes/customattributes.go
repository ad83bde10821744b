// Package customattributes implements the custom attributes of contacts and companies. The workspace defines them as data
// attributes, and a configuration writes their values as text.
package customattributes

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/dataattributes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Name is the argument's name.
const Name = "custom_attributes"

// Shown is the description of custom_attributes in data sources.
const Shown = "Custom attributes that are set, keyed by the data attribute's name. Dates are in RFC 3339 format, or in Unix seconds if the access token does not have permission to read data attributes."

// Attributes are the custom attributes of a model, intercom.ModelContact or intercom.ModelCompany.
type Attributes struct{ Model string }

// Schema returns the argument custom_attributes.
func (a Attributes) Schema() schema.MapAttribute {
	return schema.MapAttribute{
		MarkdownDescription: fmt.Sprintf("Custom attributes of the %s, keyed by the data attribute's name. The workspace must define them. If the access token may not read data attributes, the provider checks nothing and sends the values as text. Write numbers as `5`, booleans as `true`, "+
			"and dates in RFC 3339 format (`2026-12-01T00:00:00Z`). Attributes that you leave out are not managed. Removing an attribute that was set, or setting it to null, clears it. "+
			"An import sets this argument only if the import ID ends in `?attributes=all`.", a.Model),
		ElementType:   types.StringType,
		Optional:      true,
		Computed:      true,
		PlanModifiers: []planmodifier.Map{managedfields.Clearable()},
	}
}

// Check refuses planned attributes that are undefined and values of the wrong type. It reads the definitions only if the
// plan writes something.
func (a Attributes) Check(ctx context.Context, r framework.Reader, planned, prior types.Map) (diags diag.Diagnostics) {
	if planned.Equal(prior) || planned.IsNull() || planned.IsUnknown() {
		return nil
	}
	defined, err := a.definitions(ctx, r)
	if err != nil {
		return diag.Diagnostics{providerdiag.Error("reading the data attributes of the "+a.Model+" model", err, framework.NothingChanged)}
	}
	return defined.Check(planned, prior)
}

// Changes returns what a write must send: only what differs. An attribute that is in state but not in the plan is cleared,
// unless an import found it and no configuration has set it since. shown, nil for a new object, reads Intercom's values: an
// import leaves the map null, and Intercom often already has what the configuration then sets.
func (a Attributes) Changes(ctx context.Context, r framework.Reader, planned, prior types.Map, unmanaged bool, shown func() (intercom.Attributes, error)) (intercom.Attributes, error) {
	if planned.Equal(prior) || planned.IsNull() && prior.IsNull() {
		return nil, nil
	}
	defined, err := a.definitions(ctx, r)
	if err != nil {
		return nil, err
	}
	changes, problems := defined.Changes(planned, prior, func(string) bool { return unmanaged })
	for _, problem := range problems.Errors() {
		err = errors.Join(err, fmt.Errorf("%s: %s", problem.Summary(), problem.Detail()))
	}
	if err != nil {
		return nil, &providerdiag.LocalError{What: "invalid custom attributes", Next: "plan again: the data attributes have changed since the plan.", Err: err}
	}
	if shown == nil {
		return changes, nil
	}
	return changes, defined.DropEqual(changes, planned, prior, shown)
}

// Refresh returns the state's map with Intercom's values of its keys. An answer without custom attributes decides nothing.
func (a Attributes) Refresh(state types.Map, shown intercom.Attributes) types.Map {
	if shown == nil {
		return state
	}
	return attrvalue.Definitions{}.Refresh(state, shown, nil)
}

// Uncleared returns the map after an update with what the update clears and Intercom still shows.
func (a Attributes) Uncleared(ctx context.Context, r framework.Reader, planned, prior, after types.Map, unmanaged bool, shown intercom.Attributes) types.Map {
	if planned.Equal(prior) || shown == nil {
		return after
	}
	defined, err := a.definitions(ctx, r)
	if err != nil {
		return after // Changes has read them before the update
	}
	return defined.Uncleared(planned, prior, after, func(string) bool { return unmanaged }, shown)
}

// All returns every attribute that Intercom shows, as a configuration would write it. Without the definitions, a date is a
// number of seconds; All warns of that unless the token may not read the definitions.
func (a Attributes) All(ctx context.Context, r framework.Reader, shown intercom.Attributes) (all types.Map, diags diag.Diagnostics) {
	defined, err := a.definitions(ctx, r)
	if err != nil {
		diags.AddWarning("Custom attributes without their definitions", err.Error())
	}
	return Show(shown, defined), diags
}

// definitions reads the data attributes of the model once per walk and adds what the walk plans. They stay unknown if the
// token may not read them.
func (a Attributes) definitions(ctx context.Context, r framework.Reader) (attrvalue.Definitions, error) {
	d := attrvalue.Definitions{Argument: Name, Noun: "custom attribute", Owner: "The workspace"}
	all, err := dataattributes.Planned(ctx, r, a.Model)
	if api, ok := errors.AsType[*intercom.APIError](err); ok && api.Intercom && (api.StatusCode == http.StatusForbidden || api.StatusCode == http.StatusNotFound) {
		return d, nil
	}
	if err != nil {
		return d, err
	}
	d.Known = true
	for _, each := range all {
		if each.Custom {
			d.Define(each.Name, attrvalue.OfDataAttribute(each))
		}
	}
	return d, nil
}

// Show returns Intercom's values as a configuration would write them. Without definitions, a date is a number of seconds.
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
