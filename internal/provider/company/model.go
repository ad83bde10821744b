package company

import (
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// model is the resource as Terraform stores it.
type model struct {
	ID                 types.String      `tfsdk:"id"`
	WorkspaceID        types.String      `tfsdk:"workspace_id"`
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
	Timeouts           timeouts.Value    `tfsdk:"timeouts"`
}

// show takes over all that Intercom shows but the custom attributes.
func (m *model) show(c *intercom.Company) {
	m.ID, m.CompanyID = types.StringValue(string(c.ID)), types.StringValue(c.CompanyID)
	m.Name, m.Plan = framework.Text(c.Name), framework.Text(c.Plan.Name)
	m.Website, m.Industry = framework.Text(c.Website), framework.Text(c.Industry)
	m.Size, m.MonthlySpend = types.Int64Value(c.Size), types.Int64Value(c.MonthlySpend)
	m.RemoteCreatedAt, m.CreatedAt = framework.TimeAs(m.RemoteCreatedAt, c.RemoteCreatedAt), framework.Time(c.CreatedAt)
}

// changesFrom is what leads from state, the zero model for a new company, to the plan m, and nothing else.
func (m *model) changesFrom(state model, custom intercom.Attributes) intercom.CompanyRequest {
	request := intercom.CompanyRequest{
		CompanyID:        m.CompanyID.ValueString(),
		Name:             framework.Kept(m.Name, state.Name),
		Plan:             framework.StringOrEmpty(m.Plan, state.Plan),
		Size:             framework.Int64(m.Size, state.Size),
		MonthlySpend:     framework.Int64(m.MonthlySpend, state.MonthlySpend),
		Website:          framework.StringOrEmpty(m.Website, state.Website),
		Industry:         framework.StringOrEmpty(m.Industry, state.Industry),
		CustomAttributes: custom,
	}
	if !m.RemoteCreatedAt.IsNull() {
		request.RemoteCreatedAt = framework.Instant(m.RemoteCreatedAt, state.RemoteCreatedAt)
	}
	return request
}

func (m *model) label() string {
	return framework.Label(m.ID.ValueString(), intercom.Clean(m.CompanyID.ValueString(), 80))
}

func (m *model) abandons() bool { return m.OnDestroy.ValueString() == framework.OnDestroyAbandon }
