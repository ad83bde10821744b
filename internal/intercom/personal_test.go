package intercom_test

import (
	"context"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

func TestHidePersonalData(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		`Error deleting ticket 626 (#33) "Checkout is down": no answer`:          `Error deleting ticket 626 (#33) "(hidden)": no answer`,
		`contact 6762f2d8 "Ada \"the first\" Byron" exists`:                      `contact 6762f2d8 "(hidden)" exists`,
		`a name that was cut off: "Ada By…`:                                      `a name that was cut off: "(hidden)"`,
		"\"Ada\\\nnext \"line\"":                                                 "\"(hidden)\"\nnext \"(hidden)\"",
		"  import {\n    to = intercom_ticket.NAME\n    id = \"626\"\n  }":       "  import {\n    to = intercom_ticket.NAME\n    id = \"626\"\n  }",
		`set on_destroy = "close" there`:                                         `set on_destroy = "close" there`,
		`the access token belongs to workspace "abc", not to "def"`:              `the access token belongs to workspace "abc", not to "def"`,
		`400 Bad Request; parameter_invalid: "Ada is taken" (field email)`:       `400 Bad Request; parameter_invalid: "(hidden)" (field email)`,
		"must be an email address, got: Ada Byron\nline 2":                       "must be an email address, got: (hidden)\nline 2",
		"GET /contacts/find_by_external_id/ada%20b: 404 Not Found":               "GET /contacts/find_by_external_id/(hidden): 404 Not Found",
		"GET /companies?name=Acme&page=2: 404 Not Found":                         "GET /companies?(hidden): 404 Not Found",
		"ada@example.com, and <grace%40example.com>":                             "(hidden), and <(hidden)>",
		"GET /tickets/626 was answered: 404 Not Found\nRequest ID: b3ab-1b8c":    "GET /tickets/626 was answered: 404 Not Found\nRequest ID: b3ab-1b8c",
		"What to do: run it again, and see https://example.com/docs?about=this.": "What to do: run it again, and see https://example.com/docs?about=this.",
	} {
		if got := intercom.HidePersonalData(given); got != want {
			t.Errorf("%q becomes\n%q, want\n%q", given, got, want)
		}
	}
}

// FuzzHidePersonalData: quoted text and email addresses are always removed.
func FuzzHidePersonalData(f *testing.F) {
	for _, seed := range []string{"Ada", `"`, `\`, "\n", `a"b`, `\"`, "x@y.z", "…", "id = ", "?", "\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		const marker = "Lovelace"
		message := "Error updating contact 7 " + intercom.Quote(name+marker+name, 200) + ": it is " + intercom.Quote(marker, 80) + " at lovelace@" + "example.com."
		if got := intercom.HidePersonalData(message); strings.Contains(got, marker) && !strings.Contains(name, marker) || strings.Contains(got, "lovelace") {
			t.Errorf("%q becomes %q", message, got)
		}
	})
}

// TestEveryPathHidesItsValues: each call is made with a value that a path must escape, and neither its path nor its error shows a part
// of it.
func TestEveryPathHidesItsValues(t *testing.T) {
	t.Parallel()
	calls, shown := 0, map[string]bool{}
	client := newClient(t, intercom.Config{
		Version: intercom.Preview, Clock: &clock{},
		HTTPClient: &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) { return respond(req, 404, ""), nil })},
		Observe: func(_ context.Context, e intercom.Exchange) {
			calls++
			shown[e.Method+" "+e.Path] = true
			shown[e.Path] = true
		},
	})
	caller := reflect.ValueOf(*client)
	for method, value := range caller.Methods() {
		in := value.Type()
		for i := 1; i < in.NumIn() && !in.IsVariadic(); i++ {
			if err := hostileCall(t, value, i); err != nil {
				shown[method.Name+": "+err.Error()] = true
			}
		}
	}
	if calls < 50 {
		t.Errorf("only %d calls", calls)
	}
	for text := range shown {
		if strings.Contains(text, "/Ada:") {
			continue // the caller's own word for the kind, such as "contacts"
		}
		for _, part := range []string{"ada", "lovelace", "lane", "byron"} {
			if got := intercom.HidePersonalData(text); strings.Contains(strings.ToLower(got), part) {
				t.Errorf("%q becomes %q", text, got)
			}
		}
	}
}

// hostileCall makes a call whose parameter with the number has a hostile value, and the others an ID.
func hostileCall(t *testing.T, method reflect.Value, number int) error {
	t.Helper()
	in := []reflect.Value{reflect.ValueOf(t.Context())}
	for i := 1; i < method.Type().NumIn(); i++ {
		arg, value := reflect.New(method.Type().In(i)).Elem(), "7"
		if i == number {
			value = "Ada:lovelace lane?byron=ada&ada/byron:lane@ada.example"
		}
		switch arg.Kind() {
		case reflect.String:
			arg.SetString(value)
		case reflect.Slice:
			if arg.Type().Elem().Kind() == reflect.String {
				arg.Set(reflect.ValueOf([]string{value}).Convert(arg.Type()))
			}
		case reflect.Struct:
			for _, field := range arg.Fields() {
				if field.Kind() == reflect.String && field.CanSet() {
					field.SetString(value)
				}
			}
		case reflect.Func:
			return nil
		default:
		}
		in = append(in, arg)
	}
	out := method.Call(in)
	if len(out) == 0 {
		return nil
	}
	last := out[len(out)-1]
	if err, ok := reflect.TypeAssert[error](last); ok {
		return err
	}
	if last.Type().CanSeq2() {
		for _, err := range last.Seq2() {
			err, _ := reflect.TypeAssert[error](err)
			return err
		}
	}
	return nil
}
