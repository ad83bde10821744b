package ticket

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// unreadableType reports whether the token may not read ticket types, so that plans go unchecked.
func unreadableType(err error) bool {
	var api *intercom.APIError
	return errors.As(err, &api) && api.StatusCode == http.StatusForbidden
}

// check holds the configuration against the live ticket type, if something that the type decides is new. It returns the
// type, or nil where it was not needed or cannot be read.
func (r *Resource) check(ctx context.Context, config, state model, resp *resource.ModifyPlanResponse) *intercom.TicketType {
	typeID := path.Root("ticket_type_id")
	creating := state.ID.IsNull()
	retyped := !config.TicketTypeID.Equal(state.TicketTypeID)
	unchanged := !retyped && (config.TicketAttributes.IsNull() || config.TicketAttributes.Equal(state.TicketAttributes)) &&
		(config.TicketStateID.IsNull() || config.TicketStateID.Equal(state.TicketStateID))
	if unchanged || !r.Session.Known() || config.TicketTypeID.IsUnknown() || resp.Diagnostics.HasError() {
		return nil
	}
	if err := r.Session.CheckPin(ctx); err != nil {
		resp.Diagnostics.Append(providerdiag.Error("planning a ticket", err, framework.NothingChanged))
		return nil
	}
	t, err := r.Session.PlannedTicketType(ctx, config.TicketTypeID.ValueString())
	switch {
	case err != nil && unreadableType(err):
		return nil
	case err != nil:
		resp.Diagnostics.Append(providerdiag.AttributeError(typeID, "reading ticket type "+config.TicketTypeID.ValueString(), err, framework.NothingChanged))
		return nil
	}
	if retyped && t.Archived {
		resp.Diagnostics.AddAttributeError(typeID, "Archived ticket type",
			fmt.Sprintf("Ticket type %s (%s) is archived: Intercom takes no new tickets of it. Unarchive it, or choose another.", t.ID, intercom.Clean(t.Name, 80)))
	}
	if problem := foreignState(t, config.TicketStateID.ValueString()); problem != "" {
		resp.Diagnostics.AddAttributeError(path.Root("ticket_state_id"), "State of another ticket type", problem)
	} else if retyped && !creating && config.TicketStateID.IsNull() && firstState(t) == "" {
		resp.Diagnostics.AddAttributeError(typeID, "State to change to is missing", errNoState.Error())
	}
	before := state.TicketAttributes
	if retyped {
		// The new type may lack, or define otherwise, what state has.
		before = types.MapNull(types.StringType)
	}
	resp.Diagnostics.Append(definitions(t).Check(config.TicketAttributes, before)...)
	if creating {
		resp.Diagnostics.Append(checkRequired(t, config)...)
	}
	return t
}

// checkRequired refuses a new ticket without what its type requires.
func checkRequired(t *intercom.TicketType, config model) (diags diag.Diagnostics) {
	values := config.attributes()
	for _, a := range t.Attributes {
		if !a.RequiredToCreate || a.Archived || config.TicketAttributes.IsUnknown() {
			continue
		}
		at, missing := path.Root("ticket_attributes"), false
		switch a.Name {
		case intercom.TitleAttribute:
			at, missing = path.Root("title"), config.Title.IsNull()
		case intercom.DescriptionAttribute:
			at, missing = path.Root("description"), config.Description.IsNull()
		default:
			value, ok := values[a.Name]
			missing = !ok || value.IsNull()
		}
		// Files cannot be set through the API; Intercom decides whether it lets a ticket be made without them.
		if missing && a.DataType != intercom.DataTypeFiles {
			diags.AddAttributeError(at, "Missing required ticket attribute",
				fmt.Sprintf("Ticket type %s (%s) requires %q of every new ticket.", t.ID, intercom.Clean(t.Name, 80), a.Name))
		}
	}
	return diags
}
