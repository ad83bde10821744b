package datasources

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Lookup is one kind of object. T is what the client decodes it to.
type Lookup[T any] struct {
	// Name is the data source's without the provider's: "contact". Titles is what messages call several: "contacts".
	Name, Titles string
	// Description is the data source's in the docs.
	Description string
	// By are the arguments of which exactly one is set.
	By []string
	// Hint says what to look for where nothing is found.
	Hint string
	// Attributes are what is known of an object, those of By included; all are computed.
	Attributes map[string]schema.Attribute
	// Find returns what has the value; where there is none, none or an error of which intercom.IsNotFound holds.
	Find func(ctx context.Context, client *intercom.Client, by, value string) ([]T, error)
	// Values are the Attributes of an object.
	Values func(T) map[string]attr.Value
}

// NewDataSource returns the data source.
func (l Lookup[T]) NewDataSource() datasource.DataSource { return &dataSource[T]{Lookup: l} }

type dataSource[T any] struct {
	Lookup[T]
	session *providerdata.Data
}

// Metadata implements datasource.DataSource.
func (d *dataSource[T]) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + d.Name
}

// Configure implements datasource.DataSourceWithConfigure.
func (d *dataSource[T]) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	d.session = providerdata.FromProviderData(req.ProviderData, &resp.Diagnostics)
}

// Schema implements datasource.DataSource.
func (d *dataSource[T]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := maps.Clone(d.Attributes)
	for _, name := range d.By {
		attributes[name] = schema.StringAttribute{MarkdownDescription: attributes[name].GetMarkdownDescription(), Optional: true, Computed: true}
	}
	resp.Schema = schema.Schema{MarkdownDescription: d.Description, Attributes: attributes}
}

// ConfigValidators implements datasource.DataSourceWithConfigValidators.
func (d *dataSource[T]) ConfigValidators(context.Context) []datasource.ConfigValidator {
	arguments := make([]path.Expression, len(d.By))
	for i, name := range d.By {
		arguments[i] = path.MatchRoot(name)
	}
	return []datasource.ConfigValidator{datasourcevalidator.ExactlyOneOf(arguments...)}
}

// Read implements datasource.DataSource.
func (d *dataSource[T]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	client := d.session.Client(&resp.Diagnostics)
	var by string
	var wanted types.String
	for _, name := range d.By {
		var value types.String
		if resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(name), &value)...); !value.IsNull() {
			by, wanted = name, value
		}
	}
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, framework.DefaultTimeout)
	defer cancel()
	value := wanted.ValueString()
	err := d.session.CheckPin(ctx)
	var found []T
	if err == nil {
		found, err = d.Find(ctx, client, by, value)
	}
	if err != nil && !intercom.IsNotFound(err) {
		resp.Diagnostics.Append(providerdiag.AttributeError(path.Root(by), "looking up a "+d.Name, err, ""))
		return
	}
	if len(found) != 1 {
		resp.Diagnostics.AddAttributeError(path.Root(by), fmt.Sprintf("%d %s have the %s \"%s\"", len(found), d.Titles, by, intercom.Clean(value, 80)), d.instead(found))
		return
	}
	for name, value := range d.Values(found[0]) {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(name), value)...)
	}
}

// instead tells how to come to one object.
func (d *dataSource[T]) instead(found []T) string {
	if len(found) == 0 {
		return d.Hint
	}
	ids := make([]string, len(found))
	for i, each := range found {
		id, _ := d.Values(each)["id"].(types.String)
		ids[i] = id.ValueString()
	}
	return "Look it up by id instead. Their ids are " + strings.Join(ids, ", ") + "."
}
