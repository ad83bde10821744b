package framework

import (
	"context"
	"fmt"
	"reflect"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Common is embedded in every model. It has the arguments and attributes that only the kernel reads and writes.
type Common struct {
	WorkspaceID types.String   `tfsdk:"workspace_id"`
	Timeouts    timeouts.Value `tfsdk:"timeouts"`
}

func (c *Common) common() *Common { return c }

// common returns the kernel's part of a model. model is a pointer to a struct that embeds Common.
func common(model any) *Common { return model.(interface{ common() *Common }).common() }

type getter interface {
	Get(ctx context.Context, into any) diag.Diagnostics
}

type setter interface {
	Set(ctx context.Context, from any) diag.Diagnostics
}

// Get is from.Get(ctx, into), but faster if into is a pointer to a model whose fields are attr.Values. The framework reads
// the struct tags each time and compiles a regular expression for each of them, which is a third of the cost of a plan.
func Get(ctx context.Context, from getter, into any) diag.Diagnostics {
	var object types.Object
	diags := from.Get(ctx, &object)
	if diags.HasError() {
		return diags
	}
	attributes, model := object.Attributes(), reflect.ValueOf(into).Elem()
	fields := fieldsOf(model.Type())
	// The framework supports other fields, too, and has the best message for a null object or a different schema.
	if len(fields) != len(attributes) {
		return from.Get(ctx, into)
	}
	for _, f := range fields {
		value, field := reflect.ValueOf(attributes[f.name]), model.FieldByIndex(f.index)
		if !value.IsValid() || value.Type() != field.Type() {
			return from.Get(ctx, into)
		}
		validate(ctx, f.name, attributes[f.name], &diags)
		field.Set(value)
	}
	return diags
}

// Set is to.Set(ctx, from) with the same optimization as Get.
func Set(ctx context.Context, to setter, from any) (diags diag.Diagnostics) {
	model := reflect.ValueOf(from).Elem()
	fields := fieldsOf(model.Type())
	attributes, attributeTypes := make(map[string]attr.Value, len(fields)), make(map[string]attr.Type, len(fields))
	for _, f := range fields {
		value, ok := reflect.TypeAssert[attr.Value](model.FieldByIndex(f.index))
		if !ok {
			return to.Set(ctx, from)
		}
		validate(ctx, f.name, value, &diags)
		attributes[f.name], attributeTypes[f.name] = value, value.Type(ctx)
	}
	object, problems := types.ObjectValue(attributeTypes, attributes)
	if diags.Append(problems...); diags.HasError() {
		return diags
	}
	return append(diags, to.Set(ctx, object)...)
}

// validate validates each field's value as the framework does: at apply, nothing else checks a value that was unknown
// before.
func validate(ctx context.Context, name string, value attr.Value, diags *diag.Diagnostics) {
	if v, ok := value.(xattr.ValidateableAttribute); ok {
		resp := xattr.ValidateAttributeResponse{}
		v.ValidateAttribute(ctx, xattr.ValidateAttributeRequest{Path: path.Root(name)}, &resp)
		diags.Append(resp.Diagnostics...)
	}
}

// Values returns a model's values by attribute name.
func Values(model any) map[string]attr.Value {
	value := reflect.ValueOf(model).Elem()
	attributes := map[string]attr.Value{}
	for _, f := range fieldsOf(value.Type()) {
		attributes[f.name], _ = reflect.TypeAssert[attr.Value](value.FieldByIndex(f.index))
	}
	return attributes
}

// SetValues writes values into a model.
func SetValues(model any, values map[string]attr.Value) {
	into := reflect.ValueOf(model).Elem()
	for _, f := range fieldsOf(into.Type()) {
		if value, ok := values[f.name]; ok && value != nil {
			into.FieldByIndex(f.index).Set(reflect.ValueOf(value))
		}
	}
}

// clone copies a model. Its values are immutable.
func clone[M any](model *M) *M {
	copied := *model
	return &copied
}

// idOf returns the identity of the object in a model.
func (m Metadata) idOf(model any) ID {
	values := Values(model)
	id := make(ID, len(m.Keys))
	for i, k := range m.Keys {
		text, _ := values[k.Name].(types.String)
		id[i] = text.ValueString()
	}
	return id
}

// setID writes an identity into a model.
func (m Metadata) setID(model any, id ID) {
	values := map[string]attr.Value{}
	for i, k := range m.Keys {
		values[k.Name] = types.StringValue(id[i])
	}
	SetValues(model, values)
}

type field struct {
	name  string
	index []int
}

// models holds the fields of each model.
var models sync.Map

func fieldsOf(model reflect.Type) []field {
	if known, ok := models.Load(model); ok {
		return known.([]field)
	}
	var fields []field
	for _, f := range reflect.VisibleFields(model) {
		if name := f.Tag.Get("tfsdk"); name != "" {
			fields = append(fields, field{name, f.Index})
		}
		if f.Anonymous && !f.IsExported() {
			panic(fmt.Sprintf("framework: %s embeds an unexported struct, which reflection cannot set", model))
		}
	}
	models.Store(model, fields)
	return fields
}
