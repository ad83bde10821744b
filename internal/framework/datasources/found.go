package datasources

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
)

// limitName is the argument that limits how many objects are read.
const limitName = "limit"

var _ datasource.DataSourceWithConfigure = (*found[struct{}, int])(nil)

// NewFound returns the data source of a search, for a kind that Intercom does not list completely. It has the arguments and
// results of the kind's list resource.
func NewFound[Config, T any](s *Source[T], l framework.Listing[Config, T]) datasource.DataSource {
	return &found[Config, T]{source[T]{Source: s, base: framework.Base{Metadata: s.Metadata}}, l}
}

type found[Config, T any] struct {
	source[T]
	listing framework.Listing[Config, T]
}

// Metadata implements datasource.DataSource.
func (d *found[Config, T]) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + d.plural()
}

// Schema implements datasource.DataSource.
func (d *found[Config, T]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		limitName: schema.Int64Attribute{
			MarkdownDescription: fmt.Sprintf("Maximum number of %s to read, %s. Default: all matching %s.", d.Plural, d.listing.Order, d.Plural),
			Optional:            true,
			Validators:          []validator.Int64{int64validator.AtLeast(1)},
		},
		d.plural(): schema.ListNestedAttribute{
			MarkdownDescription: fmt.Sprintf("List of the %s that match all arguments that are set, %s.", d.Plural, d.listing.Order),
			Computed:            true,
			NestedObject:        schema.NestedAttributeObject{Attributes: d.Attributes()},
		},
	}
	for name, argument := range d.listing.Attributes {
		attributes[name] = argument
	}
	resp.Schema = schema.Schema{MarkdownDescription: d.DescribeRead(d.listing.Description), Attributes: attributes}
}

// Read implements datasource.DataSource. It writes everything that matches to state or, after an error, nothing.
func (d *found[Config, T]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	doing := "searching " + d.Plural
	if !req.Config.Raw.IsFullyKnown() {
		resp.Diagnostics.AddError("Error "+doing+": an argument is not known yet", "The provider must call Intercom now, but an argument will be known only after apply. Nothing was read.\n\n"+
			"What to do: set the arguments to values that are known when Terraform plans.")
		return
	}
	var config types.Object
	var limit types.Int64
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(limitName), &limit)...)
	ctx, cancel := context.WithTimeout(ctx, framework.DefaultTimeout)
	defer cancel()
	r, ok := d.reader(ctx, doing, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	shown, err := d.search(ctx, r, config, limit.ValueInt64())
	if err != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, "", d.Reads()))
		return
	}
	typ, objects := d.objects(ctx, r, shown, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	values := config.Attributes()
	var problems diag.Diagnostics
	values[d.plural()], problems = types.ListValue(typ, objects)
	resp.Diagnostics.Append(problems...)
	d.set(ctx, resp, values, types.StringNull(), nil)
}

// search returns the objects that match the arguments, at most limit of them if limit is above 0.
func (d *found[Config, T]) search(ctx context.Context, r framework.Reader, arguments types.Object, limit int64) (shown []T, err error) {
	var config Config
	framework.SetValues(&config, arguments.Attributes())
	for each, err := range d.listing.Find(ctx, r, config, limit) {
		if err != nil {
			return nil, err
		}
		if shown = append(shown, each); int64(len(shown)) == limit {
			break
		}
	}
	return shown, nil
}
