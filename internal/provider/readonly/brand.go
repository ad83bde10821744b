// Package readonly implements the data sources of what people make in Intercom and the API only reads: brands, email addresses,
// macros, segments, subscription types, away status reasons, workflows, and activity logs.
package readonly

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Brand is data "intercom_brand" and "intercom_brands".
var Brand = datasources.Source[intercom.Brand]{
	Metadata: framework.Metadata{Name: "brand", Plural: "brands", Type: "intercom_brand", Since: framework.Since{Read: "2.15"}},
	By:       []string{"id", "name"}, AnyCase: []string{"name"}, Flag: "is_default",
	FlagHint: "Intercom shows no default brand. Look the brand up by its id or its name.",
	List:     framework.ListOnce(framework.Reader.Brands),
	Attributes: func() map[string]schema.Attribute {
		return map[string]schema.Attribute{
			"id":                          datasources.Text("ID of the brand. For the default brand, it is the ID of the workspace."),
			"name":                        datasources.Text("Name of the brand."),
			"is_default":                  datasources.Bool("Whether it is the default brand of the workspace."),
			"help_center_id":              datasources.Text("ID of the brand's help center. Null if it has none."),
			"default_address_settings_id": datasources.Text("ID of the email address that the brand sends from, for `data.intercom_email`."),
			"created_at":                  datasources.Time("Time at which the brand was created"),
			"updated_at":                  datasources.Time("Time at which the brand was last changed"),
		}
	},
	Values: func(_ context.Context, _ framework.Reader, b intercom.Brand) (map[string]attr.Value, diag.Diagnostics) {
		return map[string]attr.Value{
			"id": id(b.ID), "name": framework.Text(b.Name), "is_default": types.BoolValue(b.IsDefault), "help_center_id": id(b.HelpCenterID),
			"default_address_settings_id": id(b.DefaultAddressSettingsID), "created_at": framework.Time(b.CreatedAt), "updated_at": framework.Time(b.UpdatedAt),
		}, nil
	},
}

// Email is data "intercom_email" and "intercom_emails".
var Email = datasources.Source[intercom.EmailSetting]{
	Metadata: framework.Metadata{Name: "email", Plural: "emails", Type: "intercom_email", Since: framework.Since{Read: "2.15"}},
	By:       []string{"id", "email"}, AnyCase: []string{"email"},
	Note: "An email is an address that the workspace sends from, with its settings. Use it in a `check` block to notice an address that is no longer verified.",
	List: framework.ListOnce(framework.Reader.EmailSettings),
	Attributes: func() map[string]schema.Attribute {
		return map[string]schema.Attribute{
			"id":                               datasources.Text("ID of the address's settings."),
			"email":                            datasources.Text("Email address that the workspace sends from."),
			"domain":                           datasources.Text("Domain of the address."),
			"brand_id":                         datasources.Text("ID of the brand that the address belongs to. Null if it belongs to none."),
			"verified":                         datasources.Bool("Whether the address is verified."),
			"forwarding_enabled":               datasources.Bool("Whether email to the address is forwarded to Intercom."),
			"forwarded_email_last_received_at": datasources.Time("Time at which Intercom last received a forwarded email"),
			"created_at":                       datasources.Time("Time at which the address was added"),
			"updated_at":                       datasources.Time("Time at which the settings were last changed"),
		}
	},
	Values: func(_ context.Context, _ framework.Reader, e intercom.EmailSetting) (map[string]attr.Value, diag.Diagnostics) {
		return map[string]attr.Value{
			"id": id(e.ID), "email": framework.Text(e.Email), "domain": framework.Text(e.Domain), "brand_id": id(e.BrandID),
			"verified": types.BoolPointerValue(e.Verified), "forwarding_enabled": types.BoolPointerValue(e.ForwardingEnabled),
			"forwarded_email_last_received_at": framework.Time(e.ForwardedEmailLastReceivedAt),
			"created_at":                       framework.Time(e.CreatedAt), "updated_at": framework.Time(e.UpdatedAt),
		}, nil
	},
}

func id(id intercom.ID) types.String { return framework.Text(string(id)) }
