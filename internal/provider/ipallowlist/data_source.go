package ipallowlist

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var _ datasource.DataSourceWithConfigure = (*dataSource)(nil)

// dataSource is data "intercom_ip_allowlist". It needs no argument, because a workspace has one allowlist.
type dataSource struct{ base framework.Base }

// NewDataSource returns the data source.
func NewDataSource() datasource.DataSource {
	return &dataSource{framework.Base{Metadata: Object.Metadata}}
}

// Metadata implements datasource.DataSource.
func (d *dataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = d.base.Type
}

// Configure implements datasource.DataSourceWithConfigure.
func (d *dataSource) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	d.base.Data = providerdata.FromProviderData(req.ProviderData, &resp.Diagnostics)
}

// Schema implements datasource.DataSource.
func (d *dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: d.base.DescribeRead("Reads the IP allowlist of the Intercom workspace. The provider reads it once per run, even if several data sources use it."),
		Attributes: map[string]schema.Attribute{
			"enabled": datasources.Bool("Whether only the addresses of the allowlist can use the API and the web application."),
			"addresses": schema.SetAttribute{
				MarkdownDescription: "IP addresses and ranges in CIDR notation, as Intercom shows them.", ElementType: types.StringType, Computed: true,
			},
		},
	}
}

type values struct {
	Enabled   types.Bool `tfsdk:"enabled"`
	Addresses types.Set  `tfsdk:"addresses"`
}

// Read implements datasource.DataSource.
func (d *dataSource) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	ctx, cancel := context.WithTimeout(ctx, framework.DefaultTimeout)
	defer cancel()
	const doing = "reading the IP allowlist"
	client := d.base.Data.Client(&resp.Diagnostics)
	if client == nil {
		return
	}
	if problem := d.base.CheckVersion(d.base.Since.Read); problem != nil {
		resp.Diagnostics.Append(problem)
		return
	}
	reader, err := client.PinnedReader(ctx)
	var found []*intercom.IPAllowlist
	if err == nil {
		found, err = once(ctx, framework.Reader{Reader: reader, Data: d.base.Data})
	}
	if err != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, "", permission))
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &values{types.BoolValue(found[0].Enabled), setOf(found[0].Addresses)})...)
}

// once reads the allowlist once per walk.
var once = framework.ListOnce(func(r framework.Reader, ctx context.Context) ([]*intercom.IPAllowlist, error) {
	found, err := r.IPAllowlist(ctx)
	return []*intercom.IPAllowlist{found}, err
})
