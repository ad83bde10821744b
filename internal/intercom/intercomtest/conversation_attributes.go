package intercomtest

import (
	"net/http"
	"slices"
	"strings"
)

var conversationAttributeKind = &kind[ConversationAttribute]{
	name: "conversations/attributes", clone: ConversationAttribute.clone,
	missing: anonymous(http.StatusNotFound, "conversation_attribute_not_found", "Conversation attribute not found"),
	in:      func(w *Workspace) **collection[ConversationAttribute] { return &w.talkFields },
	id:      func(a *ConversationAttribute) *string { return &a.ID },
	fresh:   func(w *Workspace) string { return w.count("conversation attribute", 8) },
	show:    (*request).showConversationAttribute,
	made: func(rq *request) ConversationAttribute {
		return ConversationAttribute{DataType: text(rq.body["data_type"]), CreatedAt: rq.now.Unix()}
	},
	fill: (*request).fillConversationAttribute,
	hide: func(rq *request, a *ConversationAttribute) reply {
		if a.Archived && rq.talkRules.archivedMissing {
			return anonymous(http.StatusNotFound, "conversation_attribute_not_found", "Conversation attribute not found")
		}
		return reply{}
	},
	routes: func(k *kind[ConversationAttribute]) []route {
		const one = "/conversations/attributes/{id}"
		return []route{
			at("GET", "/conversations/attributes", v2(16), (*request).listConversationAttributes),
			at("POST", "/conversations/attributes", v2(16), k.create), at("GET", one, v2(16), k.get), at("PUT", one, v2(16), k.update),
			at("DELETE", one, v2(16), changing(k, func(_ *request, a *ConversationAttribute) reply {
				a.Archived = true
				return reply{}
			})),
			at("POST", one+"/options", v2(16), changing(k, (*request).addOption)),
			at("PUT", one+"/options/{id}", v2(16), changing(k, (*request).renameOption)),
			at("DELETE", one+"/options/{id}", v2(16), changing(k, (*request).archiveOption)),
		}
	},
}

// AddConversationAttribute defines a custom attribute of conversations.
func (w *Workspace) AddConversationAttribute(a ConversationAttribute) ConversationAttribute {
	defer w.lock()()
	a = a.clone()
	setDefault(&a.DataType, func() string { return String })
	setDefaultTime(&a.CreatedAt, w.server.now().Unix())
	setDefaultTime(&a.UpdatedAt, a.CreatedAt)
	for i := range a.Options {
		setDefault(&a.Options[i].ID, func() string { return w.server.uuid("conversation option") })
	}
	return w.talkFields.add(a).clone()
}

// UpdateConversationAttribute changes one behind Terraform's back. The function must not call the server.
func (w *Workspace) UpdateConversationAttribute(id string, change func(*ConversationAttribute)) {
	defer w.lock()()
	w.talkFields.update(id, change)
}

// DeleteConversationAttribute removes one, which nobody but Intercom itself can.
func (w *Workspace) DeleteConversationAttribute(id string) {
	defer w.lock()()
	w.talkFields.drop(id)
}

// ConversationAttributes lists all in the order of their creation, archived ones included.
func (w *Workspace) ConversationAttributes() []ConversationAttribute {
	defer w.lock()()
	return w.talkFields.values()
}

// anonymous is an error without a request ID, as this area's are.
func anonymous(status int, code, message string) reply {
	return reply{status: status, value: object{"type": "error.list", "request_id": nil, "errors": []object{{"code": code, "message": message}}}}
}

func refused(message string) reply {
	return anonymous(http.StatusUnprocessableEntity, "parameter_invalid", message)
}

// changing answers with the whole object, which change has changed or refused to.
func changing(k *kind[ConversationAttribute], change func(*request, *ConversationAttribute) reply) func(*request) reply {
	return func(rq *request) reply {
		a := k.of(rq).get(rq.ids[0])
		if missing := k.hidden(rq, a); missing.status != 0 {
			return missing
		}
		next := a.clone()
		if problem := change(rq, &next); problem.status != 0 {
			return problem
		}
		next.UpdatedAt = rq.now.Unix()
		return ok(k.show(rq, k.of(rq).put(next)))
	}
}

func (rq *request) listConversationAttributes() reply {
	data := []object{}
	for _, a := range rq.talkFields.seen(rq.lag("conversations/attributes")) {
		if !a.Archived || rq.query.Get("include_archived") == "true" {
			data = append(data, rq.showConversationAttribute(a))
		}
	}
	return ok(object{"type": "list", "data": data})
}

func (rq *request) showConversationAttribute(a *ConversationAttribute) object {
	shown := object{
		"type": "conversation_attribute", "id": number(a.ID), "name": a.Name, "description": a.Description, "data_type": a.DataType, "required": a.Required,
		"visible_to_team_ids": append([]string{}, a.TeamIDs...), "archived": a.Archived, "created_at": a.CreatedAt, "updated_at": a.UpdatedAt, "admin_id": rq.owner.ID,
	}
	switch a.DataType {
	case String:
		shown["multiline"] = a.Multiline
	case List:
		options := []object{}
		for _, o := range a.Options {
			options = append(options, object{"id": o.ID, "label": o.Label, "archived": o.Archived})
		}
		shown["options"] = options
	case "relationship":
		shown["reference"] = object{"type": a.Reference, "object_type_id": a.ObjectTypeID}
	}
	return shown
}

// fillConversationAttribute follows a POST and a PUT. Only a POST has a data type and options.
func (rq *request) fillConversationAttribute(a *ConversationAttribute) reply {
	if name, given := rq.body["name"]; given {
		a.Name = text(name)
	}
	same := func(other *ConversationAttribute) bool {
		return other.ID != a.ID && other.Name == a.Name && (!other.Archived || rq.talkRules.archivedKeepNames)
	}
	switch {
	case a.Name == "":
		return refused("name is required")
	case !slices.Contains([]string{String, Integer, List, Decimal, Boolean, Datetime, "relationship", Files}, a.DataType):
		return refused("data_type '" + a.DataType + "' is not valid. Allowed types: string, integer, list, decimal, boolean, datetime, relationship, files")
	case rq.talkRules.namesUnique && rq.talkFields.find(same) != nil:
		return refused("'" + a.Name + "' already exists")
	}
	if description, given := rq.body["description"]; given {
		a.Description = text(description)
	}
	fillBool(rq.body, "required", &a.Required)
	fillBool(rq.body, "multiline", &a.Multiline)
	if ids, given := rq.body["visible_to_team_ids"].([]any); given {
		a.TeamIDs = nil
		for _, id := range ids {
			a.TeamIDs = append(a.TeamIDs, text(id))
		}
	}
	if reference, given := rq.body["reference"].(object); given {
		a.Reference, a.ObjectTypeID = text(reference["type"]), text(reference["object_type_id"])
	}
	if options, given := rq.body["options"].([]any); given && a.ID == "" {
		for _, each := range options {
			o, _ := each.(object)
			if problem := rq.label(a, o, ""); problem.status != 0 {
				return problem
			}
			a.Options = append(a.Options, Choice{ID: rq.server.uuid("conversation option"), Label: text(o["label"])})
		}
	}
	a.UpdatedAt = rq.now.Unix()
	return reply{}
}

// label refuses what is no label for the option with an ID.
func (rq *request) label(a *ConversationAttribute, body object, id string) reply {
	label, isText := body["label"].(string)
	same := func(o Choice) bool { return o.ID != id && !o.Archived && o.Label == strings.TrimSpace(label) }
	switch {
	case a.DataType != List:
		return refused("Options can only be managed on list attributes")
	case body["label"] == nil || isText && strings.TrimSpace(label) == "":
		return refused("label is required")
	case !isText:
		return refused("label must be a string")
	case len(body) > 1:
		return refused("only 'label' is accepted")
	case rq.talkRules.labelsUnique && slices.ContainsFunc(a.Options, same):
		return refused("label has already been taken")
	}
	return reply{}
}

func (rq *request) addOption(a *ConversationAttribute) reply {
	if problem := rq.label(a, rq.body, ""); problem.status != 0 {
		return problem
	}
	a.Options = append(a.Options, Choice{ID: rq.server.uuid("conversation option"), Label: text(rq.body["label"])})
	return reply{}
}

// option is the index of the option that the path names, below 0 if there is none.
func (rq *request) option(a *ConversationAttribute) int {
	return slices.IndexFunc(a.Options, func(o Choice) bool { return o.ID == rq.ids[1] })
}

var noOption = anonymous(http.StatusNotFound, "conversation_attribute_not_found", "List option not found")

func (rq *request) renameOption(a *ConversationAttribute) reply {
	problem, i := rq.label(a, rq.body, rq.ids[1]), rq.option(a)
	switch {
	case problem.status != 0:
		return problem
	case i < 0:
		return noOption
	}
	a.Options[i].Label = text(rq.body["label"])
	return reply{}
}

func (rq *request) archiveOption(a *ConversationAttribute) reply {
	i, live := rq.option(a), 0
	for _, o := range a.Options {
		if !o.Archived {
			live++
		}
	}
	switch {
	case a.DataType != List:
		return refused("Options can only be managed on list attributes")
	case i < 0:
		return noOption
	case live <= 2 && !a.Options[i].Archived:
		return refused("must have at least 2 active options")
	}
	a.Options[i].Archived = true
	return reply{}
}
