package conformance

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// The attributes that the custom object type of a run has.
const (
	objectText      = "title"     // text
	objectNumber    = "seats"     // number
	objectList      = "tier"      // list, of which objectOption is an option
	objectOption    = "free"      //
	objectReference = "successor" // reference to an instance of the same type
)

// ObjectAttributes describes the custom object type that a run needs, for people.
const ObjectAttributes = "the text " + objectText + ", the number " + objectNumber + ", the list " + objectList + " with the option " + objectOption + ", and the reference " + objectReference + " to the same type"

// customObjectRows are about the instances of the custom object type that the configuration names.
var customObjectRows = []Row{
	{
		ID: "object-number-as-text", Area: "custom objects",
		Assumption:  "A number that is sent as text is stored as a number.",
		Fake:        "stored",
		Consequence: "None: the provider sends a value again that was cleared, as a number.",
		Knobs:       []string{"TakesTypedValues"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return l.stores(ctx, objectNumber, json.Number("5"), "5")
		},
	},
	{
		ID: "object-unknown-option", Area: "custom objects",
		Assumption:  "A value that is no option of a list is dropped without an error.",
		Fake:        "not stored",
		Consequence: "The provider reports what Intercom answered.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return l.stores(ctx, objectList, objectOption, "conformance")
		},
	},
	{
		ID: "object-unknown-attribute", Area: "custom objects",
		Assumption:  "A value of an attribute that the type lacks is dropped without an error.",
		Fake:        "not stored",
		Consequence: "The provider reports what Intercom answered.",
		Knobs:       []string{"RefusesUnknownAttributes"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			made, err := l.instance(ctx, l.key(), intercom.Attributes{"conformance": "x"})
			switch {
			case err != nil:
				return outcome(err)
			case made.CustomAttributes["conformance"] != nil:
				return "stored", nil
			}
			return "not stored", nil
		},
	},
	{
		ID: "object-missing-reference", Area: "custom objects",
		Assumption:  "A reference to an instance that does not exist is dropped without an error.",
		Fake:        "nothing",
		Consequence: "None: the provider does not support references.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			to, err := l.instance(ctx, l.key(), nil)
			if err != nil {
				return "", err
			}
			if made, err := l.instance(ctx, l.key(), intercom.Attributes{objectReference: to.ExternalID}); err != nil || refers(made) == 0 {
				return "", skip("the type has no reference %s to itself", objectReference)
			}
			made, err := l.instance(ctx, l.key(), intercom.Attributes{objectReference: l.key()})
			switch {
			case err != nil:
				return outcome(err)
			case refers(made) > 0:
				return "something", nil
			}
			return "nothing", nil
		},
	},
	{
		ID: "object-time-without-meaning", Area: "custom objects",
		Assumption:  "An external_created_at that is no time is dropped without an error.",
		Fake:        "cleared",
		Consequence: "None: the provider sends times only.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return l.clears(ctx, "soon")
		},
	},
	{
		ID: "object-null-time", Area: "custom objects",
		Assumption:  "null clears external_created_at.",
		Fake:        "cleared",
		Consequence: "The provider reports that the time was not cleared.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return l.clears(ctx, nil)
		},
	},
	{
		ID: "object-saved-again", Area: "custom objects",
		Assumption:  "A second POST with an external ID changes the instance that the first one created.",
		Fake:        "the same instance",
		Consequence: "A create whose answer was lost can make a second instance.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return l.savedAs(ctx, func(external string) string { return external })
		},
	},
	{
		ID: "object-other-case", Area: "custom objects",
		Assumption:  "An external ID in another case identifies another instance.",
		Fake:        "another instance",
		Consequence: "A create fails if an instance has the external ID in another case.",
		Knobs:       []string{"FoldsExternalIDs"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return l.savedAs(ctx, strings.ToUpper)
		},
	},
	{
		ID: "object-blanks", Area: "custom objects",
		Assumption:  "Blanks at the ends of an external ID belong to it.",
		Fake:        "another instance",
		Consequence: "None: the provider refuses such an external ID.",
		Knobs:       []string{"TrimsExternalIDs"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return l.savedAs(ctx, func(external string) string { return " " + external + " " })
		},
	},
	{
		ID: "object-others-kept", Area: "custom objects",
		Assumption:  "An update keeps the attributes that it does not name.",
		Fake:        "kept",
		Consequence: "None: the provider sends the others again if an update cleared them.",
		Knobs:       []string{"ReplacesInstanceAttributes"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			made, err := l.withText(ctx)
			if err != nil {
				return "", err
			}
			switch saved, err := l.instance(ctx, made.ExternalID, intercom.Attributes{objectNumber: nil}); {
			case err != nil:
				return outcome(err)
			case saved.CustomAttributes == nil:
				return "not shown", nil
			case saved.CustomAttributes[objectText] == nil:
				return "cleared", nil
			}
			return "kept", nil
		},
	},
	{
		ID: "object-found", Area: "custom objects",
		Assumption:  "A read by the external ID finds a new instance at once.",
		Fake:        "at once",
		Consequence: "None: the provider reads an instance in state by Intercom's ID, too.",
		Knobs:       []string{"Lags"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			made, err := l.instance(ctx, l.key(), nil)
			if err != nil {
				return "", err
			}
			return l.until(ctx, func() (bool, error) { return l.findsInstance(ctx, made.ExternalID) })
		},
	},
	{
		ID: "object-found-by-id", Area: "custom objects",
		Assumption:  "A read by Intercom's ID finds a new instance at once.",
		Fake:        "at once",
		Consequence: "A refresh right after a create can remove an instance from state.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			made, err := l.instance(ctx, l.key(), nil)
			if err != nil {
				return "", err
			}
			return l.until(ctx, func() (bool, error) {
				_, err := l.CustomObjectInstanceByID(ctx, l.cfg.CustomObjectType, string(made.ID))
				return err == nil, ignoreMissing(err)
			})
		},
	},
	{
		ID: "object-listed", Area: "custom objects", Since: intercom.ListsCustomObjects,
		Assumption:  "The list of instances shows a new one at once, before older ones.",
		Fake:        "at once",
		Consequence: "None: only the list resource reads the list.",
		Knobs:       []string{"Lags"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			made, err := l.instance(ctx, l.key(), nil)
			if err != nil {
				return "", err
			}
			return l.until(ctx, func() (bool, error) {
				for first, err := range l.CustomObjectInstances(ctx, l.cfg.CustomObjectType) {
					return err == nil && first.ID == made.ID, err
				}
				return false, nil
			})
		},
	},
	{
		ID: "object-read-after-delete", Area: "custom objects",
		Assumption:  "A read by the external ID does not find a deleted instance any more.",
		Fake:        "at once",
		Consequence: "The provider refuses to create an instance with that external ID for a while.",
		Knobs:       []string{"Lags"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			made, err := l.instance(ctx, l.key(), nil)
			if err != nil {
				return "", err
			}
			// It may not be there yet.
			if _, err := l.until(ctx, func() (bool, error) { return l.findsInstance(ctx, made.ExternalID) }); err != nil {
				return "", err
			}
			if err := l.DeleteCustomObjectInstance(ctx, l.cfg.CustomObjectType, string(made.ID)); err != nil {
				return outcome(err)
			}
			return l.until(ctx, func() (bool, error) {
				found, err := l.findsInstance(ctx, made.ExternalID)
				return !found, err
			})
		},
	},
	{
		ID: "object-get-after-delete", Area: "custom objects",
		Assumption:  "GET of a deleted instance by Intercom's ID is 404 not_found.",
		Fake:        "404 not_found",
		Consequence: "The provider cannot tell that an instance is gone.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			made, err := l.instance(ctx, l.key(), nil)
			if err != nil {
				return "", err
			}
			return afterDelete(ctx, made.ID, func(ctx context.Context, id string) error {
				return l.DeleteCustomObjectInstance(ctx, l.cfg.CustomObjectType, id)
			}, func(ctx context.Context, id string) (*intercom.CustomObjectInstance, error) {
				return l.CustomObjectInstanceByID(ctx, l.cfg.CustomObjectType, id)
			})
		},
	},
	{
		ID: "object-delete-again", Area: "custom objects",
		Assumption:  "A second DELETE of an instance is 404 not_found.",
		Fake:        "404 not_found",
		Consequence: "None: a read decides.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			made, err := l.instance(ctx, l.key(), nil)
			if err != nil {
				return "", err
			}
			remove := func(ctx context.Context, id string) error {
				return l.DeleteCustomObjectInstance(ctx, l.cfg.CustomObjectType, id)
			}
			return afterDelete(ctx, made.ID, remove, func(ctx context.Context, id string) (any, error) { return nil, remove(ctx, id) })
		},
	},
	{
		ID: "object-created-again", Area: "custom objects",
		Assumption:  "The external ID of a deleted instance can be used again at once.",
		Fake:        "another instance",
		Consequence: "A replacement with the same external ID fails.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			made, err := l.instance(ctx, l.key(), nil)
			if err != nil {
				return "", err
			}
			if err := l.DeleteCustomObjectInstance(ctx, l.cfg.CustomObjectType, string(made.ID)); err != nil {
				return outcome(err)
			}
			return l.savedOver(ctx, made, made.ExternalID)
		},
	},
	{
		ID: "object-no-instance", Area: "custom objects",
		Assumption:  "A read by an external ID that no instance has is 404 not_found.",
		Fake:        "404 not_found",
		Consequence: "The provider cannot create instances.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			typ, err := l.objectType()
			if err != nil {
				return "", err
			}
			_, err = l.CustomObjectInstance(ctx, typ, l.key())
			return outcome(err)
		},
	},
	{
		ID: "object-no-type", Area: "custom objects",
		Assumption:  "A read of a custom object type that does not exist is 404 not_found.",
		Fake:        "404 not_found",
		Consequence: "A create with such a type fails with another message.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			if _, err := l.objectType(); err != nil {
				return "", err
			}
			_, err := l.CustomObjectInstance(ctx, l.key(), l.key())
			return outcome(err)
		},
	},
}

// objectType returns the custom object type of the run.
func (l *Lab) objectType() (string, error) {
	if l.cfg.CustomObjectType == "" {
		return "", skip("no type: custom object types can be made in Intercom's settings only. Name one with -custom-object-type. It needs %s", ObjectAttributes)
	}
	return l.cfg.CustomObjectType, nil
}

// instance creates an instance, or changes the one that has the external ID.
func (l *Lab) instance(ctx context.Context, external string, attributes intercom.Attributes) (*intercom.CustomObjectInstance, error) {
	typ, err := l.objectType()
	if err != nil {
		return nil, err
	}
	return l.SaveCustomObjectInstance(ctx, typ, "", intercom.CustomObjectInstanceRequest{ExternalID: external, CustomAttributes: attributes})
}

// withText creates an instance with a value of the text attribute.
func (l *Lab) withText(ctx context.Context) (*intercom.CustomObjectInstance, error) {
	made, err := l.instance(ctx, l.key(), intercom.Attributes{objectText: "conformance"})
	if err == nil && made.CustomAttributes[objectText] == nil {
		err = skip("the type has no text attribute %s", objectText)
	}
	return made, err
}

// stores saves a value of an attribute and describes what became of it. The type must have the attribute: it stores good.
func (l *Lab) stores(ctx context.Context, attribute string, good, value any) (string, error) {
	made, err := l.instance(ctx, l.key(), intercom.Attributes{attribute: good})
	switch {
	case err != nil:
		return "", err
	case made.CustomAttributes[attribute] == nil:
		return "", skip("the type has no attribute %s that takes %v", attribute, good)
	}
	made, err = l.instance(ctx, l.key(), intercom.Attributes{attribute: value})
	switch {
	case err != nil:
		return outcome(err)
	case made.CustomAttributes[attribute] == nil:
		return "not stored", nil
	}
	return "stored", nil
}

// clears sends another external_created_at to an instance that has one.
func (l *Lab) clears(ctx context.Context, value any) (string, error) {
	typ, err := l.objectType()
	if err != nil {
		return "", err
	}
	external := l.key()
	var said answer
	for _, at := range []any{1392036272, value} {
		said, err = l.raw(ctx, "POST", "/custom_object_instances/"+l.gate.objectType, object{"external_id": external, "external_created_at": at})
		if err != nil {
			return "", err
		}
		if said.said() != "accepted" {
			return said.said(), nil
		}
	}
	var saved intercom.CustomObjectInstance
	switch {
	case json.Unmarshal(said.body, &saved) != nil || saved.Type != typ:
		return "something else", nil
	case saved.ExternalCreatedAt.IsZero():
		return "cleared", nil
	}
	return "kept", nil
}

// savedAs creates an instance, and saves one whose external ID is written in another way.
func (l *Lab) savedAs(ctx context.Context, written func(string) string) (string, error) {
	made, err := l.instance(ctx, l.key(), nil)
	if err != nil {
		return "", err
	}
	return l.savedOver(ctx, made, written(made.ExternalID))
}

func (l *Lab) savedOver(ctx context.Context, made *intercom.CustomObjectInstance, external string) (string, error) {
	switch saved, err := l.instance(ctx, external, nil); {
	case err != nil:
		return outcome(err)
	case saved.ID == made.ID:
		return "the same instance", nil
	}
	return "another instance", nil
}

// findsInstance reports whether a read by an external ID finds an instance.
func (l *Lab) findsInstance(ctx context.Context, external string) (bool, error) {
	_, err := l.CustomObjectInstance(ctx, l.cfg.CustomObjectType, external)
	return err == nil, ignoreMissing(err)
}

func ignoreMissing(err error) error {
	if intercom.IsNotFound(err) {
		return nil
	}
	return err
}

// refers returns the number of instances that the reference of an instance names.
func refers(made *intercom.CustomObjectInstance) int {
	reference, _ := made.CustomAttributes[objectReference].(map[string]any)
	instances, _ := reference["instances"].([]any)
	return len(instances)
}
