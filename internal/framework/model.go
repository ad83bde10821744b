package framework

import (
	"context"
	"reflect"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

type getter interface {
	Get(ctx context.Context, into any) diag.Diagnostics
}

type setter interface {
	Set(ctx context.Context, from any) diag.Diagnostics
}

// Get is from.Get(ctx, into), only faster where that is a pointer to a model whose fields are attr.Values. The framework reads
// the tags of a struct anew each time and compiles a regular expression for each of them: a third of what a ticket's plan costs.
func Get(ctx context.Context, from getter, into any) diag.Diagnostics {
	var object types.Object
	diags := from.Get(ctx, &object)
	if diags.HasError() {
		return diags
	}
	attributes, model := object.Attributes(), reflect.ValueOf(into).Elem()
	names := namesOf(model.Type())
	// The framework knows other fields, too, and says best what is wrong: the object is null, or the schema another one.
	if len(names) != len(attributes) {
		return from.Get(ctx, into)
	}
	for i, name := range names {
		value, field := reflect.ValueOf(attributes[name]), model.Field(i)
		if !value.IsValid() || value.Type() != field.Type() {
			return from.Get(ctx, into)
		}
		validate(ctx, name, attributes[name], &diags)
		field.Set(value)
	}
	return diags
}

// Set is to.Set(ctx, from), as Get is Get.
func Set(ctx context.Context, to setter, from any) (diags diag.Diagnostics) {
	model := reflect.ValueOf(from).Elem()
	names := namesOf(model.Type())
	attributes, attributeTypes := make(map[string]attr.Value, len(names)), make(map[string]attr.Type, len(names))
	for i, name := range names {
		value, ok := reflect.TypeAssert[attr.Value](model.Field(i))
		if !ok {
			return to.Set(ctx, from)
		}
		validate(ctx, name, value, &diags)
		attributes[name], attributeTypes[name] = value, value.Type(ctx)
	}
	object, problems := types.ObjectValue(attributeTypes, attributes)
	if diags.Append(problems...); diags.HasError() {
		return diags
	}
	return append(diags, to.Set(ctx, object)...)
}

// validate does what the framework does with the value of each field: at apply, nothing else looks at what was unknown before.
func validate(ctx context.Context, name string, value attr.Value, diags *diag.Diagnostics) {
	if v, ok := value.(xattr.ValidateableAttribute); ok {
		resp := xattr.ValidateAttributeResponse{}
		v.ValidateAttribute(ctx, xattr.ValidateAttributeRequest{Path: path.Root(name)}, &resp)
		diags.Append(resp.Diagnostics...)
	}
}

// models holds the attributes' names of each model, in the order of its fields.
var models sync.Map

func namesOf(model reflect.Type) []string {
	if known, ok := models.Load(model); ok {
		return known.([]string)
	}
	list := make([]string, model.NumField())
	for i := range list {
		list[i] = model.Field(i).Tag.Get("tfsdk")
	}
	models.Store(model, list)
	return list
}
