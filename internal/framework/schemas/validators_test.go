package schemas_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
)

// TestValidators: text that Intercom would trim, ignore, or apply to another object is refused before a call.
func TestValidators(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		validator   validator.String
		good, wrong []string
	}{
		"IsID":        {schemas.IsID, []string{"1", "a-B_9"}, []string{"", "a/b", "..", "1 ", "１２", "a\n"}},
		"IsNumber":    {schemas.IsNumber, []string{"1", "814860", "9007199254740993"}, []string{"", "0", "01", "-1", "+1", "1.0", "1e3", " 1", "１", "9223372036854775808", "a"}},
		"Identifying": {schemas.Identifying, []string{"a", "a b", "ä", "👩\u200d💻", "🏴\U000e0067\U000e0062\U000e007f", "א\u200fב"}, []string{"", " ", "a ", "\ta", "a\n", "a\u00a0", "\u3000a", "a\u200b", "\ufeffa", "a\u202e", "\u200b"}},
		"NotEmpty":    {schemas.NotEmpty, []string{"a", " a "}, []string{"", " ", "\n\t", "\u00a0", "\u200b\u2060"}},
		"IsDate":      {schemas.IsDate, []string{"2026-12-25", "2028-02-29"}, []string{"", "2026-02-29", "2026-2-3", "25.12.2026", "2026-12-25T00:00:00Z", "2026-12-25 "}},
		"StorableTime": {schemas.StorableTime, []string{
			"2026-12-25T00:00:00Z", "1965-03-01T00:00:00Z", "1970-01-01T00:00:00+01:00", "1970-01-01T00:00:01Z", "0001-01-01T00:00:01Z", "9999-12-31T23:59:59Z", "no time",
		}, []string{
			"1970-01-01T00:00:00Z", "1970-01-01T01:00:00+01:00", "1970-01-01T00:00:00.5Z", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00.5Z", "0000-12-31T00:00:00Z",
			"9999-12-31T23:59:59-01:00",
		}},
		"Email": {schemas.Email, []string{"ada@example.com", "a+b@example.co", "ADA@Example.COM", "ada@exämple.com"}, []string{
			"", "ada@", "not an email", "x@example.com ", "Ada <ada@example.com>", "<ada@example.com>", "mailto:ada@example.com", "ada@example.com,bob@example.com",
			"ada@example..com", "a@b@example.com", "ada\u200b@example.com", "ada@example.com\u00a0", "\ufeffada@example.com",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			refused := func(value types.String) bool {
				var resp validator.StringResponse
				c.validator.ValidateString(t.Context(), validator.StringRequest{Path: path.Root("x"), ConfigValue: value}, &resp)
				return resp.Diagnostics.HasError()
			}
			for _, text := range c.good {
				if refused(types.StringValue(text)) {
					t.Errorf("%q is refused", text)
				}
			}
			for _, text := range c.wrong {
				if !refused(types.StringValue(text)) {
					t.Errorf("%q is accepted", text)
				}
			}
			if refused(types.StringNull()) || refused(types.StringUnknown()) {
				t.Error("null or unknown is refused")
			}
		})
	}
}
