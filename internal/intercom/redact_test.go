package intercom_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// accessToken has every kind of character that escapes treat differently.
const accessToken = `dG9r&mE8<zNk"Zj'Qy\Xz%g5/MG+-_fmZm:Y==`

// inJSON returns s within a JSON string.
func inJSON(s string) string {
	quoted, _ := json.Marshal(s)
	return string(quoted[1 : len(quoted)-1])
}

// percent escapes every byte.
func percent(s string) string {
	var b strings.Builder
	for i := range len(s) {
		fmt.Fprintf(&b, "%%%02x", s[i])
	}
	return b.String()
}

func TestRedact(t *testing.T) {
	t.Parallel()
	upper, numeric := strings.ToUpper(percent(accessToken)), strings.ReplaceAll(strings.ReplaceAll(accessToken, "=", "&#x3D;"), "/", "&#47;")
	for name, form := range map[string]string{
		"as it is":                     accessToken,
		"URL, query":                   url.QueryEscape(accessToken),
		"URL, path":                    url.PathEscape(accessToken),
		"URL, every character":         percent(accessToken),
		"URL, upper case":              upper,
		"URL, twice":                   url.QueryEscape(url.QueryEscape(accessToken)),
		"HTML":                         html.EscapeString(accessToken),
		"HTML, numeric":                numeric,
		"HTML, numeric, no semicolons": strings.ReplaceAll(accessToken, "&", "&#38"),
		"HTML, named":                  strings.NewReplacer("&", "&amp;", "=", "&equals;", "/", "&sol;", "+", "&plus;").Replace(accessToken),
		"JSON":                         inJSON(accessToken),
		"JSON, slashes":                strings.ReplaceAll(inJSON(accessToken), "/", `\/`),
		"JSON, upper case":             strings.ReplaceAll(inJSON(accessToken), `\u003c`, `\u003C`),
		"JSON, twice":                  inJSON(inJSON(accessToken)),
		"JSON of HTML":                 inJSON(html.EscapeString(accessToken)),
		"URL of URL of HTML of JSON":   url.QueryEscape(url.QueryEscape(html.EscapeString(inJSON(accessToken)))),
		"Go":                           strings.ReplaceAll(accessToken, "=", `\x3d`),
		"its first 12":                 accessToken[:12],
		"12 in the middle":             accessToken[10:22],
		"its last 12":                  accessToken[len(accessToken)-12:],
		"12 escaped":                   percent(accessToken[10:22]),
		"all but its ends":             accessToken[1 : len(accessToken)-1],
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := intercom.NewRedactor(accessToken)
			if got, want := r.Redact("<Bearer "+form+"> ö"), "<Bearer [access token]> ö"; got != want {
				t.Errorf("%q became %q, want %q", form, got, want)
			}
			if got, want := r.Redact(form+" "+form), "[access token] [access token]"; got != want {
				t.Errorf("%q, twice, became %q, want %q", form, got, want)
			}
		})
	}
}

// TestRedactBase64 puts the token into base64 text after as many bytes as there are alignments, and after more.
func TestRedactBase64(t *testing.T) {
	t.Parallel()
	r := intercom.NewRedactor(accessToken)
	for name, encoding := range map[string]*base64.Encoding{
		"standard": base64.StdEncoding, "for URLs": base64.URLEncoding, "standard, without padding": base64.RawStdEncoding,
	} {
		for before := range 7 {
			for after := range 4 {
				encoded := encoding.EncodeToString([]byte("before"[:before-before/7] + accessToken + "after"[:after]))
				for form, text := range map[string]string{"as it is": encoded, "URL-escaped": url.QueryEscape(encoded), "in JSON": strings.ReplaceAll(encoded, "/", `\/`)} {
					got := r.Redact(text)
					if !strings.Contains(got, "[access token]") {
						t.Errorf("base64 %s, %d before, %d after, %s: became %q", name, before, after, form, got)
					}
					if rest := strings.Replace(got, "[access token]", "", 1); len(rest) > 8+4+len("%3D%3D") {
						t.Errorf("base64 %s, %d before, %d after, %s: %q is left", name, before, after, form, rest)
					}
				}
			}
		}
	}
}

func TestRedactLeavesTheRest(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ token, text string }{
		"nothing":             {accessToken, ""},
		"ordinary text":       {accessToken, `50% off & more: C:\users\x, &amp; %zz %4 \u12 \ &#; &nosuch; ünïcödé ` + "\x00\xff"},
		"11 characters":       {accessToken, accessToken[:11] + " " + accessToken[5:16] + " " + accessToken[len(accessToken)-11:]},
		"another token":       {accessToken, "dG9rOmQ5YzM4N2Y4X2JhZGVfNDg1MV85OTkx"},
		"another case":        {accessToken, strings.ToLower(accessToken)},
		"escapes of the rest": {accessToken, "%0A%20%C3%A9 \\u00e9\\n &eacute;&nbsp;"},
		"no token":            {"", "text"},
		"a placeholder":       {"token", "The token lacks a permission."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := intercom.NewRedactor(test.token).Redact(test.text); got != test.text {
				t.Errorf("%q became %q", test.text, got)
			}
		})
	}
	if got := (*intercom.Redactor)(nil).Redact(accessToken); got != accessToken {
		t.Errorf("without a redactor: %q", got)
	}
}

// TestRedactShortTokens: a token with fewer than 12 characters is found as a whole.
func TestRedactShortTokens(t *testing.T) {
	t.Parallel()
	r := intercom.NewRedactor("  t:ken012\n")
	for text, want := range map[string]string{
		"a t:ken012 b":       "a [access token] b",
		"t%3Aken012":         "[access token]",
		"Basic dDprZW4wMTI=": "Basic [access token]I=",
		"t:ken01 t:ken013":   "t:ken01 t:ken013",
	} {
		if got := r.Redact(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

// FuzzRedact searches for a remaining token, whatever it is and whatever surrounds it.
func FuzzRedact(f *testing.F) {
	f.Add(accessToken, "Bearer ", "\n")
	f.Add("aaaaaaaaaaaaaaaaaaaa", "aaa%61", `\u0061`)
	f.Add("%61%62%63%64%65", "%2561", "&#97;")
	f.Add(`\u0061\u0062\`, `\`, `\u005c`)
	f.Add("&amp;&amp;&amp;", "&", "amp;")
	f.Fuzz(func(t *testing.T, token, before, after string) {
		if len(token) < 12 || intercom.ValidToken(token) != nil || strings.Contains(token, "[") || strings.Contains(token, "]") {
			return // not a token, or one that could continue in its replacement
		}
		r := intercom.NewRedactor(token)
		for _, form := range []string{token, url.QueryEscape(token), html.EscapeString(token), inJSON(token)} {
			got := r.Redact(before + " " + form + " " + after)
			for i := range len(token) - 11 {
				if strings.Contains(got, token[i:i+12]) {
					t.Errorf("%q of %q is left in %q", token[i:i+12], token, got)
				}
			}
			if strings.Contains(got, form) {
				t.Errorf("%q is left in %q", form, got)
			}
		}
	})
}

func BenchmarkRedact(b *testing.B) {
	r := intercom.NewRedactor(accessToken)
	for name, text := range map[string]string{
		"a name":   "Checkout is down",
		"a detail": strings.Repeat("Intercom answered 403 Forbidden; the token lacks a permission. ", 60),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r.Redact(text)
			}
		})
	}
}
