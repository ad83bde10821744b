package ticket

import (
	"context"
	"fmt"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"

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
func NewListResource() list.ListResource { return &ListResource{framework.Base{Object: object}} }

// ListResourceConfigSchema implements list.ListResource.
func (l *ListResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Intercom tickets that a search finds: those that match all arguments that are set, newest first.\n\n" +
			"Intercom's search lags behind changes by seconds, at times by minutes: a ticket that was just created or changed may be missing or be shown as it was.",
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

// List implements list.ListResource.
func (l *ListResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	framework.List(ctx, &l.Base, req, stream, framework.Listing[ticketsearch.Filters, model, *intercom.Ticket]{
		Find: func(client *intercom.Client, filters ticketsearch.Filters, diags *diag.Diagnostics) iter.Seq2[*intercom.Ticket, error] {
			return filters.Search(ctx, l.Session, diags).Tickets(ctx, client, req.Limit)
		},
		IDs: func(t *intercom.Ticket) []string { return []string{string(t.ID)} },
		Name: func(t *intercom.Ticket) string {
			title, _ := t.Attributes[intercom.TitleAttribute].(string)
			return fmt.Sprintf("#%s %s", t.TicketID, title)
		},
		Show: func(m *model, t *intercom.Ticket, diags *diag.Diagnostics) {
			m.refresh(t, nil, l.Session.Client(diags).Now())
			m.adopt(t)
		},
	})
}
