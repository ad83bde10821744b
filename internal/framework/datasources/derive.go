package datasources

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	resource "github.com/hashicorp/terraform-plugin-framework/resource/schema"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
)

// Of completes the data sources of an object that has a resource. They show the resource's attributes with the same names
// and values, except those that only Terraform has.
func Of[M, T any](o *framework.Object[M, T], s Source[T]) *Source[T] {
	s.Metadata = o.Metadata
	s.Attributes = func() map[string]schema.Attribute {
		derived := computedAll(o.ShownAttributes(context.Background()), s.Descriptions)
		for _, name := range s.Without {
			delete(derived, name)
		}
		return derived
	}
	show := o.ShownValues()
	s.Values = func(ctx context.Context, r framework.Reader, shown T) (map[string]attr.Value, diag.Diagnostics) {
		values, diags := show(ctx, r, shown)
		for _, name := range s.Without {
			delete(values, name)
		}
		// An import continues if a map cannot be filled. A data source fails instead, because its values would change.
		for i, problem := range diags {
			diags[i] = diag.NewErrorDiagnostic(problem.Summary(), problem.Detail())
		}
		return values, diags
	}
	return &s
}

// computedAll converts a resource's attributes to computed ones of a data source.
func computedAll(attributes map[string]resource.Attribute, descriptions map[string]string) map[string]schema.Attribute {
	derived := make(map[string]schema.Attribute, len(attributes))
	for name, a := range attributes {
		if a.IsWriteOnly() {
			continue
		}
		description, ok := descriptions[name]
		if !ok {
			description = firstSentence(a.GetMarkdownDescription())
		}
		derived[name] = computed(a, description)
	}
	return derived
}

// computed converts a resource's attribute to a computed one of a data source, with the same type.
func computed(a resource.Attribute, description string) schema.Attribute {
	switch a := a.(type) {
	case resource.StringAttribute:
		return schema.StringAttribute{MarkdownDescription: description, Computed: true, Sensitive: a.Sensitive, CustomType: a.CustomType}
	case resource.BoolAttribute:
		return schema.BoolAttribute{MarkdownDescription: description, Computed: true, Sensitive: a.Sensitive, CustomType: a.CustomType}
	case resource.Int64Attribute:
		return schema.Int64Attribute{MarkdownDescription: description, Computed: true, Sensitive: a.Sensitive, CustomType: a.CustomType}
	case resource.ListAttribute:
		return schema.ListAttribute{MarkdownDescription: description, Computed: true, Sensitive: a.Sensitive, CustomType: a.CustomType, ElementType: a.ElementType}
	case resource.SetAttribute:
		return schema.SetAttribute{MarkdownDescription: description, Computed: true, Sensitive: a.Sensitive, CustomType: a.CustomType, ElementType: a.ElementType}
	case resource.MapAttribute:
		return schema.MapAttribute{MarkdownDescription: description, Computed: true, Sensitive: a.Sensitive, CustomType: a.CustomType, ElementType: a.ElementType}
	case resource.ListNestedAttribute:
		return schema.ListNestedAttribute{MarkdownDescription: description, Computed: true, Sensitive: a.Sensitive, CustomType: a.CustomType, NestedObject: nested(a.NestedObject)}
	case resource.SetNestedAttribute:
		return schema.SetNestedAttribute{MarkdownDescription: description, Computed: true, Sensitive: a.Sensitive, CustomType: a.CustomType, NestedObject: nested(a.NestedObject)}
	case resource.MapNestedAttribute:
		return schema.MapNestedAttribute{MarkdownDescription: description, Computed: true, Sensitive: a.Sensitive, CustomType: a.CustomType, NestedObject: nested(a.NestedObject)}
	case resource.SingleNestedAttribute:
		return schema.SingleNestedAttribute{MarkdownDescription: description, Computed: true, Sensitive: a.Sensitive, CustomType: a.CustomType, Attributes: computedAll(a.Attributes, nil)}
	}
	panic(fmt.Sprintf("datasources: no data source has derived a %T yet: add it to computed", a))
}

func nested(o resource.NestedAttributeObject) schema.NestedAttributeObject {
	return schema.NestedAttributeObject{CustomType: o.CustomType, Attributes: computedAll(o.Attributes, nil)}
}

// firstSentence drops further sentences, which describe defaults and what removing an argument does.
func firstSentence(description string) string {
	for _, end := range []string{". ", ".\n"} {
		if first, _, more := strings.Cut(description, end); more {
			description = first + "."
		}
	}
	return description
}
