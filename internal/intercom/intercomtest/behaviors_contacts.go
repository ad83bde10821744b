package intercomtest

// ArchivedContactsHidden makes archived contacts behave as users report: a GET answers 404 "User Not Found", search does
// not show them, and a create with the same email or external ID answers 409 with their ID. Leads do not conflict.
func ArchivedContactsHidden() Behavior {
	return Behavior{name: "ArchivedContactsHidden", prepare: func(rq *request) { rq.archivedHidden = true }}
}

// MergedContactsNotFound makes merged contacts answer 404 in stable versions, as users report. Preview answers 410 with a
// Link to the other contact, as documented.
func MergedContactsNotFound() Behavior {
	return Behavior{name: "MergedContactsNotFound", prepare: func(rq *request) { rq.mergedHidden = rq.version != preview }}
}
