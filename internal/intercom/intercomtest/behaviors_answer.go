package intercomtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// This file has the behaviors that change values in requests or answers.

// Overrides shows other values only in answers: somebody else's text, "archived": false, "open": true, "deleted": false
// after a change that did happen, "pages": nil. The keys are paths from the object ("name", "contacts.contacts.0.id"), and
// from each object of a list unless the list has the member. A missing member is added, unless its parent is missing, too.
func Overrides(values map[string]any) Behavior {
	return editing("Overrides", func(o object) { overwrite(o, values) })
}

// Omits removes members from answers, which the schemas do not require: "type", "created_at", "contacts", "linked_objects",
// "ticket_type", "ticket_type_attributes". The paths are as in Overrides.
func Omits(paths ...string) Behavior {
	return editing("Omits", func(o object) {
		for _, path := range paths {
			for _, target := range targets(o, path) {
				target.set(nil, true)
			}
		}
	})
}

// Stores makes Intercom store other values than the request's, wherever a request has them: text that a teammate overwrites
// at the same time, "archived": false for an archive that is ignored. The keys are paths into the request.
func Stores(values map[string]any) Behavior {
	return Behavior{name: "Stores", prepare: func(rq *request) {
		for _, path := range slices.Sorted(maps.Keys(values)) {
			if t, found := walk(rq.body, path); found && t.has() {
				t.set(generic(values[path]), false)
			}
		}
	}}
}

func overwrite(o object, values map[string]any) {
	for _, path := range slices.Sorted(maps.Keys(values)) {
		for _, target := range targets(o, path) {
			target.set(generic(values[path]), false)
		}
	}
}

// target is a place in a body.
type target struct {
	in   any // object or []any
	last string
}

func (t target) has() bool {
	o, isObject := t.in.(object)
	_, has := o[t.last]
	return has || !isObject
}

// set writes the value, or removes the member.
func (t target) set(value any, remove bool) {
	switch in := t.in.(type) {
	case object:
		if remove {
			delete(in, t.last)
		} else {
			in[t.last] = value
		}
	case []any:
		if i, err := strconv.Atoi(t.last); err == nil && i < len(in) && i >= 0 {
			in[i] = value
		}
	}
}

// targets returns the places of a path in an answer: in its objects, if it is a list of objects.
func targets(o object, path string) []target {
	if listed := elements(o); listed != nil {
		if t, found := walk(o, path); found && t.has() || strings.HasPrefix(path, "pages") || path == "total_count" {
			return []target{t}
		}
		var all []target
		for _, element := range listed {
			if t, found := walk(element, path); found {
				all = append(all, t)
			}
		}
		return all
	}
	if t, found := walk(o, path); found {
		return []target{t}
	}
	return nil
}

// elements returns the objects of a list, or nil if the answer is not a list.
func elements(o object) []any {
	for _, key := range []string{"data", "tickets", "conversations", "companies", "admins", "teams"} {
		if list, isList := o[key].([]any); isList {
			return list
		}
	}
	return nil
}

func walk(from any, path string) (target, bool) {
	segments := strings.Split(path, ".")
	for _, segment := range segments[:len(segments)-1] {
		switch in := from.(type) {
		case object:
			from = in[segment]
		case []any:
			i, err := strconv.Atoi(segment)
			if err != nil || i < 0 || i >= len(in) {
				return target{}, false
			}
			from = in[i]
		}
	}
	t := target{from, segments[len(segments)-1]}
	switch from.(type) {
	case object, []any:
		return t, true
	}
	return t, false
}

// ShowsLists makes answers show list attributes by label or by ID from now on: one workspace's answers can differ between
// versions.
func ShowsLists(form ListAnswers) Behavior {
	return Behavior{name: "ShowsLists", prepare: func(rq *request) { rq.lists = form }}
}

// HidesContactExternalID removes external_id from the contacts of tickets, as in some examples.
func HidesContactExternalID() Behavior {
	return editing("HidesContactExternalID", func(o object) {
		eachObject(o, func(inner object) {
			if inner["type"] == "contact.list" {
				eachObject(inner, func(c object) { delete(c, "external_id") })
			}
		})
	})
}

// ResolvesEmail treats an email in the contacts of a new ticket as a contact's second one: the ticket is for the contact
// whose primary email is to.
func ResolvesEmail(from, to string) Behavior {
	b := Behavior{name: "ResolvesEmail", prepare: func(rq *request) {
		contacts, _ := rq.body["contacts"].([]any)
		for _, c := range contacts {
			if given, isObject := c.(object); isObject && strings.EqualFold(fmt.Sprint(given["email"]), from) {
				given["email"] = to
			}
		}
	}}
	return b.On("POST", "/tickets")
}

// eachObject visits an object and all objects inside of it.
func eachObject(value any, visit func(object)) {
	switch v := value.(type) {
	case object:
		visit(v)
		for _, inner := range v {
			eachObject(inner, visit)
		}
	case []any:
		for _, inner := range v {
			eachObject(inner, visit)
		}
	}
}

// increase adds n to a number of a decoded body.
func increase(value any, n int) any {
	have, _ := strconv.Atoi(digits(value))
	return json.Number(strconv.Itoa(have + n))
}
