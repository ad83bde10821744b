package intercomtest

// This file has what is not documented about custom object instances: each behavior is an alternative to what the fake does.

// instanceRules are the rules of custom object instances that behaviors set.
type instanceRules struct{ typed, knownOnly, replaces bool }

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
