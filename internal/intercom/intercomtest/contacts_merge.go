package intercomtest

import "slices"

// MergeContact merges one contact into another, as Intercom does automatically when a lead turns out to be a known user:
// tickets move to the other contact, and the merged one answers 410 contact_merged.
func (w *Workspace) MergeContact(from, into string) {
	defer w.lock()()
	w.mustContact(into)
	w.merge(from, into)
}

func (w *Workspace) merge(from, into string) {
	w.contacts.update(from, func(c *Contact) { c.MergedInto, c.UpdatedAt = into, w.server.now().Unix() })
	for _, rec := range w.tickets {
		if slices.Contains(rec.ContactIDs, from) && !rec.gone {
			next := rec.clone()
			for i := range next.ContactIDs {
				if next.ContactIDs[i] == from {
					next.ContactIDs[i] = into
				}
			}
			w.store(rec, next)
		}
	}
}
