package intercomtest

import (
	"encoding/json"
	"strconv"
)

// This file has the behaviors of audiences that are not documented: each is one of two interpretations, and the fake's default is
// the other.

// audienceRules are the rules of audiences that behaviors set.
type audienceRules struct {
	uniqueNames, defaultRoles, usedStay, idsStay, reversed, groupsHidden bool
}

func audiencesWith(name string, change func(*audienceRules)) Behavior {
	return Behavior{name: name, prepare: func(rq *request) { change(&rq.audienceRules) }}
}

// RefusesEqualAudiences refuses a name that another audience has.
func RefusesEqualAudiences() Behavior {
	return audiencesWith("RefusesEqualAudiences", func(a *audienceRules) { a.uniqueNames = true })
}

// DefaultsRoles gives a new audience without role_predicates those for users.
func DefaultsRoles() Behavior {
	return audiencesWith("DefaultsRoles", func(a *audienceRules) { a.defaultRoles = true })
}

// KeepsUsedAudiences refuses to delete an audience that an article is for.
func KeepsUsedAudiences() Behavior {
	return audiencesWith("KeepsUsedAudiences", func(a *audienceRules) { a.usedStay = true })
}

// KeepsAudienceIDs lets articles name an audience that was deleted. Without it, they lose it, and an article without another one is
// for everyone.
func KeepsAudienceIDs() Behavior {
	return audiencesWith("KeepsAudienceIDs", func(a *audienceRules) { a.idsStay = true })
}

// ShowsNullPredicates shows null in place of an empty list of predicates.
func ShowsNullPredicates() Behavior {
	return editingPredicates("ShowsNullPredicates", func(predicates []any) any {
		if len(predicates) == 0 {
			return nil
		}
		return predicates
	})
}

// ReversesPredicates shows predicates in another order than they were sent.
func ReversesPredicates() Behavior {
	return audiencesWith("ReversesPredicates", func(a *audienceRules) { a.reversed = true })
}

// HidesGroups leaves out groups of conditions, which only Intercom's settings can make. Without it, they are shown as objects that
// no description has.
func HidesGroups() Behavior {
	return audiencesWith("HidesGroups", func(a *audienceRules) { a.groupsHidden = true })
}

// ShowsPredicateNumbers shows values that are numbers as JSON numbers.
func ShowsPredicateNumbers() Behavior {
	return editingPredicates("ShowsPredicateNumbers", func(predicates []any) any {
		for _, each := range predicates {
			p := each.(object)
			if value, isText := p["value"].(string); isText {
				if _, err := strconv.ParseFloat(value, 64); err == nil {
					p["value"] = json.Number(value)
				}
			}
		}
		return predicates
	})
}

// editingPredicates changes both lists of predicates of each audience in an answer.
func editingPredicates(name string, change func([]any) any) Behavior {
	return editing(name, func(o object) {
		shown := []any{o}
		if data, isList := o["data"].([]any); isList {
			shown = data
		}
		for _, each := range shown {
			audience, _ := each.(object)
			for _, of := range []string{"predicates", "role_predicates"} {
				if predicates, has := audience[of].([]any); has {
					audience[of] = change(predicates)
				}
			}
		}
	})
}
