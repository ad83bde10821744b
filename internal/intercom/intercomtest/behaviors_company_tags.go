package intercomtest

// RefusesUnknownUntag refuses to take a tag off a company if no tag has the name. Without it, the tag is created, as it is for a
// call that tags.
func RefusesUnknownUntag() Behavior {
	return Behavior{name: "RefusesUnknownUntag", prepare: func(rq *request) { rq.untagsKnown = true }}
}

// UnusedTagMissing answers 404 to the list of companies with a tag if no company has it, as Intercom does to a look-up by name or
// company_id. Without it, the list is empty.
func UnusedTagMissing() Behavior {
	return Behavior{name: "UnusedTagMissing", prepare: func(rq *request) { rq.unusedTagMissing = true }}
}
