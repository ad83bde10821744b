package ticket

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/action/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/actionvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/actions"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var (
	_ action.ActionWithConfigure        = (*changeAction)(nil)
	_ action.ActionWithConfigValidators = (*changeAction)(nil)
)

// changeAction is an action that changes a ticket like an update of the resource: intercom_ticket_close, _reopen, and
// _assign.
type changeAction struct {
	actions.Action
	description string
	// doing and done are clauses for messages, formatted with the ticket's id.
	doing, done string
	// open is the ticket's new open status, or null.
	open types.Bool
	// arguments are the action's own, with the resource's names.
	arguments  map[string]schema.Attribute
	validators []action.ConfigValidator
}

// NewCloseAction returns intercom_ticket_close.
func NewCloseAction() action.Action {
	return &changeAction{
		Action:      actions.New(framework.Metadata{Name: "ticket", Plural: "tickets", Type: "intercom_ticket_close", Permission: metadata.Permission}),
		description: "Closes an Intercom ticket. The ticket keeps all its content. A snoozed ticket is no longer snoozed. A ticket that is already closed stays closed.",
		doing:       "closing ticket %s", done: "Closed ticket %s",
		open:      types.BoolValue(false),
		arguments: map[string]schema.Attribute{"ticket_state_id": stateArgument("a resolved state")},
	}
}

// NewReopenAction returns intercom_ticket_reopen.
func NewReopenAction() action.Action {
	return &changeAction{
		Action:      actions.New(framework.Metadata{Name: "ticket", Plural: "tickets", Type: "intercom_ticket_reopen", Permission: metadata.Permission}),
		description: "Reopens an Intercom ticket. A ticket that is already open stays open.",
		doing:       "reopening ticket %s", done: "Reopened ticket %s",
		open:      types.BoolValue(true),
		arguments: map[string]schema.Attribute{"ticket_state_id": stateArgument("a state in progress")},
	}
}

// NewAssignAction returns intercom_ticket_assign.
func NewAssignAction() action.Action {
	return &changeAction{
		Action:      actions.New(framework.Metadata{Name: "ticket", Plural: "tickets", Type: "intercom_ticket_assign", Permission: metadata.Permission}),
		description: "Assigns an Intercom ticket to an admin (teammate), a team, or both. If you set only one of the two, the other assignment does not change.",
		doing:       "assigning ticket %s", done: "Assigned ticket %s",
		open: types.BoolNull(),
		arguments: map[string]schema.Attribute{
			"admin_assignee_id": assigneeArgument("ID of the admin (teammate) to assign the ticket to."),
			"team_assignee_id":  assigneeArgument("ID of the team to assign the ticket to."),
		},
		validators: []action.ConfigValidator{actionvalidator.AtLeastOneOf(path.MatchRoot("admin_assignee_id"), path.MatchRoot("team_assignee_id"))},
	}
}

func stateArgument(example string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: "ID of the state that the ticket gets, for example " + example + ". The ticket type must have this state. Default: the state does not change.",
		Optional:            true,
		Validators:          []validator.String{schemas.IsID},
	}
}

func assigneeArgument(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description,
		Optional:            true,
		Validators:          []validator.String{schemas.IsID, stringvalidator.NoneOf(intercom.Unassigned)},
	}
}

// Schema implements action.Action.
func (a *changeAction) Schema(ctx context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		"ticket_id":          ticketIDArgument(),
		"skip_notifications": skipNotificationsArgument(),
		"timeouts":           actions.Timeouts(ctx),
	}
	maps.Copy(attributes, a.arguments)
	resp.Schema = schema.Schema{MarkdownDescription: a.Base.Describe(a.description), Attributes: attributes}
}

// ConfigValidators implements action.ActionWithConfigValidators.
func (a *changeAction) ConfigValidators(context.Context) []action.ConfigValidator {
	return a.validators
}

// wanted returns the ticket after the action, as far as the configuration sets it.
func (a *changeAction) wanted(ctx context.Context, config tfsdk.Config, diags *diag.Diagnostics) (m model, limit timeouts.Value) {
	m.Open = a.open
	into := map[string]any{
		"ticket_id": &m.ID, "ticket_state_id": &m.TicketStateID, "admin_assignee_id": &m.AdminAssigneeID, "team_assignee_id": &m.TeamAssigneeID,
		"skip_notifications": &m.SkipNotifications, "timeouts": &limit,
	}
	for name := range config.Schema.GetAttributes() {
		diags.Append(config.GetAttribute(ctx, path.Root(name), into[name])...)
	}
	return m, limit
}

// Invoke changes the ticket.
func (a *changeAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	wanted, limit := a.wanted(ctx, req.Config, &resp.Diagnostics)
	ctx, cancel, ok := a.Base.StartOperation(ctx, limit.Invoke, &resp.Diagnostics)
	defer cancel()
	if !ok {
		return
	}
	id := wanted.ID.ValueString()
	doing := fmt.Sprintf(a.doing, id)
	w, ok := a.Writer(ctx, doing, framework.NothingChanged, &resp.Diagnostics)
	if !ok {
		return
	}
	c := wanted.expandUpdate(model{}, nil, nil, &resp.Diagnostics)
	latest, err := put(ctx, w, id, c, true)
	if latest != nil {
		walkOf(a.Base.Data).recordWrite(latest, a.Base.Data.Client(&resp.Diagnostics).Now())
	}
	if err == nil {
		actions.Report(ctx, resp, fmt.Sprintf(a.done, id))
		return
	}
	at, blames := attributePath(err, c)
	if !blames {
		at = path.Root("ticket_id")
	}
	consequence := framework.NothingChanged
	_, notDone := errors.AsType[*notDoneError](err)
	_, elsewhere := errors.AsType[*intercom.WorkspaceMismatchError](err)
	switch {
	case notDone:
		consequence = "Part of the change may have been made. It is safe to run the action again."
	case latest != nil:
		consequence = "Part of the change was made before this failed. Run the action again to complete it."
	case elsewhere || intercom.MayHaveHappened(err):
		consequence = actions.MayBeDone
	}
	resp.Diagnostics.Append(providerdiag.AttributeError(at, doing, err, consequence, metadata.Permission))
}
