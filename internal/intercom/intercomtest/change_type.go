package intercomtest

import "net/http"

// changeType moves a ticket to another type of the same category. Its errors are those of its own examples: here, a missing
// ticket is not_found, and another type's state is parameter_invalid.
func (rq *request) changeType() reply {
	for _, field := range []string{"ticket_type_id", "ticket_state_id"} {
		if idText(rq.body[field]) == "" {
			return fail(http.StatusBadRequest, "parameter_not_found", field+" is a required parameter")
		}
	}
	rec := rq.ticket(rq.ids[0])
	if rec == nil {
		return fail(http.StatusNotFound, "not_found", "Resource Not Found")
	}
	from, to := rq.types.get(rec.TypeID), rq.types.get(idText(rq.body["ticket_type_id"]))
	switch {
	case to == nil || to.Archived:
		return invalid("Ticket type not found")
	case to == from:
		return invalid("Cannot change to the same ticket type")
	case to.Category != from.Category:
		return invalid("Cannot change to a ticket type of another category")
	}
	state, known := to.state(idText(rq.body["ticket_state_id"]))
	if !known {
		return invalid("Ticket custom state doesn't belong to the new ticket type")
	}
	next := rec.clone()
	next.TypeID, next.StateID = to.ID, state.ID
	next.Attributes = carryOver(rec.Attributes, from, to)
	if problem := setAttributes(&next, to, rq.body["ticket_attributes"]); problem != "" {
		return invalid(problem)
	}
	return rq.committed(rec, next)
}

// carryOver keeps the values of attributes with the same name and type. An option has another ID in another list: its value
// is kept if a label is equal, and lost if not.
func carryOver(values map[string]any, from, to *TicketType) map[string]any {
	kept := map[string]any{}
	for name, value := range values {
		source, had := from.attribute(name)
		target, has := to.attribute(name)
		if !had || !has || source.DataType != target.DataType || source.Multiple != target.Multiple {
			continue
		}
		if carried, err := parseValue(target, relabel(source, value)); err == nil && carried != nil {
			kept[name] = carried
		}
	}
	return kept
}

// relabel converts the IDs of options to labels.
func relabel(a Attribute, value any) any {
	label := func(id string) string {
		o, _ := a.option(id)
		return o.Label
	}
	switch v := value.(type) {
	case []string:
		labels := []string{}
		for _, id := range v {
			labels = append(labels, label(id))
		}
		return labels
	case string:
		if a.DataType == List {
			return label(v)
		}
	}
	return value
}
