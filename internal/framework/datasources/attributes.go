package datasources

import (
	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Text returns a computed string attribute, for a kind without a resource.
func Text(description string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Computed: true}
}

// Bool returns a computed bool attribute.
func Bool(description string) schema.BoolAttribute {
	return schema.BoolAttribute{MarkdownDescription: description, Computed: true}
}

// Number returns a computed number attribute.
func Number(description string) schema.Int64Attribute {
	return schema.Int64Attribute{MarkdownDescription: description, Computed: true}
}

// Time returns a computed attribute with a time in RFC 3339 format. framework.Time makes its value.
func Time(description string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description + ", in RFC 3339 format.", Computed: true, CustomType: timetypes.RFC3339Type{}}
}

// Object returns a computed object attribute. Its value has the types of Types.
func Object(description string, attributes map[string]schema.Attribute) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{MarkdownDescription: description, Computed: true, Attributes: attributes}
}

// ObjectList returns a computed attribute with a list of objects.
func ObjectList(description string, attributes map[string]schema.Attribute) schema.ListNestedAttribute {
	return schema.ListNestedAttribute{MarkdownDescription: description, Computed: true, NestedObject: schema.NestedAttributeObject{Attributes: attributes}}
}

// Types returns the types of attributes.
func Types(attributes map[string]schema.Attribute) map[string]attr.Type {
	all := make(map[string]attr.Type, len(attributes))
	for name, a := range attributes {
		all[name] = a.GetType()
	}
	return all
}

// Texts returns texts as a list of strings. Nil, where an answer does not show them, is null.
func Texts(texts []string) types.List {
	if texts == nil {
		return types.ListNull(types.StringType)
	}
	values := make([]attr.Value, len(texts))
	for i, text := range texts {
		values[i] = types.StringValue(text)
	}
	return types.ListValueMust(types.StringType, values)
}

// IDList returns a computed list of IDs. IDs makes its value.
func IDList(description string) schema.ListAttribute {
	return schema.ListAttribute{MarkdownDescription: description, ElementType: types.StringType, Computed: true}
}

// IDs returns IDs as a list of strings. Nil, where an answer does not show them, is null.
func IDs(ids []intercom.ID) types.List {
	return Texts(Each(ids, func(id intercom.ID) string { return string(id) }))
}

// Objects returns the list of ObjectList with the values of each element. Nil, where an answer does not show the list, is null.
func Objects[T any](shown []T, attributes map[string]attr.Type, values func(T) map[string]attr.Value) types.List {
	typ := types.ObjectType{AttrTypes: attributes}
	if shown == nil {
		return types.ListNull(typ)
	}
	return types.ListValueMust(typ, Each(shown, func(each T) attr.Value { return types.ObjectValueMust(attributes, values(each)) }))
}

// Each returns one value of each element of a list in an answer. Nil, where an answer does not show the list, stays nil.
func Each[T, V any](shown []T, value func(T) V) []V {
	if shown == nil {
		return nil
	}
	values := make([]V, len(shown))
	for i, each := range shown {
		values[i] = value(each)
	}
	return values
}
