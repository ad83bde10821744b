package intercomtest

import (
	"maps"
	"slices"
)

// SubscriptionType is a kind of message that contacts can choose to receive or not.
type SubscriptionType struct {
	ID      string // decimal
	Name    string
	State   string // default: "live"
	Consent string // default: "opt_out"
	// Description is English, like the name.
	Description string
	// Translations are further names by locale.
	Translations map[string]string
}

var subscriptionKind = &kind[SubscriptionType]{
	name: "subscription_types", missing: notFound, clone: func(t SubscriptionType) SubscriptionType { return t },
	in:    func(w *Workspace) **collection[SubscriptionType] { return &w.subscriptions },
	id:    func(t *SubscriptionType) *string { return &t.ID },
	fresh: func(w *Workspace) string { return w.count("subscription", 106) },
	show:  func(_ *request, t *SubscriptionType) object { return showSubscription(t) },
	routes: func(k *kind[SubscriptionType]) []route {
		return []route{at("GET", "/subscription_types", v2(0), k.list)}
	},
}

// AddSubscriptionType adds a subscription type.
func (w *Workspace) AddSubscriptionType(t SubscriptionType) SubscriptionType {
	defer w.lock()()
	setDefault(&t.State, func() string { return "live" })
	setDefault(&t.Consent, func() string { return "opt_out" })
	return *w.subscriptions.add(t)
}

func showSubscription(t *SubscriptionType) object {
	translation := object{"name": t.Name, "description": t.Description, "locale": "en"}
	all := []object{translation}
	for _, locale := range slices.Sorted(maps.Keys(t.Translations)) {
		all = append(all, object{"name": t.Translations[locale], "description": "", "locale": locale})
	}
	return object{
		"type": "subscription", "id": t.ID, "state": t.State, "consent_type": t.Consent, "default_translation": translation,
		"translations": all, "content_types": []string{"email"},
	}
}

// listSubscriptions lists the contact's explicit choices alone.
func (rq *request) listSubscriptions() reply {
	c := rq.contacts.get(rq.ids[0])
	if refused := rq.refusesContact(c); refused.status != 0 {
		return refused
	}
	data := []object{}
	for _, id := range c.SubscriptionIDs {
		data = append(data, showSubscription(rq.subscriptions.get(id)))
	}
	return ok(object{"type": "list", "data": data})
}

func (rq *request) attachSubscription() reply {
	c, t := rq.contacts.get(rq.ids[0]), rq.subscriptions.get(idText(rq.body["id"]))
	if refused := rq.refusesContact(c); refused.status != 0 {
		return refused
	}
	switch {
	case t == nil:
		return notFound
	case text(rq.body["consent_type"]) != t.Consent:
		return invalid("consent_type is not the one of the subscription type")
	}
	rq.contacts.update(c.ID, func(c *Contact) { c.SubscriptionIDs = include(c.SubscriptionIDs, t.ID) })
	return ok(showSubscription(t))
}

func (rq *request) detachSubscription() reply {
	c, t := rq.contacts.get(rq.ids[0]), rq.subscriptions.get(rq.ids[1])
	if refused := rq.refusesContact(c); refused.status != 0 {
		return refused
	}
	if t == nil || !slices.Contains(c.SubscriptionIDs, t.ID) && !rq.fates.detachesTwice {
		return notFound
	}
	rq.contacts.update(c.ID, func(c *Contact) { c.SubscriptionIDs = exclude(c.SubscriptionIDs, t.ID) })
	return ok(showSubscription(t))
}
