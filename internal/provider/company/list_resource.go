package company

import (
	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
)

// NewListResource returns list "intercom_company": the companies that Intercom lists.
func NewListResource() list.ListResource { return framework.NewListResource(&Object, listing()) }
