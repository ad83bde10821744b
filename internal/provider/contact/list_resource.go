package contact

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// NewListResource returns list "intercom_contact": the contacts that a search finds.
func NewListResource() list.ListResource {
	listed := Object
	listed.Flatten = func(ctx context.Context, c *intercom.Contact, m *model) diag.Diagnostics {
		diags := flatten(ctx, c, m)
		m.leaveOutAssigned()
		return diags
	}
	return framework.NewListResource(&listed, listing())
}
