package contact

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/customattributes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// NewDataSourceAll returns data "intercom_contacts": the contacts that a search finds.
func NewDataSourceAll() datasource.DataSource { return datasources.NewFound(Source, listing()) }

// Source is data "intercom_contact".
var Source = datasources.Of(&Object, datasources.Source[*intercom.Contact]{
	By: []string{"id", "external_id", "email"}, AnyCase: []string{"email"},
	Note:         "The lookup by email may miss a contact that was created a few minutes ago.",
	Hint:         "An external_id is compared letter by letter, an email in any case. Archived and merged contacts are not found by email, and a contact that is a few minutes old may not be found yet.",
	Descriptions: map[string]string{customattributes.Name: customattributes.Shown},
	Find: func(ctx context.Context, r framework.Reader, by, value string) ([]*intercom.Contact, error) {
		switch by {
		case "id":
			return datasources.Single(r.Contact(ctx, value))
		case "external_id":
			return datasources.Single(r.ContactByExternalID(ctx, value))
		}
		return byEmail(ctx, r, value)
	},
})
