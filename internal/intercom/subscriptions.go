package intercom

import (
	"context"
	"net/http"
)

// The consent types of a subscription type.
const (
	// ConsentOptOut: contacts receive messages unless they are attached to the type.
	ConsentOptOut = "opt_out"
	// ConsentOptIn: contacts receive messages only if they are attached to the type.
	ConsentOptIn = "opt_in"
)

const subscriptionKind = "subscription"

// Subscription is a subscription type, or a contact's choice about it.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/subscription-types/subscription_type
type Subscription struct {
	Type string `json:"type"`
	ID   ID     `json:"id"`
	// State is "live", "draft", or "archived".
	State string `json:"state"`
	// ConsentType is ConsentOptOut or ConsentOptIn.
	ConsentType        string                    `json:"consent_type"`
	ContentTypes       []string                  `json:"content_types"`
	DefaultTranslation SubscriptionTranslation   `json:"default_translation"`
	Translations       []SubscriptionTranslation `json:"translations"`
}

// SubscriptionTranslation is a subscription type's name and description in one locale.
type SubscriptionTranslation struct {
	Locale      string `json:"locale"`
	Name        string `json:"name"`
	Description string `json:"description"`
}

func (s *Subscription) self() (kind string, id ID) { return s.Type, s.ID }

// SubscriptionTypes lists all subscription types of the workspace.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/subscription-types/listsubscriptiontypes
func (r Reader) SubscriptionTypes(ctx context.Context) ([]Subscription, error) {
	return all[Subscription](ctx, r, "/subscription_types", subscriptionKind)
}

// ContactSubscriptions lists what a contact chose explicitly: the types with opt-out that it opted out of, and the types with
// opt-in that it opted in to.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/contacts/listsubscriptionsforacontact
func (r Reader) ContactSubscriptions(ctx context.Context, contactID string) ([]Subscription, error) {
	path, err := objectPath("contacts", contactID)
	if err != nil {
		return nil, err
	}
	return unmarked[Subscription](ctx, r, path+"/subscriptions", subscriptionKind)
}

// AttachSubscription attaches a contact to a subscription type: with ConsentOptOut, this unsubscribes the contact; with
// ConsentOptIn, it subscribes the contact. A repeated call changes nothing.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/contacts/attachsubscriptiontypetocontact
func (w Writer) AttachSubscription(ctx context.Context, contactID, typeID, consentType string) error {
	path, err := objectPath("contacts", contactID)
	if err != nil {
		return err
	}
	body := struct {
		ID          string `json:"id"`
		ConsentType string `json:"consent_type"`
	}{typeID, consentType}
	_, err = one[Subscription](ctx, w, call{method: http.MethodPost, path: path + "/subscriptions", body: body, idempotent: true, write: true}, subscriptionKind, typeID)
	return err
}

// DetachSubscription undoes AttachSubscription. If the contact is not attached, the error satisfies IsNotFound.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/subscription-types/detachsubscriptiontypetocontact
func (w Writer) DetachSubscription(ctx context.Context, contactID, typeID string) error {
	path, err := objectPath("contacts", contactID, "subscriptions", typeID)
	if err != nil {
		return err
	}
	_, err = one[Subscription](ctx, w, call{method: http.MethodDelete, path: path, idempotent: true, write: true}, subscriptionKind, typeID)
	return err
}
