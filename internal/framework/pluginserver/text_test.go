package pluginserver_test

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/pluginserver"
)

// reading is a server that answers ReadResource with the response.
type reading struct {
	pluginserver.Complete
	response *tfprotov6.ReadResourceResponse
}

func (r reading) ReadResource(context.Context, *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	response := *r.response
	return &response, nil
}

// read returns the gate's version of the response.
func read(t *testing.T, response *tfprotov6.ReadResourceResponse, secrets ...string) *tfprotov6.ReadResourceResponse {
	t.Helper()
	got, err := pluginserver.Gate(reading{response: response}, secrets...).ReadResource(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestTexts(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("é", 20_000)
	for name, test := range map[string]struct{ given, summary, detail string }{
		"empty":                           {"", "", ""},
		"plain":                           {"Größe 漢字 👍", "Größe 漢字 👍", "Größe 漢字 👍"},
		"lines and tabs":                  {"a\n\n\tb", "a   b", "a\n\n\tb"},
		"Windows line ends":               {"a\r\nb", "a b", "a\\u000d\nb"},
		"terminal escapes":                {"\x1b[31m\u009b1m", `\u001b[31m\u009b1m`, `\u001b[31m\u009b1m`},
		"bidirectional marks":             {"a\u202eb\u2066c\u200ed", `a\u202eb\u2066c\u200ed`, `a\u202eb\u2066c\u200ed`},
		"format beyond 16 bits":           {"a\U000e0041b", `a\U000e0041b`, `a\U000e0041b`},
		"line separators":                 {"a\u2028b\u2029c", `a\u2028b\u2029c`, `a\u2028b\u2029c`},
		"not UTF-8":                       {"a\xffb\xe2\x80c", `a\xffb\xe2\x80c`, `a\xffb\xe2\x80c`},
		"a literal replacement character": {"a\ufffdb", "a\ufffdb", "a\ufffdb"},
		"a long line":                     {long, strings.Repeat("é", 254) + "…", strings.Repeat("é", 1998) + "…"},
		"maximum length":                  {long[:512], long[:512], long[:512]},
		"many lines":                      {strings.Repeat("line\n", 5000), strings.Repeat("line ", 101) + "line…", strings.Repeat("line\n", 3276) + "l…"},
		"a long line among others":        {"a\n" + long + "\nb", "a " + strings.Repeat("é", 253) + "…", "a\n" + strings.Repeat("é", 1998) + "…\nb"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := read(t, &tfprotov6.ReadResourceResponse{Diagnostics: []*tfprotov6.Diagnostic{{Summary: test.given, Detail: test.given}}}).Diagnostics[0]
			if got.Summary != test.summary {
				t.Errorf("the summary is %q, want %q", got.Summary, test.summary)
			}
			if got.Detail != test.detail {
				t.Errorf("the detail is %q, want %q", got.Detail, test.detail)
			}
		})
	}
}

// TestSecrets uses a token that escaping completes, and a token that is longer than the limit of a text.
func TestSecrets(t *testing.T) {
	t.Parallel()
	longest := strings.Repeat("0123456789abcdef", 100)
	for name, test := range map[string]struct{ given, secret, want string }{
		"as it is":              {"Bearer " + token + ".", token, "Bearer [access token]."},
		"completed by escaping": {"a\x1bbcdefghi", `a\u001bbcdefghi`, "[access token]"},
		"no valid one":          {"token abc\x1bdefghijkl", "abc\x1bdefghijkl", "token [access token]"},
		"cut":                   {strings.Repeat("x", 500) + longest, longest, strings.Repeat("x", 500) + "[access t…"},
		"another token":         {"Bearer " + token, longest, "Bearer " + token},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			diagnostics := []*tfprotov6.Diagnostic{{Summary: test.given}}
			if got := read(t, &tfprotov6.ReadResourceResponse{Diagnostics: diagnostics}, "another secret", test.secret).Diagnostics[0].Summary; got != test.want {
				t.Errorf("the summary is %q, want %q", got, test.want)
			}
			if diagnostics[0].Summary != test.given {
				t.Error("the server's own diagnostic was changed")
			}
		})
	}
}

// TestValuesPass: values that are not messages do not change, hostile or not.
func TestValuesPass(t *testing.T) {
	t.Parallel()
	value := &tfprotov6.DynamicValue{JSON: []byte(hostileText)}
	given := &tfprotov6.ReadResourceResponse{
		NewState: value, Private: []byte(hostileText), NewIdentity: &tfprotov6.ResourceIdentityData{IdentityData: value},
		Deferred: &tfprotov6.Deferred{Reason: tfprotov6.DeferredReasonProviderConfigUnknown},
		Diagnostics: []*tfprotov6.Diagnostic{
			{Severity: tfprotov6.DiagnosticSeverityWarning, Summary: "summary", Detail: "detail", Attribute: tftypes.NewAttributePath().WithElementKeyString(hostileText)},
		},
	}
	if got := read(t, given, token); !reflect.DeepEqual(got, given) {
		t.Errorf("%+v became %+v", given, got)
	}
}

// BenchmarkGate compares an RPC without diagnostics with and without the gate.
func BenchmarkGate(b *testing.B) {
	inner := reading{response: &tfprotov6.ReadResourceResponse{}}
	for name, server := range map[string]tfprotov6.ProviderServer{"without": inner, "with": pluginserver.Gate(inner, token)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := server.ReadResource(b.Context(), nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
