// Package company implements the intercom_company resource, data source, and list resource.
package company

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/customattributes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	ID                 types.String      `tfsdk:"id"`
	CompanyID          types.String      `tfsdk:"company_id"`
	Name               types.String      `tfsdk:"name"`
	Plan               types.String      `tfsdk:"plan"`
	Size               types.Int64       `tfsdk:"size"`
	MonthlySpend       types.Int64       `tfsdk:"monthly_spend"`
	Website            types.String      `tfsdk:"website"`
	Industry           types.String      `tfsdk:"industry"`
	RemoteCreatedAt    timetypes.RFC3339 `tfsdk:"remote_created_at"`
	CustomAttributes   types.Map         `tfsdk:"custom_attributes"`
	DeletionProtection types.Bool        `tfsdk:"deletion_protection"`
	OnDestroy          types.String      `tfsdk:"on_destroy"`
	CreatedAt          timetypes.RFC3339 `tfsdk:"created_at"`
	Drift              types.Map         `tfsdk:"drift"`
}

var custom = customattributes.Attributes{Model: intercom.ModelCompany}

// Object is intercom_company. Its POST creates the company with the company_id, or changes it if it exists.
var Object = framework.Object[model, *intercom.Company]{
	Metadata: framework.Metadata{
		Name: "company", Plural: "companies", Type: "intercom_company",
		Keys:      []framework.Key{{Name: "id", Description: "ID of the company in Intercom's API. `intercom_contact_company` uses this ID."}},
		IDHint:    "It is not the company_id: the data source intercom_company looks the ID up by that or by name.",
		Immutable: []string{"company_id"}, Irreversible: true, Records: framework.RecordsPeople,
		GoneCodes: []string{"company_not_found", "not_found"}, Permission: "Read and list users and companies, Write users and companies",
	},
	Description: "An Intercom company. The Inbox shows only companies that have contacts. Use `intercom_contact_company` to add them.\n\n" +
		"**Destroying this resource deletes the company**: Intercom archives it immediately, and later removes it and its associations with contacts.\n\n" + schemas.LeftAlone,
	Attributes: attributes,
	Facts: func(c *intercom.Company) framework.Facts {
		return framework.Facts{ID: framework.ID{string(c.ID)}, Name: cmp.Or(c.Name, c.CompanyID), WorkspaceID: c.WorkspaceID, CreatedAt: c.CreatedAt, UpdatedAt: c.UpdatedAt}
	},
	Flatten:     flatten,
	FlattenMaps: flattenMaps,
	Uncleared: func(ctx context.Context, r framework.Reader, c framework.Change[model], shown *intercom.Company, after *model) {
		after.CustomAttributes = custom.Uncleared(ctx, r, c.Plan.CustomAttributes, c.Prior.CustomAttributes, after.CustomAttributes, c.Unmanaged(customattributes.Name), shown.CustomAttributes)
	},
	Create: create,
	Read: func(ctx context.Context, r framework.Reader, id framework.ID) (*intercom.Company, error) {
		return r.Company(ctx, id[0])
	},
	All: func(ctx context.Context, r framework.Reader) ([]*intercom.Company, error) {
		return framework.Pointers(r.CompaniesUpTo(ctx, listable))
	},
	ShowsOtherwise: func(c *intercom.Company, name string) bool {
		return name == customattributes.Name && c.CustomAttributes != nil
	},
	Update: update,
	Destroy: []framework.Verb[*intercom.Company]{{
		OnDestroy: schemas.OnDestroyDelete, Doing: "deleting", Clause: "deletes it",
		Effect: "This plan deletes companies permanently", Detail: "It is removed with its connections to contacts. This cannot be undone.",
		Do: func(ctx context.Context, w framework.Writer, id framework.ID) error {
			return w.DeleteCompany(ctx, id[0])
		},
	}},
	Label:       func(m *model) string { return m.CompanyID.ValueString() },
	Key:         func(m *model) string { return m.CompanyID.ValueString() },
	KeyArgument: func(*model) string { return "company_id" },
	Matches:     func(m *model, c *intercom.Company) bool { return c.CompanyID == m.CompanyID.ValueString() },
	Find: func(ctx context.Context, r framework.Reader, m *model) ([]*intercom.Company, error) {
		return framework.Pointers(r.CompaniesBy(ctx, "company_id", m.CompanyID.ValueString()))
	},
	FindBefore: true, FindAtPlan: true,
	Again:     func(*model) bool { return true },
	Differs:   differs,
	Overwrote: overwrote,
	CheckPlan: checkPlan,
}

// listable is the number of companies up to which a batched refresh reads all of them: ten pages.
const listable = 500

func attributes() map[string]schema.Attribute {
	text := func(description string, m managedfields.Modifier) schema.StringAttribute {
		return schema.StringAttribute{
			MarkdownDescription: description, Optional: true, Computed: true,
			Validators: []validator.String{schemas.NotEmpty}, PlanModifiers: []planmodifier.String{m},
		}
	}
	number := func(description string) schema.Int64Attribute {
		return schema.Int64Attribute{
			MarkdownDescription: description + " Removing this argument does not clear the value in Intercom.", Optional: true, Computed: true,
			Validators: []validator.Int64{int64validator.AtLeast(0)}, PlanModifiers: []planmodifier.Int64{managedfields.Optional()},
		}
	}
	return map[string]schema.Attribute{
		"company_id": schema.StringAttribute{
			MarkdownDescription: "ID that you chose for the company. Changing it **replaces the company**. If another company already has this ID, the plan fails and does not change that company.",
			Required:            true,
			Validators:          []validator.String{schemas.Identifying},
		},
		"name":          text("Name of the company. Removing this argument does not clear the value in Intercom.", managedfields.Optional()),
		"plan":          text("Name of the company's plan.", managedfields.Clearable()),
		"website":       text("URL of the company's website.", managedfields.Clearable()),
		"industry":      text("Industry of the company.", managedfields.Clearable()),
		"size":          number("Number of employees."),
		"monthly_spend": number("Revenue from the company, in whole units of the workspace's currency."),
		"remote_created_at": schema.StringAttribute{
			MarkdownDescription: "Time at which the company was created in your own systems, in RFC 3339 format. Removing this argument does not clear the value in Intercom.",
			CustomType:          timetypes.RFC3339Type{}, Optional: true, Computed: true,
			Validators: []validator.String{schemas.StorableTime}, PlanModifiers: []planmodifier.String{managedfields.Optional()},
		},
		customattributes.Name: custom.Schema(),
	}
}

func flatten(_ context.Context, c *intercom.Company, m *model) diag.Diagnostics {
	m.ID, m.CompanyID = types.StringValue(string(c.ID)), types.StringValue(c.CompanyID)
	m.Name, m.Plan = framework.Text(c.Name), framework.Text(c.Plan.Name)
	m.Website, m.Industry = framework.Text(c.Website), framework.Text(c.Industry)
	m.Size, m.MonthlySpend = whole(c.Size, m.Size), whole(c.MonthlySpend, m.MonthlySpend)
	m.RemoteCreatedAt, m.CreatedAt = framework.Time(c.RemoteCreatedAt), framework.Time(c.CreatedAt)
	m.CustomAttributes = custom.Refresh(m.CustomAttributes, c.CustomAttributes)
	return nil
}

// whole returns the number that an answer shows. Where it shows none, or a fraction, the value stays as it was before: 0 would be drift
// that nobody caused.
func whole(shown *int64, before types.Int64) types.Int64 {
	if shown == nil && !before.IsUnknown() {
		return before
	}
	return types.Int64PointerValue(shown)
}

func flattenMaps(ctx context.Context, r framework.Reader, c *intercom.Company, m *model) (diags diag.Diagnostics) {
	m.CustomAttributes, diags = custom.All(ctx, r, c.CustomAttributes)
	return diags
}

func create(ctx context.Context, w framework.Writer, plan *model) (*intercom.Company, error) {
	request, err := request(ctx, w.Reads(), plan, &model{}, false, nil)
	if err != nil {
		return nil, err
	}
	return w.SaveCompany(ctx, "", request)
}

// update reads the company first: if it is gone, the POST would create it with another ID.
func update(ctx context.Context, w framework.Writer, c framework.Change[model]) (*intercom.Company, error) {
	id := c.Prior.ID.ValueString()
	now, err := w.Company(ctx, id)
	if err != nil {
		return nil, err
	}
	request, err := request(ctx, w.Reads(), c.Plan, c.Prior, c.Unmanaged(customattributes.Name), now)
	if err != nil {
		return nil, err
	}
	if request.IsZero() {
		return nil, framework.ErrUnchanged
	}
	request.CompanyID = now.CompanyID // Intercom's may have changed; a different one would create a second company
	saved, err := w.SaveCompany(ctx, id, request)
	return saved, providerdiag.Upserted("company", "company_id", now.CompanyID, id, err)
}

// request returns the changes from prior, the zero model for a new company, to the plan and nothing else. now is Intercom's
// company, or nil for a new one.
func request(ctx context.Context, r framework.Reader, plan, prior *model, unmanaged bool, now *intercom.Company) (intercom.CompanyRequest, error) {
	var shown func() (intercom.Attributes, error)
	if now != nil {
		shown = func() (intercom.Attributes, error) { return now.CustomAttributes, nil }
	}
	changes, err := custom.Changes(ctx, r, plan.CustomAttributes, prior.CustomAttributes, unmanaged, shown)
	request := intercom.CompanyRequest{
		CompanyID:        plan.CompanyID.ValueString(),
		Name:             framework.Kept(plan.Name, prior.Name),
		Plan:             framework.StringOrEmpty(plan.Plan, prior.Plan),
		Size:             framework.Int64(plan.Size, prior.Size),
		MonthlySpend:     framework.Int64(plan.MonthlySpend, prior.MonthlySpend),
		Website:          framework.StringOrEmpty(plan.Website, prior.Website),
		Industry:         framework.StringOrEmpty(plan.Industry, prior.Industry),
		CustomAttributes: changes,
	}
	if !plan.RemoteCreatedAt.IsNull() {
		request.RemoteCreatedAt = framework.Instant(plan.RemoteCreatedAt, prior.RemoteCreatedAt)
	}
	return request, err
}

func differs(m *model, c *intercom.Company) string {
	if c.CompanyID != m.CompanyID.ValueString() {
		return "its company_id is " + intercom.Quote(c.CompanyID, 80)
	}
	return ""
}

func checkPlan(ctx context.Context, p *framework.Plan[model]) diag.Diagnostics {
	prior := types.MapNull(types.StringType)
	if p.Prior != nil {
		prior = p.Prior.CustomAttributes
	}
	return p.WithReader(ctx, func(ctx context.Context, r framework.Reader) diag.Diagnostics {
		return custom.Check(ctx, r, p.Plan.CustomAttributes, prior)
	})
}

// upsertSlack is how far apart created_at and updated_at of a new company may be, in addition to the duration of its
// create.
const upsertSlack = 2 * time.Second

// overwrote recognizes a company that somebody created after the lookup and before the POST, which then changed it: it was
// created before its last update, or it shows values that were not sent.
func overwrote(m *model, c *intercom.Company, took time.Duration) string {
	var shown model
	shown.CustomAttributes = types.MapNull(types.StringType)
	flatten(context.Background(), c, &shown)
	switch {
	case !c.CreatedAt.IsZero() && c.UpdatedAt.Sub(c.CreatedAt.Time) > took+upsertSlack:
		return fmt.Sprintf("it was created at %s, before the POST", c.CreatedAt.Format(time.RFC3339))
	case c.UserCount > 0 || c.SessionCount > 0:
		return "it has contacts or sessions"
	}
	for _, each := range []struct {
		argument    string
		sent, shown attr.Value
	}{
		{"name", m.Name, shown.Name}, {"plan", m.Plan, shown.Plan}, {"website", m.Website, shown.Website}, {"industry", m.Industry, shown.Industry},
	} {
		if each.sent.IsNull() && !each.shown.IsNull() {
			return fmt.Sprintf("it has the %s %s, which was not sent", each.argument, intercom.Clean(each.shown.String(), 80))
		}
	}
	return ""
}
