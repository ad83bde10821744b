package conformance

import (
	"context"
	"fmt"
	"net/http"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var companyRows = []Row{
	{
		ID: "company-same-key", Area: "companies",
		Assumption:  "A second create with a company_id updates the company.",
		Fake:        "the same company",
		Consequence: "A create that is repeated makes a second company.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := l.company(ctx)
			if err != nil {
				return "", err
			}
			again, err := l.SaveCompany(ctx, "", intercom.CompanyRequest{CompanyID: c.CompanyID, Name: intercom.Set(l.name("renamed"))})
			switch {
			case err != nil:
				return outcome(err)
			case again.ID != c.ID:
				return "another company", nil
			}
			return "the same company", nil
		},
	},
	{
		ID: "company-name-blanks", Area: "companies",
		Assumption:  "Blanks around a company's name are removed.",
		Fake:        "trimmed",
		Consequence: "The provider accepts both: a name that differs in blanks only is not drift.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return companyName(ctx, l, "  "+l.name("blanks")+"  ")
		},
	},
	{
		ID: "company-name-html", Area: "companies",
		Assumption:  "A company's name with <, >, and & reads back as it was sent.",
		Fake:        "unchanged",
		Consequence: "The provider accepts an escaped name as its own. Any other text shows as drift.",
		Knobs:       []string{"EscapesText"},
		Observe:     func(ctx context.Context, l *Lab) (string, error) { return companyName(ctx, l, l.name("a <b> & c")) },
	},
	{
		ID: "company-lookup-after-create", Area: "companies",
		Assumption:  "GET /companies?company_id finds a new company at once.",
		Fake:        "at once",
		Consequence: "Absence there does not show that a company_id is free.",
		Knobs:       []string{"Lags"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := l.company(ctx)
			if err != nil {
				return "", err
			}
			return l.until(ctx, func() (bool, error) {
				found, err := l.CompaniesBy(ctx, "company_id", c.CompanyID)
				return len(found) > 0, err
			})
		},
	},
	{
		ID: "company-list-without-contacts", Area: "companies",
		Assumption:  "POST /companies/list leaves out companies without contacts.",
		Fake:        "left out",
		Consequence: "The list resource shows more companies than documented.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := l.company(ctx)
			if err != nil {
				return "", err
			}
			for listed, err := range l.Companies(ctx, intercom.MaxPerPage) {
				if err != nil {
					return "", err
				}
				if listed.ID == c.ID {
					return "listed", nil
				}
			}
			return "left out", nil
		},
	},
	{
		ID: "company-get-after-delete", Area: "companies",
		Assumption:  "A deleted company answers 404 with the code company_not_found at once.",
		Fake:        "404 company_not_found",
		Consequence: "Intercom deletes companies in its own time: a refresh after a destroy can still show one.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := l.company(ctx)
			if err != nil {
				return "", err
			}
			return afterDelete(ctx, c.ID, l.DeleteCompany, l.Company)
		},
	},
	{
		ID: "contact-companies-per-page", Area: "companies",
		Assumption:  "GET /contacts/{id}/companies takes per_page.",
		Fake:        "1 of 2",
		Consequence: "None: the provider reads every page of whatever size.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			if err := firstCompanies(ctx, l); err != nil {
				return "", err
			}
			listed, _ := l.member("companies")
			if listed == nil {
				listed, _ = l.member("data")
			}
			list, isList := listed.([]any)
			if !isList {
				return "no list", nil
			}
			return fmt.Sprintf("%d of 2", len(list)), nil
		},
	},
	{
		ID: "contact-companies-next", Area: "companies",
		Assumption:  "The next page of GET /contacts/{id}/companies is given as a URL.",
		Fake:        "a URL",
		Consequence: "The provider reads URLs and objects. In another form, it reports the list as incomplete.",
		Knobs:       []string{"NextAsObject", "NullPages"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			if err := firstCompanies(ctx, l); err != nil {
				return "", err
			}
			switch next, _ := l.member("pages", "next"); next.(type) {
			case nil:
				return "missing", nil
			case string:
				return "a URL", nil
			case object:
				return "an object", nil
			}
			return "in another form", nil
		},
	},
	{
		ID: "contact-companies-total", Area: "companies",
		Assumption:  "total_count of a contact's companies counts those of all pages.",
		Fake:        "2",
		Consequence: "The provider reports the list as incomplete, and never drops a membership because of it.",
		Knobs:       []string{"LargerTotal"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			if err := firstCompanies(ctx, l); err != nil {
				return "", err
			}
			total, there := l.member("total_count")
			n, isNumber := total.(float64)
			switch {
			case !there || !isNumber:
				return "missing", nil
			case n > 2:
				return "more than there are", nil
			}
			return fmt.Sprint(n), nil
		},
	},
}

// companyName creates a company and returns how its name changed.
func companyName(ctx context.Context, l *Lab, sent string) (string, error) {
	c, err := l.SaveCompany(ctx, "", intercom.CompanyRequest{CompanyID: l.key(), Name: intercom.Set(sent)})
	if err != nil {
		return "", err
	}
	return changed(sent, c.Name), nil
}

// firstCompanies reads the first page of the companies of a contact with two, one per page.
func firstCompanies(ctx context.Context, l *Lab) error {
	if l.employee == "" {
		c, err := l.user(ctx)
		if err != nil {
			return err
		}
		for range 2 {
			company, err := l.company(ctx)
			if err != nil {
				return err
			}
			if err := l.AddContactToCompany(ctx, string(c.ID), string(company.ID)); err != nil {
				return err
			}
			l.kept[string(company.ID)] = true
		}
		l.employee, l.kept[string(c.ID)] = string(c.ID), true
	}
	a, err := l.raw(ctx, http.MethodGet, "/contacts/"+l.employee+"/companies?per_page=1", nil)
	if err == nil && a.status != http.StatusOK {
		return skip("GET /contacts/{id}/companies answered %s", a.said())
	}
	return err
}
