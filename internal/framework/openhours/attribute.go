package openhours

import (
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Parse reads the known spans of the list at a path. A span that is malformed or overlaps an earlier one is an error with
// its path. Spans may touch.
func Parse(at path.Path, spans types.List, grid int64) (open []intercom.OfficeHoursInterval, diags diag.Diagnostics) {
	for i, element := range spans.Elements() {
		text, ok := element.(types.String)
		if !ok || text.IsUnknown() {
			continue
		}
		span, err := ParseSpan(text.ValueString(), grid)
		if err == nil {
			err = overlap(open, span)
		}
		if err != nil {
			diags.AddAttributeError(at.AtListIndex(i), "Invalid hours", fmt.Sprintf("%q is not a valid span: %s.", intercom.Clean(text.ValueString(), 80), err))
			continue
		}
		open = append(open, span)
	}
	return open, diags
}

// overlap returns an error if a span overlaps an earlier one.
func overlap(earlier []intercom.OfficeHoursInterval, span intercom.OfficeHoursInterval) error {
	for _, other := range earlier {
		if span.StartMinute < other.EndMinute && other.StartMinute < span.EndMinute {
			return fmt.Errorf("it overlaps %s-%s of the same day", clock(other.StartMinute), clock(other.EndMinute))
		}
	}
	return nil
}

// ListOf returns a list of spans.
func ListOf(spans []string) types.List {
	elements := make([]attr.Value, len(spans))
	for i, span := range spans {
		elements[i] = types.StringValue(span)
	}
	return types.ListValueMust(types.StringType, elements)
}

// AsError converts diagnostics to an error, or nil. Hours that were unknown during validation are checked again before they
// are sent.
func AsError(diags diag.Diagnostics) error {
	var all []error
	for _, d := range diags.Errors() {
		where := ""
		if at, ok := d.(diag.DiagnosticWithPath); ok {
			where = at.Path().String() + ": "
		}
		all = append(all, errors.New(where+d.Detail()))
	}
	return errors.Join(all...)
}
