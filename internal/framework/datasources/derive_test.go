package datasources

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	resource "github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// everyKind has a resource's attribute of each kind that computed supports.
var everyKind = map[string]resource.Attribute{
	"text":     resource.StringAttribute{MarkdownDescription: "Text. Removing this argument clears it.", Optional: true},
	"instant":  resource.StringAttribute{CustomType: timetypes.RFC3339Type{}, Required: true},
	"flag":     resource.BoolAttribute{MarkdownDescription: "Flag of `v1.2`.\nDefault: `false`.", Optional: true},
	"number":   resource.Int64Attribute{Optional: true, Computed: true},
	"list":     resource.ListAttribute{ElementType: types.StringType, Optional: true},
	"set":      resource.SetAttribute{ElementType: types.Int64Type, Optional: true},
	"map":      resource.MapAttribute{ElementType: types.StringType, Optional: true},
	"secret":   resource.StringAttribute{Sensitive: true, Optional: true},
	"objects":  resource.ListNestedAttribute{NestedObject: inner, Required: true},
	"distinct": resource.SetNestedAttribute{NestedObject: inner, Required: true},
	"named":    resource.MapNestedAttribute{NestedObject: inner, Required: true},
	"single":   resource.SingleNestedAttribute{Attributes: inner.Attributes, Required: true},
}

var inner = resource.NestedAttributeObject{Attributes: map[string]resource.Attribute{
	"name": resource.StringAttribute{MarkdownDescription: "Name. It cannot change.", Required: true},
	"at":   resource.StringAttribute{CustomType: timetypes.RFC3339Type{}, Optional: true},
}}

// TestComputedAll: derived attributes keep their types, and no configuration can set them.
func TestComputedAll(t *testing.T) {
	t.Parallel()
	derived := computedAll(everyKind, map[string]string{"map": "Another description."})
	for name, a := range everyKind {
		d := derived[name]
		if d == nil {
			t.Errorf("%s is missing", name)
			continue
		}
		if !d.GetType().Equal(a.GetType()) {
			t.Errorf("%s has type %s, not %s", name, d.GetType(), a.GetType())
		}
		if !d.IsComputed() || d.IsOptional() || d.IsRequired() {
			t.Errorf("%s can be set", name)
		}
		if d.IsSensitive() != a.IsSensitive() {
			t.Errorf("%s is sensitive: %v", name, d.IsSensitive())
		}
	}
	name := derived["objects"].(schema.ListNestedAttribute).NestedObject.Attributes["name"]
	if name.IsRequired() || !name.IsComputed() || name.GetMarkdownDescription() != "Name." {
		t.Errorf("a nested attribute can be set, or has the description %q", name.GetMarkdownDescription())
	}
	for name, want := range map[string]string{"text": "Text.", "flag": "Flag of `v1.2`.", "map": "Another description.", "number": ""} {
		if got := derived[name].GetMarkdownDescription(); got != want {
			t.Errorf("%s has the description %q, not %q", name, got, want)
		}
	}
}

// TestWriteOnly: a data source cannot show an attribute that is never in state.
func TestWriteOnly(t *testing.T) {
	t.Parallel()
	derived := computedAll(map[string]resource.Attribute{"password": resource.StringAttribute{WriteOnly: true, Required: true}}, nil)
	if len(derived) > 0 {
		t.Errorf("derived %v", derived)
	}
}
