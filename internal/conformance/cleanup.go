package conformance

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Leftover is an object that the clean-up could not delete, or that may exist.
type Leftover struct {
	Kind string `json:"kind"`
	// ID is empty if no answer had it.
	ID  string `json:"-"`
	Why string `json:"why"`
}

// removal describes how the objects of a kind are removed.
type removal struct {
	kind       string
	collection string // for reading it
	remove     func(ctx context.Context, l *Lab, id string) error
	stays      string // what becomes of an object that Intercom cannot delete
}

// removals are in order: tickets before their contacts, articles before their collections.
var removals = []removal{
	{kind: kindTicket, collection: "tickets", remove: func(ctx context.Context, l *Lab, id string) error { return l.DeleteTicket(ctx, id) }},
	{kind: kindContact, collection: "contacts", remove: deleteContact},
	{kind: kindCompany, collection: "companies", remove: func(ctx context.Context, l *Lab, id string) error { return l.DeleteCompany(ctx, id) }},
	{kind: kindTag, collection: "tags", remove: func(ctx context.Context, l *Lab, id string) error { return l.DeleteTag(ctx, id) }},
	{kind: kindRedirect, collection: "help_center/help_centers/" + defaultHelpCenter + "/redirects", remove: func(ctx context.Context, l *Lab, id string) error {
		h, err := l.helpCenter(ctx)
		if err != nil {
			return err
		}
		return l.DeleteHelpCenterRedirect(ctx, string(h.ID), id)
	}},
	{kind: kindArticle, collection: "articles", remove: func(ctx context.Context, l *Lab, id string) error { return l.DeleteArticle(ctx, id) }},
	{kind: kindCollection, collection: "help_center/collections", remove: func(ctx context.Context, l *Lab, id string) error { return l.DeleteCollection(ctx, id) }},
	{kind: kindConnector, collection: "data_connectors", remove: deleteConnector},
	{kind: kindSchedule, collection: "office_hours_schedules", remove: func(ctx context.Context, l *Lab, id string) error { return l.DeleteOfficeHoursSchedule(ctx, id) }},
	{kind: kindAudience, collection: "audiences", remove: func(ctx context.Context, l *Lab, id string) error { return l.DeleteAudience(ctx, id) }},
	{kind: kindInstance, collection: "custom_object_instances/" + namedType, remove: func(ctx context.Context, l *Lab, id string) error {
		return l.DeleteCustomObjectInstance(ctx, l.cfg.CustomObjectType, id)
	}},
	{kind: kindType, collection: "ticket_types", remove: archiveType, stays: "archived, with its attributes: Intercom cannot delete it"},
	{kind: kindField, collection: "data_attributes", remove: archiveField, stays: "archived: Intercom cannot delete it"},
	{kind: kindTalkField, collection: "conversations/attributes", remove: archiveTalkField, stays: "archived: Intercom cannot delete it"},
}

// defaultHelpCenter stands for the ID of the default help center.
const defaultHelpCenter = "{default}"

// errCleaningTime ends a clean-up that takes too long.
var errCleaningTime = errors.New("the time for cleaning up is over")

func archiveType(ctx context.Context, l *Lab, id string) error {
	_, err := l.UpdateTicketType(ctx, id, intercom.UpdateTicketTypeRequest{Archived: intercom.Set(true)})
	return err
}

func archiveField(ctx context.Context, l *Lab, id string) error {
	_, err := l.UpdateDataAttribute(ctx, id, intercom.UpdateDataAttributeRequest{Archived: intercom.Set(true)})
	return err
}

func archiveTalkField(ctx context.Context, l *Lab, id string) error {
	_, err := l.ArchiveConversationAttribute(ctx, id)
	return err
}

// deleteConnector withdraws a data connector first: Intercom deletes drafts only.
func deleteConnector(ctx context.Context, l *Lab, id string) error {
	if _, err := l.UpdateDataConnector(ctx, id, intercom.DataConnectorRequest{State: intercom.ConnectorDraft}); err != nil {
		return err
	}
	return l.DeleteDataConnector(ctx, id)
}

// cleanUp deletes what the journal says was made, in a time of its own: the end of ctx does not stop it. It returns what is
// left.
func (l *Lab) cleanUp(ctx context.Context) []Leftover {
	interrupted := ctx.Err() != nil
	ctx, cancel := context.WithTimeoutCause(context.WithoutCancel(ctx), cleaningTime, errCleaningTime)
	defer cancel()
	l.gate.clean(true)
	all := l.gate.journal.made()
	if interrupted {
		say(l.cfg, "Stopped. Ctrl-C again ends the program without cleaning up; %s then tells what is left.", l.cfg.Journal)
	}
	say(l.cfg, "Cleaning up. The journal names %d objects …", len(all))
	var left []Leftover
	for _, how := range removals {
		for _, m := range all {
			if m.Kind != how.kind {
				continue
			}
			if why := l.removed(ctx, m, how); why != "" {
				left = append(left, Leftover{Kind: m.Kind, ID: m.ID, Why: why})
			}
		}
	}
	for _, e := range l.gate.journal.open() {
		left = append(left, Leftover{Kind: e.Kind, Why: fmt.Sprintf("one may exist: the answer to request %d of the journal was lost or unclear", e.N)})
	}
	return left
}

// tidy deletes what the last row created: development workspaces allow at most 20 people, and Intercom archives more. The
// clean-up checks whether it is gone, and deletes it if not.
func (l *Lab) tidy(ctx context.Context) {
	l.gate.clean(true)
	defer l.gate.clean(false)
	all := l.gate.journal.made()
	recent := all[:len(all)-l.tidied]
	for _, how := range removals {
		for _, m := range recent {
			if m.Kind == how.kind && how.stays == "" && !m.removed && !l.kept[m.ID] && ctx.Err() == nil {
				_ = how.remove(ctx, l, m.ID)
			}
		}
	}
	l.tidied = len(all)
}

// removed deletes an object and checks that it is gone. It returns why the object is left, or "". An object without the mark
// belongs to somebody else, and is kept.
func (l *Lab) removed(ctx context.Context, m made, how removal) string {
	collection := how.collection
	if strings.Contains(collection, defaultHelpCenter) {
		h, err := l.helpCenter(ctx)
		if err != nil {
			return "its help center could not be read: " + whyNot(ctx, err)
		}
		collection = strings.ReplaceAll(collection, defaultHelpCenter, string(h.ID))
	}
	if strings.Contains(collection, namedType) {
		if l.cfg.CustomObjectType == "" {
			return "its type is not known: name it with -custom-object-type"
		}
		collection = strings.ReplaceAll(collection, namedType, l.gate.objectType)
	}
	at := "/" + collection + "/" + m.ID
	read := func() (answer, error) {
		a, err := l.raw(ctx, http.MethodGet, pathOf(at), nil)
		return a.element(at), err
	}
	before, err := read()
	switch {
	case err != nil:
		return "it could not be read: " + whyNot(ctx, err)
	case before.isGone() && m.removed:
		return how.stays
	case !before.isGone() && !l.gate.marked(before.body):
		return "it does not carry the mark of the run, so it was not deleted"
	}
	err = how.remove(ctx, l, m.ID)
	_, merged := intercom.MergedInto(err)
	switch {
	case how.stays != "" && err == nil:
		return how.stays
	case err != nil && !intercom.IsNotFound(err) && !merged:
		return "it could not be deleted: " + whyNot(ctx, err)
	}
	after, err := read()
	switch {
	case err != nil:
		return "a read could not confirm its deletion: " + whyNot(ctx, err)
	case !after.isGone():
		return "Intercom answered that it was deleted, and a read still shows it"
	}
	return ""
}

// isGone: the object does not exist, or the answer says that it was deleted.
func (a answer) isGone() bool {
	var decoded struct {
		Deleted bool `json:"deleted"`
	}
	return isOneOf(a.status, http.StatusNotFound, http.StatusGone) || json.Unmarshal(a.body, &decoded) == nil && decoded.Deleted
}

// deleteContact also deletes an archived contact, which some answers show as missing.
func deleteContact(ctx context.Context, l *Lab, id string) error {
	err := l.DeleteContact(ctx, id)
	if !intercom.IsNotFound(err) {
		return err
	}
	if a, archived := l.raw(ctx, http.MethodPost, "/contacts/"+id+"/unarchive", nil); archived != nil || a.status != http.StatusOK {
		return err
	}
	return l.DeleteContact(ctx, id)
}
