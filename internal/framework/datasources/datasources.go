// Package datasources implements the data sources of every kind of object: one object, looked up by one of several
// arguments, and all objects if Intercom lists them completely.
package datasources

import (
	"context"
	"maps"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
)

// Source describes how to find and show the objects of a kind. T is the object as the client decodes it.
type Source[T any] struct {
	framework.Metadata
	// Note is added to the description of the data source of one object.
	Note string
	// NoteAll is added to the description of the data source of all objects.
	NoteAll string
	// By are the arguments of which exactly one must be set.
	By []string
	// AnyCase are the arguments of By that Intercom compares without regard to case. A value in another case matches if it is
	// the only match.
	AnyCase []string
	// Flag is an attribute that is a bool and true of one object. It can be set to true in place of one of By. FlagHint says what to
	// look at where no object has it. Optional.
	Flag, FlagHint string
	// Narrow are attributes of text that can be set, too, in a look-up of one object: it must have all their values.
	Narrow []string
	// Apart is the argument of By that is unique. Default: id.
	Apart string
	// Attributes are the computed attributes of an object, including the arguments of By.
	Attributes func() map[string]schema.Attribute
	// Descriptions replace those that Of derives. Without names the resource's attributes that are not shown.
	Descriptions map[string]string
	Without      []string
	// Values returns the values of Attributes.
	Values func(ctx context.Context, r framework.Reader, shown T) (map[string]attr.Value, diag.Diagnostics)

	// List returns all objects, read once per walk, if Intercom lists the kind completely.
	List func(ctx context.Context, r framework.Reader) ([]T, error)
	// Deleted reports whether an object of the list is deleted in Intercom. Only the data source of all objects shows such objects, if
	// its argument include_deleted is true. Optional.
	Deleted func(shown T) bool
	// Within narrows the list. Optional.
	Within Within[T]

	// Find returns the objects that have a value, if there is no List. Calls that read one object must use Single.
	Find func(ctx context.Context, r framework.Reader, by, value string) ([]T, error)
	// Hint tells the user what to check if nothing is found.
	Hint string
}

// Within is an argument that restricts a list to some of its objects. It is required for one object and optional for all.
type Within[T any] struct {
	Argument, Description string
	Holds                 func(object T, value string) bool
	// List returns the objects within a value, if Intercom can list only those. Optional.
	List func(ctx context.Context, r framework.Reader, value string) ([]T, error)
	// Find is Source.Find within a value, for a kind that Intercom finds nowhere else. Optional.
	Find func(ctx context.Context, r framework.Reader, within, by, value string) ([]T, error)
}

// NewDataSource returns the data source of one object.
func (s *Source[T]) NewDataSource() datasource.DataSource {
	return &one[T]{source[T]{Source: s, base: framework.Base{Metadata: s.Metadata}}}
}

// NewDataSourceAll returns the data source of all objects.
func (s *Source[T]) NewDataSourceAll() datasource.DataSource {
	return &all[T]{source[T]{Source: s, base: framework.Base{Metadata: s.Metadata}}}
}

// source is the common part of a kind's two data sources.
type source[T any] struct {
	*Source[T]
	base framework.Base
}

// Configure implements datasource.DataSourceWithConfigure.
func (s *source[T]) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	s.base.Data = providerdata.FromProviderData(req.ProviderData, &resp.Diagnostics)
}

// reader returns a Reader that needs no workspace in state. It confirms the workspace if the configuration pins one.
func (s *source[T]) reader(ctx context.Context, doing string, diags *diag.Diagnostics) (framework.Reader, bool) {
	client := s.base.Data.Client(diags)
	if diags.HasError() {
		return framework.Reader{}, false
	}
	if problem := s.base.CheckVersion(s.Since.Read); problem != nil {
		diags.Append(problem)
		return framework.Reader{}, false
	}
	r, err := client.PinnedReader(ctx)
	if err != nil {
		diags.Append(providerdiag.Error(doing, err, "", s.Reads()))
	}
	return framework.Reader{Reader: r, Data: s.base.Data}, err == nil
}

// list returns Intercom's list of objects, restricted to a value if one is given.
func (s *source[T]) list(ctx context.Context, r framework.Reader, within types.String, diags *diag.Diagnostics) []T {
	read := s.List
	if s.Within.List != nil && !within.IsNull() {
		read = func(ctx context.Context, r framework.Reader) ([]T, error) {
			return s.Within.List(ctx, r, within.ValueString())
		}
	}
	listed, err := read(ctx, r)
	if err != nil {
		diags.Append(providerdiag.Error("reading the "+s.Plural, err, "", s.Reads()))
		return nil
	}
	if within.IsNull() {
		return listed
	}
	var narrowed []T
	for _, each := range listed {
		if s.Within.Holds(each, within.ValueString()) {
			narrowed = append(narrowed, each)
		}
	}
	return narrowed
}

// withinAttribute returns the argument of Within, if there is one.
func (s *source[T]) withinAttribute(required bool) map[string]schema.Attribute {
	if s.Within.Argument == "" {
		return map[string]schema.Attribute{}
	}
	return map[string]schema.Attribute{s.Within.Argument: schema.StringAttribute{
		MarkdownDescription: s.Within.Description, Required: required, Optional: !required,
	}}
}

// objects returns the values of objects, each with all attributes.
func (s *source[T]) objects(ctx context.Context, r framework.Reader, shown []T, diags *diag.Diagnostics) (types.ObjectType, []attr.Value) {
	typ, objects := types.ObjectType{AttrTypes: map[string]attr.Type{}}, make([]attr.Value, len(shown))
	for name, a := range s.Attributes() {
		typ.AttrTypes[name] = a.GetType()
	}
	for i, each := range shown {
		values, problems := s.Values(ctx, r, each)
		diags.Append(problems...)
		objects[i], problems = types.ObjectValue(typ.AttrTypes, values)
		diags.Append(problems...)
	}
	return typ, objects
}

// set writes an object's attributes and the argument of Within to state.
func (s *source[T]) set(ctx context.Context, resp *datasource.ReadResponse, attributes map[string]attr.Value, within types.String, arguments map[string]attr.Value) {
	values, typ := maps.Clone(attributes), map[string]attr.Type{}
	if s.Within.Argument != "" {
		values[s.Within.Argument] = within
	}
	maps.Copy(values, arguments)
	for name, a := range resp.State.Schema.GetAttributes() {
		typ[name] = a.GetType()
	}
	state, problems := types.ObjectValue(typ, values)
	if resp.Diagnostics.Append(problems...); !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
	}
}

// plural returns the type of the data source of all objects, without the provider's name.
func (s *Source[T]) plural() string { return strings.ReplaceAll(s.Plural, " ", "_") }
