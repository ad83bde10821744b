package framework

import (
	"errors"
	"iter"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Conditions are the arguments of a search that are set.
type Conditions[T any] []condition[T]

// condition is one of them: Intercom's filter and, if not nil, a check of each object that Intercom finds. exact: the check
// is exactly the filter.
type condition[T any] struct {
	filter intercom.Filter
	holds  func(T) bool
	exact  bool
}

// Where adds a filter if its argument is set.
func (c *Conditions[T]) Where(argument attr.Value, field, operator string, value any) {
	if !argument.IsNull() {
		*c = append(*c, condition[T]{filter: intercom.Where(field, operator, value)})
	}
}

// Equal adds that a field of the object equals the value, if its argument is set. holds confirms it for each object, since
// a search lags behind changes.
func (c *Conditions[T]) Equal(argument attr.Value, field, value string, holds func(T) bool) {
	if !argument.IsNull() {
		*c = append(*c, condition[T]{intercom.Where(field, "=", value), holds, true})
	}
}

// Local adds a condition that Intercom cannot search for, if its argument is set: all objects are read and then filtered.
func (c *Conditions[T]) Local(argument attr.Value, holds func(T) bool) {
	if !argument.IsNull() {
		*c = append(*c, condition[T]{holds: holds})
	}
}

// Within adds that a time of the object is before the argument, or at or after it, if the argument is set. The filter is
// wider by slack, because Intercom's > and < are less precise.
func (c *Conditions[T]) Within(argument timetypes.RFC3339, field string, before bool, slack time.Duration, of func(T) intercom.UnixTime) {
	if argument.IsNull() {
		return
	}
	at, _ := argument.ValueRFC3339Time()
	filter := intercom.Where(field, ">", at.Add(-slack).Unix())
	if before {
		filter = intercom.Where(field, "<", at.Add(slack).Unix())
	}
	*c = append(*c, condition[T]{filter: filter, holds: func(object T) bool {
		shown := of(object)
		return !shown.IsZero() && shown.Before(at) == before
	}})
}

// Query returns the filter for Intercom, with further filters.
func (c Conditions[T]) Query(further ...intercom.Filter) intercom.Filter {
	filters := make([]intercom.Filter, len(c), len(c)+1)
	for i := range c {
		filters[i] = c[i].filter
	}
	filters = append(filters, further...)
	if len(filters) == 0 {
		// A search needs a filter. Everything passes this one.
		filters = append(filters, intercom.Where("created_at", ">", 0))
	}
	return intercom.All(filters...)
}

// errOthers ends a search that found only objects that do not match: it is the answer to another search.
var errOthers = errors.New("the search was answered only with objects that have other values than those asked for")

// Matching yields the found objects that meet all conditions. It ends after the first error. A single object that does not
// match has changed since Intercom indexed it. If no object matches, the answer belongs to another search, which is an
// error.
func (c Conditions[T]) Matching(found iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		asked, others := false, false
		for object, err := range found {
			if err != nil {
				yield(object, err)
				return
			}
			matches, other := c.hold(object)
			asked, others = asked || !other, others || other
			if matches && !yield(object, nil) {
				return
			}
		}
		if others && !asked {
			var none T
			yield(none, errOthers)
		}
	}
}

// Hold reports whether an object of a list without a search matches all conditions that have a check.
func (c Conditions[T]) Hold(object T) bool {
	matches, _ := c.hold(object)
	return matches
}

// hold reports whether an object matches, and whether it is different from what the filter requested.
func (c Conditions[T]) hold(object T) (matches, other bool) {
	matches = true
	for _, one := range c {
		if one.holds != nil && !one.holds(object) {
			matches, other = false, other || one.exact
		}
	}
	return matches, other
}
