package intercomtest

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// normalizeTicket converts seeded values to the stored form, and refuses those that Intercom could never store: a test that seeds
// them proves nothing.
func (w *Workspace) normalizeTicket(t *Ticket) {
	kind := w.mustType(t.TypeID)
	if !slices.ContainsFunc(kind.States, func(s State) bool { return s.ID == t.StateID }) {
		panic("intercomtest: ticket type " + t.TypeID + " has no state " + t.StateID)
	}
	for _, id := range t.ContactIDs {
		w.mustContact(id)
	}
	for _, id := range []string{t.AdminAssigneeID, t.TeamAssigneeID} {
		if id != "" {
			number(id)
		}
	}
	attributes := map[string]any{}
	for name, value := range t.Attributes {
		i := slices.IndexFunc(kind.Attributes, func(a Attribute) bool { return a.Name == name })
		if i < 0 {
			panic("intercomtest: ticket type " + t.TypeID + " has no attribute " + name)
		}
		stored, err := parseValue(kind.Attributes[i], value)
		if err != nil {
			panic("intercomtest: attribute " + name + ": " + err.Error())
		}
		if stored != nil {
			attributes[name] = stored
		}
	}
	t.Attributes = attributes
}

// parseValue reads an attribute's value from a request (or a seeding test); nil clears. Text is refused for a number: a
// conversion is not documented.
func parseValue(a Attribute, value any) (any, error) {
	if value == nil {
		return nil, nil
	}
	switch a.DataType {
	case String:
		if text, isText := value.(string); isText {
			return text, nil
		}
	case Integer:
		if n, err := strconv.ParseInt(digits(value), 10, 64); err == nil {
			return n, nil
		}
	case Decimal:
		if f, err := strconv.ParseFloat(digits(value), 64); err == nil && !math.IsInf(f, 0) {
			return f, nil
		}
	case Boolean:
		if b, isBool := value.(bool); isBool {
			return b, nil
		}
	case Datetime:
		if at, valid := parseInstant(value); valid {
			return at, nil
		}
	case List:
		return parseChoice(a, value)
	case Files:
		if files, isList := value.([]any); isList {
			return files, nil
		}
	}
	return nil, fmt.Errorf("%v is not a valid %s", value, a.DataType)
}

// digits returns a JSON or Go number as text, or "" if it is not a number.
func digits(value any) string {
	switch n := value.(type) {
	case json.Number:
		return n.String()
	case int, int64:
		return fmt.Sprint(n)
	case float64:
		return strconv.FormatFloat(n, 'g', -1, 64)
	}
	return ""
}

// parseInstant accepts Unix seconds and ISO 8601.
func parseInstant(value any) (time.Time, bool) {
	if at, isTime := value.(time.Time); isTime {
		return at.UTC(), true
	}
	if n, err := strconv.ParseInt(digits(value), 10, 64); err == nil {
		return time.Unix(n, 0).UTC(), true
	}
	text, _ := value.(string)
	at, err := time.Parse(time.RFC3339, text)
	return at.UTC(), err == nil
}

// parseChoice converts an option's ID or label to its ID. Labels in requests are not documented; accepting them makes seeds
// and configurations readable.
func parseChoice(a Attribute, value any) (any, error) {
	if a.Multiple {
		items, isList := value.([]any)
		if ids, isStrings := value.([]string); isStrings {
			for _, id := range ids {
				items = append(items, id)
			}
			isList = true
		}
		if !isList {
			return nil, fmt.Errorf("%v is not a list of options", value)
		}
		ids := []string{}
		for _, item := range items {
			id, found := a.option(item)
			if !found {
				return nil, fmt.Errorf("%v is not an option", item)
			}
			ids = append(ids, id.ID)
		}
		return ids, nil
	}
	o, found := a.option(value)
	if !found {
		return nil, fmt.Errorf("%v is not an option", value)
	}
	return o.ID, nil
}

func (a Attribute) option(value any) (Choice, bool) {
	text, _ := value.(string)
	for _, o := range a.Options {
		if o.ID == text || o.Label == text {
			return o, true
		}
	}
	return Choice{}, false
}

// showValue converts a stored value to the one in an answer.
func (rq *request) showValue(a Attribute, stored any) any {
	switch v := stored.(type) {
	case time.Time:
		if rq.server.instantAnswer == InstantUnix {
			return v.Unix()
		}
		return v.Format("2006-01-02T15:04:05.000Z07:00")
	case []string:
		shown := make([]any, len(v))
		for i, id := range v {
			shown[i] = rq.showChoice(a, id)
		}
		return shown
	case string:
		if a.DataType == List {
			return rq.showChoice(a, v)
		}
	}
	return stored
}

func (rq *request) showChoice(a Attribute, id string) string {
	o, found := a.option(id)
	if rq.lists == ListIDs || !found {
		return id
	}
	return o.Label
}

// idText reads an ID: Intercom accepts text and, as its examples show, integers.
func idText(value any) string {
	if text, isText := value.(string); isText {
		return strings.TrimSpace(text)
	}
	return digits(value)
}
