package conformance

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// mine refuses a member that names an object that the run did not create.
func mine(kind, member string) func(*gate, object) error {
	return func(g *gate, body object) error {
		if id, given := body[member]; given && !g.owns(kind, fmt.Sprint(id)) {
			return fmt.Errorf("%w: %s is not a %s of the run", errForbidden, member, kind)
		}
		return nil
	}
}

// hostOfConnectors does not exist (RFC 2606). The data connectors of a run call it, and so nobody.
const hostOfConnectors = "https://example.invalid/"

// checkConnector: a data connector calls nobody, and Fin does not use it.
func checkConnector(_ *gate, body object) error {
	if address, given := body["url"].(string); given && address != "" && !strings.HasPrefix(address, hostOfConnectors) {
		return fmt.Errorf("%w: the URL is not at %s", errForbidden, hostOfConnectors)
	}
	for _, member := range []string{"direct_fin_usage", "token_ids", "mock_response"} {
		if _, given := body[member]; given {
			return fmt.Errorf("%w: a data connector of the run has no %s", errForbidden, member)
		}
	}
	return nil
}

// checkContact: the email and the external ID are the run's own, so that no answer can lead to those of somebody else.
func checkContact(g *gate, body object) error {
	if err := errors.Join(own("email")(g, body), own("external_id")(g, body)); err != nil {
		return err
	}
	if email, given := body["email"].(string); given && !strings.HasSuffix(strings.ToLower(email), recipients) {
		return fmt.Errorf("%w: the email is not at %s", errForbidden, recipients)
	}
	return nil
}

// own refuses a member without the mark of the run.
func own(member string) func(*gate, object) error {
	return func(g *gate, body object) error {
		if text, given := body[member].(string); given && !g.marked([]byte(text)) {
			return fmt.Errorf("%w: %s does not carry the mark of the run", errForbidden, member)
		}
		return nil
	}
}

// checkTag: only the run's own companies are tagged, and no contacts.
func checkTag(g *gate, body object) error {
	if _, given := body["users"]; given {
		return fmt.Errorf("%w: it would tag contacts by the name of a tag", errForbidden)
	}
	companies, _ := body["companies"].([]any)
	for _, c := range companies {
		company, _ := c.(object)
		if company["id"] == nil || company["company_id"] != nil {
			return fmt.Errorf("%w: a company is not given by ID", errForbidden)
		}
		if err := mine(kindCompany, "id")(g, company); err != nil {
			return err
		}
	}
	return mine(kindTag, "id")(g, body)
}

func checkMerge(g *gate, body object) error {
	for _, member := range []string{"from", "into"} {
		if _, given := body[member]; !given {
			return fmt.Errorf("%w: a merge without %s", errForbidden, member)
		}
		if err := mine(kindContact, member)(g, body); err != nil {
			return err
		}
	}
	return nil
}

// checkTicket: nobody is notified, the contacts and the company are the run's, and the ticket is only assigned to the
// token's admin.
func checkTicket(g *gate, body object) error {
	if body["skip_notifications"] != true {
		return fmt.Errorf("%w: the ticket would notify people", errForbidden)
	}
	contacts, _ := body["contacts"].([]any)
	for _, c := range contacts {
		contact, _ := c.(object)
		if len(contact) != 1 || contact["id"] == nil && contact["email"] == nil {
			return fmt.Errorf("%w: a contact of the ticket is not given by ID or email", errForbidden)
		}
		if err := errors.Join(mine(kindContact, "id")(g, contact), checkContact(g, contact)); err != nil {
			return err
		}
	}
	if body["company_id"] != nil {
		if err := mine(kindCompany, "company_id")(g, body); err != nil {
			return err
		}
	}
	older, _ := body["assignment"].(object) // of 2.13
	for _, fields := range []object{body, older} {
		for _, member := range []string{"assignee_id", "admin_assignee_id", "team_assignee_id"} {
			if assignee := fields[member]; assignee != nil && !slices.Contains([]string{intercom.Unassigned, g.admin}, fmt.Sprint(assignee)) {
				return fmt.Errorf("%w: the ticket would be assigned to somebody", errForbidden)
			}
		}
	}
	return nil
}

// checkNote: a note's author is the token's admin.
func checkNote(g *gate, body object) error {
	if author, given := body["admin_id"]; given && fmt.Sprint(author) != g.admin {
		return fmt.Errorf("%w: the note would be somebody's", errForbidden)
	}
	return nil
}

// checkArticle: an article of the run is a draft by the token's admin, in collections of the run, and for no audience that exists.
func checkArticle(g *gate, body object) error {
	texts := []object{body}
	translations, _ := body["translated_content"].(object)
	for _, each := range translations {
		text, _ := each.(object)
		texts = append(texts, text)
	}
	for _, text := range texts {
		if state, given := text["state"]; given && state != intercom.ArticleDraft {
			return fmt.Errorf("%w: the article would be published", errForbidden)
		}
		if author, given := text["author_id"]; given && fmt.Sprint(author) != g.admin {
			return fmt.Errorf("%w: the article would be somebody's", errForbidden)
		}
	}
	for _, member := range []string{"scheduled_publish_at", "scheduled_unpublish_at"} {
		if _, given := body[member]; given {
			return fmt.Errorf("%w: the article would be published later", errForbidden)
		}
	}
	parents, _ := body["parent_ids"].([]any)
	for _, id := range parents {
		if err := mine(kindCollection, "parent_id")(g, object{"parent_id": id}); err != nil {
			return err
		}
	}
	audiences, _ := body["audience_ids"].([]any)
	for _, id := range audiences {
		if fmt.Sprint(id) != noAudience {
			return fmt.Errorf("%w: the article would be for an audience", errForbidden)
		}
	}
	return mine(kindCollection, "parent_id")(g, body)
}

// checkTalkField: no attribute of the run keeps teammates from closing conversations.
func checkTalkField(g *gate, body object) error {
	if body["required"] == true {
		return fmt.Errorf("%w: the conversation attribute would be required", errForbidden)
	}
	return own("name")(g, body)
}

// checkInstance: an instance has an external ID of the run's own, since a save changes the instance that has it.
func checkInstance(g *gate, body object) error {
	if external, _ := body["external_id"].(string); external == "" {
		return fmt.Errorf("%w: the custom object instance would have no external ID", errForbidden)
	}
	return own("external_id")(g, body)
}

// checkEvent: all runs submit the same event, whose name cannot be deleted, for contacts of their own.
func checkEvent(g *gate, body object) error {
	if body["event_name"] != eventName || body["user_id"] == nil || body["id"] != nil || body["email"] != nil {
		return fmt.Errorf("%w: it is another event, or for somebody", errForbidden)
	}
	return own("user_id")(g, body)
}

func checkReply(_ *gate, body object) error {
	if body["message_type"] != "note" || body["skip_notifications"] != true {
		return fmt.Errorf("%w: the reply is not a note, or would notify people", errForbidden)
	}
	return nil
}
