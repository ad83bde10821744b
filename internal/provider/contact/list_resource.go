package contact

import (
	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
)

// NewListResource returns list "intercom_contact": the contacts that a search finds.
func NewListResource() list.ListResource { return framework.NewListResource(&Object, listing()) }
