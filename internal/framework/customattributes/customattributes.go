// Package customattributes is what the custom attributes of contacts and companies have in common: the workspace defines them
// as data attributes, and a configuration writes their values as text, as it does a ticket's attributes.
package customattributes

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	datasource "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
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
	diags.Append(check(planned, definitions(ctx, s, model, diags))...)
}

// Write is what a write sends. An attribute that state has and the plan has not is cleared, unless an import found it and no
// configuration has set it since.
func Write(ctx context.Context, s *providerdata.Data, model string, planned, state types.Map, adopted bool, diags *diag.Diagnostics) intercom.Attributes {
	if diags.HasError() || planned.Equal(state) {
		return nil
	}
	return changes(planned, state, adopted, definitions(ctx, s, model, diags), diags)
}

// Read is state with what Intercom shows of it now, or all that Intercom shows right after an import.
func Read(ctx context.Context, s *providerdata.Data, model string, state types.Map, shown intercom.Attributes, importing bool, diags *diag.Diagnostics) types.Map {
	if importing {
		return Show(shown, definitions(ctx, s, model, diags))
	}
	return refresh(state, shown)
}

// definitions reads the data attributes of a model, once a run; nil where the token may not read them, and values are then
// sent as text.
func definitions(ctx context.Context, s *providerdata.Data, model string, diags *diag.Diagnostics) map[string]intercom.DataAttribute {
	client := s.Client(diags)
	if client == nil {
		return nil
	}
	all, err := providerdata.Once(ctx, s, "data_attributes?model="+model, func() ([]intercom.DataAttribute, error) { return client.DataAttributes(ctx, model) })
	if api, ok := errors.AsType[*intercom.APIError](err); ok && (api.StatusCode == http.StatusForbidden || api.StatusCode == http.StatusNotFound) {
		return nil
	}
	if err != nil {
		diags.Append(providerdiag.AttributeError(path.Root(Name), "reading the data attributes of the "+model+" model", err, framework.NothingChanged))
		return nil
	}
	defined := map[string]intercom.DataAttribute{}
	for _, a := range all {
		if a.Custom {
			defined[a.Name] = a
		}
	}
	return defined
}

func changes(planned, state types.Map, adopted bool, defined map[string]intercom.DataAttribute, diags *diag.Diagnostics) intercom.Attributes {
	changes := intercom.Attributes{}
	before, after := values(state), values(planned)
	for name, value := range after {
		if value.Equal(before[name]) {
			continue
		}
		encoded, err := encode(defined, name, value)
		if err != nil {
			diags.AddAttributeError(path.Root(Name).AtMapKey(name), "Value that the custom attribute does not take", err.Error())
		}
		changes[name] = encoded
	}
	for name, value := range before {
		if _, kept := after[name]; !kept && !adopted && !value.IsNull() {
			changes[name] = nil
		}
	}
	return changes
}

func check(planned types.Map, defined map[string]intercom.DataAttribute) (diags diag.Diagnostics) {
	for name, value := range values(planned) {
		at := path.Root(Name).AtMapKey(name)
		a, known := defined[name]
		switch {
		case defined == nil:
		case !known:
			diags.AddAttributeError(at, "Unknown custom attribute",
				fmt.Sprintf("The workspace defines no custom attribute \"%s\". %s", intercom.Clean(name, 80), providerdiag.Nearest(name, slices.Sorted(maps.Keys(defined)))))
		case a.Archived:
			diags.AddAttributeError(at, "Archived custom attribute", fmt.Sprintf("The custom attribute \"%s\" is archived.", intercom.Clean(name, 80)))
		case !value.IsUnknown():
			if _, err := encode(defined, name, value); err != nil {
				diags.AddAttributeError(at, "Value that the custom attribute does not take", err.Error())
			}
		}
	}
	return diags
}

// Show is what Intercom shows, as a configuration would write it. Without definitions, a date is a number of seconds.
func Show(shown intercom.Attributes, defined map[string]intercom.DataAttribute) types.Map {
	texts := map[string]attr.Value{}
	for name, value := range shown {
		if text, ok := textOf(value, defined[name]); ok {
			texts[name] = types.StringValue(text)
		}
	}
	if len(texts) == 0 {
		return types.MapNull(types.StringType)
	}
	return types.MapValueMust(types.StringType, texts)
}

// refresh is state with what Intercom shows of it now: other attributes are not managed, and a value that means the same stays
// as it was written.
func refresh(state types.Map, shown intercom.Attributes) types.Map {
	if state.IsNull() {
		return state
	}
	refreshed := map[string]attr.Value{}
	for name, value := range values(state) {
		refreshed[name] = value
		if !means(value, shown[name]) {
			a := intercom.DataAttribute{}
			if _, err := time.Parse(time.RFC3339, value.ValueString()); err == nil {
				a.DataType = intercom.DataAttributeDate
			}
			text, _ := textOf(shown[name], a)
			refreshed[name] = framework.Text(text)
		}
	}
	return types.MapValueMust(types.StringType, refreshed)
}

func values(m types.Map) map[string]types.String {
	texts := map[string]types.String{}
	for name, value := range m.Elements() {
		if s, ok := value.(types.String); ok {
			texts[name] = s
		}
	}
	return texts
}

func encode(defined map[string]intercom.DataAttribute, name string, value types.String) (any, error) {
	s := value.ValueString()
	if value.IsNull() {
		return nil, nil
	}
	switch defined[name].DataType {
	case intercom.DataAttributeInteger:
		if _, err := strconv.ParseInt(s, 10, 64); err != nil {
			return nil, errors.New("it takes a whole number")
		}
		return json.Number(s), nil
	case intercom.DataAttributeFloat:
		if number(s) == nil || !json.Valid([]byte(s)) {
			return nil, errors.New("it takes a number")
		}
		return json.Number(s), nil
	case intercom.DataAttributeBoolean:
		if s != "true" && s != "false" {
			return nil, errors.New("it takes true or false")
		}
		return s == "true", nil
	case intercom.DataAttributeDate:
		at, err := time.Parse(time.RFC3339, s)
		if err != nil {
			return nil, errors.New("it takes an instant as RFC 3339, for example 2026-12-01T00:00:00Z")
		}
		return json.Number(strconv.FormatInt(at.Unix(), 10)), nil
	}
	return s, nil
}

func textOf(value any, a intercom.DataAttribute) (text string, ok bool) {
	switch v := value.(type) {
	case string:
		return v, v != ""
	case bool:
		return strconv.FormatBool(v), true
	case json.Number:
		if seconds, err := v.Int64(); err == nil && a.DataType == intercom.DataAttributeDate {
			return time.Unix(seconds, 0).UTC().Format(time.RFC3339), true
		}
		return v.String(), true
	}
	return "", false
}

// means reports whether Intercom shows what was written: of a number, the number or the instant counts and not how it is written.
func means(written types.String, shown any) bool {
	s := written.ValueString()
	n, isNumber := shown.(json.Number)
	if !isNumber {
		text, _ := textOf(shown, intercom.DataAttribute{})
		return s == text
	}
	if at, err := time.Parse(time.RFC3339, s); err == nil {
		return strconv.FormatInt(at.Unix(), 10) == n.String()
	}
	x, y := number(s), number(n.String())
	return x != nil && y != nil && x.Cmp(y) == 0
}

// number reads a decimal number exactly; nil where it is none.
func number(s string) *big.Rat {
	if len(s) > 64 || strings.ContainsAny(s, "/_xXpPeE") {
		return nil
	}
	n, _ := new(big.Rat).SetString(s)
	return n
}
