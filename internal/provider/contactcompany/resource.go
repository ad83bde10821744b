// Package contactcompany is all that Terraform knows of the companies that contacts belong to.
package contactcompany

import (
	"context"
	"fmt"
	"slices"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/association"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Association is intercom_contact_company.
var Association = association.Association{
	Object: framework.Object{
		Name: "contact company", Type: "intercom_contact_company",
		Key: []framework.Key{
			{Name: "contact_id", Description: "ID of the contact in Intercom's API."},
			{Name: "company_id", Description: "ID of the company in Intercom's API: the `id` of an `intercom_company`, not its `company_id`."},
		},
		IDHint: "Both are ids of Intercom's API; the data sources intercom_contact and intercom_company look them up.",
	},
	Description: "A contact's membership of a company.\n\n" +
		"A contact can belong to 1,000 companies. Of one that belongs to 50 or more, Intercom's API does not show all: there, a refresh does not notice that a membership is gone.",
	Attaching: "adding contact %s to company %s",
	Detaching: "removing contact %s from company %s",
	Attach: func(ctx context.Context, client *intercom.Client, contactID, companyID string) error {
		return client.AddContactToCompany(ctx, contactID, companyID)
	},
	Detach: func(ctx context.Context, client *intercom.Client, contactID, companyID string) error {
		return client.RemoveContactFromCompany(ctx, contactID, companyID)
	},
	Attached: func(ctx context.Context, client *intercom.Client, contactID, companyID string) error {
		companies, err := client.ContactCompanies(ctx, contactID)
		if err == nil && !slices.ContainsFunc(companies, func(c intercom.Company) bool { return string(c.ID) == companyID }) {
			err = &framework.AbsentError{What: fmt.Sprintf("contact %s does not belong to company %s", contactID, companyID)}
		}
		return err
	},
}
