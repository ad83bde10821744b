package intercom_test

import (
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
