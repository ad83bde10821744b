package intercomtest

import (
	"slices"
)

var ticketTypeKind = &kind[TicketType]{
	name: "ticket_types", missing: notFound, clone: TicketType.clone,
	in:    func(w *Workspace) **collection[TicketType] { return &w.types },
	id:    func(t *TicketType) *string { return &t.ID },
	fresh: func(w *Workspace) string { return w.count("type", 88) },
	show:  (*request).showTypeWithStates,
	made: func(rq *request) TicketType {
		return TicketType{Category: Customer, Icon: "🎟️", CreatedAt: rq.now.Unix()}
	},
	fill: (*request).fillType,
	routes: func(k *kind[TicketType]) []route {
		return []route{
			at("GET", "/ticket_types", v2(9), k.list), at("POST", "/ticket_types", v2(9), k.create),
			at("GET", "/ticket_types/{id}", v2(9), k.get), at("PUT", "/ticket_types/{id}", v2(9), k.update),
		}
	},
}

// showTypeWithStates shows a type as its own area does; inside a ticket it has no states.
func (rq *request) showTypeWithStates(t *TicketType) object {
	shown := rq.showType(t)
	states := []object{}
	for _, s := range t.States {
		if !s.Archived {
			states = append(states, showState(s))
		}
	}
	shown["ticket_states"] = object{"type": "list", "data": states}
	return shown
}

func (rq *request) showType(t *TicketType) object {
	attributes := []object{}
	for i, a := range t.Attributes {
		attributes = append(attributes, rq.showAttribute(t, a, i))
	}
	shown := showTypeBriefly(t)
	shown["workspace_id"] = rq.WorkspaceID
	shown["created_at"] = t.CreatedAt
	shown["updated_at"] = t.UpdatedAt
	shown["ticket_type_attributes"] = object{"type": "list", "data": attributes}
	return shown
}

// showTypeBriefly shows a type as the list of ticket states does.
func showTypeBriefly(t *TicketType) object {
	return object{
		"type":        "ticket_type",
		"id":          t.ID,
		"name":        t.Name,
		"description": t.Description,
		"icon":        t.Icon,
		"archived":    t.Archived,
		"is_internal": t.Internal,
		"category":    t.Category,
	}
}

// showAttribute: the examples show input_options only for strings, {"multiline": …}, and null if there are none. How a list
// shows its options is this fake's guess.
func (rq *request) showAttribute(t *TicketType, a Attribute, order int) object {
	var options any
	switch a.DataType {
	case String:
		options = object{"multiline": a.Multiline}
	case List:
		choices := []object{}
		for _, o := range a.Options {
			choices = append(choices, object{"id": o.ID, "label": o.Label, "archived": o.Archived})
		}
		options = object{"allow_multiple_values": a.Multiple, "list_options": choices}
	}
	return object{
		"type":                            "ticket_type_attribute",
		"id":                              a.ID,
		"workspace_id":                    rq.WorkspaceID,
		"name":                            a.Name,
		"description":                     a.Description,
		"data_type":                       a.DataType,
		"input_options":                   options,
		"order":                           order,
		"required_to_create":              a.Required,
		"required_to_create_for_contacts": a.RequiredForContacts,
		"visible_on_create":               !a.HiddenOnCreate,
		"visible_to_contacts":             !a.HiddenFromContacts,
		"default":                         a.BuiltIn,
		"ticket_type_id":                  number(t.ID),
		"archived":                        a.Archived,
		"created_at":                      t.CreatedAt,
		"updated_at":                      t.UpdatedAt,
	}
}

func showState(s State) object {
	return object{
		"type":           "ticket_state",
		"id":             s.ID,
		"category":       s.Category,
		"internal_label": s.InternalLabel,
		"external_label": s.ExternalLabel,
	}
}

// listTicketStates shows every state once, with the types that have it.
func (rq *request) listTicketStates() reply {
	data := []object{}
	for _, s := range rq.allStates() {
		types := []object{}
		for t := range rq.types.all() {
			if slices.ContainsFunc(t.States, func(other State) bool { return other.ID == s.ID }) {
				types = append(types, showTypeBriefly(t))
			}
		}
		shown := showState(s)
		shown["archived"] = s.Archived
		shown["ticket_types"] = object{"type": "list", "data": types}
		data = append(data, shown)
	}
	return ok(object{"type": "list", "data": data})
}

func (w *Workspace) allStates() []State {
	states := slices.Clone(w.defaultStates())
	for t := range w.types.all() {
		for _, s := range t.States {
			if !slices.ContainsFunc(states, func(other State) bool { return other.ID == s.ID }) {
				states = append(states, s)
			}
		}
	}
	return states
}
