package conformance

import (
	"context"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// audienceRows are about audiences that no content is for.
var audienceRows = []Row{
	{
		ID: "audience-default-roles", Area: "audiences", Since: "2.16",
		Assumption:  "An audience that is created without role_predicates has none.",
		Fake:        "none",
		Consequence: "None: the provider leaves alone what the configuration leaves out.",
		Knobs:       []string{"DefaultsRoles"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, err := l.audience(ctx, "", intercom.AudiencePredicates{ofPlan("string", "eq", "conformance")})
			switch {
			case err != nil:
				return "", err
			case a.RolePredicates == nil:
				return "not shown", nil
			case len(a.RolePredicates) == 0:
				return "none", nil
			}
			return "some", nil
		},
	},
	{
		ID: "audience-order", Area: "audiences", Since: "2.16",
		Assumption:  "The predicates of an audience keep their order.",
		Fake:        "kept",
		Consequence: "None: the provider compares sets.",
		Knobs:       []string{"ReversesPredicates"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, err := l.audience(ctx, "", intercom.AudiencePredicates{ofPlan("string", "eq", "z"), ofPlan("string", "eq", "a")})
			switch {
			case err != nil:
				return outcome(err)
			case len(a.Predicates) != 2 || a.Predicates[0].Value == nil || a.Predicates[1].Value == nil:
				return "something else", nil
			case *a.Predicates[0].Value == "z" && *a.Predicates[1].Value == "a":
				return "kept", nil
			}
			return "another order", nil
		},
	},
	{
		ID: "audience-number", Area: "audiences", Since: "2.16",
		Assumption:  "The value of a predicate reads back as text, also if its type is integer.",
		Fake:        "text",
		Consequence: "None: the provider takes numbers as text.",
		Knobs:       []string{"ShowsPredicateNumbers"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			if _, err := l.audience(ctx, "", intercom.AudiencePredicates{ofPlan("integer", "gt", "100")}); err != nil {
				return outcome(err)
			}
			shown, _ := l.member("predicates")
			all, _ := shown.([]any)
			if len(all) != 1 {
				return "something else", nil
			}
			p, _ := all[0].(object)
			if _, isText := p["value"].(string); isText {
				return "text", nil
			}
			return jsonType(p["value"]), nil
		},
	},
	{
		ID: "audience-no-conditions", Area: "audiences", Since: "2.16",
		Assumption:  "An audience without predicates shows an empty list.",
		Fake:        "an empty list",
		Consequence: "None: the provider takes null and an empty list alike.",
		Knobs:       []string{"ShowsNullPredicates"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			if _, err := l.audience(ctx, "", nil); err != nil {
				return outcome(err)
			}
			switch shown, given := l.member("predicates"); {
			case !given:
				return "missing", nil
			case shown == nil:
				return "null", nil
			default:
				if all, isList := shown.([]any); isList && len(all) == 0 {
					return "an empty list", nil
				}
				return "something else", nil
			}
		},
	},
	{
		ID: "audience-equal-names", Area: "audiences", Since: "2.16",
		Assumption:  "Two audiences can have the same name.",
		Fake:        "accepted",
		Consequence: "None: the provider refuses a name that another audience has.",
		Knobs:       []string{"RefusesEqualAudiences"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, err := l.audience(ctx, "", intercom.AudiencePredicates{ofPlan("string", "eq", "conformance")})
			if err != nil {
				return "", err
			}
			_, err = l.audience(ctx, a.Name, intercom.AudiencePredicates{ofPlan("string", "eq", "conformance")})
			return outcome(err)
		},
	},
}

// audience makes an audience and reads it.
func (l *Lab) audience(ctx context.Context, name string, predicates intercom.AudiencePredicates) (*intercom.Audience, error) {
	if name == "" {
		name = l.name("audience")
	}
	request := intercom.AudienceRequest{Name: intercom.Set(name)}
	if predicates != nil {
		request.Predicates = intercom.Set(predicates)
	}
	a, err := l.CreateAudience(ctx, request)
	if err != nil {
		return nil, err
	}
	return l.Audience(ctx, string(a.ID))
}

// ofPlan is a condition that nobody meets.
func ofPlan(of, comparison, value string) intercom.AudiencePredicate {
	return intercom.AudiencePredicate{Attribute: "custom_attributes.conformance", Type: of, Comparison: comparison, Value: &value}
}
