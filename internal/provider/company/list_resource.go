package company

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// NewListResource returns list "intercom_company": the companies that Intercom lists.
func NewListResource() list.ListResource {
	return framework.NewListResource(&Object, framework.Listing[struct{}, *intercom.Company]{
		Description: "Lists Intercom companies, most recently active first. Intercom lists only companies that have contacts, and at most 10,000.",
		Find: func(ctx context.Context, r framework.Reader, _ struct{}, limit int64) iter.Seq2[*intercom.Company, error] {
			return r.Companies(ctx, intercom.PerPage(limit))
		},
	})
}
