package intercomtest

// This file has what no description says of what actions do: each is the other reading of what the fake does.

// fateRules are what behaviors make of contacts' blocks, notes, and subscriptions, and of admins' away mode.
type fateRules struct {
	blocksOnce, unarchivesOnce, detachesTwice, reasonMandatory, eventsKept bool
	notesOldestFirst, notesAsSent, notesByToken                            bool
}

func fatesWith(name string, change func(*fateRules)) Behavior {
	return Behavior{name: name, prepare: func(rq *request) { change(&rq.fates) }}
}

// RefusesSecondBlock refuses to block a contact that is blocked. Otherwise that succeeds and changes nothing.
func RefusesSecondBlock() Behavior {
	return fatesWith("RefusesSecondBlock", func(r *fateRules) { r.blocksOnce = true })
}

// RefusesSecondUnarchive refuses to unarchive a contact that is not archived. Otherwise that succeeds and changes nothing.
func RefusesSecondUnarchive() Behavior {
	return fatesWith("RefusesSecondUnarchive", func(r *fateRules) { r.unarchivesOnce = true })
}

// NotesOldestFirst lists the notes in the order of their creation. Otherwise the newest comes first.
func NotesOldestFirst() Behavior {
	return fatesWith("NotesOldestFirst", func(r *fateRules) { r.notesOldestFirst = true })
}

// NotesAsSent shows the body of a note as it was sent. Otherwise text becomes a paragraph of HTML, as in the examples.
func NotesAsSent() Behavior {
	return fatesWith("NotesAsSent", func(r *fateRules) { r.notesAsSent = true })
}

// NotesByToken makes the token's admin the author of a contact's note without admin_id, as of a company's note. Otherwise it
// has no author.
func NotesByToken() Behavior {
	return fatesWith("NotesByToken", func(r *fateRules) { r.notesByToken = true })
}

// DetachesTwice answers the removal of a subscription that the contact does not have with success. Otherwise with 404.
func DetachesTwice() Behavior {
	return fatesWith("DetachesTwice", func(r *fateRules) { r.detachesTwice = true })
}

// AwayReasonMandatory refuses to set an admin away without a reason, as a workspace can require since 2.14.
func AwayReasonMandatory() Behavior {
	return fatesWith("AwayReasonMandatory", func(r *fateRules) { r.reasonMandatory = true })
}

// KeepsEqualEvents keeps an event that is submitted twice twice: Intercom only "may" drop it. Otherwise it drops it.
func KeepsEqualEvents() Behavior {
	return fatesWith("KeepsEqualEvents", func(r *fateRules) { r.eventsKept = true })
}
