package attrvalue

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// incident defines a few attributes. "Version" is defined once as archived and once as live; "Legacy" is archived.
func incident() Definitions {
	d := Definitions{Argument: "ticket_attributes", Noun: "ticket attribute", Owner: "Ticket type 1 (Incident)", Known: true}
	d.Define("_default_title_", Type{Kind: String, BuiltIn: true})
	d.Define("Seats", Type{Kind: Integer})
	d.Define("Priority", list)
	d.Define("Version", Type{Kind: Integer, Archived: true})
	d.Define("Version", Type{Kind: String})
	d.Define("Version", Type{Kind: Integer, Archived: true})
	d.Define("Legacy", Type{Kind: String, Archived: true})
	return d
}

// texts returns a map; "null" and "unknown" stand for such values.
func texts(pairs ...string) types.Map {
	values := map[string]attr.Value{}
	for i := 0; i < len(pairs); i += 2 {
		switch pairs[i+1] {
		case "null":
			values[pairs[i]] = types.StringNull()
		case "unknown":
			values[pairs[i]] = types.StringUnknown()
		default:
			values[pairs[i]] = types.StringValue(pairs[i+1])
		}
	}
	return types.MapValueMust(types.StringType, values)
}

var none = types.MapNull(types.StringType)

func TestChanges(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		d              Definitions
		planned, prior types.Map
		want           map[string]any
	}{
		"nothing":                    {incident(), none, none, map[string]any{}},
		"unknown map":                {incident(), types.MapUnknown(types.StringType), none, map[string]any{}},
		"new":                        {incident(), texts("Seats", "012", "Priority", "High"), none, map[string]any{"Seats": json.Number("12"), "Priority": "g-2"}},
		"unchanged":                  {incident(), texts("Seats", "5"), texts("Seats", "5"), map[string]any{}},
		"changed":                    {incident(), texts("Seats", "6", "Version", "1"), texts("Seats", "5", "Version", "1"), map[string]any{"Seats": json.Number("6")}},
		"unknown value":              {incident(), texts("Seats", "unknown"), none, map[string]any{}},
		"set to null":                {incident(), texts("Seats", "null"), texts("Seats", "5"), map[string]any{"Seats": nil}},
		"null and unmanaged":         {incident(), texts("Seats", "null"), none, map[string]any{"Seats": nil}},
		"removed":                    {incident(), none, texts("Seats", "5"), map[string]any{"Seats": nil}},
		"removed null":               {incident(), none, texts("Seats", "null"), map[string]any{}},
		"removed and never set":      {incident(), none, texts("Priority", "Low", "Seats", "5"), map[string]any{"Seats": nil}},
		"removed with its attribute": {incident(), none, texts("Gone", "5", "Legacy", "x"), map[string]any{}},
		"renamed attribute":          {incident(), texts("Version", "1"), texts("Release", "1"), map[string]any{"Version": "1"}},
		"kept where it is archived":  {incident(), texts("Gone", "5", "Legacy", "x"), texts("Gone", "5", "Legacy", "x"), map[string]any{}},
		"null where it is archived":  {incident(), texts("Gone", "null", "Legacy", "null"), texts("Legacy", "x"), map[string]any{}},
		"live namesake":              {incident(), texts("Version", "v1"), none, map[string]any{"Version": "v1"}},
		"unknown definitions":        {Definitions{}, texts("Seats", "012"), texts("Gone", "1"), map[string]any{"Seats": "012", "Gone": nil}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, diags := c.d.Changes(c.planned, c.prior, func(name string) bool { return name == "Priority" })
			if len(diags) > 0 {
				t.Error(diags)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	_, diags := incident().Changes(texts("Seats", "x"), none, nil)
	if !diags.Contains(incident().Invalid("Seats", refused("must be a whole number", "x"))) {
		t.Errorf("value of the wrong type: %v", diags)
	}
	for name, summary := range map[string]string{"Gone": "Unknown ticket attribute", "Legacy": "Archived ticket attribute"} {
		for _, prior := range []types.Map{none, texts(name, "x")} {
			changes, diags := incident().Changes(texts(name, "y", "Seats", "5"), prior, nil)
			if len(diags) != 1 || diags[0].Summary() != summary || len(changes) != 1 {
				t.Errorf("new value of %s: %v %v", name, changes, diags)
			}
		}
	}
}

func TestRefresh(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		d     Definitions
		state types.Map
		shown map[string]any
		want  types.Map
	}{
		"not managed":              {incident(), none, map[string]any{"Seats": json.Number("5")}, none},
		"other keys":               {incident(), texts("Seats", "5"), map[string]any{"Seats": json.Number("5"), "Version": "1"}, texts("Seats", "5")},
		"same written another way": {incident(), texts("Seats", "012", "Priority", "g-1", "Version", "1 "), map[string]any{"Seats": json.Number("12.0"), "Priority": "Low", "Version": "1"}, texts("Seats", "012", "Priority", "g-1", "Version", "1 ")},
		"drift":                    {incident(), texts("Seats", "5", "Priority", "Low"), map[string]any{"Seats": json.Number("6"), "Priority": "Low"}, texts("Seats", "6", "Priority", "Low")},
		"cleared":                  {incident(), texts("Seats", "5"), map[string]any{"Seats": nil}, texts("Seats", "null")},
		"set where it was null":    {incident(), texts("Seats", "null"), map[string]any{"Seats": json.Number("6")}, texts("Seats", "6")},
		"null and false":           {Definitions{}, texts("Open", "null"), map[string]any{"Open": false}, texts("Open", "null")},
		"null and true":            {Definitions{}, texts("Open", "null"), map[string]any{"Open": true}, texts("Open", "true")},
		"false and null":           {Definitions{}, texts("Open", "false"), map[string]any{"Open": nil}, texts("Open", "null")},
		"still null":               {incident(), texts("Seats", "null"), nil, texts("Seats", "null")},
		"remembered":               {incident(), texts("Version", "x"), map[string]any{"Version": "normalized"}, texts("Version", "x")},
		"attribute gone":           {incident(), texts("Gone", "5", "Legacy", "x"), nil, texts("Gone", "5", "Legacy", "x")},
		"archived and shown":       {incident(), texts("Legacy", "x"), map[string]any{"Legacy": "y"}, texts("Legacy", "y")},
		"unknown: date":            {Definitions{}, texts("A", "2036-12-01T10:00:00+01:00"), map[string]any{"A": json.Number("2111734801")}, texts("A", "2036-12-01T09:00:01Z")},
		"unknown: same date":       {Definitions{}, texts("A", "2036-12-01T10:00:00+01:00"), map[string]any{"A": json.Number("2111734800")}, texts("A", "2036-12-01T10:00:00+01:00")},
		"unknown: cleared":         {Definitions{}, texts("A", "1"), nil, texts("A", "null")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := c.d.Refresh(c.state, c.shown, func(_, text string) bool { return text == "normalized" })
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		planned, prior types.Map
		// at is the key that the error blames; "" means none.
		at, says string
	}{
		"all well":            {planned: texts("Seats", "+5", "Priority", "High", "Version", "v1")},
		"null and unknown":    {planned: texts("Seats", "null", "Priority", "unknown")},
		"misspelled":          {planned: texts("Seat", "5"), at: "Seat", says: `Ticket type 1 (Incident) has no ticket attribute "Seat". Did you mean "Seats"? There are "Seats", "Priority", "Version".`},
		"misspelled, unknown": {planned: texts("Seat", "unknown"), at: "Seat", says: "has no ticket attribute"},
		"archived":            {planned: texts("Legacy", "x"), at: "Legacy", says: `"Legacy" is archived`},
		"archived, unchanged": {planned: texts("Legacy", "x", "Gone", "1"), prior: texts("Legacy", "x", "Gone", "1")},
		"changed since":       {planned: texts("Legacy", "y"), prior: texts("Legacy", "x"), at: "Legacy", says: "is archived"},
		"wrong value":         {planned: texts("Seats", "many"), at: "Seats", says: `The ticket attribute "Seats" (type integer) must be a whole number.`},
		"wrong option":        {planned: texts("Priority", "x"), at: "Priority", says: `no option "x". There are "Low", "High".`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			diags := incident().Check(c.planned, c.prior)
			if c.at == "" {
				if len(diags) > 0 {
					t.Error(diags)
				}
				return
			}
			if len(diags) != 1 {
				t.Fatalf("%d diagnostics: %v", len(diags), diags)
			}
			if !strings.Contains(diags[0].Detail(), c.says) {
				t.Errorf("it says %q, want %q", diags[0].Detail(), c.says)
			}
			at, ok := diags[0].(interface{ Path() path.Path })
			if !ok || !at.Path().Equal(path.Root("ticket_attributes").AtMapKey(c.at)) {
				t.Errorf("the error is not at the key: %v", diags[0])
			}
		})
	}
	if diags := (Definitions{}).Check(texts("Seat", "x"), none); len(diags) > 0 {
		t.Errorf("unknown definitions refuse a value: %v", diags)
	}
}

// TestUncleared: only what was to be cleared and still has a value is added.
func TestUncleared(t *testing.T) {
	t.Parallel()
	texts := func(pairs ...string) types.Map {
		values := map[string]attr.Value{}
		for i := 0; i < len(pairs); i += 2 {
			values[pairs[i]] = types.StringValue(pairs[i+1])
		}
		return types.MapValueMust(types.StringType, values)
	}
	defined := Definitions{Known: true}
	defined.Define("seats", Type{Kind: Integer})
	defined.Define("old", Type{Kind: String, Archived: true})
	defined.Define("beta", Type{Kind: Boolean})
	defined.Define("note", Type{Kind: String})
	none := types.MapNull(types.StringType)
	for name, c := range map[string]struct {
		planned, prior, want types.Map
		unmanaged            bool
		shown                map[string]any
	}{
		"removed":           {planned: texts("plan", "pro"), prior: texts("plan", "pro", "seats", "12"), shown: map[string]any{"seats": json.Number("12")}, want: texts("plan", "pro", "seats", "12")},
		"whole map removed": {planned: none, prior: texts("seats", "12"), shown: map[string]any{"seats": json.Number("13")}, want: texts("seats", "13")},
		"cleared":           {planned: none, prior: texts("seats", "12"), shown: map[string]any{"seats": nil}, want: none},
		"cleared to empty":  {planned: none, prior: texts("seats", "12"), shown: map[string]any{"seats": ""}, want: none},
		"cleared to false":  {planned: none, prior: texts("beta", "true"), shown: map[string]any{"beta": false}, want: none},
		"false before":      {planned: none, prior: texts("beta", "false"), shown: map[string]any{"beta": false}, want: none},
		"still true":        {planned: none, prior: texts("beta", "true"), shown: map[string]any{"beta": true}, want: texts("beta", "true")},
		"the text false":    {planned: none, prior: texts("note", "x"), shown: map[string]any{"note": "false"}, want: texts("note", "false")},
		"not shown":         {planned: none, prior: texts("seats", "12"), want: none},
		"archived":          {planned: none, prior: texts("old", "x"), shown: map[string]any{"old": "x"}, want: none},
		"not managed":       {planned: none, prior: texts("seats", "12"), shown: map[string]any{"seats": json.Number("12")}, unmanaged: true, want: none},
		"kept":              {planned: texts("seats", "12"), prior: texts("seats", "12"), shown: map[string]any{"seats": json.Number("12")}, want: texts("seats", "12")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := defined.Uncleared(c.planned, c.prior, c.planned, func(string) bool { return c.unmanaged }, c.shown)
			if !got.Equal(c.want) {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

// TestDropEqual: what Intercom already shows is not sent, unless it is in state.
func TestDropEqual(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		planned string
		shown   any
		want    map[string]any
	}{
		"the same":      {"false", false, map[string]any{}},
		"another value": {"true", false, map[string]any{"beta": true}},
		"no value":      {"null", nil, map[string]any{}},
		"a false value": {"null", false, map[string]any{"beta": nil}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := Definitions{Known: true}
			d.Define("beta", Type{Kind: Boolean})
			planned := texts("beta", c.planned)
			changes, diags := d.Changes(planned, none, nil)
			if diags.HasError() {
				t.Fatal(diags)
			}
			shown := func() (intercom.Attributes, error) { return intercom.Attributes{"beta": c.shown}, nil }
			if err := d.DropEqual(changes, planned, none, shown); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, changes); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestDecomposed: a key with composed letters, as Terraform writes it, is the attribute whose name Intercom has with decomposed ones.
func TestDecomposed(t *testing.T) {
	t.Parallel()
	const composed, decomposed = "R\u00e9gion", "Re\u0301gion"
	d := Definitions{Known: true}
	d.Define(decomposed, Type{Kind: List, Options: []Option{{ID: "1", Label: "Me\u0301xico"}}})
	planned, prior := texts(composed, "M\u00e9xico"), texts(composed, "1")
	if diags := d.Check(planned, none); diags.HasError() {
		t.Errorf("refused: %v", diags)
	}
	changes, _ := d.Changes(planned, none, nil)
	if diff := cmp.Diff(map[string]any{decomposed: "1"}, changes); diff != "" {
		t.Errorf("set: %s", diff)
	}
	err := d.DropEqual(changes, planned, none, func() (intercom.Attributes, error) { return intercom.Attributes{decomposed: "1"}, nil })
	if err != nil || len(changes) > 0 {
		t.Errorf("sent although Intercom has it: %v, %v", changes, err)
	}
	changes, _ = d.Changes(none, prior, nil)
	if diff := cmp.Diff(map[string]any{decomposed: nil}, changes); diff != "" {
		t.Errorf("cleared: %s", diff)
	}
	if got := d.Refresh(planned, map[string]any{decomposed: "1"}, nil); !got.Equal(planned) {
		t.Errorf("refreshed to %s", got)
	}
	if got, want := d.Uncleared(none, prior, none, nil, map[string]any{decomposed: "1"}), texts(composed, "Me\u0301xico"); !got.Equal(want) {
		t.Errorf("still there: %s", got)
	}
}
