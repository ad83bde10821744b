package contact

import (
	"context"
	"iter"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// filters are the arguments of a search. A contact must match all that are not null.
type filters struct {
	Role          types.String      `tfsdk:"role"`
	Email         types.String      `tfsdk:"email"`
	EmailDomain   types.String      `tfsdk:"email_domain"`
	ExternalID    types.String      `tfsdk:"external_id"`
	NameContains  types.String      `tfsdk:"name_contains"`
	OwnerID       types.String      `tfsdk:"owner_id"`
	TagID         types.String      `tfsdk:"tag_id"`
	CompanyID     types.String      `tfsdk:"company_id"`
	CreatedAfter  timetypes.RFC3339 `tfsdk:"created_after"`
	CreatedBefore timetypes.RFC3339 `tfsdk:"created_before"`
	UpdatedAfter  timetypes.RFC3339 `tfsdk:"updated_after"`
	UpdatedBefore timetypes.RFC3339 `tfsdk:"updated_before"`
}

// listing is the search of the list resource and of data "intercom_contacts".
func listing() framework.Listing[filters, *intercom.Contact] {
	text := func(description string, valid validator.String) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Optional: true, Validators: []validator.String{valid}}
	}
	instant := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, CustomType: timetypes.RFC3339Type{}, Optional: true}
	}
	some := stringvalidator.LengthAtLeast(1)
	// Intercom lists the contacts of a company without filters, and decides itself what a name contains and who has a tag.
	ofCompany := text("ID of a company, the `id` of an `intercom_company`, that the contacts belong to. Intercom lists them in an order of its own. It conflicts with `name_contains` and `tag_id`.", schemas.IsID)
	ofCompany.Validators = append(ofCompany.Validators, stringvalidator.ConflictsWith(path.MatchRoot("name_contains"), path.MatchRoot("tag_id")))
	return framework.Listing[filters, *intercom.Contact]{
		Order: "newest first",
		Description: "Lists the Intercom contacts that match all arguments that are set, newest first. API versions before 2.16 do not define the order. Archived and merged contacts are not listed.\n\n" +
			"Intercom's search lags behind changes, sometimes by minutes. A contact that was just created may be missing.",
		Attributes: map[string]schema.Attribute{
			"role":           text("Role of the contacts to list: `user` or `lead`.", stringvalidator.OneOf(intercom.RoleUser, intercom.RoleLead)),
			"email":          text("Email address of the contacts to list.", some),
			"email_domain":   text("Domain of the contacts' email addresses (`example.com`).", some),
			"external_id":    text("ID that you chose for the contact.", some),
			"name_contains":  text("Text that the contacts' names contain. It conflicts with `company_id`.", some),
			"owner_id":       text("ID of the admin who owns the contacts.", schemas.IsID),
			"tag_id":         text("ID of a tag that the contacts have. It conflicts with `company_id`.", schemas.IsID),
			"company_id":     ofCompany,
			"created_after":  instant("Earliest time at which the contacts were created, in RFC 3339 format (`2026-12-01T09:00:00Z`)."),
			"created_before": instant("Time before which the contacts were created."),
			"updated_after":  instant("Earliest time at which the contacts were last changed."),
			"updated_before": instant("Time before which the contacts were last changed."),
		},
		Find: func(ctx context.Context, r framework.Reader, wanted filters, limit int64) iter.Seq2[*intercom.Contact, error] {
			conditions := wanted.conditions()
			if company := wanted.CompanyID; !company.IsNull() {
				return framework.All(func() ([]*intercom.Contact, error) {
					return framework.Pointers(r.CompanyContacts(ctx, company.ValueString()))
				}, conditions.Hold)
			}
			return conditions.Matching(r.SearchContacts(ctx, conditions.Query(), intercom.PerPage(limit)))
		},
	}
}

func (f *filters) conditions() (c framework.Conditions[*intercom.Contact]) {
	c.Equal(f.Role, "role", f.Role.ValueString(), func(c *intercom.Contact) bool { return c.Role == f.Role.ValueString() })
	email := strings.ToLower(f.Email.ValueString())
	c.Equal(f.Email, "email", email, func(c *intercom.Contact) bool { return strings.EqualFold(c.Email, email) })
	domain := strings.ToLower(f.EmailDomain.ValueString())
	c.Equal(f.EmailDomain, "email_domain", domain, func(c *intercom.Contact) bool { return strings.HasSuffix(strings.ToLower(c.Email), "@"+domain) })
	c.Equal(f.ExternalID, "external_id", f.ExternalID.ValueString(), func(c *intercom.Contact) bool { return c.ExternalID == f.ExternalID.ValueString() })
	c.Equal(f.OwnerID, "owner_id", f.OwnerID.ValueString(), func(c *intercom.Contact) bool { return string(c.OwnerID) == f.OwnerID.ValueString() })
	// Intercom's search decides what a name contains, and a contact shows only some of its tags.
	c.Where(f.NameContains, "name", "~", f.NameContains.ValueString())
	c.Where(f.TagID, "tag_id", "=", f.TagID.ValueString())
	// > and < mean days in the workspace's time zone: > begins with the day after the time's day, and < ends before it.
	const slack = 48 * time.Hour
	created := func(c *intercom.Contact) intercom.UnixTime { return c.CreatedAt }
	c.Within(f.CreatedAfter, "created_at", false, slack, created)
	c.Within(f.CreatedBefore, "created_at", true, slack, created)
	updated := func(c *intercom.Contact) intercom.UnixTime { return c.UpdatedAt }
	c.Within(f.UpdatedAfter, "updated_at", false, slack, updated)
	c.Within(f.UpdatedBefore, "updated_at", true, slack, updated)
	return c
}
