package intercom_test

import (
	"io"
	"log"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// discard is for servers whose errors are expected.
var discard = log.New(io.Discard, "", 0)

func respond(req *http.Request, code int, body string) *http.Response {
	return &http.Response{StatusCode: code, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: req}
}

// assertPresentable checks that an error is one line that a terminal and a diagnostic can show, and that it never contains
// the token.
func assertPresentable(t *testing.T, err error) {
	t.Helper()
	text := err.Error()
	if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
		t.Errorf("the error holds what no terminal should get: %q", text)
	}
	if len(text) > 8<<10 {
		t.Errorf("the error is %d bytes long", len(text))
	}
	if strings.Contains(text, secret) {
		t.Errorf("the error holds the token: %s", text)
	}
}

func assertEqual[T any](t *testing.T, got, want T) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmp.Exporter(func(reflect.Type) bool { return true })); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
}
