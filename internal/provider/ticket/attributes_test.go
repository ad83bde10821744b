package ticket

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

func defined(dataType string, options ...intercom.ListOption) *intercom.TicketTypeAttribute {
	return &intercom.TicketTypeAttribute{Name: "A", DataType: dataType, InputOptions: intercom.InputOptions{ListOptions: options}}
}

func several(options ...intercom.ListOption) *intercom.TicketTypeAttribute {
	a := defined(intercom.DataTypeList, options...)
	a.InputOptions.AllowMultipleValues = true
	return a
}

var low, high = intercom.ListOption{ID: "g-1", Label: "Low"}, intercom.ListOption{ID: "g-2", Label: "High"}

func TestEncodeAttribute(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		a     *intercom.TicketTypeAttribute
		value types.String
		want  any
		says  string
	}{
		"null":                      {a: defined(intercom.DataTypeInteger), value: types.StringNull()},
		"null of an unknown type":   {value: types.StringNull()},
		"unknown type":              {value: types.StringValue("12"), want: "12"},
		"string":                    {a: defined(intercom.DataTypeString), value: types.StringValue("12"), want: "12"},
		"empty string":              {a: defined(intercom.DataTypeString), value: types.StringValue(""), want: ""},
		"integer":                   {a: defined(intercom.DataTypeInteger), value: types.StringValue("-12"), want: json.Number("-12")},
		"integer above 2^53":        {a: defined(intercom.DataTypeInteger), value: types.StringValue("9007199254740993"), want: json.Number("9007199254740993")},
		"no integer":                {a: defined(intercom.DataTypeInteger), value: types.StringValue("1.0"), says: "whole number"},
		"decimal":                   {a: defined(intercom.DataTypeDecimal), value: types.StringValue("1.50"), want: json.Number("1.50")},
		"no decimal":                {a: defined(intercom.DataTypeDecimal), value: types.StringValue("1/2"), says: "a number"},
		"decimal that JSON has not": {a: defined(intercom.DataTypeDecimal), value: types.StringValue("+1"), says: "a number"},
		"true":                      {a: defined(intercom.DataTypeBoolean), value: types.StringValue("true"), want: true},
		"false":                     {a: defined(intercom.DataTypeBoolean), value: types.StringValue("false"), want: false},
		"no boolean":                {a: defined(intercom.DataTypeBoolean), value: types.StringValue("1"), says: "true or false"},
		"datetime":                  {a: defined(intercom.DataTypeDatetime), value: types.StringValue("2036-12-01T10:00:00+01:00"), want: "2036-12-01T09:00:00Z"},
		"no datetime":               {a: defined(intercom.DataTypeDatetime), value: types.StringValue("1764579600"), says: "RFC 3339"},
		"files":                     {a: defined(intercom.DataTypeFiles), value: types.StringValue("x"), says: "files"},
		"option by label":           {a: defined(intercom.DataTypeList, low, high), value: types.StringValue("High"), want: "g-2"},
		"option by id":              {a: defined(intercom.DataTypeList, low, high), value: types.StringValue("g-2"), want: "g-2"},
		"option without an id":      {a: defined(intercom.DataTypeList, intercom.ListOption{Label: "High"}), value: types.StringValue("High"), want: "High"},
		"options that are not told": {a: defined(intercom.DataTypeList), value: types.StringValue("High"), want: "High"},
		"no option":                 {a: defined(intercom.DataTypeList, low, high), value: types.StringValue("high"), says: `its options are "Low", "High"`},
		"several options":           {a: several(low, high), value: types.StringValue(`["High","g-1"]`), want: []any{"g-2", "g-1"}},
		"one of several":            {a: several(low, high), value: types.StringValue("High"), want: "g-2"},
		"none of several":           {a: several(low, high), value: types.StringValue("[]"), want: []any{}},
		"a type to come":            {a: defined("relationship"), value: types.StringValue("x"), want: "x"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := encodeAttribute(c.a, c.value)
			if c.says != "" {
				if err == nil || !strings.Contains(err.Error(), c.says) {
					t.Errorf("error %v, want %q", err, c.says)
				}
				return
			}
			if err != nil || !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %#v and %v, want %#v", got, err, c.want)
			}
		})
	}
}

func TestAttributeTextAndEqual(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		a     *intercom.TicketTypeAttribute
		shown any
		// text is how an import writes it; "" is nothing.
		text      string
		equal     []string
		different []string
	}{
		"null":                       {a: defined(intercom.DataTypeString), shown: nil, equal: []string{""}, different: []string{"x"}},
		"empty string":               {a: defined(intercom.DataTypeString), shown: "", equal: []string{""}, different: []string{"x"}},
		"string":                     {a: defined(intercom.DataTypeString), shown: "1.0", text: "1.0", equal: []string{"1.0"}, different: []string{"1", "1.00"}},
		"integer":                    {a: defined(intercom.DataTypeInteger), shown: json.Number("12"), text: "12", equal: []string{"12", "12.0"}, different: []string{"13", "x"}},
		"integer as text":            {a: defined(intercom.DataTypeInteger), shown: "12", text: "12", equal: []string{"12"}, different: []string{"13"}},
		"decimal":                    {a: defined(intercom.DataTypeDecimal), shown: json.Number("1.5"), text: "1.5", equal: []string{"1.5", "1.50"}, different: []string{"1.51"}},
		"boolean":                    {a: defined(intercom.DataTypeBoolean), shown: true, text: "true", equal: []string{"true"}, different: []string{"false", "1"}},
		"datetime as ISO 8601":       {a: defined(intercom.DataTypeDatetime), shown: "2036-12-01T10:00:00+01:00", text: "2036-12-01T09:00:00Z", equal: []string{"2036-12-01T09:00:00Z", "2036-12-01T10:00:00+01:00"}, different: []string{"2036-12-01T10:00:00Z"}},
		"datetime as Unix seconds":   {a: defined(intercom.DataTypeDatetime), shown: json.Number("2111734800"), text: "2036-12-01T09:00:00Z", equal: []string{"2036-12-01T10:00:00+01:00"}, different: []string{"2036-12-01T09:00:01Z"}},
		"option as id":               {a: defined(intercom.DataTypeList, low, high), shown: "g-2", text: "High", equal: []string{"High", "g-2"}, different: []string{"Low", "high"}},
		"option as label":            {a: defined(intercom.DataTypeList, low, high), shown: "High", text: "High", equal: []string{"High", "g-2"}, different: []string{"g-1"}},
		"option in a list":           {a: defined(intercom.DataTypeList, low, high), shown: []any{"g-2"}, text: "High", equal: []string{"High"}, different: []string{"Low"}},
		"several options":            {a: several(low, high), shown: []any{"g-2", "Low"}, text: `["High","Low"]`, equal: []string{`["Low","High"]`, `["g-2","g-1"]`}, different: []string{`["Low"]`, "Low"}},
		"one of several":             {a: several(low, high), shown: []any{"g-2"}, text: `["High"]`, equal: []string{`["High"]`, "High"}, different: []string{"Low"}},
		"no options":                 {a: several(low, high), shown: []any{}, equal: []string{""}, different: []string{"Low"}},
		"an upload":                  {a: defined(intercom.DataTypeFiles), shown: map[string]any{"url": "https://example.com"}, equal: []string{""}},
		"several uploads":            {a: defined(intercom.DataTypeFiles), shown: []any{map[string]any{"url": "https://example.com"}}, equal: []string{""}},
		"number of an unknown type":  {shown: json.Number("12"), text: "12", equal: []string{"12", "12.0"}, different: []string{"13"}},
		"instant of an unknown type": {shown: "2036-12-01T09:00:00Z", text: "2036-12-01T09:00:00Z", equal: []string{"2036-12-01T10:00:00+01:00", "2111734800"}, different: []string{"2036-12-01T10:00:00Z"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if text, ok := attributeText(c.a, c.shown); text != c.text || ok != (c.text != "") {
				t.Errorf("text %q, %v; want %q", text, ok, c.text)
			}
			for _, configured := range c.equal {
				if !attributeEqual(c.a, types.StringValue(configured), c.shown) {
					t.Errorf("%q differs from it", configured)
				}
			}
			for _, configured := range c.different {
				if attributeEqual(c.a, types.StringValue(configured), c.shown) {
					t.Errorf("%q equals it", configured)
				}
			}
			if attributeEqual(c.a, types.StringNull(), c.shown) != (c.text == "") {
				t.Error("null equals a value, or differs from none")
			}
		})
	}
}

// FuzzAttributeRoundTrip: what is sent and shown again is what was configured, for every type and value that it takes.
func FuzzAttributeRoundTrip(f *testing.F) {
	for _, value := range []string{"", "12", "-0", "1.50", "true", "2036-12-01T10:00:00+01:00", "High", "g-1", `["Low","High"]`, "9007199254740993", "1e3", "\u202e", "１２"} {
		f.Add(value)
	}
	dataTypes := []string{
		intercom.DataTypeString, intercom.DataTypeInteger, intercom.DataTypeDecimal, intercom.DataTypeBoolean, intercom.DataTypeDatetime, "relationship",
	}
	f.Fuzz(func(t *testing.T, value string) {
		attributes := []*intercom.TicketTypeAttribute{nil, defined(intercom.DataTypeList, low, high), defined(intercom.DataTypeList), several(low, high)}
		for _, dataType := range dataTypes {
			attributes = append(attributes, defined(dataType))
		}
		for _, a := range attributes {
			sent, err := encodeAttribute(a, types.StringValue(value))
			if err != nil {
				continue
			}
			wire, err := json.Marshal(intercom.Attributes{"A": sent})
			if err != nil {
				t.Fatalf("%#v: %v", a, err)
			}
			var shown intercom.Attributes
			if err := json.Unmarshal(wire, &shown); err != nil {
				t.Fatalf("%s: %v", wire, err)
			}
			// A fraction of a second and what is no UTF-8 do not survive; Intercom's answer to the write is then remembered.
			if strings.Contains(value, ".") && a != nil && a.DataType == intercom.DataTypeDatetime || strings.ToValidUTF8(value, "") != value {
				continue
			}
			if !attributeEqual(a, types.StringValue(value), shown["A"]) {
				t.Errorf("%#v: %q was sent as %s and differs from it", a, value, wire)
			}
			text, ok := attributeText(a, shown["A"])
			if again, err := encodeAttribute(a, types.StringValue(text)); ok && err == nil && !attributeEqual(a, types.StringValue(text), again) {
				t.Errorf("%#v: an import of %s writes %q, which differs from it", a, wire, text)
			}
		}
	})
}
