package ticket

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// attributeName is how an attribute is named among the arguments, as Terraform writes it.
func attributeName(name string) string { return fmt.Sprintf("ticket_attributes[%q]", name) }

// reserved reports whether the attribute has an argument of its own.
func reserved(name string) bool {
	return name == intercom.TitleAttribute || name == intercom.DescriptionAttribute
}

// attributes are the elements of ticket_attributes.
func (m *model) attributes() map[string]types.String {
	values := make(map[string]types.String, len(m.TicketAttributes.Elements()))
	for name, value := range m.TicketAttributes.Elements() {
		if s, ok := value.(types.String); ok {
			values[name] = s
		}
	}
	return values
}

// refreshAttributes takes over what Intercom shows of the attributes that state has.
func (m *model) refreshAttributes(t *intercom.Ticket, answered known) {
	changed := false
	values := make(map[string]attr.Value, len(m.TicketAttributes.Elements()))
	for name, value := range m.attributes() {
		values[name] = value
		attribute := attributeOf(t.TicketType, name)
		shown, _ := attributeText(attribute, t.Attributes[name])
		if !attributeEqual(attribute, value, t.Attributes[name]) && !answered.has(attributeName(name), shown) {
			values[name] = framework.Text(shown)
			changed = true
		}
	}
	if changed {
		m.TicketAttributes = types.MapValueMust(types.StringType, values)
	}
}

// attributeOf finds the definition of an attribute; nil where it, or the type, is not known.
func attributeOf(t *intercom.TicketType, name string) *intercom.TicketTypeAttribute {
	if t != nil {
		for i := range t.Attributes {
			if t.Attributes[i].Name == name {
				return &t.Attributes[i]
			}
		}
	}
	return nil
}

// encodeAttribute converts a configured value to what Intercom takes. Without a definition (a token that may not read
// ticket types) it is sent as text.
func encodeAttribute(a *intercom.TicketTypeAttribute, value types.String) (any, error) {
	s := value.ValueString()
	if value.IsNull() {
		return nil, nil
	}
	if a == nil {
		return s, nil
	}
	switch a.DataType {
	case intercom.DataTypeInteger:
		if n, ok := new(big.Int).SetString(s, 10); ok && number(s) != nil {
			return json.Number(n.String()), nil
		}
		return nil, errors.New("it takes a whole number")
	case intercom.DataTypeDecimal:
		if number(s) != nil && json.Valid([]byte(s)) {
			return json.Number(s), nil
		}
		return nil, errors.New("it takes a number")
	case intercom.DataTypeBoolean:
		if s == "true" || s == "false" {
			return s == "true", nil
		}
		return nil, errors.New("it takes true or false")
	case intercom.DataTypeDatetime:
		at, err := time.Parse(time.RFC3339, s)
		if err != nil {
			return nil, errors.New("it takes an instant as RFC 3339, for example 2026-12-01T09:00:00Z")
		}
		return at.UTC().Format(time.RFC3339), nil
	case intercom.DataTypeFiles:
		return nil, errors.New("it takes files, which cannot be set through Intercom's API")
	case intercom.DataTypeList:
		return encodeOptions(a, s)
	}
	return s, nil
}

// encodeOptions converts labels to the ids that Intercom takes.
func encodeOptions(a *intercom.TicketTypeAttribute, s string) (any, error) {
	several := severalOptions(a, s)
	if several == nil {
		return encodeOption(a.InputOptions.ListOptions, s)
	}
	ids := make([]any, len(several))
	for i, label := range several {
		id, err := encodeOption(a.InputOptions.ListOptions, label)
		if err != nil {
			return nil, err
		}
		ids[i] = id
	}
	return ids, nil
}

// severalOptions are the labels in a JSON array, where the attribute takes several; else nil.
func severalOptions(a *intercom.TicketTypeAttribute, s string) []string {
	var several []string
	if a.InputOptions.AllowMultipleValues && json.Unmarshal([]byte(s), &several) == nil && several != nil {
		return several
	}
	return nil
}

func encodeOption(options []intercom.ListOption, s string) (string, error) {
	if len(options) == 0 {
		return s, nil
	}
	labels := make([]string, 0, len(options))
	for _, o := range options {
		if o.Archived {
			continue
		}
		if s == o.ID || s == o.Label {
			if o.ID == "" {
				return o.Label, nil
			}
			return o.ID, nil
		}
		labels = append(labels, fmt.Sprintf("%q", o.Label))
	}
	return "", fmt.Errorf("it has no option %q; its options are %s", s, strings.Join(labels, ", "))
}

// attributeText writes what Intercom shows as a user would configure it; ok is false for null and for uploads, whose URLs
// expire.
func attributeText(a *intercom.TicketTypeAttribute, value any) (text string, ok bool) {
	switch v := value.(type) {
	case string:
		if a != nil && a.DataType == intercom.DataTypeList {
			return optionLabel(a, v), v != ""
		}
		if at, err := time.Parse(time.RFC3339, v); err == nil && a != nil && a.DataType == intercom.DataTypeDatetime {
			return at.UTC().Format(time.RFC3339), true
		}
		return v, v != ""
	case json.Number:
		if seconds, err := v.Int64(); err == nil && a != nil && a.DataType == intercom.DataTypeDatetime {
			return time.Unix(seconds, 0).UTC().Format(time.RFC3339), true
		}
		return v.String(), true
	case bool:
		return fmt.Sprint(v), true
	case []any:
		return optionsText(a, v)
	}
	return "", false
}

// optionsText writes several options as jsonencode does.
func optionsText(a *intercom.TicketTypeAttribute, values []any) (string, bool) {
	labels := make([]string, 0, len(values))
	for _, value := range values {
		s, ok := value.(string)
		if !ok {
			return "", false
		}
		labels = append(labels, optionLabel(a, s))
	}
	if len(labels) == 0 {
		return "", false
	}
	if len(labels) == 1 && (a == nil || !a.InputOptions.AllowMultipleValues) {
		return labels[0], true
	}
	encoded, err := json.Marshal(labels)
	return string(encoded), err == nil
}

func optionLabel(a *intercom.TicketTypeAttribute, s string) string {
	if a != nil {
		for _, o := range a.InputOptions.ListOptions {
			if s == o.ID {
				return o.Label
			}
		}
	}
	return s
}

// attributeEqual reports whether a configured value and what Intercom shows mean the same. Without a definition numbers,
// instants and text are compared as what both sides can be read as.
func attributeEqual(a *intercom.TicketTypeAttribute, configured types.String, shown any) bool {
	text, ok := attributeText(a, shown)
	if !ok || configured.IsNull() {
		s := configured.ValueString()
		noOptions := a != nil && len(severalOptions(a, s)) == 0 && severalOptions(a, s) != nil
		return !ok && (s == "" || noOptions)
	}
	return sameText(a, configured.ValueString(), text)
}

func sameText(a *intercom.TicketTypeAttribute, x, y string) bool {
	if x == y {
		return true
	}
	kind := ""
	if a != nil {
		kind = a.DataType
	}
	if kind == intercom.DataTypeList {
		return slices.Equal(sortedLabels(a, x), sortedLabels(a, y))
	}
	if kind != intercom.DataTypeString {
		if nx, ny := number(x), number(y); nx != nil && ny != nil && nx.Cmp(ny) == 0 {
			return true
		}
		tx, errX := instant(x)
		ty, errY := instant(y)
		return errX == nil && errY == nil && tx.Equal(ty)
	}
	return false
}

func sortedLabels(a *intercom.TicketTypeAttribute, s string) []string {
	several := severalOptions(a, s)
	if several == nil {
		several = []string{s}
	}
	for i := range several {
		several[i] = optionLabel(a, several[i])
	}
	slices.Sort(several)
	return several
}

// instant reads RFC 3339 or Unix seconds.
func instant(s string) (time.Time, error) {
	if n, ok := new(big.Int).SetString(s, 10); ok && n.IsInt64() {
		return time.Unix(n.Int64(), 0), nil
	}
	return time.Parse(time.RFC3339, s)
}

// number reads a decimal number exactly; nil where it is none, or so long that it cannot be one that somebody means.
func number(s string) *big.Rat {
	if len(s) > 64 || strings.ContainsAny(s, "/_xXpPeE") {
		return nil
	}
	n, ok := new(big.Rat).SetString(s)
	if !ok {
		return nil
	}
	return n
}
