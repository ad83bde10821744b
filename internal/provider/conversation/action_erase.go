// Package conversation implements the action intercom_conversations_erase.
package conversation

import (
	"context"
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/action/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/actions"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var (
	_ action.ActionWithConfigure      = (*EraseAction)(nil)
	_ action.ActionWithModifyPlan     = (*EraseAction)(nil)
	_ action.ActionWithValidateConfig = (*EraseAction)(nil)
)

// EraseAction is intercom_conversations_erase.
type EraseAction struct{ actions.Action }

// NewEraseAction returns the action.
func NewEraseAction() action.Action {
	return &EraseAction{actions.New(framework.Metadata{
		Name: "conversation", Plural: "conversations", Type: "intercom_conversations_erase", Permission: "Read conversations, Write conversations",
		Since: framework.Since{Delete: intercom.OldestTested}, GoneCodes: []string{"not_found"},
	})}
}

type eraseModel struct {
	WorkspaceID   types.String   `tfsdk:"workspace_id"`
	IDs           types.List     `tfsdk:"ids"`
	ContactID     types.String   `tfsdk:"contact_id"`
	ExpectedCount types.Int64    `tfsdk:"expected_count"`
	RetainMetrics types.Bool     `tfsdk:"retain_metrics"`
	Timeouts      timeouts.Value `tfsdk:"timeouts"`
}

// retains reports whether reporting keeps the metrics.
func (m *eraseModel) retains() bool { return m.RetainMetrics.IsNull() || m.RetainMetrics.ValueBool() }

// Schema implements action.Action.
func (a *EraseAction) Schema(ctx context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		"contact_id": schema.StringAttribute{
			MarkdownDescription: "ID of a contact. The action deletes all conversations that the contact takes part in, including conversations with several contacts.",
			Optional:            true,
			Validators:          []validator.String{schemas.IsID},
		},
		"retain_metrics": schema.BoolAttribute{
			MarkdownDescription: fmt.Sprintf("Whether reporting keeps the metrics of the conversations. Default: `true`. The value `false` requires API version %s or later, and the permission (OAuth scope) `delete_conversations_and_metrics`.", intercom.ChoosesMetrics),
			Optional:            true,
		},
	}
	maps.Copy(attributes, actions.EraseArguments(ctx, a.Base.Plural, "IDs of the conversations, which the URL in the Inbox shows. The action deletes them in this order. Set either `ids` or `contact_id`."))
	resp.Schema = schema.Schema{
		MarkdownDescription: a.Base.Describe("Deletes Intercom conversations permanently, one after another, with all replies, notes, attributes, and uploads. You select the conversations by their IDs or by a contact.\n\n" +
			"~> **This cannot be undone.** The action deletes nothing unless the access token belongs to `workspace_id` and the number of conversations is `expected_count`. " +
			"If the provider's `deletion_protection` is true, the action fails.\n\n" +
			"Intercom's search lags behind changes by seconds to minutes. The action therefore reads each conversation that the search returns right before it deletes it, and the contact must still take part in it.\n\n" +
			"The action stops at the first conversation that it cannot delete and lists the remaining conversations. A conversation that no longer exists counts as deleted. " +
			"To delete the other data of a person, see the guide [Erasing a person](https://registry.terraform.io/providers/terraform-intercom/intercom/latest/docs/guides/erasing-a-person). The action requires API version 2.13 or later."),
		Attributes: attributes,
	}
}

// ValidateConfig implements action.ActionWithValidateConfig.
func (a *EraseAction) ValidateConfig(ctx context.Context, req action.ValidateConfigRequest, resp *action.ValidateConfigResponse) {
	var config eraseModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(a.CheckSelection(config.IDs, config.ExpectedCount, !config.ContactID.IsNull(), "contact_id")...)
}

// ModifyPlan refuses what the invocation would certainly refuse, and warns of the deletion.
func (a *EraseAction) ModifyPlan(ctx context.Context, req action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	var config eraseModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.Append(a.forbidden(&config)...); resp.Diagnostics.HasError() {
		return
	}
	trace := "only reporting keeps a trace"
	if !config.retains() {
		trace = "reporting keeps no trace"
	}
	resp.Diagnostics.AddWarning("This plan deletes conversations permanently",
		fmt.Sprintf("If there are %s of them in workspace %s, they are deleted with all replies, notes, attributes, and uploads. This cannot be undone; %s.", config.ExpectedCount, config.WorkspaceID, trace))
}

// forbidden returns the reason why the provider's configuration does not allow the erasure.
func (a *EraseAction) forbidden(config *eraseModel) diag.Diagnostics {
	diags := a.Forbidden()
	if d := a.Base.Data; d.Known() && !config.RetainMetrics.IsUnknown() && !config.retains() && !d.Version().Has(intercom.ChoosesMetrics) {
		diags.AddAttributeError(path.Root("retain_metrics"), "API version without a choice about metrics",
			fmt.Sprintf("API version %s deletes a conversation and keeps its metrics. %s is the first version that can delete them, too. %s Set the provider's api_version to %s, or remove retain_metrics.",
				d.Version(), intercom.ChoosesMetrics, framework.NothingChanged, intercom.DefaultVersion))
	}
	return diags
}

// Invoke erases the conversations.
func (a *EraseAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var config eraseModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(a.forbidden(&config)...)
	ctx, cancel, ok := a.Base.StartOperation(ctx, config.Timeouts.Invoke, &resp.Diagnostics)
	defer cancel()
	if !ok {
		return
	}
	writer, err := a.Base.Data.Client(&resp.Diagnostics).Writer(ctx, config.WorkspaceID.ValueString())
	if err != nil {
		resp.Diagnostics.Append(providerdiag.AttributeError(path.Root("workspace_id"), "deleting conversations", err, framework.NothingChanged, a.Base.Permission))
		return
	}
	w := framework.Writer{Writer: writer, Data: a.Base.Data}
	erasure := actions.Erasure{
		Action: &a.Action, WorkspaceID: config.WorkspaceID.ValueString(), Named: !config.IDs.IsNull(),
		WrongIDs: "the ID of a conversation is the last part of its URL in the Inbox.",
		Remove:   func(ctx context.Context, id string) error { return w.DeleteConversation(ctx, id, config.retains()) },
		Read:     func(ctx context.Context, id string) error { _, err := w.Conversation(ctx, id); return err },
	}
	var conversations []actions.Target
	if erasure.Named {
		conversations = actions.Named(config.IDs)
	} else {
		conversations = a.find(ctx, w.Reads(), config, &resp.Diagnostics)
		erasure.Check = func(ctx context.Context, t actions.Target, doing, left string) diag.Diagnostic {
			return config.recheck(ctx, w.Reads(), t, doing, left)
		}
	}
	if !resp.Diagnostics.HasError() {
		erasure.Do(ctx, conversations, resp)
	}
}

// find returns the contact's conversations that a search finds, if the number is as expected.
func (a *EraseAction) find(ctx context.Context, r framework.Reader, config eraseModel, diags *diag.Diagnostics) (found []actions.Target) {
	query := intercom.Where("contact_ids", "=", config.ContactID.ValueString())
	for c, err := range r.SearchConversations(ctx, query, intercom.PerPage(actions.MaxErased)) {
		if err != nil {
			diags.Append(providerdiag.Error("searching for the conversations to erase", err, framework.NothingChanged, a.Base.Permission))
			return nil
		}
		if found = append(found, actions.Target{ID: string(c.ID), Label: string(c.ID)}); len(found) > actions.MaxErased {
			break
		}
	}
	a.CheckCount(found, config.ExpectedCount.ValueInt64(), diags)
	return found
}

// recheck returns a problem unless the contact takes part in the conversation now, because the search index may be minutes
// old. If the conversation is gone, its deletion finds that out.
func (m *eraseModel) recheck(ctx context.Context, r framework.Reader, t actions.Target, doing, left string) diag.Diagnostic {
	now, err := r.Conversation(ctx, t.ID)
	switch {
	case framework.IsMissing(err):
		return nil
	case err != nil:
		return providerdiag.Error(doing, err, left)
	case !now.Has(m.ContactID.ValueString()):
		return diag.NewAttributeErrorDiagnostic(path.Root("contact_id"), fmt.Sprintf("Error %s: it is not shown as a conversation of the contact", doing),
			fmt.Sprintf("The search found it, but a read does not show contact %s in it: it was changed, or the search lags behind. It was not erased.\n\n%s", m.ContactID.ValueString(), left))
	}
	return nil
}
