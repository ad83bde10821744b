package schemas

import (
	"context"
	"net/mail"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/helpers/validatordiag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// IsID refuses at validation what the client would refuse before a call.
var IsID validator.String = textValidator{
	"must be one of Intercom's IDs: letters, digits, - and _",
	func(text string) bool { return intercom.ValidID(text) == nil },
}

// Identifying refuses text that identifies an object and is empty, or begins or ends with a blank: Intercom trims it, and it
// would never match again.
var Identifying validator.String = textValidator{
	"must not be empty, and must not begin or end with a blank",
	func(text string) bool { return text != "" && strings.TrimSpace(text) == text },
}

// NotEmpty refuses empty text, with which Intercom would clear the value: leaving the argument out does that.
var NotEmpty validator.String = textValidator{"must not be empty; leave the argument out instead", func(text string) bool { return text != "" }}

// Email refuses what is not an email address.
var Email validator.String = textValidator{"must be an email address, such as ada@example.com", func(text string) bool {
	address, err := mail.ParseAddress(text)
	return err == nil && address.Address == text
}}

// IsDate refuses what is no date of the calendar.
var IsDate validator.String = textValidator{"must be a date, such as 2026-12-25", func(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
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
