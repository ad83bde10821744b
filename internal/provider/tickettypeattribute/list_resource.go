package tickettypeattribute

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/tickettypes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type listModel struct {
	TicketTypeID types.String `tfsdk:"ticket_type_id"`
	Archived     types.Bool   `tfsdk:"archived"`
	Default      types.Bool   `tfsdk:"default"`
}

func (m *listModel) wants(a *attribute) bool {
	is := func(wanted types.Bool, value bool) bool { return wanted.IsNull() || wanted.ValueBool() == value }
	return (m.TicketTypeID.IsNull() || m.TicketTypeID.ValueString() == a.typeID) && is(m.Archived, intercom.Yes(a.Archived)) && is(m.Default, intercom.Yes(a.BuiltIn))
}

// NewListResource returns list "intercom_ticket_type_attribute": the attributes of ticket types.
func NewListResource() list.ListResource {
	return framework.NewListResource(&Object, framework.Listing[listModel, *attribute]{
		Description: "Lists the attributes of Intercom ticket types that match all arguments that are set.",
		Attributes: map[string]schema.Attribute{
			"ticket_type_id": schema.StringAttribute{MarkdownDescription: "ID of the ticket type that has the attributes.", Optional: true, Validators: []validator.String{schemas.IsID}},
			"archived":       schema.BoolAttribute{MarkdownDescription: "Whether to list only archived attributes (`true`) or only others (`false`).", Optional: true},
			"default":        schema.BoolAttribute{MarkdownDescription: "Whether to list only built-in attributes (`true`), which are the title and description of every type, or only others (`false`).", Optional: true},
		},
		Find: func(ctx context.Context, r framework.Reader, wanted listModel, _ int64) iter.Seq2[*attribute, error] {
			return framework.All(func() ([]*attribute, error) { return ofAllTypes(ctx, r) }, wanted.wants)
		},
	})
}

func ofAllTypes(ctx context.Context, r framework.Reader) (all []*attribute, err error) {
	definitions, err := tickettypes.List(ctx, r)
	for i := range definitions {
		found, problem := attributesOf(&definitions[i])
		if problem != nil {
			return nil, problem
		}
		all = append(all, found...)
	}
	return all, err
}
