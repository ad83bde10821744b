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
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
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
type EraseAction struct{ act }

// NewEraseAction returns the action.
func NewEraseAction() action.Action {
	return &EraseAction{act{framework.Base{Object: framework.Object{Name: "ticket", Type: "intercom_tickets_erase"}}}}
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
		"workspace_id": idArgument("ID of the workspace that the tickets are in, as Intercom's URLs show it. With the token of another one nothing is erased."),
		"expected_count": schema.Int64Attribute{
			MarkdownDescription: fmt.Sprintf("How many tickets are to be erased, %d at most. If there are more or fewer, none is.", maxErased),
			Required:            true,
			Validators:          []validator.Int64{int64validator.Between(1, maxErased)},
		},
		"timeouts": timeoutsArgument(ctx),
	}
	for name, argument := range ticketsearch.Arguments() {
		attributes[name] = argument
	}
	attributes["ids"] = schema.ListAttribute{
		MarkdownDescription: "The tickets with these IDs of Intercom's API, not the numbers that the Inbox shows. They are erased in this order, without a search. " +
			"Either this is set, or some of the arguments that narrow a search.",
		ElementType: types.StringType,
		Optional:    true,
		Validators: []validator.List{
			listvalidator.SizeBetween(1, maxErased), listvalidator.UniqueValues(), listvalidator.NoNullValues(), listvalidator.ValueStringsAre(framework.IsID),
		},
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Erases Intercom tickets for good, one after another: their replies, attributes, uploads and related content; only reporting keeps a trace. " +
			"They are named by their IDs, or found by a search, and need not be in Terraform's state.\n\n" +
			"~> **This cannot be undone.** Nothing is erased unless the access token is of `workspace_id` and there are `expected_count` tickets. " +
			"The provider's `deletion_protection` refuses the action; it does not know the `deletion_protection` of resources.\n\n" +
			"Intercom's search lags behind changes by seconds to minutes. So each ticket that it finds is read right before it is erased, and must match all arguments then.\n\n" +
			"The action stops at the first ticket that it cannot erase and says which are left. A ticket that is gone already counts as erased, as the guide " +
			"[Deleting tickets for good](https://registry.terraform.io/providers/terraform-intercom/intercom/latest/docs/guides/deleting-tickets) has it. It takes API version 2.13 or later.",
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
		diags.AddAttributeError(path.Root("ids"), "No tickets are named", "Set ids, or arguments that narrow a search. Not all tickets of the workspace are erased unasked.")
	case !m.IDs.IsNull() && m.Len() > 1:
		diags.AddAttributeError(path.Root("ids"), "Tickets are named in two ways", "ids names the tickets. Either it is set, or arguments that narrow a search.")
	case !m.IDs.IsNull() && !m.IDs.IsUnknown() && !m.ExpectedCount.IsUnknown() && int64(n) != expected:
		diags.AddAttributeError(path.Root("expected_count"), "Another number of tickets than expected", fmt.Sprintf("ids has %d, and %d are expected. None is erased.", n, expected))
	}
	return diags
}

// ModifyPlan refuses what is known to be refused when the action is invoked, and warns of the rest.
func (a *EraseAction) ModifyPlan(ctx context.Context, req action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	var config eraseModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.Append(a.forbidden()...); !resp.Diagnostics.HasError() {
		resp.Diagnostics.AddWarning("Applying this plan erases tickets for good",
			fmt.Sprintf("If there are %s of them in workspace %s, they are erased with their replies, attributes, uploads and related content. This cannot be undone; only reporting keeps a trace.",
				config.ExpectedCount, config.WorkspaceID))
	}
}

// forbidden is why the provider's configuration does not allow the action.
func (a *EraseAction) forbidden() (diags diag.Diagnostics) {
	switch s := a.base.Session; {
	case s.Protected(types.BoolNull()):
		diags.AddError("Tickets are protected from deletion", fmt.Sprintf("The provider's deletion_protection (or INTERCOM_DELETION_PROTECTION) is true, or not known yet. %s\n\n"+
			"What to do: to erase them anyway, set it to false for this run.", framework.NothingChanged))
	case s.Known() && !s.Version().DeletesTickets():
		diags.AddError("API version without a deletion of tickets",
			fmt.Sprintf("The provider's api_version is %s, and 2.13 is the first that can erase tickets. %s Set api_version to %s.", s.Version(), framework.NothingChanged, intercom.DefaultVersion))
	}
	return diags
}

// Invoke erases the tickets.
func (a *EraseAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var config eraseModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(config.check()...)
	resp.Diagnostics.Append(a.forbidden()...)
	ctx, cancel, client := a.base.Begin(ctx, config.Timeouts.Invoke, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	if err := a.base.Session.CheckWorkspace(ctx, config.WorkspaceID.ValueString()); err != nil {
		resp.Diagnostics.Append(providerdiag.AttributeError(path.Root("workspace_id"), "erasing tickets", err, framework.NothingChanged))
		return
	}
	tickets := config.named(&resp.Diagnostics)
	if config.IDs.IsNull() {
		tickets = a.find(ctx, client, config, &resp.Diagnostics)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	report(ctx, resp, fmt.Sprintf("Erasing %d tickets of workspace %s for good: %s", len(tickets), config.WorkspaceID.ValueString(), labels(tickets)))
	a.eraseAll(ctx, client, config, tickets, resp)
}

// again is how to go on where tickets are left.
func (m *eraseModel) again(left int) string {
	if m.IDs.IsNull() {
		return fmt.Sprintf("To go on, invoke the action again with expected_count = %d, once the search has noticed which are erased.", left)
	}
	return "To go on, invoke the action again as it is: a ticket that is gone by then counts as erased."
}

// eraseAll erases one ticket after another, and stops at the first that it cannot erase.
func (a *EraseAction) eraseAll(ctx context.Context, client *intercom.Client, config eraseModel, tickets []doomed, resp *action.InvokeResponse) {
	var missing []doomed
	for i, t := range tickets {
		left := fmt.Sprintf("%d of %d tickets are erased. Left, as far as is known: %s. %s", i, len(tickets), labels(tickets[i:]), config.again(len(tickets)-i))
		if err := context.Cause(ctx); err != nil {
			resp.Diagnostics.Append(providerdiag.Error("erasing tickets", err, left))
			break
		}
		there, problems := a.erase(ctx, client, config, t, left)
		if resp.Diagnostics.Append(problems...); problems.HasError() {
			break
		}
		fate := "Erased ticket"
		if !there {
			fate = "Not there any more: ticket"
			missing = append(missing, t)
		}
		report(ctx, resp, fmt.Sprintf("%s %s, %d of %d done", fate, t.label, i+1, len(tickets)))
	}
	if len(missing) > 0 && !config.IDs.IsNull() {
		resp.Diagnostics.AddAttributeWarning(path.Root("ids"), "Tickets that were not there",
			fmt.Sprintf("Intercom does not find %s. That is well if they were erased before. If they never were, look whether these are IDs of Intercom's API: "+
				"the numbers that the Inbox shows are others, and the tickets that were meant are still there.", labels(missing)))
	}
}

// erase erases a ticket, or makes sure that it is not there.
func (a *EraseAction) erase(ctx context.Context, client *intercom.Client, config eraseModel, t doomed, left string) (there bool, diags diag.Diagnostics) {
	doing := "erasing ticket " + t.label
	if config.IDs.IsNull() {
		if problem := config.stillMeant(ctx, client, t, doing, left); problem != nil {
			return true, diag.Diagnostics{problem}
		}
	}
	there = true
	diags = framework.Deletion{
		Session: a.base.Session, Doing: doing, WorkspaceID: config.WorkspaceID.ValueString(), Kept: left,
		Remove: func(ctx context.Context) error {
			err := client.DeleteTicket(ctx, t.id)
			there = !intercom.IsNotFound(err)
			return err
		},
		Read: func(ctx context.Context) error { _, err := client.Ticket(ctx, t.id); return err },
	}.Do(ctx)
	if !diags.HasError() {
		a.base.Session.Deleted(t.id)
	}
	return there, diags
}
