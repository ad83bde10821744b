package contactcompany

import (
	"cmp"

	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/association"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// NewListResource returns list "intercom_contact_company": the companies of a contact, or the contacts of a company.
func NewListResource() list.ListResource {
	return association.NewListResource(Object, association.Listing{
		Description: "Lists the companies of an Intercom contact, or the contacts of a company. Archived and merged contacts are not listed.\n\n" +
			"If Intercom does not show all of them, the list ends with an error.",
		By: map[string]association.By{
			"contact_id": association.ByList(framework.Reader.ContactCompanies, func(contact string, c *intercom.Company) *association.Link {
				return &association.Link{ID: framework.ID{contact, string(c.ID)}, Name: cmp.Or(c.Name, c.CompanyID)}
			}),
			"company_id": association.ByList(framework.Reader.CompanyContacts, func(company string, c *intercom.Contact) *association.Link {
				return &association.Link{ID: framework.ID{string(c.ID), company}, Name: c.DisplayName()}
			}),
		},
	})
}
