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

// removals describe how the objects of a kind are removed, in order: tickets before their contacts.
var removals = []struct {
	kind       string
	collection string // for reading it
	remove     func(ctx context.Context, l *Lab, id string) error
}{
	{kindTicket, "tickets", func(ctx context.Context, l *Lab, id string) error { return l.DeleteTicket(ctx, id) }},
	{kindContact, "contacts", deleteContact},
	{kindCompany, "companies", func(ctx context.Context, l *Lab, id string) error { return l.DeleteCompany(ctx, id) }},
	{kindTag, "tags", func(ctx context.Context, l *Lab, id string) error { return l.DeleteTag(ctx, id) }},
	{kindRedirect, "help_center/help_centers/" + defaultHelpCenter + "/redirects", func(ctx context.Context, l *Lab, id string) error {
		h, err := l.helpCenter(ctx)
		if err != nil {
			return err
		}
		return l.DeleteHelpCenterRedirect(ctx, string(h.ID), id)
	}},
	{kindCollection, "help_center/collections", func(ctx context.Context, l *Lab, id string) error { return l.DeleteCollection(ctx, id) }},
	{kindConnector, "data_connectors", deleteConnector},
	{kindType, "ticket_types", archiveType},
}

// defaultHelpCenter stands for the ID of the default help center.
const defaultHelpCenter = "{default}"

// errCleaningTime ends a clean-up that takes too long.
var errCleaningTime = errors.New("the time for cleaning up is over")

func archiveType(ctx context.Context, l *Lab, id string) error {
	_, err := l.UpdateTicketType(ctx, id, intercom.UpdateTicketTypeRequest{Archived: intercom.Set(true)})
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
			if why := l.removed(ctx, m, how.collection, how.remove); why != "" {
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
			if m.Kind == how.kind && m.Kind != kindType && !m.removed && !l.kept[m.ID] && ctx.Err() == nil {
				_ = how.remove(ctx, l, m.ID)
			}
		}
	}
	l.tidied = len(all)
}

// removed deletes an object and checks that it is gone. It returns why the object is left, or "". An object without the mark
// belongs to somebody else, and is kept.
func (l *Lab) removed(ctx context.Context, m made, collection string, remove func(context.Context, *Lab, string) error) string {
	if strings.Contains(collection, defaultHelpCenter) {
		h, err := l.helpCenter(ctx)
		if err != nil {
			return "its help center could not be read: " + whyNot(ctx, err)
		}
		collection = strings.ReplaceAll(collection, defaultHelpCenter, string(h.ID))
	}
	read := func() (answer, error) { return l.raw(ctx, http.MethodGet, pathOf(collection, m.ID), nil) }
	before, err := read()
	switch {
	case err != nil:
		return "it could not be read: " + whyNot(ctx, err)
	case before.isGone() && m.removed:
		return ""
	case !before.isGone() && !l.gate.marked(before.body):
		return "it does not carry the mark of the run, so it was not deleted"
	}
	err = remove(ctx, l, m.ID)
	_, merged := intercom.MergedInto(err)
	switch {
	case m.Kind == kindType && err == nil:
		return "archived, with its attributes: Intercom cannot delete it"
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
