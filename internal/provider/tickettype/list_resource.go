package tickettype

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
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

// ListResource is list "intercom_ticket_type": the ticket types.
type ListResource struct{ framework.Base }

// NewListResource returns the list resource.
func NewListResource() list.ListResource { return &ListResource{framework.Base{Object: object}} }

type listModel struct {
	Category types.String `tfsdk:"category"`
	Archived types.Bool   `tfsdk:"archived"`
}

// ListResourceConfigSchema implements list.ListResource.
func (l *ListResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Intercom's ticket types: those that match all arguments that are set.",
		Attributes: map[string]schema.Attribute{
			"category": schema.StringAttribute{
				MarkdownDescription: "Ticket types of this category: `Customer`, `Back-office` or `Tracker`.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.OneOf(intercom.CategoryCustomer, intercom.CategoryBackOffice, intercom.CategoryTracker)},
			},
			"archived": schema.BoolAttribute{MarkdownDescription: "Ticket types that are archived, or those that are not.", Optional: true},
		},
	}
}

// List implements list.ListResource.
func (l *ListResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	framework.List(ctx, &l.Base, req, stream, framework.Listing[listModel, model, intercom.TicketType]{
		Find: func(client *intercom.Client, wanted listModel, _ *diag.Diagnostics) iter.Seq2[intercom.TicketType, error] {
			return framework.Whole(func() ([]intercom.TicketType, error) {
				return providerdata.Once(ctx, l.Session, Catalog.Path, func() ([]intercom.TicketType, error) { return client.TicketTypes(ctx) })
			}, func(t intercom.TicketType) bool {
				return (wanted.Category.IsNull() || wanted.Category.ValueString() == t.Category) && (wanted.Archived.IsNull() || wanted.Archived.ValueBool() == t.Archived)
			})
		},
		IDs:  func(t intercom.TicketType) []string { return []string{string(t.ID)} },
		Name: func(t intercom.TicketType) string { return t.Name },
		Show: func(m *model, t intercom.TicketType, _ *diag.Diagnostics) { m.show(&t) },
	})
}
