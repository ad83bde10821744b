// Package dataevent implements the action intercom_data_event.
package dataevent

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/actions"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type config struct {
	actions.Arguments
	EventName  types.String      `tfsdk:"event_name"`
	ExternalID types.String      `tfsdk:"external_id"`
	ContactID  types.String      `tfsdk:"contact_id"`
	CreatedAt  timetypes.RFC3339 `tfsdk:"created_at"`
	Metadata   types.Map         `tfsdk:"metadata"`
}

// Action is intercom_data_event.
var Action = actions.Kind[config, *config]{
	Metadata: framework.Metadata{
		Name: "data event", Plural: "data events", Type: "intercom_data_event", Permission: "Read and list users and companies, Write users and companies, Write events", GoneCodes: []string{"not_found"},
	},
	Description: "Submits a data event about an Intercom contact, for example `deployed-release`. Events can trigger messages and workflows.\n\n" +
		"Intercom ignores a second event with the same name, time, and external ID of the contact. The provider fixes the time before it sends the event and can therefore repeat the call if an answer is lost. " +
		"A contact without an external ID, such as a lead, has no such protection: if the answer is lost, the provider does not repeat the call, and the action fails.",
	Attributes: map[string]schema.Attribute{
		"event_name": schema.StringAttribute{MarkdownDescription: "Name of the event, typically a verb in the past tense and a noun, such as `invited-friend`.", Required: true, Validators: []validator.String{schemas.Identifying}},
		"external_id": schema.StringAttribute{
			MarkdownDescription: "External ID of the contact (`user_id` in Intercom's API). Set either `external_id` or `contact_id`.", Optional: true, Validators: []validator.String{schemas.Identifying},
		},
		"contact_id": schema.StringAttribute{MarkdownDescription: "ID of the contact in Intercom.", Optional: true, Validators: []validator.String{schemas.IsID}},
		"created_at": schema.StringAttribute{
			MarkdownDescription: "Time of the event, in RFC 3339 format, in whole seconds. With the same time, it is safe to run the action again. Default: the time of the invocation.", CustomType: timetypes.RFC3339Type{}, Optional: true,
		},
		"metadata": schema.MapAttribute{
			MarkdownDescription: fmt.Sprintf("Details of the event, at most %d. Intercom would drop more without an error.", intercom.MaxEventMetadata),
			ElementType:         types.StringType, Optional: true,
			Validators: []validator.Map{mapvalidator.SizeBetween(1, intercom.MaxEventMetadata), mapvalidator.NoNullValues(), mapvalidator.KeysAre(schemas.Identifying)},
		},
	},
	Doing: func(c *config) string {
		return "submitting data event " + intercom.Quote(c.EventName.ValueString(), 80)
	},
	Check: func(c *config, _ intercom.Version) (diags diag.Diagnostics) {
		if !c.ExternalID.IsUnknown() && !c.ContactID.IsUnknown() && c.ExternalID.IsNull() == c.ContactID.IsNull() {
			diags.AddAttributeError(path.Root("external_id"), "A data event is about one contact", "Set either external_id or contact_id. "+framework.NothingChanged)
		}
		return diags
	},
	Invoke: submit,
}

func submit(ctx context.Context, r actions.Run, c *config) (diags diag.Diagnostics) {
	request := intercom.EventRequest{Name: c.EventName.ValueString(), UserID: c.ExternalID.ValueString(), ID: c.ContactID.ValueString()}
	if diags.Append(c.Metadata.ElementsAs(ctx, &request.Metadata, false)...); diags.HasError() {
		return diags
	}
	var contact *intercom.Contact
	var err error
	blamed := "external_id"
	if request.ID == "" {
		contact, err = r.ContactByExternalID(ctx, request.UserID)
	} else {
		blamed = "contact_id"
		contact, err = r.Contact(ctx, request.ID)
	}
	if err != nil {
		return r.Blames(blamed, err, "No event was submitted.")
	}
	repeatable := contact.ExternalID != ""
	// The time is part of what makes an event unique, so it is fixed before the first attempt.
	request.CreatedAt = intercom.UnixTime{Time: r.Data.Now()}
	if !c.CreatedAt.IsNull() {
		at, problems := c.CreatedAt.ValueRFC3339Time()
		if diags.Append(problems...); diags.HasError() {
			return diags
		}
		request.CreatedAt = intercom.UnixTime{Time: at}
	}
	claim := func() bool {
		return r.Data.Creates.Claim(fmt.Sprintf("data event %s %s %d", contact.ID, request.Name, request.CreatedAt.Unix()))
	}
	for !claim() && c.CreatedAt.IsNull() {
		// Intercom would ignore a second event of one second. The next second may be in its future.
		request.CreatedAt.Time = request.CreatedAt.Add(-time.Second)
	}
	at := request.CreatedAt.UTC().Format(time.RFC3339)
	if err = r.SubmitEvent(ctx, request, repeatable); err != nil && intercom.MayHaveHappened(err) {
		if repeatable {
			return r.Failed(err, fmt.Sprintf("The event may have been recorded. To run the action again without a second event, set created_at = %q.", at))
		}
		return r.Failed(err, "The event may have been recorded. The contact has no external ID, so that Intercom would record a second one. Look at the contact's events in Intercom before you run the action again.")
	} else if err != nil {
		return r.Failed(err, "No event was submitted.")
	}
	r.Report("Submitted data event %s of contact %s at %s", intercom.Quote(request.Name, 80), contact.ID, at)
	return nil
}
