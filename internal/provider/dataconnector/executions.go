package dataconnector

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
)

// longestAgo bounds since: a check after a deployment needs no more.
const longestAgo = 24 * time.Hour

type executionsModel struct {
	ConnectorID types.String      `tfsdk:"connector_id"`
	Success     types.Bool        `tfsdk:"success"`
	ErrorType   types.String      `tfsdk:"error_type"`
	Since       timetypes.RFC3339 `tfsdk:"since"`
	Failures    types.Int64       `tfsdk:"failures"`
	Executions  types.List        `tfsdk:"executions"`
}

var executionTypes = map[string]attr.Type{
	"id": types.StringType, "success": types.BoolType, "http_status": types.Int64Type, "error_type": types.StringType,
	"execution_time_ms": types.Int64Type, "source_type": types.StringType, "created_at": timetypes.RFC3339Type{},
}

// NewExecutionsDataSource returns data "intercom_data_connector_executions". It shows no bodies and no URLs, which are customers'
// data.
func NewExecutionsDataSource() datasource.DataSource {
	return &executions{Base: framework.Base{Metadata: Object.Metadata}}
}

type executions struct{ framework.Base }

var _ datasource.DataSourceWithConfigure = (*executions)(nil)

// Metadata implements datasource.DataSource.
func (*executions) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "intercom_data_connector_executions"
}

// Configure implements datasource.DataSourceWithConfigure.
func (d *executions) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	d.Data = providerdata.FromProviderData(req.ProviderData, &resp.Diagnostics)
}

// Schema implements datasource.DataSource.
func (d *executions) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Computed: true}
	}
	number := func(description string) schema.Int64Attribute {
		return schema.Int64Attribute{MarkdownDescription: description, Computed: true}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: d.DescribeRead("Reads the newest calls that a data connector made, at most 30, for a `check` block after a deployment. It shows no URLs and no bodies, because they are customers' data."),
		Attributes: map[string]schema.Attribute{
			"connector_id": schema.StringAttribute{MarkdownDescription: "ID of the data connector.", Required: true, Validators: []validator.String{schemas.IsID}},
			"success":      schema.BoolAttribute{MarkdownDescription: "Whether to read only successful calls (`true`) or only others (`false`).", Optional: true},
			"error_type":   schema.StringAttribute{MarkdownDescription: "Type of the error that the calls ended with, such as `3rd_party_error`.", Optional: true},
			"since": schema.StringAttribute{
				MarkdownDescription: "Time, in RFC 3339 format, after which the calls were made, at most 24 hours ago. Default: one hour ago.", Optional: true, CustomType: timetypes.RFC3339Type{},
			},
			"failures": number("Number of calls that were not successful among `executions`."),
			"executions": schema.ListNestedAttribute{
				MarkdownDescription: "Calls, the newest first.", Computed: true,
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"id": text("ID of the call."), "success": schema.BoolAttribute{MarkdownDescription: "Whether the call was successful.", Computed: true},
					"http_status": number("HTTP status of the answer. Null if there was none."), "error_type": text("Type of the error. Null if there was none."),
					"execution_time_ms": number("Duration in milliseconds."), "source_type": text("What made the call, such as `workflow` or `fin`."),
					"created_at": schema.StringAttribute{MarkdownDescription: "Time of the call, in RFC 3339 format.", Computed: true, CustomType: timetypes.RFC3339Type{}},
				}},
			},
		},
	}
}

// Read implements datasource.DataSource.
func (d *executions) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m executionsModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	ctx, cancel := context.WithTimeout(ctx, framework.DefaultTimeout)
	defer cancel()
	client := d.Data.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if problem := d.CheckVersion(d.Since.Read); problem != nil {
		resp.Diagnostics.Append(problem)
		return
	}
	since, _ := m.Since.ValueRFC3339Time()
	if !since.IsZero() && client.LocalTime().Sub(since) > longestAgo {
		resp.Diagnostics.AddError("Error reading the executions of a data connector: since is too long ago", "since must be at most 24 hours ago. Nothing was read.")
		return
	}
	doing := "reading the executions of data connector " + m.ConnectorID.ValueString()
	r, err := client.PinnedReader(ctx)
	if err != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, "", d.Permission))
		return
	}
	found, err := r.ConnectorExecutions(ctx, m.ConnectorID.ValueString(), since, m.Success.ValueBoolPointer(), m.ErrorType.ValueString())
	if err != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, "", d.Permission))
		return
	}
	shown, failures := make([]attr.Value, len(found)), int64(0)
	for i, e := range found {
		status, took := types.Int64Null(), types.Int64Null()
		if e.HTTPStatus != 0 {
			status = types.Int64Value(e.HTTPStatus)
		}
		if e.ExecutionTimeMS != 0 {
			took = types.Int64Value(e.ExecutionTimeMS)
		}
		if !e.Success {
			failures++
		}
		shown[i] = types.ObjectValueMust(executionTypes, map[string]attr.Value{
			"id": types.StringValue(string(e.ID)), "success": types.BoolValue(e.Success), "http_status": status, "error_type": framework.Text(e.ErrorType),
			"execution_time_ms": took, "source_type": framework.Text(e.SourceType), "created_at": framework.Time(e.CreatedAt),
		})
	}
	m.Failures, m.Executions = types.Int64Value(failures), types.ListValueMust(types.ObjectType{AttrTypes: executionTypes}, shown)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}
