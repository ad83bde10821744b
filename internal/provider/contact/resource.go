// Package contact implements the intercom_contact resource, data source, and list resource.
package contact

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/resourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/customattributes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	ID                     types.String      `tfsdk:"id"`
	Role                   types.String      `tfsdk:"role"`
	Email                  types.String      `tfsdk:"email"`
	ExternalID             types.String      `tfsdk:"external_id"`
	Phone                  types.String      `tfsdk:"phone"`
	Name                   types.String      `tfsdk:"name"`
	Avatar                 types.String      `tfsdk:"avatar"`
	OwnerID                types.String      `tfsdk:"owner_id"`
	UnsubscribedFromEmails types.Bool        `tfsdk:"unsubscribed_from_emails"`
	SignedUpAt             timetypes.RFC3339 `tfsdk:"signed_up_at"`
	CustomAttributes       types.Map         `tfsdk:"custom_attributes"`
	DeletionProtection     types.Bool        `tfsdk:"deletion_protection"`
	OnCreate               types.String      `tfsdk:"on_create"`
	OnDestroy              types.String      `tfsdk:"on_destroy"`
	CreatedAt              timetypes.RFC3339 `tfsdk:"created_at"`
}

var custom = customattributes.Attributes{Model: intercom.ModelContact}

var metadata = framework.Metadata{
	Name: "contact", Plural: "contacts", Type: "intercom_contact",
	Keys:         []framework.Key{{Name: "id", Description: "ID of the contact in Intercom's API."}},
	IDHint:       "The data source intercom_contact looks contacts up by email or external_id; in the Inbox, the ID is the last part of the contact's URL.",
	Irreversible: true, GoneCodes: []string{"not_found", "contact_not_found"},
	Gone:       "it was deleted, archived, or merged into another contact, which then holds its data",
	Permission: "Read and list users and companies, Write users and companies",
	References: map[string]string{"owner_id": "intercom_admin"},
	Records:    framework.RecordsPeople,
}

// Object is intercom_contact.
var Object = framework.Object[model, *intercom.Contact]{
	Metadata: metadata,
	Description: "An Intercom contact: a user or a lead.\n\n" +
		"**Destroying this resource deletes the contact permanently.** To prevent that, set `deletion_protection`, or set `on_destroy` to `archive` or `abandon`.\n\n" + schemas.LeftAlone,
	Attributes: attributes,
	Equivalent: map[string]framework.Equivalence{"email": func(a, b attr.Value) bool {
		x, _ := a.(types.String)
		y, _ := b.(types.String)
		return x.IsNull() == y.IsNull() && attrvalue.EquivalentEmail(x.ValueString(), y.ValueString())
	}},
	Facts: func(c *intercom.Contact) framework.Facts {
		return framework.Facts{ID: framework.ID{string(c.ID)}, Name: c.DisplayName(), WorkspaceID: c.WorkspaceID, CreatedAt: c.CreatedAt, UpdatedAt: c.UpdatedAt}
	},
	Flatten:     flatten,
	FlattenMaps: flattenMaps,
	Recall: func(_ context.Context, _ framework.Reader, m framework.Memory, _, after *model, _ *intercom.Contact) diag.Diagnostics {
		if m.Importing {
			after.leaveOutAssigned()
		}
		return nil
	},
	Uncleared: func(ctx context.Context, r framework.Reader, c framework.Change[model], shown *intercom.Contact, after *model) {
		after.CustomAttributes = custom.Uncleared(ctx, r, c.Plan.CustomAttributes, c.Prior.CustomAttributes, after.CustomAttributes, c.Unmanaged(customattributes.Name), shown.CustomAttributes)
	},
	Create: func(ctx context.Context, w framework.Writer, plan *model) (*intercom.Contact, error) {
		request, err := request(ctx, w, plan, &model{}, false, nil)
		if err != nil {
			return nil, err
		}
		return w.CreateContact(ctx, request)
	},
	Read: func(ctx context.Context, r framework.Reader, id framework.ID) (*intercom.Contact, error) {
		return r.Contact(ctx, id[0])
	},
	All: func(ctx context.Context, r framework.Reader) ([]*intercom.Contact, error) {
		return framework.Pointers(r.ContactsUpTo(ctx, listable))
	},
	ShowsOtherwise: func(c *intercom.Contact, name string) bool {
		return name == customattributes.Name && c.CustomAttributes != nil
	},
	Update: update,
	Destroy: []framework.Verb[*intercom.Contact]{{
		OnDestroy: schemas.OnDestroyDelete, Doing: "deleting", Clause: "deletes it permanently",
		Effect: "This plan deletes contacts permanently", Detail: "It is deleted from Intercom. This cannot be undone.",
		Do: func(ctx context.Context, w framework.Writer, id framework.ID) error {
			return w.DeleteContact(ctx, id[0])
		},
	}, {
		OnDestroy: schemas.OnDestroyArchive, Doing: "archiving", Clause: "archives it",
		Effect: "This plan archives contacts and removes them from state", Detail: "It is archived with its conversations and tickets (on_destroy is archive).",
		Do: func(ctx context.Context, w framework.Writer, id framework.ID) error {
			return w.ArchiveContact(ctx, id[0])
		},
	}},
	Unarchive: func(ctx context.Context, w framework.Writer, id framework.ID) error {
		return w.UnarchiveContact(ctx, id[0])
	},
	UnarchivesBy: "`external_id` (or the same `email`, if you set no `external_id`)",
	UnarchiveNote: "Only the apply can find an archived contact: Intercom names it when it refuses to create another one. It keeps its conversations and tickets. " +
		"You cannot use `unarchive` for a lead, because leads have no unique key.",
	Label: label,
	Key:   key, KeyArgument: keyArgument,
	Alike:   func(m *model) string { return strings.ToLower(m.Email.ValueString()) },
	Matches: matches, Find: find, FindAtPlan: true,
	Again:    func(m *model) bool { return m.Role.ValueString() != intercom.RoleLead },
	Snapshot: recent, SnapshotKey: func(m *model) string { return m.Role.ValueString() },
	Differs:  differs,
	Existing: existing,
	InTheWay: inTheWay,
	Refused:  refused,
	KeyTaken: keyTaken,
	Validate: validate, CheckPlan: checkPlan,
	ConfigValidators: []resource.ConfigValidator{resourcevalidator.AtLeastOneOf(path.MatchRoot("email"), path.MatchRoot("external_id"))},
}

// listable is the number of contacts up to which a batched refresh reads all of them: ten pages. A larger workspace has more pages than
// most configurations have contacts.
const listable = 1500

func label(m *model) string {
	return (&intercom.Contact{Email: m.Email.ValueString(), ExternalID: m.ExternalID.ValueString(), Name: m.Name.ValueString()}).DisplayName()
}

func flatten(_ context.Context, c *intercom.Contact, m *model) diag.Diagnostics {
	m.ID, m.Role = types.StringValue(string(c.ID)), framework.Text(c.Role)
	m.Email, m.ExternalID = framework.Text(c.Email), framework.Text(c.ExternalID)
	m.Phone, m.Name, m.Avatar = framework.Text(c.Phone), framework.Text(c.Name), framework.Text(c.Avatar.ImageURL)
	m.OwnerID = framework.Text(string(c.OwnerID))
	m.UnsubscribedFromEmails = framework.Flag(c.UnsubscribedFromEmails, m.UnsubscribedFromEmails)
	m.SignedUpAt, m.CreatedAt = framework.Time(c.SignedUpAt), framework.Time(c.CreatedAt)
	m.CustomAttributes = custom.Refresh(m.CustomAttributes, c.CustomAttributes)
	return nil
}

// leaveOutAssigned leaves out what validate refuses, so that a generated configuration is valid.
func (m *model) leaveOutAssigned() {
	if isLead(m) {
		m.ExternalID = types.StringNull()
	}
}

func flattenMaps(ctx context.Context, r framework.Reader, c *intercom.Contact, m *model) (diags diag.Diagnostics) {
	m.CustomAttributes, diags = custom.All(ctx, r, c.CustomAttributes)
	return diags
}

func update(ctx context.Context, w framework.Writer, c framework.Change[model]) (*intercom.Contact, error) {
	id := c.Prior.ID.ValueString()
	request, err := request(ctx, w, c.Plan, c.Prior, c.Unmanaged(customattributes.Name), func() (intercom.Attributes, error) {
		now, err := w.Contact(ctx, id)
		if err != nil {
			return nil, err
		}
		return now.CustomAttributes, nil
	})
	if err != nil {
		return nil, err
	}
	if request.IsZero() {
		return nil, framework.ErrUnchanged
	}
	return w.UpdateContact(ctx, id, request)
}

// request returns the changes from prior, the zero model for a new contact, to the plan and nothing else.
func request(ctx context.Context, w framework.Writer, plan, prior *model, unmanaged bool, shown func() (intercom.Attributes, error)) (intercom.ContactRequest, error) {
	changes, err := custom.Changes(ctx, w.Reads(), plan.CustomAttributes, prior.CustomAttributes, unmanaged, shown)
	request := intercom.ContactRequest{
		Role:                   framework.Kept(plan.Role, prior.Role),
		ExternalID:             framework.Kept(plan.ExternalID, prior.ExternalID),
		Phone:                  framework.String(plan.Phone, prior.Phone),
		Name:                   framework.String(plan.Name, prior.Name),
		Avatar:                 framework.String(plan.Avatar, prior.Avatar),
		OwnerID:                framework.String(plan.OwnerID, prior.OwnerID),
		UnsubscribedFromEmails: framework.Bool(plan.UnsubscribedFromEmails, prior.UnsubscribedFromEmails),
		SignedUpAt:             framework.Instant(plan.SignedUpAt, prior.SignedUpAt),
		CustomAttributes:       changes,
	}
	if !strings.EqualFold(plan.Email.ValueString(), prior.Email.ValueString()) {
		// Intercom stores emails in lower case, so a change of case would be sent at every apply.
		request.Email = framework.Kept(plan.Email, prior.Email)
	}
	return request, err
}
