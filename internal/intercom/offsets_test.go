package intercom_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// TestOneWildDateChangesNothing: the time comes from the majority of the newest answers, and only from Intercom's own.
func TestOneWildDateChangesNothing(t *testing.T) {
	t.Parallel()
	here := time.Date(2026, 8, 21, 12, 0, 0, 0, time.UTC)
	// The answer's status and body, and how far its date is ahead.
	type answer struct {
		status int
		body   string
		ahead  time.Duration
	}
	ticket := func(ahead time.Duration) answer { return answer{200, `{"type":"ticket","id":"7"}`, ahead} }
	const hour, year = time.Hour, 365 * 24 * time.Hour
	refusal := answer{403, `{"type":"error.list","errors":[{"code":"no"}]}`, hour}
	many := func(n int, a answer) []answer { return slices.Repeat([]answer{a}, n) }
	for name, c := range map[string]struct {
		answers []answer
		want    time.Duration
	}{
		"one answer":                  {many(1, ticket(hour)), hour},
		"a wild one in between":       {[]answer{ticket(hour), ticket(hour), ticket(year), ticket(hour)}, hour},
		"a wild one at the end":       {[]answer{ticket(hour), ticket(hour), ticket(-year)}, hour},
		"a wild one first":            {[]answer{ticket(year), ticket(hour), ticket(hour)}, hour},
		"seven wild ones of fifteen":  {append(many(8, ticket(hour)), many(7, ticket(year))...), hour},
		"the clock was set":           {append(many(15, ticket(hour)), many(8, ticket(2*hour))...), 2 * hour},
		"a refusal of Intercom's":     {many(1, refusal), hour},
		"a page of a proxy":           {many(1, answer{403, "<html>", hour}), 0},
		"a page of a proxy under 200": {many(1, answer{200, "<html>", hour}), 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			next := 0
			client := newClient(t, intercom.Config{Clock: still{here}, HTTPClient: &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) {
				a := c.answers[min(next, len(c.answers)-1)]
				next++
				resp := respond(req, a.status, a.body)
				resp.Header.Set("Date", here.Add(a.ahead).Format(http.TimeFormat))
				return resp, nil
			})}})
			for range c.answers {
				_, _ = client.UpdateTicket(t.Context(), "7", intercom.UpdateTicketRequest{})
			}
			if got := client.Now().Sub(here); got != c.want {
				t.Errorf("%v ahead, want %v", got, c.want)
			}
		})
	}
}

// still is a clock that does not advance.
type still struct{ now time.Time }

func (s still) Now() time.Time                       { return s.now }
func (s still) After(time.Duration) <-chan time.Time { return nil }
