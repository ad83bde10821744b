// Package workspace implements the intercom_workspace data source.
package workspace

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
)

var _ datasource.DataSourceWithConfigure = (*DataSource)(nil)

// DataSource is data "intercom_workspace", the access token's workspace.
type DataSource struct {
	data *providerdata.Data
}

// NewDataSource returns the data source.
func NewDataSource() datasource.DataSource { return &DataSource{} }

type model struct {
	ID                   types.String      `tfsdk:"id"`
	Name                 types.String      `tfsdk:"name"`
	Region               types.String      `tfsdk:"region"`
	Timezone             types.String      `tfsdk:"timezone"`
	CreatedAt            timetypes.RFC3339 `tfsdk:"created_at"`
	IdentityVerification types.Bool        `tfsdk:"identity_verification"`
}

// Metadata implements datasource.DataSource.
func (d *DataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_workspace"
}

// Configure implements datasource.DataSourceWithConfigure.
func (d *DataSource) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	d.data = providerdata.FromProviderData(req.ProviderData, &resp.Diagnostics)
}

// Schema implements datasource.DataSource.
func (d *DataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: framework.Metadata{Permission: "Read admins"}.DescribeRead("Reads the Intercom workspace that the provider's access token belongs to. Use it to find the value for the provider's `workspace_id`, or to check that a pipeline uses the right workspace."),
		Attributes: map[string]schema.Attribute{
			"id":                    schema.StringAttribute{MarkdownDescription: "ID of the workspace, as shown in Intercom's URLs.", Computed: true},
			"name":                  schema.StringAttribute{MarkdownDescription: "Name of the workspace.", Computed: true},
			"region":                schema.StringAttribute{MarkdownDescription: "Region that hosts the workspace, as Intercom writes it (`US`).", Computed: true},
			"timezone":              schema.StringAttribute{MarkdownDescription: "Time zone of the workspace, for example `America/Los_Angeles`.", Computed: true},
			"identity_verification": schema.BoolAttribute{MarkdownDescription: "Whether the Messenger verifies the identity of users. Null if Intercom does not show it.", Computed: true},
			"created_at":            schema.StringAttribute{MarkdownDescription: "Time at which the workspace was created, in RFC 3339 format.", CustomType: timetypes.RFC3339Type{}, Computed: true},
		},
	}
}

// Read implements datasource.DataSource.
func (d *DataSource) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	client := d.data.Client(&resp.Diagnostics)
	if client == nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, framework.DefaultTimeout)
	defer cancel()
	w, err := client.Workspace(ctx)
	if err != nil {
		resp.Diagnostics.Append(providerdiag.Error("reading the workspace of the access token", err, "", "Read admins"))
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &model{
		ID: types.StringValue(w.ID), Name: types.StringValue(w.Name), Region: types.StringValue(w.Region), Timezone: types.StringValue(w.Timezone),
		CreatedAt: framework.Time(w.CreatedAt), IdentityVerification: types.BoolPointerValue(w.IdentityVerification),
	})...)
}
