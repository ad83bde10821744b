package ticket

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/action/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/diagnose"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/lifecycle"
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
type EraseAction struct{ act }

// NewEraseAction returns the action.
func NewEraseAction() action.Action {
	return &EraseAction{act{lifecycle.Base{Object: lifecycle.Object{Name: "ticket", Type: "intercom_tickets_erase"}}}}
}

type eraseModel struct {
	WorkspaceID   types.String   `tfsdk:"workspace_id"`
	IDs           types.List     `tfsdk:"ids"`
	ExpectedCount types.Int64    `tfsdk:"expected_count"`
	Timeouts      timeouts.Value `tfsdk:"timeouts"`
}

// Schema implements action.Action.
func (a *EraseAction) Schema(ctx context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Erases Intercom tickets for good, one after another: their replies, attributes, uploads and related content; only reporting keeps a trace. " +
			"They need not be in Terraform's state.\n\n" +
			"~> **This cannot be undone.** Nothing is erased unless the access token is of `workspace_id` and there are `expected_count` tickets. " +
			"The provider's `deletion_protection` refuses the action; it does not know the `deletion_protection` of resources.\n\n" +
			"It stops at the first ticket that cannot be erased and says which are left. A ticket that is gone already counts as erased, as the guide " +
			"[Deleting tickets for good](https://registry.terraform.io/providers/terraform-intercom/intercom/latest/docs/guides/deleting-tickets) has it. It takes API version 2.13 or later.",
		Attributes: map[string]schema.Attribute{
			"workspace_id": idArgument("ID of the workspace that the tickets are in, as Intercom's URLs show it. With the token of another one nothing is erased."),
			"ids": schema.ListAttribute{
				MarkdownDescription: "IDs of the tickets in Intercom's API, not the numbers that the Inbox shows. They are erased in this order.",
				ElementType:         types.StringType,
				Required:            true,
				Validators:          []validator.List{listvalidator.SizeBetween(1, maxErased), listvalidator.UniqueValues(), listvalidator.ValueStringsAre(lifecycle.IsID)},
			},
			"expected_count": schema.Int64Attribute{
				MarkdownDescription: fmt.Sprintf("How many tickets are to be erased, %d at most. If it is another number, none is.", maxErased),
				Required:            true,
				Validators:          []validator.Int64{int64validator.Between(1, maxErased)},
			},
			"timeouts": timeoutsArgument(ctx),
		},
	}
}

// ValidateConfig refuses a number of ids that is not the expected one.
func (a *EraseAction) ValidateConfig(ctx context.Context, req action.ValidateConfigRequest, resp *action.ValidateConfigResponse) {
	var config eraseModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if config.IDs.IsUnknown() || config.ExpectedCount.IsUnknown() {
		return
	}
	resp.Diagnostics.Append(config.miscounted()...)
}

func (m *eraseModel) miscounted() (diags diag.Diagnostics) {
	if n := len(m.IDs.Elements()); int64(n) != m.ExpectedCount.ValueInt64() {
		diags.AddAttributeError(path.Root("expected_count"), "Another number of tickets than expected",
			fmt.Sprintf("ids has %d, and %d are expected. None is erased.", n, m.ExpectedCount.ValueInt64()))
	}
	return diags
}

// ModifyPlan refuses what is known to be refused when the action is invoked.
func (a *EraseAction) ModifyPlan(_ context.Context, _ action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	resp.Diagnostics.Append(a.forbidden()...)
}

// forbidden is why the provider's configuration does not allow the action.
func (a *EraseAction) forbidden() (diags diag.Diagnostics) {
	switch s := a.base.Session; {
	case s.Protected(types.BoolNull()):
		diags.AddError("Tickets are protected from deletion", fmt.Sprintf("The provider's deletion_protection (or INTERCOM_DELETION_PROTECTION) is true, or not known yet. %s\n\n"+
			"What to do: to erase them anyway, set it to false for this run.", lifecycle.NothingChanged))
	case s.Known() && !s.Version().DeletesTickets():
		diags.AddError("API version without a deletion of tickets",
			fmt.Sprintf("The provider's api_version is %s, and 2.13 is the first that can erase tickets. %s Set api_version to %s.", s.Version(), lifecycle.NothingChanged, intercom.DefaultVersion))
	}
	return diags
}

// Invoke erases the tickets.
func (a *EraseAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var config eraseModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(config.miscounted()...)
	resp.Diagnostics.Append(a.forbidden()...)
	ctx, cancel, client := a.base.Begin(ctx, config.Timeouts.Invoke, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	workspaceID := config.WorkspaceID.ValueString()
	if err := a.base.Session.CheckWorkspace(ctx, workspaceID); err != nil {
		resp.Diagnostics.Append(diagnose.AttributeError(path.Root("workspace_id"), "erasing tickets", err, lifecycle.NothingChanged))
		return
	}
	var ids []string
	if resp.Diagnostics.Append(config.IDs.ElementsAs(ctx, &ids, false)...); resp.Diagnostics.HasError() {
		return
	}
	report(ctx, resp, fmt.Sprintf("Erasing %d tickets of workspace %s for good: %s", len(ids), workspaceID, strings.Join(ids, ", ")))
	a.eraseAll(ctx, client, workspaceID, ids, resp)
}

// eraseAll erases one ticket after another, and stops at the first that it cannot erase.
func (a *EraseAction) eraseAll(ctx context.Context, client *intercom.Client, workspaceID string, ids []string, resp *action.InvokeResponse) {
	var missing []string
	for i, id := range ids {
		left := fmt.Sprintf("%d of %d tickets are erased. Left, as far as is known: %s. Invoke the action again to go on: a ticket that is gone by then counts as erased.",
			i, len(ids), strings.Join(ids[i:], ", "))
		if err := context.Cause(ctx); err != nil {
			resp.Diagnostics.Append(diagnose.Error("erasing tickets", err, left))
			break
		}
		there := true
		problems := lifecycle.Deletion{
			Session: a.base.Session, Doing: "erasing ticket " + id, WorkspaceID: workspaceID, Kept: left,
			Remove: func(ctx context.Context) error {
				err := client.DeleteTicket(ctx, id)
				there = !intercom.IsNotFound(err)
				return err
			},
			Read: func(ctx context.Context) error { _, err := client.Ticket(ctx, id); return err },
		}.Do(ctx)
		if resp.Diagnostics.Append(problems...); problems.HasError() {
			break
		}
		a.base.Session.Deleted(id)
		fate := "Erased ticket"
		if !there {
			fate = "Not there any more: ticket"
			missing = append(missing, id)
		}
		report(ctx, resp, fmt.Sprintf("%s %s, %d of %d done", fate, id, i+1, len(ids)))
	}
	if len(missing) > 0 {
		resp.Diagnostics.AddAttributeWarning(path.Root("ids"), "Tickets that were not there",
			fmt.Sprintf("Intercom does not find %s. That is well if they were erased before. If they never were, look whether these are IDs of Intercom's API: "+
				"the numbers that the Inbox shows are others, and the tickets that were meant are still there.", strings.Join(missing, ", ")))
	}
}
