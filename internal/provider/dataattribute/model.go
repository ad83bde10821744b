package dataattribute

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/dataattributes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	ID                types.String      `tfsdk:"id"`
	Model             types.String      `tfsdk:"model"`
	Name              types.String      `tfsdk:"name"`
	DataType          types.String      `tfsdk:"data_type"`
	Options           types.List        `tfsdk:"options"`
	Description       types.String      `tfsdk:"description"`
	MessengerWritable types.Bool        `tfsdk:"messenger_writable"`
	Archived          types.Bool        `tfsdk:"archived"`
	FullName          types.String      `tfsdk:"full_name"`
	Label             types.String      `tfsdk:"label"`
	Custom            types.Bool        `tfsdk:"custom"`
	APIWritable       types.Bool        `tfsdk:"api_writable"`
	UIWritable        types.Bool        `tfsdk:"ui_writable"`
	CreatedAt         timetypes.RFC3339 `tfsdk:"created_at"`
	Drift             types.Map         `tfsdk:"drift"`
	OnCreate          types.String      `tfsdk:"on_create"`
	OnDestroy         types.String      `tfsdk:"on_destroy"`
}

// flatten copies everything that Intercom shows.
func flatten(_ context.Context, a *intercom.DataAttribute, m *model) diag.Diagnostics {
	m.DataType, m.Options = m.typeOf(a), m.optionsOf(a)
	m.ID, m.Name = framework.Text(string(a.ID)), types.StringValue(a.Name)
	if a.Model != "" {
		m.Model = types.StringValue(a.Model)
	}
	m.Description, m.FullName, m.Label = framework.Text(a.Description), framework.Text(a.FullName), framework.Text(a.Label)
	m.MessengerWritable, m.Archived = framework.Flag(a.MessengerWritable, m.MessengerWritable), framework.Flag(a.Archived, m.Archived)
	m.Custom = types.BoolValue(a.Custom)
	m.APIWritable, m.UIWritable = types.BoolValue(a.APIWritable), types.BoolValue(a.UIWritable)
	m.CreatedAt = framework.Time(a.CreatedAt)
	return nil
}

// typeOf returns the data type in an answer. If the answer omits the options, a list does not become a string.
func (m *model) typeOf(a *intercom.DataAttribute) types.String {
	if a.DataType == intercom.DataAttributeString && a.Options == nil && m.DataType.ValueString() == intercom.DataAttributeList {
		return m.DataType
	}
	return types.StringValue(a.Kind())
}

func (m *model) optionsOf(a *intercom.DataAttribute) types.List {
	switch {
	case a.Kind() == intercom.DataAttributeList:
		values := make([]attr.Value, len(a.Options))
		for i, value := range a.Options {
			values[i] = types.StringValue(value)
		}
		return types.ListValueMust(types.StringType, values)
	case a.Options != nil || m.Options.IsUnknown() || m.DataType.ValueString() != intercom.DataAttributeList:
		return types.ListNull(types.StringType)
	}
	return m.Options
}

// texts returns the known elements of a list.
func texts(list types.List) []string {
	values := make([]string, 0, len(list.Elements()))
	for _, element := range list.Elements() {
		if text, ok := element.(types.String); ok && !text.IsUnknown() {
			values = append(values, text.ValueString())
		}
	}
	return values
}

// sameOptions ignores the order: Intercom does not document whether a PUT can change it.
func sameOptions(a, b attr.Value) bool {
	x, xOK := a.(types.List)
	y, yOK := b.(types.List)
	if !xOK || !yOK || x.IsNull() != y.IsNull() || x.IsUnknown() || y.IsUnknown() {
		return a.Equal(b)
	}
	of, and := slices.Sorted(slices.Values(texts(x))), slices.Sorted(slices.Values(texts(y)))
	return len(of) == len(x.Elements()) && len(and) == len(y.Elements()) && slices.Equal(of, and)
}

func (m *model) createRequest() intercom.CreateDataAttributeRequest {
	change := m.updateRequest(&model{})
	return intercom.CreateDataAttributeRequest{
		Name: m.Name.ValueString(), Model: m.Model.ValueString(), DataType: m.DataType.ValueString(),
		Description: change.Description, Options: change.Options, MessengerWritable: change.MessengerWritable,
	}
}

// updateRequest returns the changes from state to the plan m and nothing else.
func (m *model) updateRequest(state *model) intercom.UpdateDataAttributeRequest {
	change := intercom.UpdateDataAttributeRequest{
		Archived:          framework.Bool(m.Archived, state.Archived),
		Description:       framework.StringOrEmpty(m.Description, state.Description),
		MessengerWritable: framework.Bool(m.MessengerWritable, state.MessengerWritable),
	}
	if !sameOptions(m.Options, state.Options) {
		change.Options = texts(m.Options)
	}
	return change
}

// definition returns the planned attribute, for later plans of contacts and companies.
func (m *model) definition() intercom.DataAttribute {
	a := intercom.DataAttribute{
		ID: intercom.ID(m.ID.ValueString()), Model: m.Model.ValueString(), Name: m.Name.ValueString(), DataType: m.DataType.ValueString(),
		Custom: true, Archived: m.Archived.ValueBoolPointer(),
	}
	// If an option is unknown, the plan of a contact cannot know the options.
	if values := texts(m.Options); len(values) == len(m.Options.Elements()) {
		a.Options = values
	}
	return a
}

// lookup finds the attribute that an import names by model and name: contact/plan.
func lookup(ctx context.Context, r framework.Reader, text string) (framework.ID, diag.Diagnostics) {
	model, name, _ := strings.Cut(text, "/")
	label := intercom.Clean(text, 80)
	if model != intercom.ModelContact && model != intercom.ModelCompany {
		return nil, diag.Diagnostics{diag.NewErrorDiagnostic("Error importing a data attribute: not an ID",
			fmt.Sprintf("%q is neither the ID of a data attribute nor a model and a name, such as contact/plan.\n\n%s", label, hint))}
	}
	all, err := dataattributes.List(ctx, r, model)
	if err != nil {
		return nil, diag.Diagnostics{providerdiag.Error("importing data attribute "+label, err, "Nothing was imported.", permission)}
	}
	why := "does not exist"
	for _, a := range all {
		switch {
		case a.Name != name:
		case a.ID != "":
			return framework.ID{string(a.ID)}, nil
		default:
			why = "is a standard attribute"
		}
	}
	return nil, diag.Diagnostics{diag.NewErrorDiagnostic(fmt.Sprintf("Error importing data attribute %s: it %s", label, why),
		"Terraform manages only the custom attributes of a workspace. "+hint)}
}
