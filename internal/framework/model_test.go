package framework_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
)

type shelf struct {
	ID    types.String      `tfsdk:"id"`
	Books types.List        `tfsdk:"books"`
	Since timetypes.RFC3339 `tfsdk:"since"`
}

// plainShelf has a field that is not an attr.Value.
type plainShelf struct {
	ID    types.String      `tfsdk:"id"`
	Books []string          `tfsdk:"books"`
	Since timetypes.RFC3339 `tfsdk:"since"`
}

type otherShelf struct {
	ID types.String `tfsdk:"id"`
}

var shelfSchema = schema.Schema{Attributes: map[string]schema.Attribute{
	"id":    schema.StringAttribute{Required: true},
	"books": schema.ListAttribute{ElementType: types.StringType, Optional: true},
	"since": schema.StringAttribute{CustomType: timetypes.RFC3339Type{}, Optional: true},
}}

// TestModel compares Get and Set with the framework's results for the same values and models.
func TestModel(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	whole := shelfSchema.Type().TerraformType(ctx)
	text := func(v any) tftypes.Value { return tftypes.NewValue(tftypes.String, v) }
	books := func(v any) tftypes.Value { return tftypes.NewValue(tftypes.List{ElementType: tftypes.String}, v) }
	object := func(books, since tftypes.Value) tftypes.Value {
		return tftypes.NewValue(whole, map[string]tftypes.Value{"id": text("1"), "books": books, "since": since})
	}
	for name, raw := range map[string]tftypes.Value{
		"known":          object(books([]tftypes.Value{text("Emma")}), text("2026-12-01T09:00:00Z")),
		"null values":    object(books(nil), text(nil)),
		"unknown":        object(books(tftypes.UnknownValue), text(tftypes.UnknownValue)),
		"no time":        object(books(nil), text("yesterday")),
		"null":           tftypes.NewValue(whole, nil),
		"all is unknown": tftypes.NewValue(whole, tftypes.UnknownValue),
	} {
		state := tfsdk.State{Schema: shelfSchema, Raw: raw}
		for _, model := range []func() any{func() any { return &shelf{} }, func() any { return &plainShelf{} }, func() any { return &otherShelf{} }} {
			got, want := model(), model()
			gotDiags, wantDiags := framework.Get(ctx, state, got), state.Get(ctx, want)
			if diff := cmp.Diff(said(wantDiags), said(gotDiags)); diff != "" {
				t.Errorf("%s into %T: diagnostics differ from the framework's:\n%s", name, got, diff)
			}
			if !wantDiags.HasError() && !reflect.DeepEqual(got, want) {
				t.Errorf("%s: got %+v, and the framework gets %+v", name, got, want)
			}
		}
	}
	for name, model := range map[string]any{
		"known":   &shelf{types.StringValue("1"), types.ListValueMust(types.StringType, []attr.Value{types.StringValue("Emma")}), timetypes.NewRFC3339ValueMust("2026-12-01T09:00:00Z")},
		"unknown": &shelf{types.StringUnknown(), types.ListUnknown(types.StringType), timetypes.NewRFC3339Unknown()},
		"null":    &shelf{types.StringNull(), types.ListNull(types.StringType), timetypes.NewRFC3339Null()},
		"no time": &shelf{types.StringNull(), types.ListNull(types.StringType), timetypes.RFC3339{StringValue: types.StringValue("yesterday")}},
		"plain":   &plainShelf{types.StringValue("1"), []string{"Emma"}, timetypes.NewRFC3339Null()},
	} {
		got, want := tfsdk.State{Schema: shelfSchema}, tfsdk.State{Schema: shelfSchema}
		gotDiags, wantDiags := framework.Set(ctx, &got, model), want.Set(ctx, model)
		if diff := cmp.Diff(said(wantDiags), said(gotDiags)); diff != "" {
			t.Errorf("%s: diagnostics differ from the framework's:\n%s", name, diff)
		}
		if !got.Raw.Equal(want.Raw) {
			t.Errorf("%s: set %s, and the framework sets %s", name, got.Raw, want.Raw)
		}
	}
	for name, model := range map[string]any{"list of what": &shelf{Books: types.List{}}, "other attributes": &otherShelf{}} {
		if diags := framework.Set(ctx, &tfsdk.State{Schema: shelfSchema}, model); !diags.HasError() {
			t.Errorf("%s: no error", name)
		}
	}
}

func said(diags diag.Diagnostics) (said []string) {
	for _, d := range diags {
		// The framework lists names in random order.
		text, _, _ := strings.Cut(d.Detail(), "Object defines fields")
		said = append(said, d.Summary()+": "+text)
	}
	return said
}
