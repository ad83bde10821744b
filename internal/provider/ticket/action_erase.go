package ticket

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/action/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
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
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/ticket/ticketsearch"
)

// maxErased bounds what one invocation erases: by what a person can still look through, and by what a wrong configuration
// may cost.
const maxErased = 1000

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
	attributes := map[string]schema.Attribute{
		"workspace_id": actions.ID("ID of the workspace that the tickets are in, as shown in Intercom's URLs. If the access token belongs to a different workspace, the action deletes nothing."),
		"expected_count": schema.Int64Attribute{
			MarkdownDescription: fmt.Sprintf("Number of tickets to delete, at most %d. If the number of matching tickets differs, the action deletes nothing.", maxErased),
			Required:            true,
			Validators:          []validator.Int64{int64validator.Between(1, maxErased)},
		},
		"timeouts": actions.Timeouts(ctx),
	}
	for name, argument := range ticketsearch.Arguments() {
		attributes[name] = argument
	}
	attributes["ids"] = schema.ListAttribute{
		MarkdownDescription: "IDs of the tickets in Intercom's API, not the numbers that the Inbox shows. The action deletes them in this order, without a search. " +
			"Set either `ids` or the arguments of a search.",
		ElementType: types.StringType,
		Optional:    true,
		Validators: []validator.List{
			listvalidator.SizeBetween(1, maxErased), listvalidator.UniqueValues(), listvalidator.NoNullValues(), listvalidator.ValueStringsAre(schemas.IsID),
		},
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Deletes Intercom tickets permanently, one after another, with their replies, attributes, uploads, and related content. Reporting still shows the tickets. " +
			"You select the tickets by their IDs or by a search. They do not have to be in Terraform's state.\n\n" +
			"~> **This cannot be undone.** The action deletes nothing unless the access token belongs to `workspace_id` and the number of tickets is `expected_count`. " +
			"If the provider's `deletion_protection` is true, the action fails. The action ignores the `deletion_protection` of resources.\n\n" +
			"Intercom's search lags behind changes by seconds to minutes. The action therefore reads each ticket that the search returns right before it deletes it, and the ticket must still match every argument.\n\n" +
			"The action stops at the first ticket that it cannot delete and lists the remaining tickets. A ticket that no longer exists counts as deleted, as described in the guide " +
			"[Deleting tickets for good](https://registry.terraform.io/providers/terraform-intercom/intercom/latest/docs/guides/deleting-tickets). The action requires API version 2.13 or later.",
		Attributes: attributes,
	}
}

// ValidateConfig implements action.ActionWithValidateConfig.
func (a *EraseAction) ValidateConfig(ctx context.Context, req action.ValidateConfigRequest, resp *action.ValidateConfigResponse) {
	var config eraseModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(config.check()...)
}

// check refuses a configuration that does not say which tickets are meant, as far as is known. What was unknown when it was
// validated can be null when the action is invoked, and then all tickets would be meant.
func (m *eraseModel) check() (diags diag.Diagnostics) {
	diags.Append(m.Validate()...)
	n, expected := len(m.IDs.Elements()), m.ExpectedCount.ValueInt64()
	switch {
	case m.Len() == 0:
		diags.AddAttributeError(path.Root("ids"), "No tickets selected", "Set ids, or arguments that narrow a search. The action never deletes all tickets of a workspace.")
	case !m.IDs.IsNull() && m.Len() > 1:
		diags.AddAttributeError(path.Root("ids"), "Tickets selected in two ways", "Set either ids or arguments that narrow a search, not both.")
	case !m.IDs.IsNull() && !m.IDs.IsUnknown() && !m.ExpectedCount.IsUnknown() && int64(n) != expected:
		diags.AddAttributeError(path.Root("expected_count"), "Unexpected number of tickets", fmt.Sprintf("ids has %d, and %d are expected. None is erased.", n, expected))
	}
	return diags
}

// ModifyPlan refuses what is known to be refused when the action is invoked, and warns of the rest.
func (a *EraseAction) ModifyPlan(ctx context.Context, req action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	var config eraseModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.Append(a.forbidden()...); !resp.Diagnostics.HasError() {
		resp.Diagnostics.AddWarning("This plan deletes tickets permanently",
			fmt.Sprintf("If there are %s of them in workspace %s, they are deleted with their replies, attributes, uploads, and related content. This cannot be undone; only reporting keeps a trace.",
				config.ExpectedCount, config.WorkspaceID))
	}
}

// forbidden is why the provider's configuration does not allow the action.
func (a *EraseAction) forbidden() (diags diag.Diagnostics) {
	switch d := a.Base.Data; {
	case d.Protected(types.BoolNull()):
		diags.AddError("Tickets are protected from deletion", fmt.Sprintf("The provider's deletion_protection (or INTERCOM_DELETION_PROTECTION) is true, or not known yet. %s\n\n"+
			"What to do: to erase them anyway, set it to false for this run.", framework.NothingChanged))
	case d.Known() && !d.Version().Has(metadata.Since.Delete):
		diags.AddError("API version without a deletion of tickets",
			fmt.Sprintf("The provider's api_version is %s, and 2.13 is the first that can erase tickets. %s Set api_version to %s.", d.Version(), framework.NothingChanged, intercom.DefaultVersion))
	}
	return diags
}

// Invoke erases the tickets.
func (a *EraseAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var config eraseModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(config.check()...)
	resp.Diagnostics.Append(a.forbidden()...)
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
	tickets := config.named(&resp.Diagnostics)
	if config.IDs.IsNull() {
		tickets = a.find(ctx, w, config, &resp.Diagnostics)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	actions.Report(ctx, resp, fmt.Sprintf("Erasing %d tickets of workspace %s for good: %s", len(tickets), config.WorkspaceID.ValueString(), labels(tickets)))
	a.eraseAll(ctx, w, config, tickets, resp)
}

// again is how to go on where tickets are left.
func (m *eraseModel) again(left int) string {
	if m.IDs.IsNull() {
		return fmt.Sprintf("To go on, invoke the action again with expected_count = %d, once the search has noticed which are erased.", left)
	}
	return "To go on, invoke the action again as it is: a ticket that is gone by then counts as erased."
}

// eraseAll erases one ticket after another, and stops at the first that it cannot erase.
func (a *EraseAction) eraseAll(ctx context.Context, w framework.Writer, config eraseModel, tickets []target, resp *action.InvokeResponse) {
	var missing []target
	for i, t := range tickets {
		left := fmt.Sprintf("%d of %d tickets are erased. Left, as far as is known: %s. %s", i, len(tickets), labels(tickets[i:]), config.again(len(tickets)-i))
		if err := context.Cause(ctx); err != nil {
			resp.Diagnostics.Append(providerdiag.Error("erasing tickets", err, left))
			break
		}
		there, problems := a.erase(ctx, w, config, t, left)
		if resp.Diagnostics.Append(problems...); problems.HasError() {
			break
		}
		fate := "Erased ticket"
		if !there {
			fate = "Not there any more: ticket"
			missing = append(missing, t)
		}
		actions.Report(ctx, resp, fmt.Sprintf("%s %s, %d of %d done", fate, t.label, i+1, len(tickets)))
	}
	if len(missing) > 0 && !config.IDs.IsNull() {
		resp.Diagnostics.AddAttributeWarning(path.Root("ids"), "Tickets that were not there",
			fmt.Sprintf("Intercom does not find %s. That is well if they were erased before. If they never were, look whether these are IDs of Intercom's API: "+
				"the numbers that the Inbox shows are others, and the tickets that were meant are still there.", labels(missing)))
	}
}

// erase erases a ticket, or makes sure that it is not there.
func (a *EraseAction) erase(ctx context.Context, w framework.Writer, config eraseModel, t target, left string) (there bool, diags diag.Diagnostics) {
	doing := "erasing ticket " + t.label
	if config.IDs.IsNull() {
		if problem := config.recheck(ctx, w, t, doing, left); problem != nil {
			return true, diag.Diagnostics{problem}
		}
	}
	there = true
	diags = framework.Deletion{
		Base: &a.Base, Doing: doing, WorkspaceID: config.WorkspaceID.ValueString(), Kept: left,
		Remove: func(ctx context.Context) error {
			err := w.DeleteTicket(ctx, t.id)
			there = !intercom.IsNotFound(err)
			return err
		},
		Read: func(ctx context.Context) (bool, error) { _, err := w.Ticket(ctx, t.id); return false, err },
	}.Do(ctx)
	if !diags.HasError() {
		walkOf(a.Base.Data).forget(t.id)
	}
	return there, diags
}
