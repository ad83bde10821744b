package framework

import (
	"iter"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Conditions are the arguments of a search that are set.
type Conditions[T any] []condition[T]

// condition is one of them: what Intercom is asked, and, if not nil, what must then hold of an object that it finds.
type condition[T any] struct {
	filter intercom.Filter
	holds  func(T) bool
}

// Where adds a filter if its argument is set.
func (c *Conditions[T]) Where(argument attr.Value, field, operator string, value any) {
	if !argument.IsNull() {
		*c = append(*c, condition[T]{filter: intercom.Where(field, operator, value)})
	}
}

// Within adds that an instant of the object is before the argument, or at it and later, if the argument is set. Intercom is
// asked for more on the far side by slack, since what its > and < mean is less exact than that.
func (c *Conditions[T]) Within(argument timetypes.RFC3339, field string, before bool, slack time.Duration, of func(T) intercom.UnixTime) {
	if argument.IsNull() {
		return
	}
	at, _ := argument.ValueRFC3339Time()
	filter := intercom.Where(field, ">", at.Add(-slack).Unix())
	if before {
		filter = intercom.Where(field, "<", at.Add(slack).Unix())
	}
	*c = append(*c, condition[T]{filter, func(object T) bool {
		shown := of(object)
		return !shown.IsZero() && shown.Before(at) == before
	}})
}

// Query is what Intercom is asked, with further filters.
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

// Matching yields those of the found objects of which all conditions hold.
func (c Conditions[T]) Matching(found iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for object, err := range found {
			if (err != nil || c.hold(object)) && !yield(object, err) {
				return
			}
		}
	}
}

func (c Conditions[T]) hold(object T) bool {
	for _, one := range c {
		if one.holds != nil && !one.holds(object) {
			return false
		}
	}
	return true
}
