package datasources

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
)

var _ datasource.DataSourceWithConfigure = (*all[int])(nil)

// includeDeleted is the argument that shows deleted objects, too.
const includeDeleted = "include_deleted"

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
	if d.Deleted != nil {
		attributes[includeDeleted] = schema.BoolAttribute{MarkdownDescription: "Whether to show deleted " + d.Plural + ", too. Default: `false`.", Optional: true}
	}
	description := fmt.Sprintf("Lists all Intercom %s. The provider reads the list once per run, even if several data sources use it. %s", d.Plural, d.NoteAll)
	resp.Schema = schema.Schema{MarkdownDescription: d.DescribeRead(strings.TrimSpace(description)), Attributes: attributes}
}

// Read implements datasource.DataSource.
func (d *all[T]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var within types.String
	if d.Within.Argument != "" {
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(d.Within.Argument), &within)...)
	}
	arguments := map[string]attr.Value{}
	var deleted types.Bool
	if d.Deleted != nil {
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(includeDeleted), &deleted)...)
		arguments[includeDeleted] = deleted
	}
	ctx, cancel := context.WithTimeout(ctx, framework.DefaultTimeout)
	defer cancel()
	r, ok := d.reader(ctx, "reading the "+d.Plural, &resp.Diagnostics)
	if !ok {
		return
	}
	listed := d.list(ctx, r, within, &resp.Diagnostics)
	if d.Deleted != nil && !deleted.ValueBool() {
		listed = slices.DeleteFunc(slices.Clone(listed), d.Deleted)
	}
	typ, shown := d.objects(ctx, r, listed, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	elements, problems := types.ListValue(typ, shown)
	resp.Diagnostics.Append(problems...)
	d.set(ctx, resp, map[string]attr.Value{d.plural(): elements}, within, arguments)
}
