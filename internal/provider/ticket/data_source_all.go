package ticket

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/ticket/ticketsearch"
)

var (
	_ datasource.DataSourceWithConfigure      = (*DataSourceAll)(nil)
	_ datasource.DataSourceWithValidateConfig = (*DataSourceAll)(nil)
)

// DataSourceAll is data "intercom_tickets": the tickets that a search finds.
type DataSourceAll struct {
	data *providerdata.Data
}

// NewDataSourceAll returns the data source.
func NewDataSourceAll() datasource.DataSource { return &DataSourceAll{} }

type allModel struct {
	ticketsearch.Filters
	Limit   types.Int64 `tfsdk:"limit"`
	Tickets []dataModel `tfsdk:"tickets"`
}

// Metadata implements datasource.DataSource.
func (d *DataSourceAll) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_tickets"
}

// Configure implements datasource.DataSourceWithConfigure.
func (d *DataSourceAll) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	d.data = providerdata.FromProviderData(req.ProviderData, &resp.Diagnostics)
}

// Schema implements datasource.DataSource.
func (d *DataSourceAll) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := ticketsearch.Arguments()
	attributes["limit"] = schema.Int64Attribute{
		MarkdownDescription: "Maximum number of tickets to read, newest first. Default: all matching tickets.",
		Optional:            true,
		Validators:          []validator.Int64{int64validator.AtLeast(1)},
	}
	attributes["tickets"] = schema.ListNestedAttribute{
		MarkdownDescription: "Tickets that match all arguments that are set, newest first.",
		Computed:            true,
		NestedObject:        schema.NestedAttributeObject{Attributes: shownAttributes()},
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: metadata.DescribeRead("Searches for the Intercom tickets that match all arguments that are set.\n\n" +
			"Intercom's search lags behind changes by seconds, sometimes by minutes. A ticket that was just created or changed may be missing, or may be shown as it was before."),
		Attributes: attributes,
	}
}

// ValidateConfig implements datasource.DataSourceWithValidateConfig.
func (d *DataSourceAll) ValidateConfig(ctx context.Context, req datasource.ValidateConfigRequest, resp *datasource.ValidateConfigResponse) {
	var data allModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &data)...)
	resp.Diagnostics.Append(data.Validate()...)
}

// Read implements datasource.DataSource.
func (d *DataSourceAll) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var data allModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &data)...)
	ctx, cancel := context.WithTimeout(ctx, framework.DefaultTimeout)
	defer cancel()
	const doing = "searching tickets"
	reader, ok := pinnedReader(ctx, d.data, doing, &resp.Diagnostics)
	if !ok {
		return
	}
	search := data.Search(ctx, reader, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	data.Tickets = []dataModel{}
	for t, err := range search.Tickets(ctx, reader, data.Limit.ValueInt64()) {
		if err != nil {
			resp.Diagnostics.Append(providerdiag.Error(doing, err, "", metadata.Permission))
			return
		}
		var shown dataModel
		shown.set(t)
		data.Tickets = append(data.Tickets, shown)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &data)...)
}
