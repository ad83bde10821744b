package ticket

import (
	"context"
	"fmt"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/ticket/ticketsearch"
)

var (
	_ list.ListResourceWithConfigure      = (*ListResource)(nil)
	_ list.ListResourceWithValidateConfig = (*ListResource)(nil)
)

// ListResource is list "intercom_ticket": the tickets that a search finds.
type ListResource struct{ framework.Base }

// NewListResource returns the list resource.
func NewListResource() list.ListResource { return &ListResource{framework.Base{Metadata: metadata}} }

// ListResourceConfigSchema implements list.ListResource.
func (l *ListResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: l.DescribeList("Lists the Intercom tickets that match all arguments that are set, newest first.\n\n" +
			"Intercom's search lags behind changes by seconds, sometimes by minutes. A ticket that was just created or changed may be missing, or may be shown as it was before."),
		Attributes: map[string]schema.Attribute{},
	}
	for name, argument := range ticketsearch.Arguments() {
		resp.Schema.Attributes[name] = argument
	}
}

// ValidateListResourceConfig implements list.ListResourceWithValidateConfig.
func (l *ListResource) ValidateListResourceConfig(ctx context.Context, req list.ValidateConfigRequest, resp *list.ValidateConfigResponse) {
	var filters ticketsearch.Filters
	resp.Diagnostics.Append(req.Config.Get(ctx, &filters)...)
	resp.Diagnostics.Append(filters.Validate()...)
}

// Metadata implements list.ListResource.
func (l *ListResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = l.Type
}

// List implements list.ListResource. It shows each ticket as an import and the refresh after it would.
func (l *ListResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	framework.StreamList(ctx, &l.Base, req, stream, framework.Stream[ticketsearch.Filters, *intercom.Ticket]{
		Find: func(ctx context.Context, r framework.Reader, filters ticketsearch.Filters, diags *diag.Diagnostics) iter.Seq2[*intercom.Ticket, error] {
			return filters.Search(ctx, r, diags).Tickets(ctx, r, req.Limit)
		},
		Facts: func(t *intercom.Ticket) framework.Facts {
			shown := facts(t)
			shown.Name = fmt.Sprintf("#%s %s", t.TicketID, shown.Name)
			return shown
		},
		Show: func(result *list.ListResult, state tfsdk.State, t *intercom.Ticket) {
			var m model
			result.Diagnostics.Append(framework.Get(ctx, state, &m)...)
			m.take(t, false)
			result.Diagnostics.Append(framework.Set(ctx, result.Resource, &m)...)
		},
	})
}
