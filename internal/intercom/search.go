package intercom

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
)

// MaxPerPage is the most results that one page of a search holds.
const MaxPerPage = 150

// Filter is one condition of a search, or a group of them.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/searchtickets
type Filter struct {
	Field    string `json:"field,omitempty"`
	Operator string `json:"operator"`
	// Value is a string, number, bool or slice of them; for a group, a []Filter.
	Value any `json:"value"`
}

// Where is a condition: operator is one of = != IN NIN > < ~ !~ ^ $, of which > and < include equality on dates.
func Where(field, operator string, value any) Filter {
	return Filter{Field: field, Operator: operator, Value: value}
}

// All holds where each of the filters does. Intercom takes up to 15 in a group.
func All(filters ...Filter) Filter { return Filter{Operator: "AND", Value: filters} }

type searchRequest struct {
	Query      Filter     `json:"query"`
	Pagination pagination `json:"pagination"`
}

type pagination struct {
	PerPage       int    `json:"per_page"`
	StartingAfter string `json:"starting_after,omitempty"`
}

type searchPage struct {
	Type    string   `json:"type"`
	Tickets []Ticket `json:"tickets"`
	Pages   struct {
		Next *struct {
			StartingAfter string `json:"starting_after"`
		} `json:"next"`
	} `json:"pages"`
}

var errCursor = errors.New("the search leads back to a page that it answered already")

// SearchTickets yields the tickets that match, a page of perPage (at most MaxPerPage) at a time and no page before it is
// asked for. It ends after the first error. Search lags behind writes: a ticket that is missing may exist.
func (c *Client) SearchTickets(ctx context.Context, query Filter, perPage int) iter.Seq2[*Ticket, error] {
	return func(yield func(*Ticket, error) bool) {
		cursor, seen := "", map[string]bool{}
		for {
			page, err := c.searchPage(ctx, searchRequest{Query: query, Pagination: pagination{PerPage: perPage, StartingAfter: cursor}})
			if err != nil {
				yield(nil, err)
				return
			}
			for i := range page.Tickets {
				if !yield(&page.Tickets[i], nil) {
					return
				}
			}
			next := page.Pages.Next
			if next == nil || next.StartingAfter == "" {
				return
			}
			if seen[next.StartingAfter] {
				yield(nil, fmt.Errorf("POST /tickets/search: %w", errCursor))
				return
			}
			cursor = next.StartingAfter
			seen[cursor] = true
		}
	}
}

func (c *Client) searchPage(ctx context.Context, req searchRequest) (*searchPage, error) {
	var page searchPage
	err := c.do(ctx, call{
		method: http.MethodPost, path: "/tickets/search", body: req, safe: true,
		accept: decodeInto(&page, func(p *searchPage) error {
			if p.Type != "ticket.list" && p.Tickets == nil {
				return fmt.Errorf("%w: it is no list of tickets", errBodyInvalid)
			}
			for i := range p.Tickets {
				if err := p.Tickets[i].valid(); err != nil {
					return err
				}
			}
			return nil
		}),
	})
	if err != nil {
		return nil, err
	}
	return &page, nil
}
