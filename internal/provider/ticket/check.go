package ticket

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"golang.org/x/text/unicode/norm"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/tickettypes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// isForbidden reports whether the token may not read what a plan checks, so it goes unchecked.
func isForbidden(err error) bool {
	api, ok := errors.AsType[*intercom.APIError](err)
	return ok && api.StatusCode == http.StatusForbidden
}

// check compares the configuration with the live ticket type, if something that depends on the type is new.
func (p *planning) check(ctx context.Context) {
	typeID, diags := path.Root("ticket_type_id"), &p.resp.Diagnostics
	config, state := p.config, p.state
	retyped := !config.TicketTypeID.Equal(state.TicketTypeID)
	unchanged := !retyped && (config.TicketAttributes.IsNull() || config.TicketAttributes.Equal(state.TicketAttributes)) &&
		(config.TicketStateID.IsNull() || config.TicketStateID.Equal(state.TicketStateID))
	if unchanged || !p.Data.Known() || config.TicketTypeID.IsUnknown() || diags.HasError() {
		return
	}
	reader, ok := p.reader(ctx)
	if !ok {
		return
	}
	t, err := tickettypes.Planned(ctx, reader, config.TicketTypeID.ValueString())
	switch {
	case err != nil && isForbidden(err):
		return
	case err != nil:
		diags.Append(providerdiag.AttributeError(typeID, "reading ticket type "+config.TicketTypeID.ValueString(), err, framework.NothingChanged, p.Permission))
		return
	}
	if retyped && intercom.Yes(t.Archived) {
		diags.AddAttributeError(typeID, "Archived ticket type",
			fmt.Sprintf("Ticket type %s is archived: Intercom takes no new tickets of it. Unarchive it, or choose another.", framework.Label(string(t.ID), t.Name)))
	}
	if problem := foreignState(t, config.TicketStateID.ValueString()); problem != "" {
		diags.AddAttributeError(path.Root("ticket_state_id"), "State of another ticket type", problem)
	} else if retyped && !p.creates && config.TicketStateID.IsNull() && firstState(t) == "" {
		diags.AddAttributeError(typeID, "State to change to is missing", errNoState.Error())
	}
	before := state.TicketAttributes
	if retyped {
		// The new type may lack the state's attributes or define them differently.
		before = types.MapNull(types.StringType)
	}
	diags.Append(definitions(t).Check(config.TicketAttributes, before)...)
	if p.creates || len(p.resp.RequiresReplace) > 0 {
		diags.Append(checkRequired(t, config)...)
	}
}

// checkCompany refuses a company that Intercom does not know. Intercom takes any company_id of a ticket and never shows it, so
// nothing else would notice a wrong one.
func (p *planning) checkCompany(ctx context.Context) {
	company, at, diags := p.config.CompanyID, path.Root("company_id"), &p.resp.Diagnostics
	if company.IsNull() || company.IsUnknown() || company.Equal(p.state.CompanyID) || !p.Data.Known() || diags.HasError() {
		return
	}
	reader, ok := p.reader(ctx)
	if !ok {
		return
	}
	id := company.ValueString()
	_, err := walkOf(p.Data).companies.Get(ctx, id, func() (*intercom.Company, error) { return reader.Company(ctx, id) })
	switch {
	case err == nil || isForbidden(err):
	case intercom.IsGone(err, "company_not_found", "not_found"):
		diags.AddAttributeError(at, "Company not found", providerdiag.Detail(err,
			fmt.Sprintf("The workspace has no company with the ID %s. company_id is the ID that Intercom assigned to the company, such as intercom_company.example.id. It is not the company's own company_id. %s",
				quote(id), framework.NothingChanged)))
	default:
		diags.Append(providerdiag.AttributeError(at, "reading company "+id, err, framework.NothingChanged, p.Permission))
	}
}

// definedBefore returns the attributes of the state's type, if values must be compared.
func (p *planning) definedBefore(ctx context.Context) attrvalue.Definitions {
	config, state := p.config.TicketAttributes, p.state.TicketAttributes
	if config.IsNull() || config.Equal(state) || state.IsNull() || !p.Data.Known() || p.resp.Diagnostics.HasError() {
		return definitions(nil)
	}
	reader, ok := p.reader(ctx)
	if !ok {
		return definitions(nil)
	}
	// A plan can do without the type: it then compares only numbers and times by value.
	t, err := tickettypes.Planned(ctx, reader, p.state.TicketTypeID.ValueString())
	if err != nil {
		return definitions(nil)
	}
	return definitions(t)
}

// checkRequired refuses a new ticket that lacks what its type requires.
func checkRequired(t *intercom.TicketType, config model) (diags diag.Diagnostics) {
	values := attrvalue.Texts(config.TicketAttributes)
	for _, a := range t.Attributes {
		if !intercom.Yes(a.RequiredToCreate) || intercom.Yes(a.Archived) || config.TicketAttributes.IsUnknown() {
			continue
		}
		at, missing := path.Root("ticket_attributes"), false
		switch a.Name {
		case intercom.TitleAttribute:
			at, missing = path.Root("title"), config.Title.IsNull()
		case intercom.DescriptionAttribute:
			at, missing = path.Root("description"), config.Description.IsNull()
		default:
			value, ok := values[norm.NFC.String(a.Name)]
			missing = !ok || value.IsNull()
		}
		// Files cannot be set through the API. Intercom decides whether it accepts a ticket without them.
		if missing && a.DataType != intercom.DataTypeFiles {
			diags.AddAttributeError(at, "Missing required ticket attribute",
				fmt.Sprintf("Ticket type %s requires %q of every new ticket.", framework.Label(string(t.ID), t.Name), a.Name))
		}
	}
	return diags
}
