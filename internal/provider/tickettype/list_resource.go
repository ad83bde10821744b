package tickettype

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/tickettypes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type listModel struct {
	Category types.String `tfsdk:"category"`
	Archived types.Bool   `tfsdk:"archived"`
}

// NewListResource returns list "intercom_ticket_type": the ticket types.
func NewListResource() list.ListResource {
	return framework.NewListResource(&Object, framework.Listing[listModel, *intercom.TicketType]{
		Description: "Lists the Intercom ticket types that match all arguments that are set.",
		Attributes: map[string]schema.Attribute{
			"category": schema.StringAttribute{
				MarkdownDescription: "Category of the ticket types to list: `Customer`, `Back-office`, or `Tracker`.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.OneOf(categories...)},
			},
			"archived": schema.BoolAttribute{MarkdownDescription: "Whether to list only archived ticket types (`true`) or only others (`false`).", Optional: true},
		},
		Find: func(ctx context.Context, r framework.Reader, wanted listModel, _ int64) iter.Seq2[*intercom.TicketType, error] {
			return framework.All(func() ([]*intercom.TicketType, error) { return framework.Pointers(tickettypes.List(ctx, r)) }, func(t *intercom.TicketType) bool {
				return (wanted.Category.IsNull() || wanted.Category.ValueString() == t.Category) && (wanted.Archived.IsNull() || wanted.Archived.ValueBool() == intercom.Yes(t.Archived))
			})
		},
	})
}
