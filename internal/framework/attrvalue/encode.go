package attrvalue

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Encode converts configured text to the value for Intercom. An error is a clause whose subject is the attribute: "must be
// a whole number".
func Encode(t Type, text string) (any, error) {
	switch t.Kind {
	case Integer, Decimal:
		n, err := encodeNumber(t.Kind, text)
		if err != nil {
			return nil, err
		}
		return json.Number(n), nil
	case Boolean:
		if text != "true" && text != "false" {
			return nil, refused("must be true or false", text)
		}
		return text == "true", nil
	case Datetime:
		return encodeInstant(t, text)
	case Files:
		return nil, errors.New("must be left out: files cannot be set through Intercom's API")
	case List:
		return encodeOptions(t, text)
	}
	return text, nil
}

// SearchValue converts configured text to the value that a search compares the attribute with. A []string has values of
// which one must match, because Intercom does not document whether search takes an option's ID or its label.
func SearchValue(t Type, text string) (any, error) {
	switch t.Kind {
	case Integer, Decimal:
		// The documentation allows text, whole numbers, and booleans as a filter's value.
		n, err := encodeNumber(t.Kind, text)
		if err != nil {
			return nil, err
		}
		return n, nil
	case Datetime:
		t.UnixSeconds = true
		return encodeInstant(t, text)
	case Files:
		return nil, errors.New("must be left out: files cannot be searched")
	case List:
		if len(t.Options) == 0 {
			return text, nil
		}
		// Older objects may still have an archived option, so searches accept it.
		o, ok := t.option(text, true)
		if !ok {
			return nil, t.noOption(text)
		}
		return slices.DeleteFunc([]string{o.ID, o.Label}, func(s string) bool { return s == "" }), nil
	}
	return Encode(t, text)
}

func encodeNumber(kind Kind, text string) (string, error) {
	value, canonical, ok := number(text)
	if kind == Integer && (!ok || !value.IsInt() || strings.Contains(text, ".")) {
		return "", refused("must be a whole number", text)
	}
	if !ok {
		return "", refused("must be a number", text)
	}
	return canonical, nil
}

func encodeInstant(t Type, text string) (any, error) {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return nil, refused("must be a time in RFC 3339 format, such as 2026-12-01T09:00:00Z", text)
	}
	if _, ok := instantText(at.Unix()); !ok {
		return nil, errors.New("must be a time of the years 0 to 9999 in UTC")
	}
	if t.UnixSeconds {
		return json.Number(strconv.FormatInt(at.Unix(), 10)), nil
	}
	return at.UTC().Format(time.RFC3339), nil
}

// refused mentions leading and trailing blanks, which are easy to overlook.
func refused(must, text string) error {
	if strings.TrimSpace(text) != text {
		must += ", without blanks around it"
	}
	return errors.New(must)
}

// encodeOptions converts labels to the IDs that Intercom expects.
func encodeOptions(t Type, text string) (any, error) {
	several, ok := t.several(text)
	if !ok {
		return encodeOption(t, text)
	}
	ids := make([]any, len(several))
	for i, label := range several {
		id, err := encodeOption(t, label)
		if err != nil {
			return nil, err
		}
		ids[i] = id
	}
	return ids, nil
}

// several returns the labels in a JSON array, if the attribute takes several.
func (t Type) several(text string) (labels []string, ok bool) {
	if t.Kind == List && t.Multiple && json.Unmarshal([]byte(text), &labels) == nil && labels != nil {
		return labels, true
	}
	return nil, false
}

func encodeOption(t Type, text string) (string, error) {
	if len(t.Options) == 0 {
		return text, nil
	}
	o, ok := t.option(text, false)
	switch {
	case ok && o.ID == "":
		return o.Label, nil
	case ok:
		return o.ID, nil
	}
	return "", t.noOption(text)
}

// option finds an option by its ID, or else by its label. Live options take precedence over archived ones.
func (t Type) option(text string, archived bool) (Option, bool) {
	for _, wanted := range []bool{false, true} {
		if wanted && !archived {
			break
		}
		for _, key := range []func(Option) string{func(o Option) string { return o.ID }, func(o Option) string { return o.Label }} {
			for _, o := range t.Options {
				if o.Archived == wanted && key(o) != "" && norm.NFC.String(key(o)) == norm.NFC.String(text) {
					return o, true
				}
			}
		}
	}
	return Option{}, false
}

func (t Type) noOption(text string) error {
	var labels []string
	for _, o := range t.Options {
		if !o.Archived {
			labels = append(labels, o.Label)
		}
	}
	problem := "there is no option %s"
	if _, ok := t.option(text, true); ok {
		problem = "the option %s is archived"
	}
	near := strings.TrimSuffix(providerdiag.Nearest(text, labels), ".")
	return fmt.Errorf("must be one of its options: "+problem+". %s", intercom.Quote(text, 80), near)
}
