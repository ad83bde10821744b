package intercomtest

// ArchivedContactsHidden makes archived contacts what people report: a GET answers 404 "User Not
// Found", search does not show them, and a create of the same email or external ID answers 409 with
// their ID. Leads do not conflict.
func ArchivedContactsHidden() Behavior {
	return Behavior{name: "ArchivedContactsHidden", prepare: func(rq *request) { rq.archivedHidden = true }}
}

// MergedContactsNotFound makes contacts that were merged answer 404 in stable versions, as people
// report; Preview answers 410 with a Link to the contact that they were merged into, as described.
func MergedContactsNotFound() Behavior {
	return Behavior{name: "MergedContactsNotFound", prepare: func(rq *request) { rq.mergedHidden = rq.version != preview }}
}
