package conformance

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Lab is what a row uses: the client, and objects that it may change freely.
type Lab struct {
	intercom.Writer
	cfg    Config
	gate   *gate
	admin  string // of the token
	serial int
	// kind is the ticket type of the run's tickets, after one is known.
	kind *intercom.TicketType
	// list is the data attribute with options, after it was created.
	list *intercom.DataAttribute
	// employee is the ID of a contact with two companies, after it was created.
	employee string
	// kept are IDs of objects that later rows use, too. tidied is the number of objects that earlier rows had created.
	kept   map[string]bool
	tidied int
}

// name returns a text for a name or title that only this run uses.
func (l *Lab) name(what string) string {
	l.serial++
	return fmt.Sprintf("Conformance %s-%d %s", l.gate.mark, l.serial, what)
}

// key is name for IDs that the owner of a workspace chooses.
func (l *Lab) key() string {
	l.serial++
	return fmt.Sprintf("conformance-%s-%d", l.gate.mark, l.serial)
}

// email returns an address that receives no mail.
func (l *Lab) email() string { return l.key() + recipients }

// last returns the answer to the last call, for what the client does not show.
func (l *Lab) last() answer { return l.gate.lastAnswer() }

// member returns a member of the last answer, which must be a JSON object, and whether it exists.
func (l *Lab) member(path ...string) (any, bool) {
	var value any
	if json.Unmarshal(l.last().body, &value) != nil {
		return nil, false
	}
	for _, name := range path {
		o, isObject := value.(object)
		if value, isObject = o[name], isObject && has(o, name); !isObject {
			return nil, false
		}
	}
	return value, true
}

func has(o object, name string) bool {
	_, has := o[name]
	return has
}

// raw makes a call that the client does not have.
func (l *Lab) raw(ctx context.Context, method, path string, body object) (answer, error) {
	var payload []byte
	if body != nil {
		var err error
		if payload, err = json.Marshal(body); err != nil {
			return answer{}, err
		}
	}
	req, err := http.NewRequestWithContext(ctx, method, l.gate.base.String()+path, bytes.NewReader(payload))
	if err != nil {
		return answer{}, err
	}
	req.Header.Set("Authorization", "Bearer "+l.cfg.Token)
	req.Header.Set("Accept", "application/json")
	req.Header.Set("Intercom-Version", string(l.cfg.Version))
	req.Header.Set("User-Agent", userAgent)
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := l.gate.RoundTrip(req)
	if err != nil {
		return answer{}, err
	}
	_ = resp.Body.Close()
	a := l.last()
	if isOneOf(a.status, lasting...) || a.status >= http.StatusInternalServerError {
		return a, skip("permission, plan, or outage: %s /%s answered %d", method, firstSegment(path), a.status)
	}
	return a, nil
}

// said describes the answer to a raw call, like outcome.
func (a answer) said() string {
	var list struct {
		Type   string `json:"type"`
		Errors []struct {
			Code string `json:"code"`
		} `json:"errors"`
	}
	switch {
	case a.status < http.StatusMultipleChoices:
		return "accepted"
	case json.Unmarshal(a.body, &list) != nil || list.Type != "error.list" || len(list.Errors) == 0:
		return fmt.Sprintf("%d without an error list", a.status)
	case !codePattern.MatchString(list.Errors[0].Code):
		return fmt.Sprintf("%d with an unusual code", a.status)
	}
	return fmt.Sprintf("%d %s", a.status, list.Errors[0].Code)
}

// at returns a Writer for another API version.
func (l *Lab) at(ctx context.Context, version intercom.Version) (intercom.Writer, error) {
	cfg := l.cfg
	cfg.Version = version
	client, err := newClient(cfg, l.gate)
	if err != nil {
		return intercom.Writer{}, err
	}
	return client.Writer(ctx, cfg.WorkspaceID)
}

// user creates a contact.
func (l *Lab) user(ctx context.Context) (*intercom.Contact, error) {
	return l.CreateContact(ctx, intercom.ContactRequest{
		Role: intercom.Set(intercom.RoleUser), Email: intercom.Set(l.email()), Name: intercom.Set(l.name("user")),
	})
}

// company creates a company.
func (l *Lab) company(ctx context.Context) (*intercom.Company, error) {
	return l.SaveCompany(ctx, "", intercom.CompanyRequest{CompanyID: l.key(), Name: intercom.Set(l.name("company"))})
}

// ticket creates a ticket with the attributes, for a new contact.
func (l *Lab) ticket(ctx context.Context, attributes intercom.Attributes) (*intercom.Ticket, error) {
	contact, err := l.user(ctx)
	if err != nil {
		return nil, err
	}
	return l.ticketFor(ctx, string(contact.ID), attributes)
}

func (l *Lab) ticketFor(ctx context.Context, contactID string, attributes intercom.Attributes) (*intercom.Ticket, error) {
	kind, err := l.ticketType(ctx)
	if err != nil {
		return nil, err
	}
	return l.create(ctx, string(kind.ID), contactID, attributes)
}

func (l *Lab) create(ctx context.Context, typeID, contactID string, attributes intercom.Attributes) (*intercom.Ticket, error) {
	// Both have the mark, so that a row can change one of them.
	values := intercom.Attributes{intercom.TitleAttribute: l.name("ticket"), intercom.DescriptionAttribute: l.name("description")}
	maps.Copy(values, attributes)
	return l.CreateTicket(ctx, intercom.CreateTicketRequest{
		TicketTypeID: typeID, Contacts: []intercom.ContactIdentifier{{ID: contactID}}, Attributes: values, SkipNotifications: true,
	})
}

// ticketType returns a type that accepts a ticket with only a title: an existing one, or a new one with the consent.
func (l *Lab) ticketType(ctx context.Context) (*intercom.TicketType, error) {
	if l.kind != nil {
		return l.kind, nil
	}
	types, err := l.TicketTypes(ctx)
	if err != nil {
		return nil, err
	}
	for i := range types {
		if usable(&types[i]) {
			l.kind = &types[i]
			return l.kind, nil
		}
	}
	if !l.cfg.AllowPermanent {
		return nil, skip("no consent: no customer ticket type without required attributes exists, and making one needs -allow-permanent")
	}
	l.kind, err = l.newType(ctx)
	return l.kind, err
}

func usable(t *intercom.TicketType) bool {
	if intercom.Yes(t.Archived) || t.Category != intercom.CategoryCustomer {
		return false
	}
	for i := range t.Attributes {
		if a := &t.Attributes[i]; intercom.Yes(a.RequiredToCreate) && !intercom.Yes(a.Archived) && !intercom.Yes(a.BuiltIn) {
			return false
		}
	}
	return true
}

// newType creates a ticket type, which the clean-up archives.
func (l *Lab) newType(ctx context.Context) (*intercom.TicketType, error) {
	return l.CreateTicketType(ctx, intercom.CreateTicketTypeRequest{
		Name: l.name("type"), Description: "Made by the conformance program", Category: intercom.CategoryCustomer,
	})
}

// waits are the times after the first check at which the others follow.
var waits = []time.Duration{time.Second, 2 * time.Second, 5 * time.Second, 12 * time.Second, 20 * time.Second, 20 * time.Second}

// until checks repeatedly for what a search should show, and returns how long that took.
func (l *Lab) until(ctx context.Context, shown func() (bool, error)) (string, error) {
	var waited time.Duration
	for i := 0; ; i++ {
		seen, err := shown()
		switch {
		case err != nil:
			return "", err
		case seen && i == 0:
			return "at once", nil
		case seen && waited <= 10*time.Second:
			return "within 10 seconds", nil
		case seen:
			return "within a minute", nil
		case i == len(waits):
			return "not within a minute", nil
		}
		if err := sleep(ctx, l.cfg.Clock, waits[i]); err != nil {
			return "", err
		}
		waited += waits[i]
	}
}
