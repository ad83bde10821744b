package intercomtest

import "strings"

// This file has what is not documented about custom object instances: each behavior is an alternative to what the fake does.

// instanceRules are the rules of custom object instances that behaviors set.
type instanceRules struct{ typed, knownOnly, replaces, folds, trims bool }

// key is what external IDs are compared by.
func (r instanceRules) key(external string) string {
	if r.folds {
		external = strings.ToLower(external)
	}
	return external
}

func instancesWith(name string, change func(*instanceRules)) Behavior {
	return Behavior{name: name, prepare: func(rq *request) { change(&rq.instanceRules) }}
}

// TakesTypedValues clears an attribute that is a number, a boolean, or a time and is sent as text. Without it, the text is read.
func TakesTypedValues() Behavior {
	return instancesWith("TakesTypedValues", func(r *instanceRules) { r.typed = true })
}

// RefusesUnknownAttributes refuses an attribute that the custom object type lacks. Without it, the value is dropped, like all that
// Intercom cannot store.
func RefusesUnknownAttributes() Behavior {
	return instancesWith("RefusesUnknownAttributes", func(r *instanceRules) { r.knownOnly = true })
}

// ReplacesInstanceAttributes clears the attributes that a request with custom_attributes leaves out. Without it, they stay.
func ReplacesInstanceAttributes() Behavior {
	return instancesWith("ReplacesInstanceAttributes", func(r *instanceRules) { r.replaces = true })
}

// FoldsExternalIDs takes external IDs that differ only in case for the same. Without it, they identify two instances.
func FoldsExternalIDs() Behavior {
	return instancesWith("FoldsExternalIDs", func(r *instanceRules) { r.folds = true })
}

// TrimsExternalIDs stores an external ID without blanks at its ends. Without it, they stay, and belong to the ID.
func TrimsExternalIDs() Behavior {
	return instancesWith("TrimsExternalIDs", func(r *instanceRules) { r.trims = true })
}
