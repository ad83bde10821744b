package framework

import (
	"context"
	"reflect"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
)

// terraformOnly are the kernel's attributes that Intercom does not know.
var terraformOnly = []string{workspaceID, "timeouts", "deletion_protection", "on_destroy", "on_create", "drift"}

// Schema implements resource.Resource.
func (r *object[M, T]) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{MarkdownDescription: r.Describe(r.kind.Description), Attributes: r.attributes(ctx)}
}

// attributes returns the object's own attributes and those that the model's fields and the metadata imply.
func (r *object[M, T]) attributes(ctx context.Context) map[string]schema.Attribute {
	attributes := r.kind.Attributes()
	implied := map[string]func() schema.Attribute{
		workspaceID:           func() schema.Attribute { return schemas.WorkspaceID(r.Name) },
		"timeouts":            func() schema.Attribute { return schemas.Timeouts(ctx) },
		"created_at":          func() schema.Attribute { return schemas.CreatedAt(r.Name) },
		"deletion_protection": func() schema.Attribute { return schemas.DeletionProtection(r.Name) },
		"drift":               func() schema.Attribute { return schemas.Drift() },
		"on_create":           func() schema.Attribute { return schemas.OnCreate(r.Name, r.kind.UnarchivesBy, r.kind.UnarchiveNote) },
		"on_destroy":          func() schema.Attribute { return schemas.OnDestroy(r.Name, r.destroyClauses()) },
	}
	for _, k := range r.Keys {
		implied[k.Name] = func() schema.Attribute {
			if slices.Contains(r.Immutable, k.Name) {
				return schemas.Reference(k.Description)
			}
			return schemas.Computed(k.Description)
		}
	}
	for _, f := range fieldsOf(reflect.TypeFor[M]()) {
		if attribute, ok := implied[f.name]; ok && attributes[f.name] == nil {
			attributes[f.name] = attribute()
		}
	}
	return attributes
}

func (r *object[M, T]) destroyClauses() (clauses [][2]string) {
	for _, v := range r.kind.Destroy {
		clauses = append(clauses, [2]string{v.OnDestroy, v.Clause})
	}
	return clauses
}

// fields returns what the kernel must know about the attributes, computed once.
func (r *object[M, T]) fields() Fields {
	r.once.Do(func() {
		attributes := r.attributes(context.Background())
		r.known = FieldsOf(attributes, r.Immutable, r.kind.Equivalent, r.kind.TerraformOnly...)
	})
	return r.known
}

// FieldsOf computes what the kernel must know about a schema.
func FieldsOf(attributes map[string]schema.Attribute, immutable []string, equivalent map[string]Equivalence, local ...string) Fields {
	f := Fields{Immutable: immutable, Equivalent: equivalent, Terraform: append(slices.Clone(terraformOnly), local...)}
	f.Managed, f.Clearable = managedfields.Names(attributes)
	for name, a := range attributes {
		if a.IsComputed() && !a.IsOptional() {
			f.Computed = append(f.Computed, name)
		}
		if text, ok := a.(schema.StringAttribute); ok && a.IsRequired() && refusesEmpty(text) {
			f.Filled = append(f.Filled, name)
		}
		if _, flag := a.(schema.BoolAttribute); flag && a.IsComputed() && a.IsOptional() {
			f.Flags = append(f.Flags, name)
		}
	}
	return f
}

func refusesEmpty(a schema.StringAttribute) bool {
	var resp validator.StringResponse
	for _, v := range a.Validators {
		v.ValidateString(context.Background(), validator.StringRequest{ConfigValue: types.StringValue("")}, &resp)
	}
	return resp.Diagnostics.HasError()
}
