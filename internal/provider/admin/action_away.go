package admin

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/actions"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type awayConfig struct {
	actions.Arguments
	AdminID  types.String `tfsdk:"admin_id"`
	Enabled  types.Bool   `tfsdk:"away_mode_enabled"`
	Reassign types.Bool   `tfsdk:"away_mode_reassign"`
	ReasonID types.String `tfsdk:"away_status_reason_id"`
}

// AwayAction is intercom_admin_away. There is no resource: people change their away mode every day.
var AwayAction = actions.Kind[awayConfig, *awayConfig]{
	Metadata: framework.Metadata{
		Name: "admin", Plural: "away modes of admins", Type: "intercom_admin_away", Permission: "Read one admin, Update admins", GoneCodes: []string{"admin_not_found"},
	},
	Description: "Sets the away mode of an Intercom admin (teammate), for example at the start and at the end of a shift. Teammates can change it at any time, so it is not a resource.",
	Attributes: map[string]schema.Attribute{
		"admin_id":           actions.ID("ID of the admin. The data source `intercom_admin` looks it up by email."),
		"away_mode_enabled":  schema.BoolAttribute{MarkdownDescription: "Whether the admin is away.", Required: true},
		"away_mode_reassign": schema.BoolAttribute{MarkdownDescription: "Whether new replies in the admin's conversations go to the default inbox. Intercom's API requires it, also if `away_mode_enabled` is false.", Required: true},
		"away_status_reason_id": schema.StringAttribute{
			MarkdownDescription: fmt.Sprintf("ID of the away status reason. A workspace can require one. Requires API version %s or later. Default: no reason.", intercom.AwayReasons),
			Optional:            true,
			Validators:          []validator.String{stringvalidator.RegexMatches(regexp.MustCompile(`^[1-9][0-9]{0,17}$`), "must be a whole number")},
		},
	},
	Doing: func(c *awayConfig) string { return "setting the away mode of admin " + c.AdminID.ValueString() },
	Check: func(c *awayConfig, version intercom.Version) (diags diag.Diagnostics) {
		if version != "" && !c.ReasonID.IsNull() && !version.Has(intercom.AwayReasons) {
			diags.AddAttributeError(path.Root("away_status_reason_id"), "API version without reasons for being away",
				fmt.Sprintf("The provider's api_version is %s, and %s is the first with reasons. %s Set api_version to %s, or remove away_status_reason_id.", version, intercom.AwayReasons, framework.NothingChanged, intercom.DefaultVersion))
		}
		return diags
	},
	Invoke: setAway,
}

func setAway(ctx context.Context, r actions.Run, c *awayConfig) diag.Diagnostics {
	id := c.AdminID.ValueString()
	request := intercom.AwayRequest{Enabled: c.Enabled.ValueBool(), Reassign: c.Reassign.ValueBool(), ReasonID: json.Number(c.ReasonID.ValueString())}
	var shown *intercom.AwayMode
	diags := r.SendAndConfirm(ctx, func(ctx context.Context) (err error) {
		if shown, err = r.SetAwayMode(ctx, id, request); err == nil {
			err = c.differs(shown)
		}
		return err
	}, func(ctx context.Context) (bool, error) {
		now, err := r.AwayMode(ctx, id)
		return err == nil && c.differs(now) == nil, err
	})
	if !diags.HasError() {
		r.Report("Admin %s: away_mode_enabled is %t, away_mode_reassign is %t", id, request.Enabled, request.Reassign)
	}
	return diags
}

// differs returns an error if an answer shows another away mode than the configured one.
func (c *awayConfig) differs(shown *intercom.AwayMode) error {
	for _, each := range []struct {
		name   string
		shown  *bool
		wanted bool
	}{{"away_mode_enabled", shown.Enabled, c.Enabled.ValueBool()}, {"away_mode_reassign", shown.Reassign, c.Reassign.ValueBool()}} {
		if each.shown == nil || *each.shown != each.wanted {
			return &framework.NotDoneError{Shown: fmt.Sprintf("%s is not %t", each.name, each.wanted)}
		}
	}
	if reason := c.ReasonID.ValueString(); reason != "" && string(shown.ReasonID) != reason {
		return &framework.NotDoneError{Shown: "away_status_reason_id is " + intercom.Quote(string(shown.ReasonID), 40)}
	}
	return nil
}
