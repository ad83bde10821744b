package intercomtest

// This file has what no description says of conversation attributes: each is the other reading of what the fake does.

// talkRules are what behaviors make of conversation attributes.
type talkRules struct{ namesUnique, archivedKeepNames, archivedMissing, labelsUnique bool }

func talksWith(name string, change func(*talkRules)) Behavior {
	return Behavior{name: name, prepare: func(rq *request) { change(&rq.talkRules) }}
}

// RefusesEqualAttributeNames refuses a name that a live conversation attribute has, as an earlier draft of the description said.
// Otherwise a second attribute is made, which breaks the workspace.
func RefusesEqualAttributeNames() Behavior {
	return talksWith("RefusesEqualAttributeNames", func(r *talkRules) { r.namesUnique = true })
}

// ArchivedKeepNames is RefusesEqualAttributeNames for the names of archived conversation attributes, too.
func ArchivedKeepNames() Behavior {
	return talksWith("ArchivedKeepNames", func(r *talkRules) { r.namesUnique, r.archivedKeepNames = true, true })
}

// ArchivedAttributesNotFound answers 404 about an archived conversation attribute. Otherwise it is shown, and archived once more.
func ArchivedAttributesNotFound() Behavior {
	return talksWith("ArchivedAttributesNotFound", func(r *talkRules) { r.archivedMissing = true })
}

// RefusesEqualLabels refuses a label that a live option of the same list has. Otherwise a list may have two.
func RefusesEqualLabels() Behavior {
	return talksWith("RefusesEqualLabels", func(r *talkRules) { r.labelsUnique = true })
}
