package intercom

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"time"
)

// ID is one of Intercom's IDs. It is opaque: decimal in most answers and hexadecimal in others, a JSON string in some
// versions and a number in others. Absent, null, "0", and 0 are the empty ID, which unassigned tickets have.
type ID string

// UnmarshalJSON accepts a string, a whole number, and null.
func (id *ID) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] != '"' {
		if bytes.Equal(data, []byte("null")) {
			*id = ""
			return nil
		}
		number, err := wholeNumber(data)
		if err != nil {
			return errors.New("an id is neither text nor a whole number")
		}
		data = number
	} else {
		var s string
		if err := json.Unmarshal(data, &s); err != nil {
			return err
		}
		data = []byte(s)
	}
	*id = ID(data)
	if *id == "0" {
		*id = ""
	}
	return nil
}

// wholeNumber keeps every digit: an ID above 2^53 would not survive a float64.
func wholeNumber(data []byte) ([]byte, error) {
	var n json.Number
	if err := json.Unmarshal(data, &n); err != nil {
		return nil, err
	}
	for _, c := range []byte(n) {
		if c < '0' || c > '9' {
			return nil, errors.New("not a whole number")
		}
	}
	return []byte(n), nil
}

// UnixTime is a time that Intercom writes as seconds since 1970. The zero time stands for null and absent.
type UnixTime struct{ time.Time }

// errTime does not quote the value: an unexpected answer may have personal data.
var errTime = errors.New("a time is out of range or malformed")

// The first and the last second that a time can have: the zero time.Time is the second before, and RFC 3339 ends with the year 9999.
const earliest, latest = -62135596799, 253402300799

// Storable reports whether an answer can show the time. It cannot show the first second of 1970: 0 stands for null.
func (t UnixTime) Storable() bool {
	return t.Unix() != 0 && t.Unix() >= earliest && t.Unix() <= latest
}

// UnmarshalJSON accepts a number of seconds, also as a string, an ISO 8601 string, null, and 0 for null. It drops fractions
// of a second.
func (t *UnixTime) UnmarshalJSON(data []byte) error {
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	*t = UnixTime{}
	switch v := v.(type) {
	case nil:
		return nil
	case float64:
		return t.setSeconds(v)
	case string:
		if v == "" {
			return nil
		}
		if seconds, err := strconv.ParseFloat(v, 64); err == nil {
			return t.setSeconds(seconds)
		}
		if at, err := time.Parse(time.RFC3339, v); err == nil {
			return t.setSeconds(float64(at.Unix()))
		}
	}
	return errTime
}

func (t *UnixTime) setSeconds(seconds float64) error {
	if seconds = math.Trunc(seconds); seconds < earliest || seconds > latest || math.IsNaN(seconds) {
		return errTime
	}
	if seconds != 0 {
		t.Time = time.Unix(int64(seconds), 0).UTC()
	}
	return nil
}

// MarshalJSON writes whole seconds, or null for the zero time.
func (t UnixTime) MarshalJSON() ([]byte, error) {
	if t.IsZero() {
		return []byte("null"), nil
	}
	return strconv.AppendInt(nil, t.Unix(), 10), nil
}

// list decodes the lists in Intercom's answers: null, a bare array, an object with the array under "data" or another name,
// or a single element, which is how Intercom answers a lookup of companies.
type list[T any] []T

func (l *list[T]) UnmarshalJSON(data []byte) error { return unmarshalForm(l, data) }

func (l *list[T]) form(data []byte) (usual []byte, into any) {
	*l = nil
	if bytes.Equal(data, []byte("null")) {
		return nil, nil
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(data, &object) != nil {
		return data, (*[]T)(l)
	}
	for _, name := range []string{"data", "contacts", "ticket_type_attributes", "ticket_states", "admins", "teams", "companies", "ticket_parts", "segments"} {
		if array := object[name]; len(array) > 0 && array[0] == '[' {
			return array, (*[]T)(l)
		}
	}
	if _, alone := object["id"]; alone {
		*l = make([]T, 1)
		return data, &(*l)[0]
	}
	return nil, nil
}

// wholeList is a list inside of an object. It is nil, as if the answer did not show it, if it has only a part of the elements.
type wholeList[T any] []T

func (l *wholeList[T]) UnmarshalJSON(data []byte) error { return unmarshalForm(l, data) }

func (l *wholeList[T]) form(data []byte) (usual []byte, into any) {
	*l = nil
	var all list[T]
	usual, into = all.form(data)
	elements, end := []json.RawMessage{}, listEnd{}
	if _, plain := into.(*[]T); !plain {
		return nil, nil
	}
	if data[0] == '{' && (json.Unmarshal(usual, &elements) != nil || json.Unmarshal(data, &end) != nil || end.more(len(elements))) {
		return nil, nil
	}
	return usual, (*[]T)(l)
}

// Field is a field of a request that distinguishes omitted (the zero Field), null, and set.
type Field[T any] struct {
	present bool
	value   *T
}

// Set returns a Field with a value.
func Set[T any](v T) Field[T] { return Field[T]{present: true, value: &v} }

// Null returns a Field that clears the value.
func Null[T any]() Field[T] { return Field[T]{present: true} }

// IsZero reports whether to omit the field; encoding/json calls it for omitzero.
func (f Field[T]) IsZero() bool { return !f.present }

// Get returns the value and whether there is one.
func (f Field[T]) Get() (v T, ok bool) {
	if f.value == nil {
		return v, false
	}
	return *f.value, true
}

// MarshalJSON writes the value or null.
func (f Field[T]) MarshalJSON() ([]byte, error) { return json.Marshal(f.value) }

// Shown is a field of an answer that tells absent (the zero Shown), null and a value apart.
type Shown[T any] struct {
	present bool
	value   *T
}

// IsZero reports whether the answer does not have the field.
func (s Shown[T]) IsZero() bool { return !s.present }

// Get returns the value, which is the zero T for null, and whether the answer has the field.
func (s Shown[T]) Get() (v T, shown bool) {
	if s.value == nil {
		return v, s.present
	}
	return *s.value, true
}

// UnmarshalJSON decodes the value, or null.
func (s *Shown[T]) UnmarshalJSON(data []byte) error {
	*s = Shown[T]{}
	var value *T
	if err := json.Unmarshal(data, &value); err != nil {
		return err
	}
	*s = Shown[T]{present: true, value: value}
	return nil
}

// Yes reports whether an answer shows true. An answer that omits the field shows neither true nor false.
func Yes(shown *bool) bool { return shown != nil && *shown }

// Attributes are a ticket's attributes by name. A value is nil, a string, a json.Number, a bool, a []any, or a
// map[string]any (an upload, whose URL expires after 30 minutes).
type Attributes map[string]any

// UnmarshalJSON keeps numbers as they were written.
func (a *Attributes) UnmarshalJSON(data []byte) error {
	var values map[string]any
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&values); err != nil {
		return err
	}
	*a = values
	return nil
}
