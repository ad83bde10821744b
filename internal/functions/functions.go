// Package functions has the functions of the provider: for the help center in Git, for times, and for identity verification.
package functions

import (
	"context"
	"fmt"
	"math/big"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// The times that RFC 3339 can represent: the years 0 to 9999.
var (
	first = time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	last  = time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC).Unix()
)

type fromUnix struct{}

// NewFromUnix returns the function from_unix.
func NewFromUnix() function.Function { return fromUnix{} }

// Metadata implements function.Function.
func (fromUnix) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "from_unix"
}

// Definition implements function.Function.
func (fromUnix) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Converts Unix time to RFC 3339",
		MarkdownDescription: "Converts Unix time to RFC 3339 format in UTC. Intercom's API and its exports use Unix time. The arguments of this provider use RFC 3339. For example, " +
			"`from_unix(1796115600)` is `\"2026-12-01T09:00:00Z\"`.",
		Parameters: []function.Parameter{
			function.NumberParameter{Name: "seconds", MarkdownDescription: "Seconds since 1970-01-01T00:00:00Z. A whole number."},
		},
		Return: function.StringReturn{},
	}
}

// Run implements function.Function.
func (fromUnix) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	// An Int64Parameter would make the framework blame the provider's developer for a fraction.
	var number *big.Float
	if resp.Error = req.Arguments.Get(ctx, &number); resp.Error != nil {
		return
	}
	seconds, accuracy := number.Int64()
	switch {
	case !number.IsInt():
		resp.Error = function.NewArgumentFuncError(0, fmt.Sprintf("%s is not a whole number of seconds", number.Text('g', 20)))
		return
	case accuracy != big.Exact || seconds < first || seconds > last:
		resp.Error = function.NewArgumentFuncError(0, fmt.Sprintf("%s seconds are before the year 0 or after the year 9999. Divide milliseconds by 1000", number.Text('g', 20)))
		return
	}
	resp.Error = resp.Result.Set(ctx, time.Unix(seconds, 0).UTC().Format(time.RFC3339))
}

type toUnix struct{}

// NewToUnix returns the function to_unix.
func NewToUnix() function.Function { return toUnix{} }

// Metadata implements function.Function.
func (toUnix) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "to_unix"
}

// Definition implements function.Function.
func (toUnix) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Converts RFC 3339 to Unix time",
		MarkdownDescription: "Converts a time in RFC 3339 format to Unix time. The attributes of this provider use RFC 3339. Searches in Intercom's API use Unix time. For example, " +
			"`to_unix(\"2026-12-01T09:00:00Z\")` is `1796115600`. Fractions of a second are dropped.",
		Parameters: []function.Parameter{
			function.StringParameter{Name: "instant", MarkdownDescription: "Time in RFC 3339 format, with any offset."},
		},
		Return: function.Int64Return{},
	}
}

// Run implements function.Function.
func (toUnix) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var instant string
	if resp.Error = req.Arguments.Get(ctx, &instant); resp.Error != nil {
		return
	}
	at, err := time.Parse(time.RFC3339, instant)
	if err != nil {
		resp.Error = function.NewArgumentFuncError(0, fmt.Sprintf("%s is not a time in RFC 3339 format, such as 2026-12-01T09:00:00Z", intercom.Quote(instant, 80)))
		return
	}
	resp.Error = resp.Result.Set(ctx, at.Unix())
}
