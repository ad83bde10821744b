package intercomtest

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// searchCategories maps the categories of answers to the ones in searches.
var searchCategories = map[string]string{Customer: "request", BackOffice: "task", Tracker: "tracker"}

// ticketField returns a documented field. ticket_id, the number in the Inbox, is not one.
func (rq *request) ticketField(name string) (field[Ticket], bool) {
	if id, isAttribute := strings.CutPrefix(name, "ticket_attribute."); isAttribute {
		return rq.attributeField(id)
	}
	text := func(value func(Ticket) string) (field[Ticket], bool) {
		return field[Ticket]{String, func(t Ticket) []any { return []any{value(t)} }}, true
	}
	instant := func(value func(Ticket) int64) (field[Ticket], bool) {
		values := func(t Ticket) []any {
			if at := value(t); at != 0 {
				return []any{at}
			}
			return nil
		}
		return field[Ticket]{Datetime, values}, true
	}
	switch name {
	case "id":
		return text(func(t Ticket) string { return t.ID })
	case "created_at":
		return instant(func(t Ticket) int64 { return t.CreatedAt })
	case "updated_at":
		return instant(func(t Ticket) int64 { return t.UpdatedAt })
	case "snoozed_until":
		return instant(func(t Ticket) int64 { return t.SnoozedUntil })
	case "title":
		return text(func(t Ticket) string { title, _ := t.Attributes[TitleAttribute].(string); return title })
	case "description":
		return text(func(t Ticket) string { body, _ := t.Attributes[DescriptionAttribute].(string); return body })
	case "category":
		return text(func(t Ticket) string { return searchCategories[rq.types.get(t.TypeID).Category] })
	case "ticket_type_id":
		return text(func(t Ticket) string { return t.TypeID })
	case "admin_assignee_id":
		return text(func(t Ticket) string { return cmp.Or(t.AdminAssigneeID, "0") })
	case "team_assignee_id":
		return text(func(t Ticket) string { return cmp.Or(t.TeamAssigneeID, "0") })
	case "state":
		return text(func(t Ticket) string { return rq.stateCategory(t.StateID) })
	case "contact_ids":
		return field[Ticket]{String, func(t Ticket) []any { return anys(t.ContactIDs) }}, true
	case "teammate_ids":
		return field[Ticket]{String, func(t Ticket) []any { return []any{t.AdminAssigneeID} }}, true
	case "open":
		return field[Ticket]{Boolean, func(t Ticket) []any { return []any{t.Open} }}, true
	}
	return field[Ticket]{}, false
}

// attributeField searches an attribute by its ID. A list is searched by option, ID, or label.
func (rq *request) attributeField(id string) (field[Ticket], bool) {
	for kind := range rq.types.all() {
		for _, a := range kind.Attributes {
			if a.ID != id || a.DataType == Files {
				continue
			}
			values := func(t Ticket) []any {
				value, set := t.Attributes[a.Name]
				if !set || t.TypeID != kind.ID {
					return nil
				}
				return searchable(a, value)
			}
			return field[Ticket]{a.DataType, values}, true
		}
	}
	return field[Ticket]{}, false
}

func searchable(a Attribute, value any) []any {
	switch v := value.(type) {
	case time.Time:
		return []any{v.Unix()}
	case []string:
		var all []any
		for _, id := range v {
			all = append(all, id, relabel(a, id))
		}
		return all
	case string:
		if a.DataType == List {
			return []any{v, relabel(a, v)}
		}
	}
	return []any{value}
}

// contactField returns the fields that identify a contact.
func contactField(name string) (field[Contact], bool) {
	texts := map[string]func(Contact) string{
		"id":          func(c Contact) string { return c.ID },
		"external_id": func(c Contact) string { return c.ExternalID },
		"email":       func(c Contact) string { return c.Email },
		"name":        func(c Contact) string { return c.Name },
		"phone":       func(c Contact) string { return c.Phone },
		"role":        func(c Contact) string { return c.Role },
		"owner_id":    func(c Contact) string { return c.OwnerID },
		"email_domain": func(c Contact) string {
			_, domain, _ := strings.Cut(c.Email, "@")
			return domain
		},
	}
	if value, isText := texts[name]; isText {
		return field[Contact]{String, func(c Contact) []any { return []any{value(c)} }}, true
	}
	switch name {
	case "tag_id":
		return field[Contact]{tagged, func(c Contact) []any { return anys(c.TagIDs) }}, true
	case "created_at":
		return field[Contact]{day, func(c Contact) []any { return []any{c.CreatedAt} }}, true
	case "updated_at":
		return field[Contact]{day, func(c Contact) []any { return []any{c.UpdatedAt} }}, true
	}
	return field[Contact]{}, false
}

func anys(texts []string) []any {
	out := make([]any, len(texts))
	for i, text := range texts {
		out[i] = text
	}
	return out
}

// The types of fields that only contacts have.
const (
	day    = "day" // a time that is searched by its calendar day, here in UTC
	tagged = "tag"
)

// operators lists the operators of each type of field.
var operators = map[string][]string{
	String:   {"=", "!=", "IN", "NIN", "~", "!~", "^", "$"},
	List:     {"=", "!=", "IN", "NIN"},
	Boolean:  {"=", "!=", "IN", "NIN"},
	Integer:  {"=", "!=", "IN", "NIN", "<", ">"},
	Decimal:  {"=", "!=", "IN", "NIN", "<", ">"},
	Datetime: {"=", "!=", "IN", "NIN", "<", ">", "<=", ">="},
	day:      {"=", "<", ">"},
	tagged:   {"=", "!="},
}

// parseTest returns the test of one filter. The documented meanings of > and < are "Greater (or equal)" and "Lower (or
// equal)".
func parseTest(kind, operator string, value any) (func([]any) bool, error) {
	if !slices.Contains(operators[kind], operator) {
		return nil, fmt.Errorf("operator %q cannot be used with a %s", operator, kind)
	}
	wanted := []any{value}
	if operator == "IN" || operator == "NIN" {
		list, isList := value.([]any)
		if !isList {
			return nil, errors.New("the value of IN and NIN is a list")
		}
		wanted = list
	}
	tests := make([]func(any) bool, len(wanted))
	for i, v := range wanted {
		test, err := compare(kind, strings.TrimPrefix(operator, "!"), v)
		if err != nil {
			return nil, err
		}
		tests[i] = test
	}
	negative := operator == "NIN" || strings.HasPrefix(operator, "!")
	return func(values []any) bool {
		matches := slices.ContainsFunc(values, func(v any) bool {
			return slices.ContainsFunc(tests, func(test func(any) bool) bool { return test(v) })
		})
		return matches != negative
	}, nil
}

// compare returns the test of one value against one wanted value of a filter.
func compare(kind, operator string, wanted any) (func(any) bool, error) {
	if kind == Boolean {
		if text, isText := wanted.(string); isText {
			wanted = text == "true"
		}
		return func(v any) bool { return v == wanted }, nil
	}
	text := idText(wanted)
	if kind == String || kind == List || kind == tagged {
		return func(v any) bool { return compareText(operator, v.(string), text) }, nil
	}
	number, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return nil, errors.New("the value is not a number")
	}
	return func(v any) bool {
		have, _ := strconv.ParseFloat(digits(v), 64)
		if kind == day {
			return compareDays(operator, math.Floor(have/86400), math.Floor(number/86400))
		}
		switch operator {
		case ">", ">=":
			return have >= number
		case "<", "<=":
			return have <= number
		}
		return have == number
	}, nil
}

// compareDays: "> matches from the start of the next day", "< matches everything before the start of that day".
func compareDays(operator string, have, wanted float64) bool {
	switch operator {
	case ">":
		return have > wanted
	case "<":
		return have < wanted
	}
	return have == wanted
}

func compareText(operator, have, wanted string) bool {
	switch operator {
	case "~":
		return strings.Contains(strings.ToLower(have), strings.ToLower(wanted))
	case "^":
		return strings.HasPrefix(strings.ToLower(have), strings.ToLower(wanted))
	case "$":
		return strings.HasSuffix(strings.ToLower(have), strings.ToLower(wanted))
	}
	return have == wanted
}
