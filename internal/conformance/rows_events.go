package conformance

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// eventName is the event of all runs: the name of an event cannot be deleted.
const eventName = "conformance-checked"

// eventRows are about data events.
var eventRows = []Row{
	{
		ID: "event-equal", Area: "data events", Permanent: true,
		Assumption:  "An event that is submitted twice, with the same name and time, for the same external ID, counts once.",
		Fake:        "once",
		Consequence: "A submission whose answer was lost is repeated: the event can count twice.",
		Knobs:       []string{"KeepsEqualEvents"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			contact, err := l.CreateContact(ctx, intercom.ContactRequest{
				Role: intercom.Set(intercom.RoleUser), ExternalID: intercom.Set(l.key()), Name: intercom.Set(l.name("user")),
			})
			if err != nil {
				return "", err
			}
			event := intercom.EventRequest{Name: eventName, UserID: contact.ExternalID, CreatedAt: intercom.UnixTime{Time: l.cfg.Clock.Now()}}
			for range 2 {
				if err := l.SubmitEvent(ctx, event, true); err != nil {
					return outcome(err)
				}
			}
			n := 0
			when, err := l.until(ctx, func() (bool, error) {
				n, err = l.countEvents(ctx, string(contact.ID))
				return n > 0, err
			})
			if err != nil || n == 0 {
				return when, err
			}
			// The second one may be counted later.
			if err := sleep(ctx, l.cfg.Clock, 10*time.Second); err != nil {
				return "", err
			}
			switch n, err = l.countEvents(ctx, string(contact.ID)); {
			case err != nil:
				return "", err
			case n == 1:
				return "once", nil
			}
			return "more than once", nil
		},
	},
}

// countEvents returns how often the contact has the event of a run.
func (l *Lab) countEvents(ctx context.Context, contactID string) (int, error) {
	a, err := l.raw(ctx, http.MethodGet, "/events?type=user&summary=true&intercom_user_id="+contactID, nil)
	if err != nil {
		return 0, err
	}
	var summary struct {
		Events []struct {
			Name  string `json:"name"`
			Count int    `json:"count"`
		} `json:"events"`
	}
	if a.status != http.StatusOK || json.Unmarshal(a.body, &summary) != nil {
		return 0, skip("GET /events did not answer with a summary: %s", a.said())
	}
	for _, e := range summary.Events {
		if e.Name == eventName {
			return e.Count, nil
		}
	}
	return 0, nil
}
