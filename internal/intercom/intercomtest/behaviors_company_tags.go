package intercomtest

// RefusesUnknownUntag refuses to take a tag off a company if no tag has the name. Without it, the tag is created, as it is for a
// call that tags.
func RefusesUnknownUntag() Behavior {
	return Behavior{name: "RefusesUnknownUntag", prepare: func(rq *request) { rq.untagsKnown = true }}
}
