package intercom

import (
	"context"
	"fmt"
	"iter"
	"net/http"
	"strconv"
)

// Conversation is a conversation, without its parts.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations/conversation
type Conversation struct {
	Type            string   `json:"type"`
	ID              ID       `json:"id"`
	Title           string   `json:"title"`
	State           string   `json:"state"`
	Open            *bool    `json:"open" decode:"lenient"`
	Read            *bool    `json:"read"`
	Priority        string   `json:"priority"`
	AdminAssigneeID ID       `json:"admin_assignee_id" decode:"lenient"`
	TeamAssigneeID  ID       `json:"team_assignee_id" decode:"lenient"`
	CreatedAt       UnixTime `json:"created_at"`
	UpdatedAt       UnixTime `json:"updated_at"`
	WaitingSince    UnixTime `json:"waiting_since"`
	SnoozedUntil    UnixTime `json:"snoozed_until"`
	Contacts        struct {
		Contacts list[ContactReference] `json:"contacts"`
	} `json:"contacts"`
	Tags struct {
		Tags []Tag `json:"tags"`
	} `json:"tags"`
}

func (c *Conversation) self() (kind string, id ID) { return c.Type, c.ID }

// Has reports whether the contact takes part in the conversation, as far as the answer shows it.
func (c *Conversation) Has(contactID string) bool {
	for _, contact := range c.Contacts.Contacts {
		if string(contact.ID) == contactID {
			return true
		}
	}
	return false
}

// Conversation reads a conversation. Its 404 has the code not_found.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations/retrieveconversation
func (r Reader) Conversation(ctx context.Context, id string) (*Conversation, error) {
	path, err := objectPath("conversations", id)
	if err != nil {
		return nil, err
	}
	return one[Conversation](ctx, r, call{method: http.MethodGet, path: path, idempotent: true}, "conversation", id)
}

// SearchConversations yields the matching conversations, newest first, in pages of perPage (at most MaxPerPage). It ends
// after the first error. Search lags behind writes: a missing conversation may exist.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations/searchconversations
func (r Reader) SearchConversations(ctx context.Context, query Filter, perPage int) iter.Seq2[*Conversation, error] {
	return search[Conversation](ctx, r, "/conversations/search", "conversation", searchRequest{Query: query, Pagination: pagination{PerPage: perPage}})
}

// DeleteConversation permanently deletes a conversation. Reporting keeps its metrics if retainMetrics is true. API versions
// before 2.16 cannot choose and always keep them. Deleting the metrics, too, requires the scope
// delete_conversations_and_metrics. If MayHaveHappened(err) or IsNotFound(err), a read decides.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations/deleteconversation
func (w Writer) DeleteConversation(ctx context.Context, id string, retainMetrics bool) error {
	path, err := objectPath("conversations", id)
	if err != nil {
		return err
	}
	switch {
	case w.Version().Has(ChoosesMetrics):
		path += "?retain_metrics=" + strconv.FormatBool(retainMetrics)
	case !retainMetrics:
		return fmt.Errorf("API version %s cannot delete the metrics of a conversation", w.Version())
	}
	return w.do(ctx, call{method: http.MethodDelete, path: path, idempotent: true, write: true, decode: isDeletion("conversation", id)})
}

// ChoosesMetrics is the first API version in which a deletion of a conversation can keep or delete its metrics.
const ChoosesMetrics Version = "2.16"
