package intercom

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// exact are the fields that identify an object and say whether it exists, whether a ticket is closed or unassigned, and
// whether a list is complete. No default is safe for them: if such a value is unreadable, the object that has it is
// unreadable, too. The tag decode:"lenient" excepts a field on which no decision depends.
var exact = []string{
	"id", "type", "object", "deleted", "archived", "open", "admin_assignee_id", "team_assignee_id",
	"data", "tickets", "conversations", "companies", "activity_logs", "total_count", "has_more", "pages", "page", "total_pages",
}

// unmarshal decodes JSON like json.Unmarshal, with two differences. Names must match exactly. A value that does not fit its
// field is ignored, as if the field were absent, unless the field is exact; odd has the paths of such fields. Numbers and
// booleans written as text fit, and so does the reverse. unmarshal may overwrite data.
func unmarshal[T any](data []byte, v *T) (odd []string, err error) {
	data = bytes.TrimSpace(data)
	hideOddNames(data, freeNames(reflect.TypeFor[T]()))
	err = json.Unmarshal(data, v)
	if err == nil {
		return nil, nil
	}
	if !json.Valid(data) {
		return nil, err
	}
	var l lenient
	err = l.decode(data, reflect.ValueOf(v).Elem(), "")
	return l.odd, err
}

// formed is a type that Intercom writes in more than one form. form returns the JSON of the value in its usual form and a
// pointer to the destination, or nil if there is nothing to decode.
type formed interface {
	json.Unmarshaler
	form(data []byte) (usual []byte, into any)
}

// unmarshalForm implements UnmarshalJSON for a formed type.
func unmarshalForm(v formed, data []byte) error {
	usual, into := v.form(data)
	if into == nil {
		return nil
	}
	return json.Unmarshal(usual, into)
}

// lenient decodes what encoding/json refuses as a whole.
type lenient struct{ odd []string }

// misfitError names a field by its path. It does not quote the value, which may be personal data.
type misfitError struct{ path string }

func (e *misfitError) Error() string {
	if e.path == "" {
		return "it has another JSON type"
	}
	return e.path + " has a value that does not fit it"
}

// decode sets v, or returns a *misfitError.
func (l *lenient) decode(data []byte, v reflect.Value, path string) error {
	v.SetZero()
	if json.Unmarshal(data, v.Addr().Interface()) == nil {
		return nil
	}
	v.SetZero()
	if f, ok := reflect.TypeAssert[formed](v.Addr()); ok {
		usual, into := f.form(data)
		return l.decode(usual, reflect.ValueOf(into).Elem(), path)
	}
	misfit := &misfitError{path}
	if _, own := reflect.TypeAssert[json.Unmarshaler](v.Addr()); own {
		return misfit
	}
	switch v.Kind() {
	case reflect.Struct:
		var members map[string]json.RawMessage
		if json.Unmarshal(data, &members) != nil {
			return misfit
		}
		return l.fields(members, v, path)
	case reflect.Slice:
		var elements []json.RawMessage
		if json.Unmarshal(data, &elements) != nil {
			return misfit
		}
		// All or none: a missing element would look as if it had been removed.
		v.Set(reflect.MakeSlice(v.Type(), len(elements), len(elements)))
		for i, element := range elements {
			if err := l.decode(element, v.Index(i), path+"[]"); err != nil {
				return err
			}
		}
		return nil
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return l.decode(data, v.Elem(), path)
	default:
		if !setScalar(v, data) {
			return misfit
		}
		return nil
	}
}

func (l *lenient) fields(members map[string]json.RawMessage, v reflect.Value, path string) error {
	for field, value := range v.Fields() {
		if field.Anonymous {
			if err := l.fields(members, value, path); err != nil {
				return err
			}
			continue
		}
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		member, shown := members[name]
		if !shown || name == "" {
			continue
		}
		at := strings.TrimPrefix(path+"."+name, ".")
		err := l.decode(member, value, at)
		switch {
		case err == nil:
		case slices.Contains(exact, name) && field.Tag.Get("decode") != "lenient":
			return err
		default:
			value.SetZero()
			if misfit, ok := errors.AsType[*misfitError](err); ok && !slices.Contains(l.odd, misfit.path) {
				l.odd = append(l.odd, misfit.path)
			}
		}
	}
	return nil
}

// setScalar reports whether v takes the value: text for a number or a boolean, the reverse, or 155.0 for 155.
func setScalar(v reflect.Value, data []byte) bool {
	var text string
	switch {
	case strings.ContainsRune("{[", rune(data[0])):
		return false
	case json.Unmarshal(data, &text) != nil:
		text = string(data)
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
		return true
	case reflect.Bool:
		b, err := strconv.ParseBool(text)
		v.SetBool(b)
		return err == nil
	case reflect.Int, reflect.Int64:
		number, err := strconv.ParseFloat(text, 64)
		v.SetInt(int64(number))
		return err == nil && float64(v.Int()) == number && math.Abs(number) < 1<<53
	default:
		return false
	}
}
