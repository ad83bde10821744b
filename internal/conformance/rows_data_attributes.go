package conformance

import (
	"context"
	"slices"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var dataAttributeRows = []Row{
	{
		ID: "data-attribute-list-after-create", Area: "data attributes", Permanent: true,
		Assumption:  "The list of data attributes shows a new attribute at once.",
		Fake:        "at once",
		Consequence: "The provider must look longer for an attribute whose create had no answer, and could take a new one for deleted.",
		Knobs:       []string{"Lags"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, err := l.listAttribute(ctx)
			if err != nil {
				return "", err
			}
			return l.until(ctx, func() (bool, error) {
				all, err := l.DataAttributes(ctx, intercom.ModelContact)
				return slices.ContainsFunc(all, func(o intercom.DataAttribute) bool { return o.ID == a.ID }), err
			})
		},
	},
	{
		ID: "data-attribute-options-order", Area: "data attributes", Permanent: true,
		Assumption:  "The options of a list read back in the order in which they were sent.",
		Fake:        "kept",
		Consequence: "None: the provider does not compare the order of options.",
		Knobs:       []string{"SortsOptions"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, err := l.listAttribute(ctx)
			switch {
			case err != nil:
				return "", err
			case slices.Equal(a.Options, firstOptions):
				return "kept", nil
			case slices.IsSorted(a.Options) && len(a.Options) == len(firstOptions):
				return "alphabetical", nil
			}
			return "other options, or another order", nil
		},
	},
	{
		ID: "data-attribute-options-update", Area: "data attributes", Permanent: true,
		Assumption:  "The options of an update replace all options of a list.",
		Fake:        "replaced",
		Consequence: "Removing an option from a configuration ends with an error.",
		Knobs:       []string{"AppendsOptions"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, err := l.listAttribute(ctx)
			if err != nil {
				return "", err
			}
			next := intercom.OptionValues{firstOptions[0], "delta"}
			updated, err := l.UpdateDataAttribute(ctx, string(a.ID), intercom.UpdateDataAttributeRequest{Options: next})
			if err != nil {
				return outcome(err)
			}
			has := func(option string) bool { return slices.Contains(updated.Options, option) }
			switch {
			case has(next[0]) && has(next[1]) && len(updated.Options) == 2:
				return "replaced", nil
			case has(next[0]) && has(next[1]) && has(firstOptions[1]):
				return "appended", nil
			}
			return "other options", nil
		},
	},
	{
		ID: "data-attribute-name-characters", Area: "data attributes", Permanent: true,
		Assumption:  "The name of a data attribute can have underscores and blanks, as in examples.",
		Fake:        "both",
		Consequence: "Intercom refuses such a name when it is applied: 400 parameter_invalid.",
		Knobs:       []string{"RefusesBlankNames"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			_, underscore := l.field(ctx, l.key()+"_x", intercom.DataAttributeString, nil)
			first, err := outcome(underscore)
			if err != nil {
				return "", err
			}
			_, blank := l.field(ctx, l.key()+" x", intercom.DataAttributeString, nil)
			second, err := outcome(blank)
			switch {
			case err != nil:
				return "", err
			case underscore == nil && blank == nil:
				return "both", nil
			case underscore == nil:
				return "underscores; a blank: " + second, nil
			case blank == nil:
				return "blanks; an underscore: " + first, nil
			}
			return "neither: " + first, nil
		},
	},
	{
		ID: "data-attribute-datetime", Area: "data attributes", Permanent: true,
		Assumption:  "An attribute of the type datetime reads back as a date in stable versions, and as datetime in Preview.",
		Fake:        "as described",
		Consequence: "None: the provider takes a date for a datetime.",
		Knobs:       []string{"ShowsDatetimesAs"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, err := l.field(ctx, "", intercom.DataAttributeDatetime, nil)
			described := intercom.DataAttributeDate
			if l.cfg.Version == intercom.Preview {
				described = intercom.DataAttributeDatetime
			}
			switch {
			case err != nil:
				return outcome(err)
			case a.DataType == described:
				return "as described", nil
			case a.DataType == intercom.DataAttributeDate || a.DataType == intercom.DataAttributeDatetime:
				return "as " + a.DataType, nil
			}
			return "as another type", nil
		},
	},
}

// firstOptions are not in alphabetical order.
var firstOptions = intercom.OptionValues{"bravo", "alpha", "charlie"}

// field defines an attribute of contacts, which the clean-up archives. Without a name, its own has no characters that Intercom
// may refuse.
func (l *Lab) field(ctx context.Context, name, dataType string, options intercom.OptionValues) (*intercom.DataAttribute, error) {
	if name == "" {
		name = l.key()
	}
	return l.CreateDataAttribute(ctx, intercom.CreateDataAttributeRequest{Name: name, Model: intercom.ModelContact, DataType: dataType, Options: options})
}

// listAttribute defines one list for all rows, because Intercom cannot delete it. It is as the create showed it.
func (l *Lab) listAttribute(ctx context.Context) (*intercom.DataAttribute, error) {
	if l.list != nil {
		return l.list, nil
	}
	a, err := l.field(ctx, "", intercom.DataAttributeList, firstOptions)
	if err == nil {
		l.list = a
	}
	return a, err
}
