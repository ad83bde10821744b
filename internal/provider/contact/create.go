package contact

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// isLead: leads do not conflict with each other, so two with one email cannot be told apart.
func isLead(m *model) bool { return m.Role.ValueString() == intercom.RoleLead }

// key is what no other user may have: the external ID, or else the email. A lead has no such key.
func key(m *model) string {
	switch {
	case isLead(m) || m.Role.IsUnknown() || m.ExternalID.IsUnknown():
		return ""
	case !m.ExternalID.IsNull():
		return m.ExternalID.ValueString()
	}
	return strings.ToLower(m.Email.ValueString())
}

func keyArgument(m *model) string {
	if !m.ExternalID.IsNull() {
		return "external_id"
	}
	return "email"
}

// matches reports whether a contact has the planned user's key. Several users can share an email if their external IDs
// differ. A lead matches an equal one that was created in the last day: an earlier run may have lost the answer to its
// create.
func matches(m *model, c *intercom.Contact) bool {
	switch {
	case isLead(m):
		return differs(m, c) == ""
	case !m.ExternalID.IsNull():
		return c.ExternalID == m.ExternalID.ValueString()
	}
	return c.Role != intercom.RoleLead && attrvalue.EquivalentEmail(m.Email.ValueString(), c.Email)
}

// find returns the contacts that may have the key or be the lead. A read by external ID does not lag; a search does.
func find(ctx context.Context, r framework.Reader, m *model) ([]*intercom.Contact, error) {
	if !isLead(m) && !m.ExternalID.IsNull() {
		c, err := r.ContactByExternalID(ctx, m.ExternalID.ValueString())
		_, merged := intercom.MergedInto(err)
		switch {
		case intercom.IsGone(err, metadata.GoneCodes...) || merged:
			// A merged contact does not prevent another one from having its external ID.
			return nil, nil
		case err != nil:
			return nil, err
		}
		return []*intercom.Contact{c}, nil
	}
	return byEmail(ctx, r, m.Email.ValueString())
}

// byEmail searches for the contacts with an email address, which Intercom stores in lower case.
func byEmail(ctx context.Context, r framework.Reader, email string) (found []*intercom.Contact, err error) {
	for c, err := range r.SearchContacts(ctx, intercom.Where("email", "=", strings.ToLower(email)), intercom.MaxPerPage) {
		if err != nil {
			return nil, err
		}
		found = append(found, c)
	}
	return found, nil
}

const (
	// recently is the maximum age of an equal lead that an earlier run may have created. Searches count times as whole days.
	recently = 24 * time.Hour
	// mostRecent limits how many leads are checked for that.
	mostRecent = 4 * intercom.MaxPerPage
)

// recent lists the leads of the last day before the first lead is created, so that none of them is mistaken for a new one.
func recent(ctx context.Context, r framework.Reader, m *model) (found []*intercom.Contact, err error) {
	if !isLead(m) {
		return nil, nil
	}
	since := r.Data.Now().Add(-recently)
	query := intercom.All(intercom.Where("role", "=", intercom.RoleLead), intercom.Where("created_at", ">", since.Add(-48*time.Hour).Unix()))
	for c, err := range r.SearchContacts(ctx, query, intercom.MaxPerPage) {
		if err != nil {
			return nil, err
		}
		if c.CreatedAt.IsZero() || !c.CreatedAt.Before(since) {
			found = append(found, c)
		}
		if len(found) == mostRecent {
			break
		}
	}
	return found, nil
}

// differs returns how a contact differs from the requested one: in a key that was sent or, for a lead, also in its name,
// since several leads can have one email.
func differs(m *model, c *intercom.Contact) string {
	role := intercom.RoleUser
	if isLead(m) {
		role = intercom.RoleLead
	}
	switch {
	case c.Role != "" && c.Role != role:
		return "its role is " + intercom.Clean(c.Role, 40)
	case !m.Email.IsNull() && !attrvalue.EquivalentEmail(m.Email.ValueString(), c.Email):
		return "it has another email"
	case !m.ExternalID.IsNull() && c.ExternalID != m.ExternalID.ValueString():
		return "it has another external_id"
	case isLead(m) && !m.Name.IsNull() && !attrvalue.EquivalentText(m.Name.ValueString(), c.Name):
		return "it has another name"
	}
	return ""
}

// named matches the conflicting contact's ID in Intercom's message, which is the only place that has it.
var named = regexp.MustCompile(`\bid[=:]\s*"?([A-Za-z0-9_-]+)`)

// existing returns the ID that a conflict names, or "".
func existing(err error) string {
	if api, ok := errors.AsType[*intercom.APIError](err); ok && intercom.IsConflict(api) {
		for _, d := range api.Details {
			if id := named.FindStringSubmatch(d.Message); id != nil {
				return id[1]
			}
		}
	}
	return ""
}

// inTheWay reports whether a contact has the planned contact's email or external ID, which causes a conflict.
func inTheWay(m *model, c *intercom.Contact) bool {
	return c.Email != "" && attrvalue.EquivalentEmail(m.Email.ValueString(), c.Email) || c.ExternalID != "" && m.ExternalID.ValueString() == c.ExternalID
}

// refused returns the diagnostic for a POST that definitely created nothing. It names the conflicting contact, if there is
// one.
func refused(ctx context.Context, r framework.Reader, m *model, doing string, err error) diag.Diagnostic {
	const consequence = "No contact was created."
	api, ok := errors.AsType[*intercom.APIError](err)
	switch {
	case ok && api.HasCode("admin_not_found"):
		return providerdiag.AttributeError(path.Root("owner_id"), doing, err, consequence, metadata.Permission)
	case !intercom.IsConflict(err):
		return providerdiag.Error(doing, err, consequence, metadata.Permission)
	}
	id := existing(err)
	if found, searchErr := find(ctx, r, m); id == "" && searchErr == nil && len(found) > 0 {
		id = string(found[0].ID)
	}
	if id == "" {
		return providerdiag.AttributeError(path.Root(keyArgument(m)), doing, err, consequence+" A contact with the same email or external_id exists. Look it up in Intercom and import it by its ID.", metadata.Permission)
	}
	if _, readErr := r.Contact(ctx, id); intercom.IsGone(readErr, metadata.GoneCodes...) {
		return providerdiag.AttributeError(path.Root(keyArgument(m)), doing, err, fmt.Sprintf("%s Contact %s has the same email or external_id and is archived. "+
			"To take it into state, set on_create = \"unarchive\" and apply again. Or unarchive it in Intercom first (POST /contacts/%s/unarchive), then import it, with the resource's address as \"to\":\n\n%s", consequence, id, id, metadata.ImportBlock(id)), metadata.Permission)
	}
	return providerdiag.AttributeError(path.Root(keyArgument(m)), doing, err, fmt.Sprintf("%s Contact %s has the same email or external_id. To manage that one, import it, with the resource's address as \"to\":\n\n%s\n\n%s",
		consequence, id, metadata.ImportBlock(id), framework.NotInStateToo), metadata.Permission)
}

// keyTaken returns the diagnostic for a contact that already exists.
func keyTaken(b *framework.Base, m *model, c *intercom.Contact) diag.Diagnostic {
	if !isLead(m) {
		return b.KeyTaken(keyArgument(m), key(m), string(c.ID), c.DisplayName())
	}
	return diag.NewAttributeErrorDiagnostic(path.Root("email"), "An equal lead was created recently",
		fmt.Sprintf("Lead %s was created at %s with the same values. An earlier run may have created it and lost Intercom's answer. No lead was created.\n\n"+
			"What to do: import it, with the resource's address as \"to\". If you want another lead like it, give it another name.\n\n%s",
			framework.Label(string(c.ID), c.DisplayName()), c.CreatedAt.Format(time.RFC3339), b.ImportBlock(string(c.ID))))
}

// checkPlan refuses what Intercom refuses or ignores: a lead's external ID, turning a user into a lead, and custom
// attributes that are not defined.
func checkPlan(ctx context.Context, p *framework.Plan[model]) (diags diag.Diagnostics) {
	diags.Append(validate(p.Config)...)
	prior := types.MapNull(types.StringType)
	if p.Prior != nil {
		prior = p.Prior.CustomAttributes
		diags.Append(checkRole(ctx, p)...)
	}
	return append(diags, p.WithReader(ctx, func(ctx context.Context, r framework.Reader) diag.Diagnostics {
		return custom.Check(ctx, r, p.Plan.CustomAttributes, prior)
	})...)
}

// checkRole refuses to turn a user into a lead. If state does not have the role, because no configuration has set it yet, a
// read decides.
func checkRole(ctx context.Context, p *framework.Plan[model]) (diags diag.Diagnostics) {
	id, role := p.Prior.ID.ValueString(), p.Prior.Role.ValueString()
	if !isLead(p.Plan) || role == intercom.RoleLead {
		return nil
	}
	if role == "" {
		diags.Append(p.WithReader(ctx, func(ctx context.Context, r framework.Reader) diag.Diagnostics {
			c, err := r.Contact(ctx, id)
			if err != nil {
				return diag.Diagnostics{providerdiag.AttributeError(path.Root("role"), "reading the role of contact "+id, err, framework.NothingChanged, metadata.Permission)}
			}
			role = c.Role
			return nil
		})...)
	}
	if role == intercom.RoleUser {
		diags.AddAttributeError(path.Root("role"), "A user cannot become a lead",
			fmt.Sprintf("Contact %s is a user in Intercom, which turns leads into users but never back. Set role = \"user\", or remove role. %s", id, framework.NothingChanged))
	}
	return diags
}
