// Package conversationattribute implements the intercom_conversation_attribute resource, data sources, and list resource.
package conversationattribute

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Object is intercom_conversation_attribute. Two live attributes with one name break every update of conversations, and no
// description says that Intercom refuses the second one, so the names are read again before each write of a name, and a POST is
// never sent twice. An archived attribute counts as gone, since no call unarchives it.
var Object = framework.Object[model, *intercom.ConversationAttribute]{
	Metadata: framework.Metadata{
		Name: "conversation attribute", Plural: "conversation attributes", Type: "intercom_conversation_attribute",
		Keys:         []framework.Key{{Name: "id", Description: "ID of the conversation attribute."}},
		IDHint:       "The data source intercom_conversation_attributes lists the IDs of all attributes that are not archived. To manage an archived attribute, unarchive it in Intercom's settings first.",
		Immutable:    []string{"data_type"},
		Whole:        []string{"visible_to_team_ids"},
		Irreversible: true, GoneCodes: []string{"conversation_attribute_not_found"},
		Since:      framework.Since{Read: "2.16", Write: "2.16", Delete: "2.16"},
		Permission: "Write data attributes",
		References: map[string]string{"visible_to_team_ids": "intercom_team"},
		Gone:       "somebody archived it. A new attribute has no old values. To keep them, unarchive the attribute in Intercom's settings, and import it",
	},
	Description: "A custom attribute of the conversations of an Intercom workspace.\n\n" +
		"Intercom cannot delete an attribute. **Destroying this resource archives it, and the API cannot unarchive it**: conversations keep their values. " +
		"Two attributes with the same name break every update of conversations, so the provider refuses a name that another attribute has, ignoring case.\n\n" + schemas.LeftAlone,
	Attributes: attributes,
	Validate:   validate,
	Equivalent: map[string]framework.Equivalence{"options": sameLabels, "visible_to_team_ids": framework.SameSet},
	Facts: func(a *intercom.ConversationAttribute) framework.Facts {
		return framework.Facts{ID: framework.ID{string(a.ID)}, Name: a.Name, CreatedAt: a.CreatedAt}
	},
	Flatten: flatten,
	Create: func(ctx context.Context, w framework.Writer, plan *model) (*intercom.ConversationAttribute, error) {
		if err := claimName(w, plan); err != nil {
			return nil, err
		}
		a, err := w.CreateConversationAttribute(ctx, plan.createRequest())
		if err != nil {
			return nil, err
		}
		return withOptions(ctx, w, plan, a), nil
	},
	Read:   read,
	All:    all,
	Update: update,
	Destroy: []framework.Verb[*intercom.ConversationAttribute]{{
		OnDestroy: schemas.OnDestroyArchive, Doing: "archiving", Clause: "archives it",
		Effect: "This plan archives conversation attributes permanently", Detail: "The API cannot unarchive it. Conversations keep their values.",
		Do: func(ctx context.Context, w framework.Writer, id framework.ID) error {
			a, err := w.ArchiveConversationAttribute(ctx, id[0])
			if err == nil && !a.Archived {
				err = &framework.NotDoneError{Shown: "archived is false"}
			}
			return err
		},
	}},
	Label:       func(m *model) string { return m.Name.ValueString() },
	Key:         func(m *model) string { return strings.ToLower(m.Name.ValueString()) },
	KeyArgument: func(*model) string { return "name" },
	Matches: func(m *model, a *intercom.ConversationAttribute) bool {
		return sameName(m.Name.ValueString(), a.Name)
	},
	Find: func(ctx context.Context, r framework.Reader, _ *model) ([]*intercom.ConversationAttribute, error) {
		return framework.Pointers(r.ConversationAttributes(ctx))
	},
	FindBefore: true, FindAtPlan: true, SnapshotAtPlan: true,
	Snapshot: func(ctx context.Context, r framework.Reader, _ *model) ([]*intercom.ConversationAttribute, error) {
		return all(ctx, r)
	},
	Differs: func(m *model, a *intercom.ConversationAttribute) string {
		switch {
		case !sameName(m.Name.ValueString(), a.Name):
			return "its name is " + intercom.Quote(a.Name, 80)
		case a.DataType != "" && a.DataType != m.DataType.ValueString():
			return "its data type is " + intercom.Quote(a.DataType, 40)
		}
		return ""
	},
	CheckPlan: checkPlan,
	Invalidate: func(d *providerdata.Data, _ *model) {
		providerdata.Shared[framework.Listed[intercom.ConversationAttribute]](d).Invalidate("")
	},
}

var listOnce = framework.ListOnce(framework.Reader.ConversationAttributes)

// all reads all attributes that are not archived, once a walk.
func all(ctx context.Context, r framework.Reader) ([]*intercom.ConversationAttribute, error) {
	return framework.Pointers(listOnce(ctx, r))
}

// sameName: nothing says how Intercom compares names, so that the case does not count.
func sameName(a, b string) bool {
	return attrvalue.EquivalentText(strings.ToLower(a), strings.ToLower(b))
}

// read takes an archived attribute for one that is gone.
func read(ctx context.Context, r framework.Reader, id framework.ID) (*intercom.ConversationAttribute, error) {
	a, err := r.ConversationAttribute(ctx, id[0])
	if err == nil && a.Archived {
		return nil, &framework.AbsentError{What: fmt.Sprintf("conversation attribute %s is archived", framework.Label(id[0], a.Name))}
	}
	return a, err
}

// claimName refuses a name that another resource of this walk gives an attribute.
func claimName(w framework.Writer, plan *model) error {
	if !w.Data.Creates.Claim("name of a conversation attribute " + strings.ToLower(plan.Name.ValueString())) {
		return &providerdiag.LocalError{
			What: "two resources have the same name", Next: "give each attribute its own name. To exchange the names of two attributes, apply a third name in between.",
			Err: fmt.Errorf("another resource of this run gives a conversation attribute the name %s", intercom.Quote(plan.Name.ValueString(), 80)),
		}
	}
	return nil
}

// checkRename refuses a new name that another attribute has by now.
func checkRename(ctx context.Context, w framework.Writer, plan *model, id string) error {
	found, err := w.ConversationAttributes(ctx)
	if err != nil {
		return fmt.Errorf("reading the names of all conversation attributes: %w", err)
	}
	for _, a := range found {
		if string(a.ID) != id && sameName(plan.Name.ValueString(), a.Name) {
			return &providerdiag.LocalError{
				What: "the name is taken", Next: "choose another name, or rename or archive the other attribute first. To exchange the names of two attributes, apply a third name in between.",
				Err: fmt.Errorf("conversation attribute %s has the name already", framework.Label(string(a.ID), a.Name)),
			}
		}
	}
	return claimName(w, plan)
}

// update changes the attribute, then its options: first labels, then new ones, then what is archived, so that two stay live.
func update(ctx context.Context, w framework.Writer, c framework.Change[model]) (*intercom.ConversationAttribute, error) {
	id, request, steps := c.Prior.ID.ValueString(), c.Plan.updateRequest(c.Prior), stepsBetween(c.Prior, c.Plan)
	if _, renamed := request.Name.Get(); renamed {
		if err := checkRename(ctx, w, c.Plan, id); err != nil {
			return nil, err
		}
	}
	var calls []func() (*intercom.ConversationAttribute, error)
	if request != (intercom.UpdateConversationAttributeRequest{}) {
		calls = append(calls, func() (*intercom.ConversationAttribute, error) {
			return w.UpdateConversationAttribute(ctx, id, request)
		})
	}
	for _, o := range steps.renamed {
		calls = append(calls, func() (*intercom.ConversationAttribute, error) {
			return w.RenameConversationAttributeOption(ctx, id, o.id, o.label)
		})
	}
	for _, o := range steps.added {
		calls = append(calls, func() (*intercom.ConversationAttribute, error) { return addOption(ctx, w, id, o.label) })
	}
	for _, o := range steps.archived {
		calls = append(calls, func() (*intercom.ConversationAttribute, error) {
			return w.ArchiveConversationAttributeOption(ctx, id, o.id)
		})
	}
	var shown *intercom.ConversationAttribute
	for i, call := range calls {
		next, err := call()
		switch {
		case err != nil && i > 0:
			return nil, &framework.PartialError{Err: err}
		case err != nil:
			return nil, err
		}
		shown = next
	}
	if shown == nil {
		return nil, framework.ErrUnchanged
	}
	if shown = withOptions(ctx, w, c.Plan, shown); !showsOptions(shown) && len(c.Plan.Options.Elements()) > 0 {
		return nil, &framework.PartialError{Err: &providerdiag.LocalError{
			What: "Intercom does not show the options", Next: "plan again. The new plan shows what is left.",
			Err: errors.New("neither the answer to the update nor a read shows the options with their IDs"),
		}}
	}
	return shown, nil
}

// withOptions reads an attribute of the plan again if an answer leaves its options out: without their IDs, a later update could not
// tell them apart. If a read does not show them either, the answer counts.
func withOptions(ctx context.Context, w framework.Writer, plan *model, a *intercom.ConversationAttribute) *intercom.ConversationAttribute {
	if showsOptions(a) || len(plan.Options.Elements()) == 0 {
		return a
	}
	if again, err := w.ConversationAttribute(ctx, string(a.ID)); err == nil && showsOptions(again) {
		return again
	}
	return a
}

// showsOptions reports whether an answer has the options, each with its ID and label.
func showsOptions(a *intercom.ConversationAttribute) bool {
	return a.Options != nil && !slices.ContainsFunc(a.Options, func(o intercom.ConversationAttributeOption) bool { return o.ID == "" || o.Label == "" })
}

// addOption adds an option once: where the answer does not tell whether it was added, a read does.
func addOption(ctx context.Context, w framework.Writer, id, label string) (*intercom.ConversationAttribute, error) {
	a, err := w.AddConversationAttributeOption(ctx, id, label)
	if err == nil || !intercom.MayHaveHappened(err) {
		return a, err
	}
	shown, readErr := w.ConversationAttribute(context.WithoutCancel(ctx), id)
	if readErr != nil {
		return nil, err
	}
	for _, o := range shown.Options {
		if !o.Archived && attrvalue.EquivalentText(o.Label, label) {
			return shown, nil
		}
	}
	return nil, err
}

// flatten takes over all that Intercom shows.
func flatten(_ context.Context, a *intercom.ConversationAttribute, m *model) diag.Diagnostics {
	m.ID, m.Name, m.DataType = types.StringValue(string(a.ID)), framework.Always(a.Name, m.Name), framework.Always(a.DataType, m.DataType)
	m.Description, m.Required, m.CreatedAt = framework.Text(a.Description), types.BoolValue(a.Required), framework.Time(a.CreatedAt)
	m.VisibleToTeamIDs = framework.IDSet(a.VisibleToTeamIDs, m.VisibleToTeamIDs)
	m.Options, m.OptionIDs = m.optionsOf(a)
	switch {
	case m.DataType.ValueString() != intercom.ConversationAttributeString:
		m.Multiline = types.BoolNull()
	case a.Multiline != nil:
		m.Multiline = types.BoolValue(*a.Multiline)
	case m.Multiline.IsUnknown():
		m.Multiline = types.BoolNull()
	}
	m.Reference = m.referenceOf(a)
	return nil
}
