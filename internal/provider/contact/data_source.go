package contact

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/customattributes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Lookup is data "intercom_contact".
var Lookup = datasources.Lookup[intercom.Contact]{
	Name: "contact", Titles: "contacts",
	Description: "One Intercom contact, by its `id`, `external_id` or `email`. Intercom's search by email can miss a contact that is a few minutes old.",
	By:          []string{"id", "external_id", "email"},
	Hint:        "An external_id is compared letter by letter, an email whatever its case. Archived and merged contacts are not found by email, and one that is a few minutes old may not be yet.",
	Attributes: map[string]schema.Attribute{
		"id":                       datasources.Text("ID of the contact in Intercom's API."),
		"external_id":              datasources.Text("ID that you chose for the contact."),
		"email":                    datasources.Text("Email address."),
		"role":                     datasources.Text("`user` or `lead`."),
		"phone":                    datasources.Text("Phone number."),
		"name":                     datasources.Text("Name."),
		"avatar":                   datasources.Text("URL of an image."),
		"owner_id":                 datasources.Text("ID of the admin who owns the account."),
		"unsubscribed_from_emails": datasources.Bool("Whether the contact is unsubscribed from emails."),
		"signed_up_at":             schema.StringAttribute{MarkdownDescription: "When the contact signed up, as RFC 3339.", CustomType: timetypes.RFC3339Type{}, Computed: true},
		"created_at":               schema.StringAttribute{MarkdownDescription: "When the contact was created, as RFC 3339.", CustomType: timetypes.RFC3339Type{}, Computed: true},
		"custom_attributes":        customattributes.Shown(),
	},
	Find: func(ctx context.Context, client *intercom.Client, by, value string) ([]intercom.Contact, error) {
		var found *intercom.Contact
		var err error
		switch by {
		case "email":
			return byEmail(ctx, client, value)
		case "external_id":
			found, err = client.ContactByExternalID(ctx, value)
		default:
			found, err = client.Contact(ctx, value)
		}
		if err != nil {
			return nil, err
		}
		return []intercom.Contact{*found}, nil
	},
	Values: func(c intercom.Contact) map[string]attr.Value {
		var m model
		m.show(&c)
		return map[string]attr.Value{
			"id": m.ID, "external_id": m.ExternalID, "email": m.Email, "role": m.Role, "phone": m.Phone, "name": m.Name, "avatar": m.Avatar, "owner_id": m.OwnerID,
			"unsubscribed_from_emails": m.UnsubscribedFromEmails, "signed_up_at": m.SignedUpAt, "created_at": m.CreatedAt,
			"custom_attributes": customattributes.Show(c.CustomAttributes, attrvalue.Definitions{}),
		}
	},
}

// byEmail searches, with the email in lower case as Intercom keeps it.
func byEmail(ctx context.Context, client *intercom.Client, email string) (found []intercom.Contact, err error) {
	for c, err := range client.SearchContacts(ctx, intercom.Where("email", "=", strings.ToLower(email)), intercom.MaxPerPage) {
		if err != nil {
			return nil, err
		}
		found = append(found, *c)
	}
	return found, nil
}
