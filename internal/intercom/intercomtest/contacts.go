package intercomtest

import (
	"net/http"
	"strings"
)

var noContact = fail(http.StatusNotFound, "not_found", "User Not Found")

var contactKind = &kind[Contact]{
	name: "contacts", missing: noContact, clone: Contact.clone,
	in:    func(w *Workspace) **collection[Contact] { return &w.contacts },
	id:    func(c *Contact) *string { return &c.ID },
	fresh: (*Workspace).freshContactID,
	show:  (*request).showContactAlone,
	made:  func(rq *request) Contact { return Contact{Role: "user", CreatedAt: rq.now.Unix()} },
	fill:  (*request).fillContact,
	hide:  (*request).whyNoContact,
	drop:  (*request).deleteContact,
	routes: func(k *kind[Contact]) []route {
		return []route{
			at("POST", "/contacts", v2(0), k.create), at("GET", "/contacts/{id}", v2(0), k.get),
			at("PUT", "/contacts/{id}", v2(0), k.update), at("DELETE", "/contacts/{id}", v2(0), k.remove),
			at("GET", "/contacts/find_by_external_id/{any}", v2(13), func(rq *request) reply {
				return k.answer(rq, rq.contacts.find(func(c *Contact) bool { return c.ExternalID == rq.ids[0] }))
			}),
			at("GET", "/contacts", v2(0), (*request).listContacts),
			at("POST", "/contacts/merge", v2(0), (*request).mergeContacts),
			at("POST", "/contacts/merge/preview", preview, (*request).previewMerge),
			at("POST", "/contacts/{id}/block", v2(0), (*request).blockContact),
			at("GET", "/contacts/{id}/subscriptions", v2(0), (*request).listSubscriptions),
			at("POST", "/contacts/{id}/subscriptions", v2(0), (*request).attachSubscription),
			at("DELETE", "/contacts/{id}/subscriptions/{id}", v2(0), (*request).detachSubscription),
			at("POST", "/contacts/{id}/archive", v2(0), func(rq *request) reply { return rq.archiveContact(true) }),
			at("POST", "/contacts/{id}/unarchive", v2(0), func(rq *request) reply { return rq.archiveContact(false) }),
		}
	},
}

// AddContact adds a contact.
func (w *Workspace) AddContact(c Contact) Contact {
	defer w.lock()()
	added := w.addContact(c)
	past := w.contacts.byID[added.ID].past
	past[0].at = min(added.CreatedAt*1e9, past[0].at)
	return *added
}

func (w *Workspace) addContact(c Contact) *Contact {
	setDefault(&c.Role, func() string { return "user" })
	setDefaultTime(&c.CreatedAt, w.server.now().Unix())
	setDefaultTime(&c.UpdatedAt, c.CreatedAt)
	return w.contacts.add(c)
}

// UpdateContact changes a contact outside of Terraform. The function must not call the server.
func (w *Workspace) UpdateContact(id string, change func(*Contact)) {
	defer w.lock()()
	w.contacts.update(id, func(c *Contact) {
		change(c)
		c.UpdatedAt = w.server.now().Unix()
	})
}

// DeleteContact deletes a contact outside of Terraform.
func (w *Workspace) DeleteContact(id string) {
	defer w.lock()()
	w.contacts.drop(id)
}

// Contacts lists the contacts in the order of their creation, including those created for a ticket.
func (w *Workspace) Contacts() []Contact {
	defer w.lock()()
	return w.contacts.values()
}

func (w *Workspace) mustContact(id string) {
	if w.contacts.get(id) == nil {
		panic("intercomtest: no contact " + id)
	}
}

// whyNoContact: for a merged contact, the answer names the other one.
func (rq *request) whyNoContact(c *Contact) reply {
	switch {
	case rq.hidden(c):
		return noContact
	case c.MergedInto != "":
		gone := fail(http.StatusGone, "contact_merged",
			"This contact has been merged. See the 'Link' header for the canonical contact.")
		gone.link = "</contacts/" + c.MergedInto + `>; rel="canonical"`
		return gone
	}
	return reply{}
}

// showContactAlone shows a contact outside of searches.
func (rq *request) showContactAlone(c *Contact) object {
	shown := rq.showContact(c)
	shown["enabled_push_messaging"] = nil // searches do not have it
	return shown
}

// hidden reports whether behaviors hide a contact.
func (rq *request) hidden(c *Contact) bool {
	return rq.archivedHidden && c.Archived || rq.mergedHidden && c.MergedInto != ""
}

// unsetOfContact are the fields that examples show as null for a contact that has never used a product.
var unsetOfContact = strings.Fields(`last_seen_at last_replied_at last_contacted_at
	last_email_opened_at last_email_clicked_at language_override browser browser_version browser_language os
	android_app_name android_app_version android_device android_os_version android_sdk_version
	android_last_seen_at ios_app_name ios_app_version ios_device ios_os_version ios_sdk_version
	ios_last_seen_at utm_campaign utm_content utm_medium utm_source utm_term referrer`)

func (rq *request) showContact(c *Contact) object {
	shown := object{
		"type":                     "contact",
		"id":                       c.ID,
		"workspace_id":             rq.WorkspaceID,
		"external_id":              nullable(c.ExternalID),
		"role":                     c.Role,
		"email":                    c.Email,
		"name":                     nullable(c.Name),
		"has_hard_bounced":         false,
		"marked_email_as_spam":     false,
		"phone":                    nullable(c.Phone),
		"avatar":                   rq.showAvatar(c),
		"owner_id":                 rq.showOwner(c),
		"unsubscribed_from_emails": c.Unsubscribed,
		"created_at":               c.CreatedAt,
		"updated_at":               c.UpdatedAt,
		"signed_up_at":             nullableTime(c.SignedUpAt),
		"custom_attributes":        showCustom(c.CustomAttributes),
		"social_profiles":          object{"type": "list", "data": []any{}},
		"location":                 object{"type": "location", "country": nil, "region": nil, "city": nil},
	}
	for field, path := range map[string]string{
		"tags": "tags", "notes": "notes", "companies": "companies",
		"opted_out_subscription_types": "subscriptions", "opted_in_subscription_types": "subscriptions",
	} {
		shown[field] = object{
			"type": "list", "data": []any{}, "url": "/contacts/" + c.ID + "/" + path, "total_count": 0, "has_more": false,
		}
	}
	for _, field := range unsetOfContact {
		shown[field] = nil
	}
	return shown
}

func nullable(text string) any {
	if text == "" {
		return nil
	}
	return text
}
