package ticket

import (
	"context"
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/action/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/actions"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/ticket/ticketsearch"
)

var (
	_ action.ActionWithConfigure      = (*EraseAction)(nil)
	_ action.ActionWithModifyPlan     = (*EraseAction)(nil)
	_ action.ActionWithValidateConfig = (*EraseAction)(nil)
)

// EraseAction is intercom_tickets_erase.
type EraseAction struct{ actions.Action }

// NewEraseAction returns the action.
func NewEraseAction() action.Action {
	named := metadata
	named.Type = "intercom_tickets_erase"
	return &EraseAction{actions.New(named)}
}

type eraseModel struct {
	ticketsearch.Filters
	WorkspaceID   types.String   `tfsdk:"workspace_id"`
	ExpectedCount types.Int64    `tfsdk:"expected_count"`
	Timeouts      timeouts.Value `tfsdk:"timeouts"`
}

// Schema implements action.Action.
func (a *EraseAction) Schema(ctx context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	attributes := map[string]schema.Attribute{}
	for name, argument := range ticketsearch.Arguments() {
		attributes[name] = argument
	}
	maps.Copy(attributes, actions.EraseArguments(ctx, a.Base.Plural, "IDs of the tickets in Intercom's API, not the numbers that the Inbox shows. The action deletes them in this order, without a search. "+
		"Set either `ids` or the arguments of a search."))
	resp.Schema = schema.Schema{
		MarkdownDescription: a.Base.Describe("Deletes Intercom tickets permanently, one after another, with their replies, attributes, uploads, and related content. Reporting still shows the tickets. " +
			"You select the tickets by their IDs or by a search. They do not have to be in Terraform's state.\n\n" +
			"~> **This cannot be undone.** The action deletes nothing unless the access token belongs to `workspace_id` and the number of tickets is `expected_count`. " +
			"If the provider's `deletion_protection` is true, the action fails. The action ignores the `deletion_protection` of resources.\n\n" +
			"Intercom's search lags behind changes by seconds to minutes. The action therefore reads each ticket that the search returns right before it deletes it, and the ticket must still match every argument.\n\n" +
			"The action stops at the first ticket that it cannot delete and lists the remaining tickets. A ticket that no longer exists counts as deleted, as described in the guide " +
			"[Deleting tickets for good](https://registry.terraform.io/providers/terraform-intercom/intercom/latest/docs/guides/deleting-tickets). The action requires API version 2.13 or later."),
		Attributes: attributes,
	}
}

// ValidateConfig implements action.ActionWithValidateConfig.
func (a *EraseAction) ValidateConfig(ctx context.Context, req action.ValidateConfigRequest, resp *action.ValidateConfigResponse) {
	var config eraseModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(config.Validate()...)
	// Without any argument, the search would find all tickets.
	searches := config.Len() > 1 || config.Len() == 1 && config.IDs.IsNull()
	resp.Diagnostics.Append(a.CheckSelection(config.IDs, config.ExpectedCount, searches, "arguments that narrow a search")...)
}

// ModifyPlan refuses what the invocation would certainly refuse, and warns of the erasure.
func (a *EraseAction) ModifyPlan(ctx context.Context, req action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	var config eraseModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.Append(a.Forbidden()...); !resp.Diagnostics.HasError() {
		resp.Diagnostics.AddWarning("This plan deletes tickets permanently",
			fmt.Sprintf("If there are %s of them in workspace %s, they are deleted with their replies, attributes, uploads, and related content. This cannot be undone; only reporting keeps a trace.",
				config.ExpectedCount, config.WorkspaceID))
	}
}

// Invoke erases the tickets.
func (a *EraseAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var config eraseModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(a.Forbidden()...)
	ctx, cancel, ok := a.Base.StartOperation(ctx, config.Timeouts.Invoke, &resp.Diagnostics)
	defer cancel()
	if !ok {
		return
	}
	writer, err := a.Base.Data.Client(&resp.Diagnostics).Writer(ctx, config.WorkspaceID.ValueString())
	if err != nil {
		resp.Diagnostics.Append(providerdiag.AttributeError(path.Root("workspace_id"), "deleting tickets", err, framework.NothingChanged, metadata.Permission))
		return
	}
	w := framework.Writer{Writer: writer, Data: a.Base.Data}
	erasure := actions.Erasure{
		Action: &a.Action, WorkspaceID: config.WorkspaceID.ValueString(), Named: !config.IDs.IsNull(),
		WrongIDs: "the numbers that the Inbox shows are others, and the tickets that were meant are still there.",
		Remove:   w.DeleteTicket,
		Read:     func(ctx context.Context, id string) error { _, err := w.Ticket(ctx, id); return err },
		Erased:   walkOf(a.Base.Data).forget,
	}
	var tickets []actions.Target
	if erasure.Named {
		tickets = actions.Named(config.IDs)
	} else {
		tickets = a.find(ctx, w, config, &resp.Diagnostics)
		erasure.Check = func(ctx context.Context, t actions.Target, doing, left string) diag.Diagnostic {
			return config.recheck(ctx, w, t, doing, left)
		}
	}
	if resp.Diagnostics.HasError() {
		return
	}
	erasure.Do(ctx, tickets, resp)
}
