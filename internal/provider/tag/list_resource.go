package tag

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var _ list.ListResourceWithConfigure = (*ListResource)(nil)

// ListResource is list "intercom_tag": all tags.
type ListResource struct{ framework.Base }

// NewListResource returns the list resource.
func NewListResource() list.ListResource { return &ListResource{framework.Base{Object: object}} }

// ListResourceConfigSchema implements list.ListResource.
func (l *ListResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: "All Intercom tags."}
}

// List implements list.ListResource.
func (l *ListResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	framework.List(ctx, &l.Base, req, stream, framework.Listing[struct{}, model, intercom.Tag]{
		Find: func(client *intercom.Client, _ struct{}, _ *diag.Diagnostics) iter.Seq2[intercom.Tag, error] {
			return framework.Whole(func() ([]intercom.Tag, error) {
				return providerdata.Once(ctx, l.Session, Catalog.Path, func() ([]intercom.Tag, error) { return client.Tags(ctx) })
			}, func(intercom.Tag) bool { return true })
		},
		IDs:  func(t intercom.Tag) []string { return []string{string(t.ID)} },
		Name: func(t intercom.Tag) string { return t.Name },
		Show: func(m *model, t intercom.Tag, _ *diag.Diagnostics) { m.Name = types.StringValue(t.Name) },
	})
}
