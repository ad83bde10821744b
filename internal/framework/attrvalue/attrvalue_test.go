package attrvalue

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var (
	low, high = Option{ID: "g-1", Label: "Low"}, Option{ID: "g-2", Label: "High"}
	list      = Type{Kind: List, Options: []Option{low, high}}
	several   = Type{Kind: List, Options: []Option{low, high}, Multiple: true}
	date      = Type{Kind: Datetime, UnixSeconds: true}
)

func TestEncode(t *testing.T) {
	t.Parallel()
	archived := Option{ID: "g-3", Label: "Old", Archived: true}
	for name, c := range map[string]struct {
		t    Type
		text string
		want any
		says string
	}{
		"unknown type":              {text: "012", want: "012"},
		"string":                    {t: Type{Kind: String}, text: " 12", want: " 12"},
		"empty string":              {t: Type{Kind: String}, want: ""},
		"integer":                   {t: Type{Kind: Integer}, text: "-12", want: json.Number("-12")},
		"integer above 2^53":        {t: Type{Kind: Integer}, text: "9007199254740993", want: json.Number("9007199254740993")},
		"integer with zeros":        {t: Type{Kind: Integer}, text: "007", want: json.Number("7")},
		"integer with a sign":       {t: Type{Kind: Integer}, text: "+5", want: json.Number("5")},
		"integer minus zero":        {t: Type{Kind: Integer}, text: "-0", want: json.Number("0")},
		"integer with an exponent":  {t: Type{Kind: Integer}, text: "1e3", want: json.Number("1000")},
		"negative exponent":         {t: Type{Kind: Integer}, text: "1e-3", says: "must be a whole number"},
		"integer with a point":      {t: Type{Kind: Integer}, text: "1.0", says: "must be a whole number"},
		"no integer":                {t: Type{Kind: Integer}, text: "many", says: "must be a whole number"},
		"empty integer":             {t: Type{Kind: Integer}, says: "must be a whole number"},
		"blank around an integer":   {t: Type{Kind: Integer}, text: " 5", says: "without blanks around it"},
		"hexadecimal":               {t: Type{Kind: Integer}, text: "0x1F", says: "must be a whole number"},
		"underscore":                {t: Type{Kind: Integer}, text: "1_000", says: "must be a whole number"},
		"other digits":              {t: Type{Kind: Integer}, text: "１２", says: "must be a whole number"},
		"enormous exponent":         {t: Type{Kind: Integer}, text: "1e999999999", says: "must be a whole number"},
		"very long":                 {t: Type{Kind: Integer}, text: strings.Repeat("1", 65), says: "must be a whole number"},
		"decimal":                   {t: Type{Kind: Decimal}, text: "1.50", want: json.Number("1.5")},
		"whole decimal":             {t: Type{Kind: Decimal}, text: "155.0", want: json.Number("155")},
		"round decimal":             {t: Type{Kind: Decimal}, text: "100", want: json.Number("100")},
		"small decimal":             {t: Type{Kind: Decimal}, text: "1.0e-05", want: json.Number("0.00001")},
		"decimal with an exponent":  {t: Type{Kind: Decimal}, text: "-1.25E1", want: json.Number("-12.5")},
		"decimal zero":              {t: Type{Kind: Decimal}, text: "-0.00", want: json.Number("0")},
		"decimal with a sign":       {t: Type{Kind: Decimal}, text: "+01.5", want: json.Number("1.5")},
		"fraction":                  {t: Type{Kind: Decimal}, text: "1/2", says: "must be a number"},
		"decimal comma":             {t: Type{Kind: Decimal}, text: "1,5", says: "must be a number"},
		"not a number":              {t: Type{Kind: Decimal}, text: "NaN", says: "must be a number"},
		"true":                      {t: Type{Kind: Boolean}, text: "true", want: true},
		"false":                     {t: Type{Kind: Boolean}, text: "false", want: false},
		"no boolean":                {t: Type{Kind: Boolean}, text: "1", says: "must be true or false"},
		"instant as text":           {t: Type{Kind: Datetime}, text: "2036-12-01T10:00:00+01:00", want: "2036-12-01T09:00:00Z"},
		"instant as seconds":        {t: date, text: "2036-12-01T10:00:00+01:00", want: json.Number("2111734800")},
		"seconds for an instant":    {t: Type{Kind: Datetime}, text: "1764579600", says: "RFC 3339"},
		"date without a time":       {t: date, text: "2036-12-01", says: "RFC 3339"},
		"lower-case letters":        {t: date, text: "2036-12-01t09:00:00z", says: "RFC 3339"},
		"leap second":               {t: date, text: "2016-12-31T23:59:60Z", says: "RFC 3339"},
		"no such day":               {t: date, text: "2036-02-30T09:00:00Z", says: "RFC 3339"},
		"blank after a time":        {t: date, text: "2036-12-01T09:00:00Z ", says: "without blanks around it"},
		"year 10000 in UTC":         {t: Type{Kind: Datetime}, text: "9999-12-31T23:59:59-01:00", says: "years 0 to 9999"},
		"before the year 0 in UTC":  {t: Type{Kind: Datetime}, text: "0000-01-01T00:00:00+01:00", says: "years 0 to 9999"},
		"Arabic digits":             {t: Type{Kind: Integer}, text: "٣", says: "must be a whole number"},
		"capitals of a boolean":     {t: Type{Kind: Boolean}, text: "True", says: "must be true or false"},
		"files":                     {t: Type{Kind: Files}, text: "x", says: "files cannot be set"},
		"option by label":           {t: list, text: "High", want: "g-2"},
		"option by ID":              {t: list, text: "g-2", want: "g-2"},
		"option without an ID":      {t: Type{Kind: List, Options: []Option{{Label: "High"}}}, text: "High", want: "High"},
		"empty option":              {t: Type{Kind: List, Options: []Option{{Label: "High"}}}, says: `no option ""`},
		"options that are not told": {t: Type{Kind: List}, text: "High", want: "High"},
		"ID before label":           {t: Type{Kind: List, Options: []Option{{ID: "2", Label: "1"}, {ID: "1", Label: "2"}}}, text: "1", want: "1"},
		"no option":                 {t: list, text: "Hihg", says: `no option "Hihg". Did you mean "High"? There are "Low", "High"`},
		"archived option":           {t: Type{Kind: List, Options: []Option{low, archived}}, text: "Old", says: `the option "Old" is archived. There is only "Low"`},
		"live namesake":             {t: Type{Kind: List, Options: []Option{{ID: "g-4", Label: "Low", Archived: true}, low}}, text: "Low", want: "g-1"},
		"several options":           {t: several, text: `["High","g-1"]`, want: []any{"g-2", "g-1"}},
		"one of several":            {t: several, text: "High", want: "g-2"},
		"none of several":           {t: several, text: "[]", want: []any{}},
		"one of several is no text": {t: several, text: `["High",1]`, says: "no option"},
		"one of several is wrong":   {t: several, text: `["High","x"]`, says: `no option "x"`},
		"several where one fits":    {t: list, text: `["High","Low"]`, says: "no option"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := Encode(c.t, c.text)
			if c.says != "" {
				if err == nil || !strings.Contains(err.Error(), c.says) {
					t.Errorf("error %v, want %q", err, c.says)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTextAndEqual(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		t     Type
		shown any
		// text is what an import writes; "" means nothing.
		text      string
		equal     []string
		different []string
	}{
		"null":                       {t: Type{Kind: String}, equal: []string{""}, different: []string{"x"}},
		"empty string":               {t: Type{Kind: String}, shown: "", equal: []string{""}, different: []string{"x"}},
		"string":                     {t: Type{Kind: String}, shown: "1.0", text: "1.0", equal: []string{"1.0"}, different: []string{"", "1", "1.00"}},
		"trimmed string":             {t: Type{Kind: String}, shown: "gold", text: "gold", equal: []string{"gold "}, different: []string{"Gold"}},
		"string as HTML":             {t: Type{Kind: String}, shown: "<p>a &amp; b</p>", text: "<p>a &amp; b</p>", equal: []string{"a & b"}, different: []string{"a b"}},
		"integer":                    {t: Type{Kind: Integer}, shown: json.Number("12"), text: "12", equal: []string{"12", "12.0", "+012"}, different: []string{"13", "x", ""}},
		"integer as float":           {t: Type{Kind: Integer}, shown: json.Number("155.0"), text: "155", equal: []string{"155"}, different: []string{"155.5"}},
		"integer as text":            {t: Type{Kind: Integer}, shown: "12", text: "12", equal: []string{"12"}, different: []string{"13"}},
		"decimal":                    {t: Type{Kind: Decimal}, shown: json.Number("1.5"), text: "1.5", equal: []string{"1.5", "1.50"}, different: []string{"1.51"}},
		"small decimal":              {t: Type{Kind: Decimal}, shown: json.Number("1.0e-05"), text: "0.00001", equal: []string{"0.00001", "1e-5"}, different: []string{"0.0001"}},
		"number out of bounds":       {t: Type{Kind: Decimal}, shown: json.Number("1e400"), text: "1e400", equal: []string{"1e400"}, different: []string{"1"}},
		"boolean":                    {t: Type{Kind: Boolean}, shown: true, text: "true", equal: []string{"true"}, different: []string{"false", "1"}},
		"instant as ISO 8601":        {t: Type{Kind: Datetime}, shown: "2036-12-01T10:00:00+01:00", text: "2036-12-01T09:00:00Z", equal: []string{"2036-12-01T09:00:00Z", "2036-12-01T10:00:00.5+01:00"}, different: []string{"2036-12-01T10:00:00Z"}},
		"instant without a colon":    {t: Type{Kind: Datetime}, shown: "2036-12-01T10:00:00.000+0100", text: "2036-12-01T09:00:00Z", equal: []string{"2036-12-01T09:00:00Z"}, different: []string{"x"}},
		"instant as Unix seconds":    {t: date, shown: json.Number("2111734800"), text: "2036-12-01T09:00:00Z", equal: []string{"2036-12-01T10:00:00+01:00"}, different: []string{"2036-12-01T09:00:01Z"}},
		"instant as float":           {t: date, shown: json.Number("2111734800.0"), text: "2036-12-01T09:00:00Z", equal: []string{"2036-12-01T09:00:00Z"}, different: []string{"x"}},
		"instant beyond RFC 3339":    {t: date, shown: json.Number("2111734800000"), text: "2111734800000", equal: []string{"2111734800000"}, different: []string{"2036-12-01T09:00:00Z"}},
		"last instant of RFC 3339":   {t: date, shown: json.Number("253402300799"), text: "9999-12-31T23:59:59Z", equal: []string{"9999-12-31T23:59:59Z"}, different: []string{"9999-12-31T23:59:58Z"}},
		"text like several options":  {t: Type{Kind: String}, shown: `["High"]`, text: `["High"]`, equal: []string{`["High"]`}, different: []string{"High"}},
		"option as ID":               {t: list, shown: "g-2", text: "High", equal: []string{"High", "g-2"}, different: []string{"Low", "high"}},
		"option as label":            {t: list, shown: "High", text: "High", equal: []string{"High", "g-2"}, different: []string{"g-1"}},
		"option as escaped label":    {t: Type{Kind: List, Options: []Option{{ID: "1", Label: "R&D"}}}, shown: "R&amp;D", text: "R&D", equal: []string{"R&D", "1"}, different: []string{"R"}},
		"option in a list":           {t: list, shown: []any{"g-2"}, text: "High", equal: []string{"High"}, different: []string{"Low"}},
		"several options":            {t: several, shown: []any{"g-2", "Low"}, text: `["High","Low"]`, equal: []string{`["Low","High"]`, `["g-2","g-1"]`}, different: []string{`["Low"]`, "Low"}},
		"one of several":             {t: several, shown: []any{"g-2"}, text: `["High"]`, equal: []string{`["High"]`, "High"}, different: []string{"Low"}},
		"no options":                 {t: several, shown: []any{}, equal: []string{"", "[]"}, different: []string{"Low"}},
		"an upload":                  {t: Type{Kind: Files}, shown: map[string]any{"url": "https://example.com"}, equal: []string{""}},
		"several uploads":            {t: Type{Kind: Files}, shown: []any{"https://example.com"}, equal: []string{""}},
		"number of an unknown type":  {shown: json.Number("155.0"), text: "155", equal: []string{"155", "155.00"}, different: []string{"156"}},
		"date of an unknown type":    {shown: json.Number("2111734800"), text: "2111734800", equal: []string{"2036-12-01T10:00:00+01:00", "2111734800"}, different: []string{"2036-12-01T10:00:00Z"}},
		"text of an unknown type":    {shown: "7", text: "7", equal: []string{"7", "7 "}, different: []string{"007"}},
		"instant of an unknown type": {shown: "2036-12-01T09:00:00Z", text: "2036-12-01T09:00:00Z", equal: []string{"2036-12-01T10:00:00+01:00", "2111734800"}, different: []string{"2036-12-01T10:00:00Z"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text, ok := Text(c.t, c.shown)
			if text != c.text {
				t.Errorf("text %q, want %q", text, c.text)
			}
			if ok != (c.text != "") {
				t.Errorf("ok is %v", ok)
			}
			for _, configured := range c.equal {
				if !Equal(c.t, configured, c.shown) {
					t.Errorf("%q is not equal to it", configured)
				}
			}
			for _, configured := range c.different {
				if Equal(c.t, configured, c.shown) {
					t.Errorf("%q is equal to it", configured)
				}
			}
		})
	}
}

func TestSearchValue(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		t    Type
		text string
		want any
		says string
	}{
		"string":          {t: Type{Kind: String}, text: "1.2", want: "1.2"},
		"unknown type":    {text: "1.2", want: "1.2"},
		"integer":         {t: Type{Kind: Integer}, text: "012", want: "12"},
		"decimal":         {t: Type{Kind: Decimal}, text: "1.50", want: "1.5"},
		"no number":       {t: Type{Kind: Decimal}, text: "NaN", says: "must be a number"},
		"boolean":         {t: Type{Kind: Boolean}, text: "true", want: true},
		"instant":         {t: Type{Kind: Datetime}, text: "1970-01-01T01:15:00+01:00", want: json.Number("900")},
		"files":           {t: Type{Kind: Files}, text: "x", says: "cannot be searched"},
		"option":          {t: list, text: "g-2", want: []string{"g-2", "High"}},
		"archived option": {t: Type{Kind: List, Options: []Option{{Label: "Old", Archived: true}}}, text: "Old", want: []string{"Old"}},
		"no option":       {t: list, text: "x", says: "no option"},
		"unknown options": {t: Type{Kind: List}, text: "x", want: "x"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := SearchValue(c.t, c.text)
			if c.says != "" {
				if err == nil || !strings.Contains(err.Error(), c.says) {
					t.Errorf("error %v, want %q", err, c.says)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// FuzzRoundTrip checks for every type and valid value that a value is equal to the configured one after it was sent and
// read.
func FuzzRoundTrip(f *testing.F) {
	for _, value := range []string{"", "12", "-0", "1.50", "1e3", "true", "2036-12-01T10:00:00.25+01:00", "High", "g-1", `["Low","High"]`, "9007199254740993", "\u202e", "１２"} {
		f.Add(value)
	}
	kinds := []Type{{}, {Kind: String}, {Kind: Integer}, {Kind: Decimal}, {Kind: Boolean}, {Kind: Datetime}, date, {Kind: List}, list, several}
	f.Fuzz(func(t *testing.T, value string) {
		for _, kind := range kinds {
			sent, err := Encode(kind, value)
			if err != nil {
				continue
			}
			wire, err := json.Marshal(intercom.Attributes{"A": sent})
			if err != nil {
				t.Fatalf("%#v: %v", kind, err)
			}
			var shown intercom.Attributes
			if err := json.Unmarshal(wire, &shown); err != nil {
				t.Fatalf("%s: %v", wire, err)
			}
			// JSON cannot carry text that is not UTF-8.
			if strings.ToValidUTF8(value, "") != value {
				continue
			}
			if !Equal(kind, value, shown["A"]) {
				t.Errorf("%#v: %q was sent as %s, which is not equal to it", kind, value, wire)
			}
			text, ok := Text(kind, shown["A"])
			if again, err := Encode(kind, text); ok && err == nil && !Equal(kind, text, again) {
				t.Errorf("%#v: an import of %s writes %q, which differs from it", kind, wire, text)
			}
		}
	})
}
