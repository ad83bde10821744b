package company

import (
	"context"
	"iter"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// filters are the arguments of a list. A company must match all that are not null. Intercom lists companies without
// filters, so the provider filters them.
type filters struct {
	NameContains  types.String      `tfsdk:"name_contains"`
	Plan          types.String      `tfsdk:"plan"`
	Industry      types.String      `tfsdk:"industry"`
	CreatedAfter  timetypes.RFC3339 `tfsdk:"created_after"`
	CreatedBefore timetypes.RFC3339 `tfsdk:"created_before"`
	UpdatedAfter  timetypes.RFC3339 `tfsdk:"updated_after"`
	UpdatedBefore timetypes.RFC3339 `tfsdk:"updated_before"`
}

// listing is the list of the list resource and of data "intercom_companies".
func listing() framework.Listing[filters, *intercom.Company] {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Optional: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}}
	}
	instant := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, CustomType: timetypes.RFC3339Type{}, Optional: true}
	}
	return framework.Listing[filters, *intercom.Company]{
		Order: "most recently active first",
		Description: "Lists the Intercom companies that match all arguments that are set, most recently active first. Intercom lists only companies that have contacts, and at most 10,000 of them. " +
			"A longer list is an error, unless a `limit` ends it earlier.\n\n" +
			"Intercom cannot filter this list. The provider reads it and compares each company with the arguments.",
		Attributes: map[string]schema.Attribute{
			"name_contains":  text("Text that the company's name contains, in upper or lower case."),
			"plan":           text("Name of the companies' plan."),
			"industry":       text("Industry of the companies."),
			"created_after":  instant("Earliest time at which the companies were created in Intercom, in RFC 3339 format (`2026-12-01T09:00:00Z`)."),
			"created_before": instant("Time before which the companies were created in Intercom."),
			"updated_after":  instant("Earliest time at which the companies were last changed."),
			"updated_before": instant("Time before which the companies were last changed."),
		},
		Find: func(ctx context.Context, r framework.Reader, wanted filters, limit int64) iter.Seq2[*intercom.Company, error] {
			conditions := wanted.conditions()
			if len(conditions) > 0 {
				limit = 0 // the number of companies to read for that many matches is unknown
			}
			return conditions.Matching(r.Companies(ctx, intercom.PerPage(limit)))
		},
	}
}

func (f *filters) conditions() (c framework.Conditions[*intercom.Company]) {
	name := strings.ToLower(f.NameContains.ValueString())
	c.Local(f.NameContains, func(c *intercom.Company) bool { return strings.Contains(strings.ToLower(c.Name), name) })
	c.Local(f.Plan, func(c *intercom.Company) bool { return c.Plan.Name == f.Plan.ValueString() })
	c.Local(f.Industry, func(c *intercom.Company) bool { return c.Industry == f.Industry.ValueString() })
	created := func(c *intercom.Company) intercom.UnixTime { return c.CreatedAt }
	c.Within(f.CreatedAfter, "created_at", false, 0, created)
	c.Within(f.CreatedBefore, "created_at", true, 0, created)
	updated := func(c *intercom.Company) intercom.UnixTime { return c.UpdatedAt }
	c.Within(f.UpdatedAfter, "updated_at", false, 0, updated)
	c.Within(f.UpdatedBefore, "updated_at", true, 0, updated)
	return c
}
