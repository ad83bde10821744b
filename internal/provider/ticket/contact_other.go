package ticket

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// maxMatches limits how many contacts with the same email a lookup reads.
const maxMatches = 50

// errNobody: no contact was found. It is an error so that the cache does not store it.
var errNobody = errors.New("no contact is found")

// comparison is what is proved about the configured contact and the ticket's.
type comparison int

const (
	sameContact comparison = iota
	// otherContact replaces the ticket.
	otherContact
	// lostContact: the configured contact differs, but the ticket's contact is gone or the ticket no longer shows it. The
	// configuration may differ only because of that, which never replaces the ticket.
	lostContact
)

// compareContact compares the configured contact with the ticket's. It is the same if it resolves to nothing (such as the email
// that a managed contact gets in the same apply), if the ticket's contact was merged into it, or if the ticket already shows
// it. A search may have shown an older ticket to the refresh, so a GET of the ticket is the last word.
func (r *Resource) compareContact(ctx context.Context, reader framework.Reader, configured contact, state model) (comparison, error) {
	own := state.contact()
	if configured.names(own) {
		return sameContact, nil
	}
	ids := append(state.shownContacts(), own.ID.ValueString())
	mine, err := readContact(ctx, reader, own.ID.ValueString())
	into, merged := intercom.MergedInto(err)
	lost := merged || framework.IsMissing(err)
	switch {
	case err == nil && configured.matches(mine):
		return sameContact, nil
	case err != nil && !lost:
		return sameContact, err
	case merged:
		ids = append(ids, into)
	}
	found, err := lookUpContact(ctx, reader, configured)
	if errors.Is(err, errNobody) || slices.ContainsFunc(found, func(id string) bool { return slices.Contains(ids, id) }) {
		return sameContact, nil
	}
	if err != nil {
		return sameContact, err
	}
	has, err := r.ticketContacts(ctx, reader, state)
	switch {
	case err != nil || slices.ContainsFunc(found, func(id string) bool { return slices.Contains(has, id) }):
		return sameContact, err
	case lost || !slices.Contains(has, own.ID.ValueString()):
		return lostContact, nil
	}
	return otherContact, nil
}

// ticketContacts returns the IDs of the contacts that a GET of the ticket shows.
func (r *Resource) ticketContacts(ctx context.Context, reader framework.Reader, state model) (ids []string, err error) {
	t, err := walkOf(r.Data).read(ctx, reader, r.Data.Client(&diag.Diagnostics{}), state.ID.ValueString())
	if err == nil {
		err = state.checkSame(t)
	}
	switch {
	case err != nil:
		return nil, err
	case t.Contacts == nil:
		return nil, &providerdiag.LocalError{
			What: "no contacts in the answer", Next: "run it again.", Err: errors.New("the answer shows the ticket without its contacts, which proves nothing"),
		}
	}
	for _, each := range t.Contacts {
		ids = append(ids, string(each.ID))
	}
	return ids, nil
}

// lostContactWarning: an error would also refuse -replace, which Terraform plans first as if it were not there.
func (m *model) lostContactWarning(configured contact) diag.Diagnostic {
	own := m.contact().ID.ValueString()
	return diag.NewAttributeWarningDiagnostic(path.Root("contacts"), "Tickets are not replaced because their contact is gone",
		fmt.Sprintf("Ticket %s has contact %s in state, and the configuration has the contact with %s. Contact %s was deleted, archived, or merged, or the ticket no longer shows it. "+
			"The configuration may differ only because of that, and a replacement would delete the ticket permanently. The ticket keeps contact %s in state.\n\n"+
			"What to do: nothing, if the ticket should stay. To avoid this warning, set contacts = [{ id = %q }]. "+
			"To delete the ticket and create one for the configured contact, use terraform apply -replace with the ticket's address.",
			m.label(), own, configured, own, own, own))
}

// readContact reads a contact once per walk.
func readContact(ctx context.Context, reader framework.Reader, id string) (*intercom.Contact, error) {
	return walkOf(reader.Data).contacts.Get(ctx, id, func() (*intercom.Contact, error) { return reader.Contact(ctx, id) })
}

// lookUpContact returns the IDs of the contacts that the configuration can refer to, or errNobody.
func lookUpContact(ctx context.Context, reader framework.Reader, c contact) (ids []string, err error) {
	switch {
	case c.ID.ValueString() != "":
		shown, err := readContact(ctx, reader, c.ID.ValueString())
		if err == nil {
			return []string{string(shown.ID)}, nil
		}
		if into, merged := intercom.MergedInto(err); merged && into != "" {
			return []string{into}, nil
		}
		return nil, nobody(err)
	case c.ExternalID.ValueString() != "":
		external := c.ExternalID.ValueString()
		ids, err = walkOf(reader.Data).lookups.Get(ctx, "external_id "+external, func() ([]string, error) {
			shown, err := reader.ContactByExternalID(ctx, external)
			if err != nil {
				return nil, err
			}
			return []string{string(shown.ID)}, nil
		})
		return ids, nobody(err)
	}
	email := c.Email.ValueString()
	return walkOf(reader.Data).lookups.Get(ctx, "email "+strings.ToLower(email), func() ([]string, error) {
		var ids []string
		for shown, err := range reader.SearchContacts(ctx, intercom.All(intercom.Where("email", "=", email)), maxMatches) {
			if err != nil {
				return nil, err
			}
			if c.matches(shown) {
				ids = append(ids, string(shown.ID))
			}
			if len(ids) == maxMatches {
				break
			}
		}
		if len(ids) == 0 {
			return nil, errNobody
		}
		return ids, nil
	})
}

// nobody returns errNobody for an error that reports that the contact does not exist.
func nobody(err error) error {
	if _, merged := intercom.MergedInto(err); merged || framework.IsMissing(err) {
		return errNobody
	}
	return err
}

// planContact keeps the contact if the configuration refers to the same one in another way. It plans a replacement for a
// known contact that is proved to differ.
func (p *planning) planContact(ctx context.Context) {
	configured, own := p.config.contact(), p.state.contact()
	switch {
	case p.state.Contacts.IsNull(), own.ID.IsNull() && !configured.names(own):
		// For a ticket without contacts, state records the configured contact; the ticket is not replaced.
		return
	case configured.isUnknown():
		// The update checks whether it is the same.
		if !p.config.Contacts.IsUnknown() {
			c := p.plan.contact()
			if configured.ID.IsNull() {
				c.ID = types.StringUnknown()
			}
			if configured.ExternalID.IsNull() {
				c.ExternalID = types.StringUnknown()
			}
			p.plan.setContact(c)
		}
		return
	case configured.names(own) || !p.Data.Known():
		p.plan.Contacts = p.state.Contacts
		return
	}
	reader, ok := p.reader(ctx)
	if !ok {
		return
	}
	compared, err := p.compareContact(ctx, reader, configured, p.state)
	if err != nil {
		p.resp.Diagnostics.Append(providerdiag.AttributeError(path.Root("contacts"), "comparing the configured contact with that of ticket "+p.state.label(), err,
			"Another contact would replace the ticket and delete the old one permanently, so nothing is planned while this cannot be told.", "Read and list users and companies"))
		return
	}
	if compared == lostContact {
		p.resp.Diagnostics.Append(p.state.lostContactWarning(configured))
	}
	p.resp.Diagnostics.Append(p.PlanImmutable(&framework.Immutable{
		Name: "contacts", Label: p.state.label(), ID: p.state.identity(), Plan: p.plan.Contacts, Prior: p.state.Contacts,
		Same: func() bool { return compared != otherContact },
		Keep: func() { p.plan.Contacts = p.state.Contacts },
		Replace: func() {
			p.replace("contacts", "The configured contact is not the ticket's, and Intercom cannot change the contact of a ticket.")
		},
	})...)
}

// resolvePlannedContact completes a contact at apply that was unknown at plan. If it differs from the ticket's contact, the
// ticket must be replaced, which requires a new plan.
func (r *Resource) resolvePlannedContact(ctx context.Context, plan *model, state model) (diags diag.Diagnostics) {
	own, c := state.contact(), plan.contact()
	if plan.Contacts.Equal(state.Contacts) || state.Contacts.IsNull() || own.ID.IsNull() {
		c.fill(types.StringNull(), types.StringNull())
		plan.setContact(c)
		return nil
	}
	given := c
	given.fill(types.StringNull(), types.StringNull())
	reader, ok := r.Reader(ctx, state.WorkspaceID.ValueString(), "updating ticket "+state.label(), &diags)
	if !ok {
		return diags
	}
	compared, err := r.compareContact(ctx, reader, given, state)
	switch {
	case err != nil:
		diags.Append(providerdiag.AttributeError(path.Root("contacts"), "comparing the configured contact with that of ticket "+state.label(), err, framework.NothingChanged))
	case compared == otherContact:
		diags.Append(r.PlanAgain("contacts", state.label()))
	case compared == lostContact:
		diags.Append(state.lostContactWarning(given))
	}
	c.fill(own.ID, own.ExternalID)
	plan.setContact(c)
	return diags
}
