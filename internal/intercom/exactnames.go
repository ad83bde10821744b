package intercom

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"sync"
)

// hideOddNames overwrites, in place, the names in objects that encoding/json would fold to the name of a field: it reads
// {"ID":"7"} as id. Intercom's own names have only lower-case ASCII letters, digits, and "_". Names in the objects under
// the free names come from users and stay.
func hideOddNames(data []byte, free map[string]bool) {
	for i := 0; i < len(data); {
		begin := bytes.IndexByte(data[i:], '"')
		if begin < 0 {
			return
		}
		begin += i + 1
		end := closingQuote(data, begin)
		if end < 0 {
			return
		}
		i = end + 1
		colon := skipSpace(data, i)
		if colon == len(data) || data[colon] != ':' {
			continue
		}
		i = colon + 1
		name := data[begin:end]
		if isOdd(name) {
			for j := range name {
				name[j] = '~'
			}
			continue
		}
		if free[string(name)] {
			i = skipValue(data, i)
		}
	}
}

// isOdd reports whether encoding/json might fold a name: it folds upper-case letters and some letters beyond ASCII, and an
// escape may stand for any of them.
func isOdd(name []byte) bool {
	odd := false
	for _, c := range name {
		switch {
		case c == '\\':
			var plain string
			if json.Unmarshal([]byte(`"`+string(name)+`"`), &plain) != nil {
				return true
			}
			return strings.ContainsRune(plain, '\\') || isOdd([]byte(plain))
		case c >= 'A' && c <= 'Z' || c >= 0x80:
			odd = true
		}
	}
	return odd
}

// closingQuote returns the index of the quote that ends the string, or -1.
func closingQuote(data []byte, i int) int {
	for i < len(data) {
		quote := bytes.IndexByte(data[i:], '"')
		if quote < 0 {
			return -1
		}
		quote += i
		backslashes := 0
		for quote-1-backslashes >= i && data[quote-1-backslashes] == '\\' {
			backslashes++
		}
		if backslashes%2 == 0 {
			return quote
		}
		i = quote + 1
	}
	return -1
}

func skipSpace(data []byte, i int) int {
	for i < len(data) && (data[i] == ' ' || data[i] == '\n' || data[i] == '\r' || data[i] == '\t') {
		i++
	}
	return i
}

// skipValue returns the index after an object or array, or i for another value.
func skipValue(data []byte, i int) int {
	at := skipSpace(data, i)
	if at == len(data) || data[at] != '{' && data[at] != '[' {
		return i
	}
	for depth := 0; at < len(data); at++ {
		switch data[at] {
		case '"':
			if at = closingQuote(data, at+1); at < 0 {
				return len(data)
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return at + 1
			}
		}
	}
	return len(data)
}

// freeByType caches freeNames by type.
var freeByType sync.Map

// freeNames returns the names of the fields, at any depth of the type, that are maps of any values. Users choose the names
// in them.
func freeNames(t reflect.Type) map[string]bool {
	if found, ok := freeByType.Load(t); ok {
		return found.(map[string]bool)
	}
	free := map[string]bool{}
	collectFree(t, free, map[reflect.Type]bool{})
	freeByType.Store(t, free)
	return free
}

func collectFree(t reflect.Type, free map[string]bool, seen map[reflect.Type]bool) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		collectFree(t.Elem(), free, seen)
	case reflect.Struct:
		if seen[t] {
			return
		}
		seen[t] = true
		for field := range t.Fields() {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			if field.Type.Kind() == reflect.Map || field.Type.Kind() == reflect.Interface {
				free[name] = true
			}
			collectFree(field.Type, free, seen)
		}
	default:
	}
}
