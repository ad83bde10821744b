package intercomtest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// fillType sets the body's values of a type. The answer for an existing name is not documented: this fake refuses it, even
// if the other type is archived.
func (rq *request) fillType(t *TicketType) reply {
	if t.ID == "" && text(rq.body["name"]) == "" {
		return fail(http.StatusBadRequest, "parameter_not_found", "name is a required parameter")
	}
	for field, into := range map[string]*string{"name": &t.Name, "description": &t.Description, "icon": &t.Icon, "category": &t.Category} {
		if value, given := rq.body[field]; given {
			*into = text(value)
		}
	}
	fillBool(rq.body, "is_internal", &t.Internal)
	fillBool(rq.body, "archived", &t.Archived)
	switch {
	case t.Name == "":
		return invalid("name can't be blank")
	case !slices.Contains([]string{Customer, BackOffice, Tracker}, t.Category):
		return invalid("category is not one of Customer, Back-office, Tracker")
	case rq.types.find(func(other *TicketType) bool { return other.ID != t.ID && strings.EqualFold(other.Name, t.Name) }) != nil:
		return invalid("A ticket type with this name already exists")
	}
	t.UpdatedAt = rq.now.Unix()
	rq.completeType(t)
	return reply{}
}

func (rq *request) createAttribute() reply {
	t := rq.types.get(rq.ids[0])
	if t == nil {
		return notFound
	}
	for _, field := range []string{"name", "description", "data_type"} {
		if _, given := rq.body[field]; !given {
			return fail(http.StatusBadRequest, "parameter_not_found", field+" is a required parameter")
		}
	}
	a := Attribute{DataType: text(rq.body["data_type"])}
	if !slices.Contains([]string{String, List, Integer, Decimal, Boolean, Datetime, Files}, a.DataType) {
		return invalid("data_type is not known")
	}
	if problem := rq.fillAttribute(t, &a); problem != "" {
		return invalid(problem)
	}
	next := t.clone()
	next.Attributes = append(next.Attributes, a)
	return rq.attributeAnswer(next, len(t.Attributes))
}

func (rq *request) updateAttribute() reply {
	t := rq.types.get(rq.ids[0])
	if t == nil {
		return notFound
	}
	i := slices.IndexFunc(t.Attributes, func(a Attribute) bool { return a.ID == rq.ids[1] })
	if i < 0 {
		return notFound
	}
	next, was := t.clone(), t.Attributes[i].Name
	if problem := rq.fillAttribute(t, &next.Attributes[i]); problem != "" {
		return invalid(problem)
	}
	if name := next.Attributes[i].Name; name != was {
		rq.renameAttribute(t.ID, was, name)
	}
	return rq.attributeAnswer(next, i)
}

func (rq *request) attributeAnswer(next TicketType, i int) reply {
	next.UpdatedAt = rq.now.Unix()
	rq.completeType(&next)
	t := rq.types.put(next)
	return ok(rq.showAttribute(t, t.Attributes[i], i))
}

// fillAttribute sets the body's values of an attribute, and returns what is wrong with it.
func (rq *request) fillAttribute(t *TicketType, a *Attribute) string {
	name, renamed := rq.body["name"]
	if renamed && a.BuiltIn && text(name) != a.Name {
		return "A default attribute cannot be renamed"
	}
	if renamed {
		a.Name = text(name)
	}
	if description, given := rq.body["description"]; given {
		a.Description = text(description)
	}
	fillBool(rq.body, "required_to_create", &a.Required)
	fillBool(rq.body, "required_to_create_for_contacts", &a.RequiredForContacts)
	shown, shownToContacts := !a.HiddenOnCreate, !a.HiddenFromContacts
	fillBool(rq.body, "visible_on_create", &shown)
	fillBool(rq.body, "visible_to_contacts", &shownToContacts)
	a.HiddenOnCreate, a.HiddenFromContacts = !shown, !shownToContacts
	fillBool(rq.body, "archived", &a.Archived)
	if a.DataType == String {
		fillBool(rq.body, "multiline", &a.Multiline)
	}
	if a.DataType == List {
		fillBool(rq.body, "allow_multiple_values", &a.Multiple)
		if items, given := rq.body["list_items"]; given {
			a.relist(text(items))
		}
	}
	switch {
	case a.Name == "":
		return "name can't be blank"
	case a.BuiltIn && a.Archived:
		return "A default attribute cannot be archived"
	case a.DataType == List && len(a.Options) == 0:
		return "list_items can't be blank"
	case slices.ContainsFunc(t.Attributes, func(other Attribute) bool { return other.ID != a.ID && other.Name == a.Name }):
		return fmt.Sprintf("An attribute named %s already exists", a.Name)
	}
	return ""
}

// relist replaces the options with the comma-delimited items. An option whose label stays keeps its ID; one that is left
// out is archived.
func (a *Attribute) relist(items string) {
	old := a.Options
	a.Options = nil
	for label := range strings.SplitSeq(items, ",") {
		if label = strings.TrimSpace(label); label == "" {
			continue
		}
		next := Choice{Label: label}
		if i := slices.IndexFunc(old, func(o Choice) bool { return o.Label == label }); i >= 0 {
			next.ID = old[i].ID
			old = slices.Delete(slices.Clone(old), i, i+1)
		}
		a.Options = append(a.Options, next)
	}
	for _, o := range old {
		o.Archived = true
		a.Options = append(a.Options, o)
	}
}

func fillBool(body object, field string, into *bool) {
	if value, ok := body[field].(bool); ok {
		*into = value
	}
}

// text returns a string of a body, trimmed; "" for null and anything else.
func text(value any) string {
	s, _ := value.(string)
	return strings.TrimSpace(s)
}
