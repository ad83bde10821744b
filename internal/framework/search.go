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

// condition is one of them: what Intercom is asked, and, if not nil, what must then hold of an object that it finds. exact:
// that is just what Intercom was asked for, and nothing more.
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

// Equal adds that a field of the object is the value if its argument is set. holds confirms it of each object that Intercom
// finds, since a search lags behind changes.
func (c *Conditions[T]) Equal(argument attr.Value, field, value string, holds func(T) bool) {
	if !argument.IsNull() {
		*c = append(*c, condition[T]{intercom.Where(field, "=", value), holds, true})
	}
}

// Local adds what Intercom cannot be asked for if its argument is set: all objects are read, and those of which it holds are
// kept.
func (c *Conditions[T]) Local(argument attr.Value, holds func(T) bool) {
	if !argument.IsNull() {
		*c = append(*c, condition[T]{holds: holds})
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
	*c = append(*c, condition[T]{filter: filter, holds: func(object T) bool {
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

// errOthers is how a search ends that found objects, and none of them what was asked for: the answer is another search's.
var errOthers = errors.New("the search was answered only with objects that have other values than those asked for")

// Matching yields those of the found objects of which all conditions hold. It ends after the first error. One object that
// does not match has changed since Intercom indexed it. If all are like that, the answer is about others, and an error.
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

// hold reports whether an object matches, and whether it is another one than Intercom was asked for.
func (c Conditions[T]) hold(object T) (matches, other bool) {
	matches = true
	for _, one := range c {
		if one.holds != nil && !one.holds(object) {
			matches, other = false, other || one.exact
		}
	}
	return matches, other
}
