package company

import (
	"cmp"
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/customattributes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var _ list.ListResourceWithConfigure = (*ListResource)(nil)

// ListResource is list "intercom_company": the companies that Intercom lists.
type ListResource struct{ framework.Base }

// NewListResource returns the list resource.
func NewListResource() list.ListResource { return &ListResource{framework.Base{Object: object}} }

// ListResourceConfigSchema implements list.ListResource.
func (l *ListResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Intercom's companies, those that were active last first. Intercom lists no companies without contacts, and no more than 10,000.",
	}
}

// List implements list.ListResource.
func (l *ListResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	framework.List(ctx, &l.Base, req, stream, framework.Listing[struct{}, model, *intercom.Company]{
		Find: func(client *intercom.Client, _ struct{}, _ *diag.Diagnostics) iter.Seq2[*intercom.Company, error] {
			return client.Companies(ctx, intercom.PerPage(req.Limit))
		},
		IDs:  func(c *intercom.Company) []string { return []string{string(c.ID)} },
		Name: func(c *intercom.Company) string { return cmp.Or(c.Name, c.CompanyID) },
		Show: func(m *model, c *intercom.Company, diags *diag.Diagnostics) {
			m.show(c)
			m.CustomAttributes = customattributes.Read(ctx, l.Session, intercom.ModelCompany, m.CustomAttributes, c.CustomAttributes, true, diags)
		},
	})
}
