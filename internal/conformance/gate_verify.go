package conformance

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// sendingContact records the contact that Intercom creates for a ticket whose contact is given by email.
func (g *gate) sendingContact(body object, path string) (int, error) {
	contacts, _ := body["contacts"].([]any)
	for _, c := range contacts {
		if contact, _ := c.(object); contact["email"] != nil {
			return g.journal.sending(kindContact, path)
		}
	}
	return 0, nil
}

// ownContact marks the contact that came with a ticket as the run's, after a read has shown that its email is.
func (g *gate) ownContact(ticket *http.Request, n int) error {
	var decoded struct {
		Contacts struct {
			Contacts []struct {
				ID intercom.ID `json:"id"`
			} `json:"contacts"`
		} `json:"contacts"`
	}
	a := g.lastAnswer()
	if a.status >= http.StatusMultipleChoices || json.Unmarshal(a.body, &decoded) != nil || len(decoded.Contacts.Contacts) != 1 {
		return nil // it stays open in the journal
	}
	id := string(decoded.Contacts.Contacts[0].ID)
	if intercom.ValidID(id) != nil || g.owns(kindContact, id) {
		return nil
	}
	shown, err := g.read(ticket, "/contacts/"+id)
	if err != nil || shown.status != http.StatusOK || !g.marked(shown.body) {
		return nil //nolint:nilerr // it stays open in the journal
	}
	g.own(kindContact, id)
	return g.journal.write(entry{N: n, Event: eventMade, Kind: kindContact, ID: id})
}

// verify reads the object that a request is about to change, once: the answer with its ID may have been mixed up.
func (g *gate) verify(req *http.Request, r rule, path string) error {
	at := r.objectOf(path)
	if at == "" || g.isVerified(at) {
		return nil
	}
	shown, err := g.read(req, pathOf(at))
	shown = shown.element(at)
	switch {
	case err != nil:
		return err
	case shown.status == http.StatusOK && !shown.isGone() && !g.marked(shown.body):
		return fmt.Errorf("%w: the object does not carry the mark of the run", errForbidden)
	case shown.status == http.StatusOK:
		g.mu.Lock()
		defer g.mu.Unlock()
		g.verified[at] = true
	}
	return nil
}

// objectOf is the part of a request's path that names the first object of the run in it, or "".
func (r rule) objectOf(path string) string {
	segments := strings.Split(path, "/")
	for i, want := range strings.Split(r.path, "/") {
		if strings.HasPrefix(want, "{") && i < len(segments) {
			return strings.Join(segments[:i+1], "/")
		}
	}
	return ""
}

func (g *gate) isVerified(object string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.verified[object]
}

// read reads an object in addition to a row's request, without replacing the row's last answer.
func (g *gate) read(beside *http.Request, path string) (answer, error) {
	before := g.lastAnswer()
	defer func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.last = before
	}()
	url := g.base.String() + path
	req, err := http.NewRequestWithContext(beside.Context(), http.MethodGet, url, nil)
	if err != nil {
		return answer{}, err
	}
	req.Header = beside.Header.Clone()
	req.Header.Del("Content-Type")
	if err := sleep(req.Context(), g.clock, g.untilDue()); err != nil {
		return answer{}, err
	}
	resp, err := g.exchange(req)
	if err != nil {
		return answer{}, err
	}
	_ = resp.Body.Close()
	return g.lastAnswer(), nil
}
