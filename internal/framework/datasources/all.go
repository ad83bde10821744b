package datasources

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
)

var _ datasource.DataSourceWithConfigure = (*all[int])(nil)

// all is the data source of all objects in Intercom's list.
type all[T any] struct{ source[T] }

// Metadata implements datasource.DataSource.
func (d *all[T]) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + d.plural()
}

// Schema implements datasource.DataSource.
func (d *all[T]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := d.withinAttribute(false)
	attributes[d.plural()] = schema.ListNestedAttribute{
		MarkdownDescription: "List of the " + d.Plural + ", in Intercom's order.",
		Computed:            true,
		NestedObject:        schema.NestedAttributeObject{Attributes: d.Attributes()},
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: fmt.Sprintf("Lists all Intercom %s. The provider reads the list once per run, even if several data sources use it.", d.Plural),
		Attributes:          attributes,
	}
}

// Read implements datasource.DataSource.
func (d *all[T]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var within types.String
	if d.Within.Argument != "" {
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(d.Within.Argument), &within)...)
	}
	ctx, cancel := context.WithTimeout(ctx, framework.DefaultTimeout)
	defer cancel()
	r, ok := d.reader(ctx, "reading the "+d.Plural, &resp.Diagnostics)
	if !ok {
		return
	}
	typ, shown := d.objects(ctx, r, d.list(ctx, r, within, &resp.Diagnostics), &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	elements, problems := types.ListValue(typ, shown)
	resp.Diagnostics.Append(problems...)
	d.set(ctx, resp, map[string]attr.Value{d.plural(): elements}, within)
}
