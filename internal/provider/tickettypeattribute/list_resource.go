package tickettypeattribute

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var _ list.ListResourceWithConfigure = (*ListResource)(nil)

// ListResource is list "intercom_ticket_type_attribute": the attributes of ticket types.
type ListResource struct{ framework.Base }

// NewListResource returns the list resource.
func NewListResource() list.ListResource { return &ListResource{framework.Base{Object: object}} }

type listModel struct {
	TicketTypeID types.String `tfsdk:"ticket_type_id"`
	Archived     types.Bool   `tfsdk:"archived"`
	Default      types.Bool   `tfsdk:"default"`
}

// listed is an attribute with the type that it is of.
type listed struct {
	of        intercom.TicketType
	attribute intercom.TicketTypeAttribute
}

func (m *listModel) wants(l listed) bool {
	is := func(wanted types.Bool, value bool) bool { return wanted.IsNull() || wanted.ValueBool() == value }
	return (m.TicketTypeID.IsNull() || m.TicketTypeID.ValueString() == string(l.of.ID)) && is(m.Archived, l.attribute.Archived) && is(m.Default, l.attribute.BuiltIn)
}

// ListResourceConfigSchema implements list.ListResource.
func (l *ListResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "The attributes of Intercom's ticket types: those that match all arguments that are set.",
		Attributes: map[string]schema.Attribute{
			"ticket_type_id": schema.StringAttribute{MarkdownDescription: "Attributes of the ticket type with this ID.", Optional: true, Validators: []validator.String{framework.IsID}},
			"archived":       schema.BoolAttribute{MarkdownDescription: "Attributes that are archived, or those that are not.", Optional: true},
			"default":        schema.BoolAttribute{MarkdownDescription: "Attributes that are built in (every type's title and description), or those that are not.", Optional: true},
		},
	}
}

// List implements list.ListResource.
func (l *ListResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	framework.List(ctx, &l.Base, req, stream, framework.Listing[listModel, model, listed]{
		Find: func(client *intercom.Client, wanted listModel, _ *diag.Diagnostics) iter.Seq2[listed, error] {
			return framework.Whole(func() (all []listed, err error) {
				definitions, err := providerdata.Once(ctx, l.Session, "ticket_types", func() ([]intercom.TicketType, error) { return client.TicketTypes(ctx) })
				for _, t := range definitions {
					for _, a := range t.Attributes {
						all = append(all, listed{t, a})
					}
				}
				return all, err
			}, wanted.wants)
		},
		IDs:  func(a listed) []string { return []string{string(a.of.ID), string(a.attribute.ID)} },
		Name: func(a listed) string { return a.of.Name + ": " + a.attribute.Name },
		Show: func(m *model, a listed, _ *diag.Diagnostics) { m.show(&a.attribute) },
	})
}
