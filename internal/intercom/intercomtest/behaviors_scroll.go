package intercomtest

// This file has what the description of the scroll over companies does not decide: each is the other reading of what the fake does.

// scrollRules are what behaviors make of the scroll over companies.
type scrollRules struct{ keepsParam, replaced bool }

func scrollsWith(name string, change func(*scrollRules)) Behavior {
	return Behavior{name: name, prepare: func(rq *request) { change(&rq.scrolls) }}
}

// ScrollKeepsParam shows scroll_param on the empty page after the last one, too, and keeps the scroll open for its minute.
// Otherwise that page has none, and the scroll is closed.
func ScrollKeepsParam() Behavior {
	return scrollsWith("ScrollKeepsParam", func(r *scrollRules) { r.keepsParam = true })
}

// ScrollReplacesOpen closes the open scroll when another one begins. Otherwise the second one is refused with 400 scroll_exists.
func ScrollReplacesOpen() Behavior {
	return scrollsWith("ScrollReplacesOpen", func(r *scrollRules) { r.replaced = true })
}
