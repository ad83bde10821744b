package attrvalue

import (
	"encoding/json"
	"slices"
	"strconv"
)

// Text writes Intercom's value as a configuration would. ok is false for null and for files, whose URLs expire.
func Text(t Type, value any) (text string, ok bool) {
	if t.Kind == Files {
		return "", false
	}
	switch v := value.(type) {
	case string:
		return stringText(t, v), v != ""
	case bool:
		return strconv.FormatBool(v), true
	case json.Number:
		return numberText(t, v.String()), true
	case []any:
		return optionsText(t, v)
	}
	return "", false
}

func stringText(t Type, s string) string {
	switch t.Kind {
	case List:
		return t.label(s)
	case Integer, Decimal:
		return canonicalNumber(s)
	case Datetime:
		if seconds, ok := instant(s); ok {
			if text, ok := instantText(seconds); ok {
				return text
			}
		}
	}
	return s
}

func numberText(t Type, s string) string {
	if t.Kind == String {
		return s
	}
	canonical := canonicalNumber(s)
	if t.Kind == Datetime {
		return stringText(t, canonical)
	}
	return canonical
}

// optionsText writes several options like jsonencode.
func optionsText(t Type, values []any) (string, bool) {
	labels := make([]string, 0, len(values))
	for _, value := range values {
		s, ok := value.(string)
		if !ok {
			return "", false
		}
		labels = append(labels, t.label(s))
	}
	if len(labels) == 0 {
		return "", false
	}
	if len(labels) == 1 && !t.Multiple {
		return labels[0], true
	}
	encoded, err := json.Marshal(labels)
	return string(encoded), err == nil
}

// label returns the label of an option that Intercom shows by its ID or by its label, which may be normalized.
func (t Type) label(s string) string {
	if o, ok := t.option(s, true); ok {
		return o.Label
	}
	for _, o := range t.Options {
		if EquivalentText(o.Label, s) {
			return o.Label
		}
	}
	return s
}

// Equal reports whether configured text and Intercom's value mean the same. Null is written as "". Strings are equal if
// Intercom may have normalized one into the other. No value equals false: Intercom does not document how it shows a boolean that was
// cleared.
func Equal(t Type, configured string, shown any) bool {
	if configured == "" && (shown == false || t.Kind == Boolean && shown == "false") {
		return true
	}
	t = t.readAs(configured, shown)
	text, ok := Text(t, shown)
	if !ok {
		several, isSeveral := t.several(configured)
		return configured == "" || isSeveral && len(several) == 0
	}
	return SameText(t, configured, text) || (t.Kind == String || t.Kind == "") && EquivalentText(configured, text)
}

// SameText reports whether two configured texts mean the same. Strings must be identical: a different spelling is a change.
// Without a definition, numbers and times are compared as such.
func SameText(t Type, x, y string) bool {
	if x == y {
		return true
	}
	switch t.Kind {
	case Integer, Decimal:
		return sameNumber(x, y)
	case Datetime:
		return sameInstant(x, y)
	case List:
		return slices.Equal(t.sortedLabels(x), t.sortedLabels(y))
	case "":
		return sameNumber(x, y) || sameInstant(x, y)
	}
	return false
}

func (t Type) sortedLabels(text string) []string {
	labels, ok := t.several(text)
	if !ok {
		labels = []string{text}
	}
	for i := range labels {
		labels[i] = t.label(labels[i])
	}
	slices.Sort(labels)
	return labels
}

// readAs returns the type, or without a definition the type that both sides suggest: if Intercom shows the text "7", it is
// not "007"; if it shows a number, it is.
func (t Type) readAs(configured string, shown any) Type {
	if t.Kind != "" {
		return t
	}
	switch v := shown.(type) {
	case json.Number:
		t.Kind = Decimal
		if writtenAsInstant(configured) {
			t.Kind = Datetime
		}
	case string:
		t.Kind = String
		if _, ok := instant(configured); ok && writtenAsInstant(v) {
			t.Kind = Datetime
		}
	}
	return t
}
