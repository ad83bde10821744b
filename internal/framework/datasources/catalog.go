// Package datasources makes data sources of what Intercom lists as a whole (ticket types, states, admins, teams, tags): one by
// its ID or by the name that people know, and all. Each list is read once a run, however many data sources ask.
package datasources

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Catalog is one list of Intercom's. T is what the client decodes an element to.
type Catalog[T any] struct {
	// Name and Plural are the data sources' names without the provider's: "ticket_type", "ticket_types".
	Name, Plural string
	// Path is the list's in Intercom's API without the leading slash, under which a run remembers it.
	Path string
	// Title and Titles are what messages call an element and all of them: "ticket type", "ticket types".
	Title, Titles string
	// Label is the attribute, beside id, by which an element is looked up.
	Label string
	// Attributes are what is known of an element, id and the label included; all are computed.
	Attributes map[string]schema.Attribute
	// Within, if not empty, is an argument that narrows the list: what it is about, and whether an element belongs to it.
	Within            string
	WithinDescription string
	Belongs           func(element T, within string) bool

	List   func(context.Context, *intercom.Client) ([]T, error)
	Values func(T) map[string]attr.Value
}

// One returns the data source of one element.
func (c Catalog[T]) One() datasource.DataSource { return &one[T]{source[T]{Catalog: c}} }

// All returns the data source of all elements.
func (c Catalog[T]) All() datasource.DataSource { return &all[T]{source[T]{Catalog: c}} }

type source[T any] struct {
	Catalog[T]
	session *providerdata.Data
}

// Configure implements datasource.DataSourceWithConfigure.
func (s *source[T]) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	s.session = providerdata.FromProviderData(req.ProviderData, &resp.Diagnostics)
}

// read returns the elements, narrowed by the argument Within if the configuration sets it.
func (s *source[T]) read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) (elements []T, within types.String) {
	client := s.session.Client(&resp.Diagnostics)
	if client == nil {
		return nil, within
	}
	if s.Within != "" {
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(s.Within), &within)...)
	}
	err := s.session.CheckPin(ctx)
	if err == nil {
		elements, err = providerdata.Once(ctx, s.session, s.Path, func() ([]T, error) { return s.List(ctx, client) })
	}
	if err != nil {
		resp.Diagnostics.Append(providerdiag.Error("reading the "+s.Titles, err, ""))
		return nil, within
	}
	if !within.IsNull() {
		elements = slices.DeleteFunc(slices.Clone(elements), func(e T) bool { return !s.Belongs(e, within.ValueString()) })
	}
	return elements, within
}

func (s *source[T]) text(e T, name string) string {
	value, _ := s.Values(e)[name].(types.String)
	return value.ValueString()
}

func (s *source[T]) within(required bool) map[string]schema.Attribute {
	if s.Within == "" {
		return map[string]schema.Attribute{}
	}
	return map[string]schema.Attribute{s.Within: schema.StringAttribute{MarkdownDescription: s.WithinDescription, Required: required, Optional: !required}}
}

type one[T any] struct{ source[T] }

// Metadata implements datasource.DataSource.
func (d *one[T]) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + d.Name
}

// Schema implements datasource.DataSource.
func (d *one[T]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := d.within(true)
	maps.Copy(attributes, d.Attributes)
	for _, name := range []string{"id", d.Label} {
		attributes[name] = schema.StringAttribute{MarkdownDescription: attributes[name].GetMarkdownDescription(), Optional: true, Computed: true}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: fmt.Sprintf("One %s, by its `id` or `%s`. However many of these a configuration has, a run reads the list once.", d.Title, d.Label),
		Attributes:          attributes,
	}
}

// ConfigValidators implements datasource.DataSourceWithConfigValidators.
func (d *one[T]) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{datasourcevalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot(d.Label))}
}

// Read implements datasource.DataSource.
func (d *one[T]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	elements, within := d.read(ctx, req, resp)
	by, wanted := "id", types.String{}
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(by), &wanted)...)
	if wanted.IsNull() {
		by = d.Label
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(by), &wanted)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	found := slices.DeleteFunc(slices.Clone(elements), func(e T) bool { return d.text(e, by) != wanted.ValueString() })
	if len(found) != 1 {
		resp.Diagnostics.AddAttributeError(path.Root(by), fmt.Sprintf("%d %s have the %s \"%s\"", len(found), d.Titles, by, intercom.Clean(wanted.ValueString(), 80)),
			d.others(elements, found, by, wanted.ValueString()))
		return
	}
	for name, value := range d.Values(found[0]) {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(name), value)...)
	}
	if d.Within != "" {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(d.Within), within)...)
	}
}

// others tells which elements there are instead: those found, the nearest, or all where they are few.
func (d *one[T]) others(elements, found []T, by, wanted string) string {
	if len(found) > 1 {
		ids := make([]string, len(found))
		for i, e := range found {
			ids[i] = d.text(e, "id")
		}
		return "Look it up by id instead. Their ids are " + strings.Join(ids, ", ") + "."
	}
	names := make([]string, len(elements))
	for i, e := range elements {
		names[i] = d.text(e, by)
	}
	return providerdiag.Nearest(wanted, names)
}

type all[T any] struct{ source[T] }

// Metadata implements datasource.DataSource.
func (d *all[T]) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + d.Plural
}

// Schema implements datasource.DataSource.
func (d *all[T]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := d.within(false)
	attributes[d.Plural] = schema.ListNestedAttribute{
		MarkdownDescription: "The " + d.Titles + ", as Intercom orders them.",
		Computed:            true,
		NestedObject:        schema.NestedAttributeObject{Attributes: d.Attributes},
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: fmt.Sprintf("All %s. However many data sources ask, a run reads the list once.", d.Titles),
		Attributes:          attributes,
	}
}

// Read implements datasource.DataSource.
func (d *all[T]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	elements, within := d.read(ctx, req, resp)
	if resp.Diagnostics.HasError() {
		return
	}
	object := types.ObjectType{AttrTypes: map[string]attr.Type{}}
	for name, a := range d.Attributes {
		object.AttrTypes[name] = a.GetType()
	}
	shown := make([]attr.Value, len(elements))
	for i, e := range elements {
		shown[i] = types.ObjectValueMust(object.AttrTypes, d.Values(e))
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(d.Plural), types.ListValueMust(object, shown))...)
	if d.Within != "" {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(d.Within), within)...)
	}
}

// Text is a computed attribute of text.
func Text(description string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Computed: true}
}

// Bool is a computed bool.
func Bool(description string) schema.BoolAttribute {
	return schema.BoolAttribute{MarkdownDescription: description, Computed: true}
}

// IDs are ids as a list of text.
func IDs(ids []intercom.ID) types.List {
	values := make([]attr.Value, len(ids))
	for i, id := range ids {
		values[i] = types.StringValue(string(id))
	}
	return types.ListValueMust(types.StringType, values)
}
