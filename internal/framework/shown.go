package framework

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// ShownAttributes returns the resource's attributes whose values Intercom stores. The others are Terraform's own.
func (o *Object[M, T]) ShownAttributes(ctx context.Context) map[string]schema.Attribute {
	attributes := (&object[M, T]{Base: Base{Metadata: o.Metadata}, kind: o}).attributes(ctx)
	maps.DeleteFunc(attributes, func(name string, _ schema.Attribute) bool {
		return slices.Contains(terraformOnly, name) || slices.Contains(o.TerraformOnly, name)
	})
	return attributes
}

// ShownValues returns a function that builds the values of ShownAttributes with all keys of free maps, as an import of
// everything would. It computes the schema once.
func (o *Object[M, T]) ShownValues() func(ctx context.Context, r Reader, shown T) (map[string]attr.Value, diag.Diagnostics) {
	attributes := sync.OnceValue(func() map[string]schema.Attribute { return o.ShownAttributes(context.Background()) })
	blank := sync.OnceValue(func() *M { return nullModel[M](attributes()) })
	return func(ctx context.Context, r Reader, shown T) (map[string]attr.Value, diag.Diagnostics) {
		m := clone(blank())
		diags := o.Flatten(ctx, shown, m)
		if o.FlattenMaps != nil {
			diags.Append(o.FlattenMaps(ctx, r, shown, m)...)
		}
		values := Values(m)
		maps.DeleteFunc(values, func(name string, _ attr.Value) bool { return attributes()[name] == nil })
		return values, diags
	}
}

// nullModel returns a model whose attributes are null. The zero model is different: its maps and lists have no element
// type.
func nullModel[M any](attributes map[string]schema.Attribute) *M {
	m, values, ctx := new(M), map[string]attr.Value{}, context.Background()
	for name, a := range attributes {
		null, err := a.GetType().ValueFromTerraform(ctx, tftypes.NewValue(a.GetType().TerraformType(ctx), nil))
		if err != nil {
			panic(fmt.Sprintf("framework: the attribute %s cannot be null: %s", name, err))
		}
		values[name] = null
	}
	SetValues(m, values)
	return m
}
