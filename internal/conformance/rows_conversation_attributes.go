package conformance

import (
	"context"
	"slices"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var conversationAttributeRows = []Row{
	{
		ID: "conversation-attribute-list-after-create", Area: "conversation attributes", Since: "2.16", Permanent: true,
		Assumption:  "The list of conversation attributes shows a new attribute at once.",
		Fake:        "at once",
		Consequence: "The provider must look longer for an attribute whose create had no answer.",
		Knobs:       []string{"Lags"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, err := l.talkField(ctx, "")
			if err != nil {
				return "", err
			}
			return l.until(ctx, func() (bool, error) {
				all, err := l.ConversationAttributes(ctx)
				return slices.ContainsFunc(all, func(o intercom.ConversationAttribute) bool { return o.ID == a.ID }), err
			})
		},
	},
	{
		ID: "conversation-attribute-equal-labels", Area: "conversation attributes", Since: "2.16", Permanent: true,
		Assumption:  "Two live options of a list can have the same label.",
		Fake:        "accepted",
		Consequence: "None: the provider refuses equal labels when planning.",
		Knobs:       []string{"RefusesEqualLabels"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, err := l.talkField(ctx, "")
			if err != nil {
				return "", err
			}
			_, err = l.AddConversationAttributeOption(ctx, string(a.ID), firstLabel)
			return outcome(err)
		},
	},
	{
		ID: "conversation-attribute-archived-get", Area: "conversation attributes", Since: "2.16", Permanent: true,
		Assumption:  "An archived conversation attribute is still read by its ID.",
		Fake:        "accepted",
		Consequence: "None: the provider takes an attribute that is archived or missing for gone.",
		Knobs:       []string{"ArchivedAttributesNotFound"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, err := l.archivedTalkField(ctx)
			if err != nil {
				return "", err
			}
			a, err = l.ConversationAttribute(ctx, string(a.ID))
			if err == nil && !a.Archived {
				return "accepted, and not archived", nil
			}
			return outcome(err)
		},
	},
	{
		ID: "conversation-attribute-archived-name", Area: "conversation attributes", Since: "2.16", Permanent: true,
		Assumption:  "The name of an archived conversation attribute is free.",
		Fake:        "accepted",
		Consequence: "After a destroy, a configuration cannot be applied again with the same name.",
		Knobs:       []string{"ArchivedKeepNames"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, err := l.archivedTalkField(ctx)
			if err != nil {
				return "", err
			}
			_, err = l.talkField(ctx, a.Name)
			return outcome(err)
		},
	},
}

const firstLabel = "Minor"

// talkField defines a list that nobody has to fill in, which the clean-up archives. No two live ones may have the same name: that
// breaks every update of a conversation's attributes.
func (l *Lab) talkField(ctx context.Context, name string) (*intercom.ConversationAttribute, error) {
	if name == "" {
		name = l.name("attribute")
	}
	return l.CreateConversationAttribute(ctx, intercom.CreateConversationAttributeRequest{
		DataType: "list", Options: []intercom.OptionLabel{{Label: firstLabel}, {Label: "Major"}},
		UpdateConversationAttributeRequest: intercom.UpdateConversationAttributeRequest{Name: intercom.Set(name)},
	})
}

// archivedTalkField defines a list and archives it. It fails unless the answer says that it is archived.
func (l *Lab) archivedTalkField(ctx context.Context) (*intercom.ConversationAttribute, error) {
	a, err := l.talkField(ctx, "")
	if err != nil {
		return nil, err
	}
	a, err = l.ArchiveConversationAttribute(ctx, string(a.ID))
	if err == nil && !a.Archived {
		return nil, skip("the answer to the deletion of a conversation attribute does not say that it is archived")
	}
	return a, err
}
