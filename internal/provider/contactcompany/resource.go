// Package contactcompany implements the intercom_contact_company resource.
package contactcompany

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/association"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	ContactID types.String `tfsdk:"contact_id"`
	CompanyID types.String `tfsdk:"company_id"`
}

// Object is intercom_contact_company.
var Object = association.New(association.Association[model]{
	Metadata: framework.Metadata{
		Name: "contact company", Plural: "contact companies", Type: "intercom_contact_company",
		Keys: []framework.Key{
			{Name: "contact_id", Description: "ID of the contact in Intercom's API."},
			{Name: "company_id", Description: "ID of the company in Intercom's API: the `id` of an `intercom_company`, not its `company_id`."},
		},
		IDHint:    "Both are IDs of Intercom's API. The data sources intercom_contact and intercom_company look them up.",
		GoneCodes: []string{"not_found"}, Permission: "Read and list users and companies, Write users and companies",
		Gone:       "somebody removed the contact from the company, or the contact was deleted, archived, or merged",
		References: map[string]string{"contact_id": "intercom_contact", "company_id": "intercom_company"},
		Records:    framework.RecordsPeople,
	},
	Description: "A contact's membership in a company. Destroying this resource removes the contact from the company. It deletes neither the contact nor the company.\n\n" +
		"A contact can belong to 1,000 companies. If Intercom does not show all of them, the refresh fails and the membership stays in state.",
	ID: func(m *model) framework.ID {
		return framework.ID{m.ContactID.ValueString(), m.CompanyID.ValueString()}
	},
	Attach: func(ctx context.Context, w framework.Writer, id framework.ID, _ *model) error {
		return w.AddContactToCompany(ctx, id[0], id[1])
	},
	Detach: func(ctx context.Context, w framework.Writer, id framework.ID, _ *model) error {
		return w.RemoveContactFromCompany(ctx, id[0], id[1])
	},
	Attached: func(ctx context.Context, r framework.Reader, id framework.ID) (bool, error) {
		companies, err := r.ContactCompanies(ctx, id[0])
		shown := slices.ContainsFunc(companies, func(c intercom.Company) bool { return string(c.ID) == id[1] })
		if err == nil && !shown {
			err = &framework.AbsentError{What: fmt.Sprintf("contact %s does not belong to company %s", id[0], id[1])}
		}
		return shown, err
	},
})
