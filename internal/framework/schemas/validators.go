package schemas

import (
	"context"
	"net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework-validators/helpers/validatordiag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// IsID refuses at validation what the client would refuse before a call.
var IsID validator.String = textValidator{
	"must be one of Intercom's IDs: letters, digits, - and _",
	func(text string) bool { return intercom.ValidID(text) == nil },
}

// IsNumber refuses at validation what is no ID of the kinds whose IDs are numbers.
var IsNumber validator.String = textValidator{"must be a number, such as 123", func(text string) bool {
	n, err := strconv.ParseInt(text, 10, 64)
	return err == nil && n > 0 && strconv.FormatInt(n, 10) == text
}}

// Identifying refuses text that identifies an object and is empty, or begins or ends with a blank: Intercom trims it, and it
// would never match again. An invisible character at an end, which a copied text often has, is refused, too: nobody sees why such a
// name matches nothing.
var Identifying validator.String = textValidator{
	"must not be empty, and must not begin or end with a blank or an invisible character",
	func(text string) bool { return text != "" && strings.TrimFunc(text, invisible) == text },
}

// NotEmpty refuses text that shows nothing: Intercom would clear the value. Leaving the argument out does that.
var NotEmpty validator.String = textValidator{
	"must not be empty or blank; leave the argument out instead",
	func(text string) bool { return strings.TrimFunc(text, invisible) != "" },
}

// Email refuses what is not an email address. An address can have invisible characters by the standard, but nobody means them.
var Email validator.String = textValidator{"must be an email address, such as ada@example.com, without blanks or invisible characters", func(text string) bool {
	address, err := mail.ParseAddress(text)
	return err == nil && address.Address == text && !strings.ContainsFunc(text, invisible)
}}

// invisible reports whether a character is a blank, a control character, or a format character such as a zero-width space or a
// bidirectional mark. Those beyond 16 bits end the emoji of some flags.
func invisible(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || r <= 0xffff && unicode.Is(unicode.Cf, r)
}

// IsDate refuses what is no date of the calendar.
var IsDate validator.String = textValidator{"must be a date, such as 2026-12-25", func(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}}

// StorableTime refuses a time that Intercom's answers cannot show: it would count as not stored, or clear the value. What is no time is
// the attribute's type's to refuse.
var StorableTime validator.String = textValidator{
	"must be a time after 0001-01-01T00:00:00Z and before the year 10000 in UTC, and not 1970-01-01T00:00:00Z, which Intercom shows for no time at all",
	func(text string) bool {
		at, err := time.Parse(time.RFC3339, text)
		return err != nil || intercom.UnixTime{Time: at}.Storable()
	},
}

// IsWebURL refuses what is no absolute URL of the web.
var IsWebURL validator.String = textValidator{"must be an absolute URL, such as https://help.example.com/page", func(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}}

type textValidator struct {
	description string
	valid       func(string) bool
}

func (v textValidator) Description(context.Context) string { return v.description }

func (v textValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v textValidator) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	text := req.ConfigValue
	if text.IsNull() || text.IsUnknown() || v.valid(text.ValueString()) {
		return
	}
	resp.Diagnostics.Append(validatordiag.InvalidAttributeValueMatchDiagnostic(req.Path, v.Description(ctx), `"`+text.ValueString()+`"`))
}
