package tag

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/lifecycle"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/session"
)

var _ list.ListResourceWithConfigure = (*ListResource)(nil)

// ListResource is list "intercom_tag": all tags.
type ListResource struct{ lifecycle.Base }

// NewListResource returns the list resource.
func NewListResource() list.ListResource { return &ListResource{lifecycle.Base{Object: object}} }

// ListResourceConfigSchema implements list.ListResource.
func (l *ListResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: "All Intercom tags."}
}

// List implements list.ListResource.
func (l *ListResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	lifecycle.List(ctx, &l.Base, req, stream, lifecycle.Listing[struct{}, model, intercom.Tag]{
		Find: func(client *intercom.Client, _ struct{}, _ *diag.Diagnostics) iter.Seq2[intercom.Tag, error] {
			return lifecycle.Whole(func() ([]intercom.Tag, error) {
				return session.Once(ctx, l.Session, Catalog.Path, func() ([]intercom.Tag, error) { return client.Tags(ctx) })
			}, func(intercom.Tag) bool { return true })
		},
		IDs:  func(t intercom.Tag) []string { return []string{string(t.ID)} },
		Name: func(t intercom.Tag) string { return t.Name },
		Show: func(m *model, t intercom.Tag, _ *diag.Diagnostics) { m.Name = types.StringValue(t.Name) },
	})
}
