package intercom_test

import (
	"errors"
	"fmt"
	"net/http"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// searches are the searches, each with the name of its list.
var searches = map[string]struct {
	list string
	do   func(*testing.T, *intercom.Unguarded) (int, error)
}{
	"tickets": {"tickets", func(t *testing.T, c *intercom.Unguarded) (found int, err error) {
		t.Helper()
		for _, err = range c.SearchTickets(t.Context(), intercom.Where("open", "=", true), 5) {
			found++
		}
		return found, err
	}},
	"all tickets": {"tickets", func(t *testing.T, c *intercom.Unguarded) (int, error) {
		t.Helper()
		found, err := c.TicketsUpTo(t.Context(), 100)
		return len(found), err
	}},
	"contacts": {"data", func(t *testing.T, c *intercom.Unguarded) (found int, err error) {
		t.Helper()
		for _, err = range c.SearchContacts(t.Context(), intercom.Where("role", "=", "lead"), 5) {
			found++
		}
		return found, err
	}},
	"all contacts": {"data", func(t *testing.T, c *intercom.Unguarded) (int, error) {
		t.Helper()
		found, err := c.ContactsUpTo(t.Context(), 100)
		return len(found), err
	}},
	"conversations": {"conversations", func(t *testing.T, c *intercom.Unguarded) (found int, err error) {
		t.Helper()
		for _, err = range c.SearchConversations(t.Context(), intercom.Where("open", "=", true), 5) {
			found++
		}
		return found, err
	}},
}

// TestASearchThatContradictsItselfIsNotWhole: nothing that is hidden counts as absent.
func TestASearchThatContradictsItselfIsNotWhole(t *testing.T) {
	t.Parallel()
	const end = `"total_count":7,"pages":{"type":"pages","page":1,"per_page":150,"total_pages":1}`
	for name, s := range searches {
		for shape, list := range map[string]string{
			"absent":             ``,
			"null":               fmt.Sprintf(`%q:null,`, s.list),
			"empty":              fmt.Sprintf(`%q:[],`, s.list),
			"shorter":            fmt.Sprintf(`%q:[{"id":"1"}],`, s.list),
			"one is unreadable":  fmt.Sprintf(`%q:[{"id":"1"},{"id":{}}],`, s.list),
			"under another name": `"objects":[{"id":"1"}],`,
		} {
			for _, kind := range []string{"list", "ticket.list", "conversation.list"} {
				if found, err := s.do(t, answering(200, nil, []byte(`{"type":"`+kind+`",`+list+end+`}`))); err == nil {
					t.Errorf("%s, list %s, type %s: %d objects of 7", name, shape, kind, found)
				}
			}
		}
	}
}

// TestASearchThatCountsADeletedObjectIsReadAgain: search lags behind writes, for a moment only.
func TestASearchThatCountsADeletedObjectIsReadAgain(t *testing.T) {
	t.Parallel()
	for name, s := range searches {
		for lag, want := range map[int]struct {
			requests int
			err      error
		}{0: {1, nil}, 2: {3, nil}, 9: {3, intercom.ErrIncomplete}} {
			requests := 0
			client := newClient(t, intercom.Config{Clock: &clock{}, HTTPClient: &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) {
				total := 1
				if requests++; requests <= lag {
					total = 2
				}
				return respond(req, 200, fmt.Sprintf(`{%q:[{"id":"1"}],"total_count":%d,"pages":{"page":1,"total_pages":1}}`, s.list, total)), nil
			})}})
			_, err := s.do(t, client)
			if requests != want.requests || !errors.Is(err, want.err) || want.err == nil && err != nil {
				t.Errorf("%s, %d wrong answers: %d requests, %v", name, lag, requests, err)
			}
		}
	}
}
