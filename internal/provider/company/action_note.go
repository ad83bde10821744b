package company

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/actions"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type noteConfig struct {
	actions.Arguments
	CompanyID types.String `tfsdk:"company_id"`
	AdminID   types.String `tfsdk:"admin_id"`
	Body      types.String `tfsdk:"body"`
}

// NoteAction is intercom_company_note.
var NoteAction = actions.Kind[noteConfig, *noteConfig]{
	Metadata: framework.Metadata{
		Name: "note", Plural: "notes about companies", Type: "intercom_company_note",
		Permission: "Read and list users and companies, Write users and companies",
		Since:      framework.Since{Write: intercom.CompanyNotes}, GoneCodes: []string{"company_not_found", "not_found"},
	},
	Description: "Adds a note to an Intercom company. Only teammates see it. Intercom's API can neither change nor delete a note.\n\n" +
		"Each invocation adds one note. If Intercom's answer is lost, the provider reads the company's notes to find it. It never adds the note again.",
	Attributes: noteAttributes(),
	Doing:      func(c *noteConfig) string { return "adding a note to company " + c.CompanyID.ValueString() },
	Invoke: func(ctx context.Context, r actions.Run, c *noteConfig) diag.Diagnostics {
		found, err := r.Company(ctx, c.CompanyID.ValueString())
		if err != nil {
			return r.Blames("company_id", err, "No note was created.")
		}
		return actions.Note{
			Area: "companies", Subject: "company", ID: string(found.ID),
			Request: intercom.NoteRequest{Body: c.Body.ValueString(), AdminID: c.AdminID.ValueString()},
		}.Create(ctx, r)
	},
}

func noteAttributes() map[string]schema.Attribute {
	attributes := map[string]schema.Attribute{"company_id": actions.ID("ID of the company in Intercom's API: the attribute `id` of `intercom_company`, not its `company_id`.")}
	maps.Copy(attributes, actions.NoteAttributes("Default: the admin of the access token."))
	return attributes
}
