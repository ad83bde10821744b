package intercomtest

import "maps"

// This file has behaviors that are not documented, or that users report instead of the documented ones.

// DeletedTicketsShown makes a GET of a deleted ticket answer 200 with only "deleted": true.
func DeletedTicketsShown() Behavior {
	return Behavior{name: "DeletedTicketsShown", prepare: func(rq *request) { rq.deletedShown = true }}
}

// DeletesTicketsAgain makes the DELETE of a deleted ticket answer like the first one.
func DeletesTicketsAgain() Behavior {
	return Behavior{name: "DeletesTicketsAgain", prepare: func(rq *request) { rq.deletesAgain = true }}
}

// AssignsLeadExternalIDs gives every new lead an external ID from Intercom instead of the one in the request.
func AssignsLeadExternalIDs() Behavior {
	b := Behavior{name: "AssignsLeadExternalIDs", prepare: func(rq *request) {
		if rq.body["role"] == "lead" {
			rq.body["external_id"] = rq.server.uuid("lead")
		}
	}}
	return b.On("POST", "/contacts")
}

// KeepsRoles ignores the role in updates of contacts: a user cannot become a lead.
func KeepsRoles() Behavior {
	b := Behavior{name: "KeepsRoles", prepare: func(rq *request) { delete(rq.body, "role") }}
	return b.On("PUT", "/contacts/*")
}

// KeepsCleared ignores null for a ticket attribute or a custom attribute: the value stays.
func KeepsCleared() Behavior {
	return Behavior{name: "KeepsCleared", prepare: func(rq *request) {
		for _, member := range []string{"ticket_attributes", "custom_attributes"} {
			given, _ := rq.body[member].(object)
			maps.DeleteFunc(given, func(_ string, value any) bool { return value == nil })
		}
	}}
}
