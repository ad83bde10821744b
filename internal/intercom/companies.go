package intercom

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
)

// Company is a company that contacts belong to.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/companies/company
type Company struct {
	Type string `json:"type"`
	// ID is the ID in paths. CompanyID is the one that the company's owner chose.
	ID        ID     `json:"id"`
	CompanyID string `json:"company_id"`
	Name      string `json:"name"`
	Plan      struct {
		Name string `json:"name"`
	} `json:"plan"`
	// Size is the number of employees, and MonthlySpend the revenue in whole units of the workspace's currency. Each is nil if the
	// answer does not show it, or shows no whole number.
	Size             *int64         `json:"size"`
	MonthlySpend     *int64         `json:"monthly_spend"`
	Website          string         `json:"website"`
	Industry         string         `json:"industry"`
	CustomAttributes Attributes     `json:"custom_attributes"`
	Tags             Shown[TagList] `json:"tags"`
	RemoteCreatedAt  UnixTime       `json:"remote_created_at"`
	CreatedAt        UnixTime       `json:"created_at"`
	UpdatedAt        UnixTime       `json:"updated_at"`
	// WorkspaceID is "app" in the API's older terms.
	WorkspaceID  string `json:"app_id"`
	UserCount    int64  `json:"user_count"`
	SessionCount int64  `json:"session_count"`
}

func (c *Company) self() (kind string, id ID) { return c.Type, c.ID }

// CompanyRequest is the body of a create or update. A zero field does not change the value. No field can be null; "" clears
// text.
type CompanyRequest struct {
	// CompanyID identifies the company.
	CompanyID       string          `json:"company_id"`
	Name            Field[string]   `json:"name,omitzero"`
	Plan            Field[string]   `json:"plan,omitzero"`
	Size            Field[int64]    `json:"size,omitzero"`
	MonthlySpend    Field[int64]    `json:"monthly_spend,omitzero"`
	Website         Field[string]   `json:"website,omitzero"`
	Industry        Field[string]   `json:"industry,omitzero"`
	RemoteCreatedAt Field[UnixTime] `json:"remote_created_at,omitzero"`
	// CustomAttributes with a nil value are cleared; absent ones do not change.
	CustomAttributes Attributes `json:"custom_attributes,omitempty"`
}

// IsZero reports whether the request would change nothing.
func (r CompanyRequest) IsZero() bool {
	return r.Name.IsZero() && r.Plan.IsZero() && r.Size.IsZero() && r.MonthlySpend.IsZero() && r.Website.IsZero() && r.Industry.IsZero() &&
		r.RemoteCreatedAt.IsZero() && len(r.CustomAttributes) == 0
}

// Company reads a company.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/companies/retrieveacompanybyid
func (r Reader) Company(ctx context.Context, id string) (*Company, error) {
	path, err := objectPath("companies", id)
	if err != nil {
		return nil, err
	}
	return one[Company](ctx, r, call{method: http.MethodGet, path: path, idempotent: true}, "company", id)
}

// CompaniesBy reads the companies that have the value in field, which is company_id or name. Intercom's own
// answer that none has it is not an error. A company with another company_id than the requested one is an error: if it
// counted as none, a create would change the existing company.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/companies/retrievecompany
func (r Reader) CompaniesBy(ctx context.Context, field, value string) ([]Company, error) {
	found, err := allOrOne[Company](ctx, r, "/companies?"+url.Values{field: {value}}.Encode(), "company")
	if IsGone(err, "company_not_found", "not_found") {
		return nil, nil
	}
	for i := range found {
		if field == "company_id" && found[i].CompanyID != value {
			return nil, fmt.Errorf("GET /companies: %w", otherObject("company", found[i].ID))
		}
	}
	return found, err
}

// TaggedCompanies reads all companies that have a tag, with their tags. If Intercom does not show all of them, the error is
// ErrIncomplete. Intercom may leave out companies without contacts, as it does in the list of all. Intercom's own answer that no
// company has the tag is not an error.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/companies/retrievecompany
func (r Reader) TaggedCompanies(ctx context.Context, tagID string) ([]Company, error) {
	if err := ValidID(tagID); err != nil {
		return nil, err
	}
	first := "/companies?" + url.Values{"tag_id": {tagID}, "per_page": {strconv.Itoa(maxCompaniesPerPage)}}.Encode()
	found, err := moving[Company](ctx, r, first, "company")
	if e := answerOf(err); e != nil && e.Path == first && IsGone(err, "company_not_found") {
		return nil, nil
	}
	return found, err
}

// SaveCompany creates the company with CompanyID, or updates it if it exists, so sending it twice creates one company. If
// id is set, the answer must be about that company.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/companies/createorupdatecompany
func (w Writer) SaveCompany(ctx context.Context, id string, req CompanyRequest) (*Company, error) {
	if req.CompanyID == "" {
		return nil, fmt.Errorf("POST /companies: %w", &InvalidIDError{})
	}
	cl := call{method: http.MethodPost, path: "/companies", body: req, idempotent: true, write: true}
	if id == "" {
		return created[Company](ctx, w, cl, "company")
	}
	return one[Company](ctx, w, cl, "company", id)
}

// DeleteCompany archives a company. Intercom removes it some time after the answer.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/companies/deletecompany
func (w Writer) DeleteCompany(ctx context.Context, id string) error {
	path, err := objectPath("companies", id)
	if err != nil {
		return err
	}
	return w.do(ctx, call{method: http.MethodDelete, path: path, idempotent: true, write: true, decode: isDeletion("company", id)})
}

// ContactCompanies reads all companies of a contact. If Intercom does not show all of them, the error is ErrIncomplete.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/contacts/listcompaniesforacontact
func (r Reader) ContactCompanies(ctx context.Context, contactID string) ([]Company, error) {
	path, err := objectPath("contacts", contactID)
	if err != nil {
		return nil, err
	}
	return everything[Company](ctx, r, path+"/companies", "company")
}

// CompanyContacts reads all contacts of a company. If Intercom does not show all of them, the error is ErrIncomplete.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/companies/listattachedcontacts
func (r Reader) CompanyContacts(ctx context.Context, companyID string) ([]Contact, error) {
	path, err := objectPath("companies", companyID)
	if err != nil {
		return nil, err
	}
	return everything[Contact](ctx, r, path+"/contacts", "contact")
}

// AddContactToCompany adds a contact to a company. A repeated call changes nothing.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/contacts/attachcontacttoacompany
func (w Writer) AddContactToCompany(ctx context.Context, contactID, companyID string) error {
	path, err := objectPath("contacts", contactID)
	if err != nil {
		return err
	}
	_, err = one[Company](ctx, w, call{method: http.MethodPost, path: path + "/companies", body: reference{companyID}, idempotent: true, write: true}, "company", companyID)
	return err
}

// RemoveContactFromCompany undoes AddContactToCompany. If the contact does not belong to the company, the error satisfies
// IsNotFound.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/contacts/detachcontactfromacompany
func (w Writer) RemoveContactFromCompany(ctx context.Context, contactID, companyID string) error {
	path, err := objectPath("contacts", contactID, "companies", companyID)
	if err != nil {
		return err
	}
	_, err = one[Company](ctx, w, call{method: http.MethodDelete, path: path, idempotent: true, write: true}, "company", companyID)
	return err
}
