package intercomtest

import (
	"net/http"
	"slices"
	"strconv"
)

// AddCompany adds a company.
func (w *Workspace) AddCompany(c Company) Company {
	w.server.mu.Lock()
	defer w.server.mu.Unlock()
	return *w.addCompany(c)
}

func (w *Workspace) addCompany(c Company) *Company {
	setDefault(&c.ID, w.freshContactID)
	setDefaultTime(&c.CreatedAt, w.server.now().Unix())
	setDefaultTime(&c.UpdatedAt, c.CreatedAt)
	w.companies = append(w.companies, &c)
	return &c
}

// UpdateCompany changes a company behind Terraform's back. The function must not call the server.
func (w *Workspace) UpdateCompany(id string, change func(*Company)) {
	w.server.mu.Lock()
	defer w.server.mu.Unlock()
	change(w.company(id))
}

// DeleteCompany deletes a company behind Terraform's back.
func (w *Workspace) DeleteCompany(id string) {
	w.server.mu.Lock()
	defer w.server.mu.Unlock()
	w.dropCompany(id)
}

// Companies lists the companies in the order of their creation.
func (w *Workspace) Companies() []Company {
	w.server.mu.Lock()
	defer w.server.mu.Unlock()
	out := make([]Company, len(w.companies))
	for i, c := range w.companies {
		out[i] = *c
	}
	return out
}

func (w *Workspace) company(id string) *Company {
	return w.findCompany(func(c *Company) bool { return c.ID == id })
}

func (w *Workspace) findCompany(is func(*Company) bool) *Company {
	if i := slices.IndexFunc(w.companies, is); i >= 0 {
		return w.companies[i]
	}
	return nil
}

func (w *Workspace) dropCompany(id string) {
	w.companies = slices.DeleteFunc(w.companies, func(c *Company) bool { return c.ID == id })
	for _, c := range w.contacts {
		c.CompanyIDs = exclude(c.CompanyIDs, id)
	}
}

func companyNotFound() reply {
	return fail(http.StatusNotFound, "company_not_found", "Company Not Found")
}

func (rq *request) showCompanyOrNot(c *Company) reply {
	if c == nil {
		return companyNotFound()
	}
	return ok(rq.showCompany(c))
}

func (rq *request) getCompany() reply { return rq.showCompanyOrNot(rq.company(rq.ids[0])) }

// findCompanies answers with a list, as the example does; the text speaks of a single company.
func (rq *request) findCompanies() reply {
	var data []object
	for _, c := range rq.companies {
		id, name := rq.query.Get("company_id"), rq.query.Get("name")
		if (id == "" || c.CompanyID == id) && (name == "" || c.Name == name) {
			data = append(data, rq.showCompany(c))
		}
	}
	if data == nil {
		return companyNotFound()
	}
	return ok(object{"type": "list", "data": data, "total_count": len(data), "pages": onePage(15)})
}

// listCompanies pages by number. It leaves out companies without contacts, as documented.
func (rq *request) listCompanies() reply {
	var all []object
	for _, c := range slices.Backward(rq.companies) {
		if shown := rq.showCompany(c); shown["user_count"] != 0 {
			all = append(all, shown)
		}
	}
	asked := func(parameter string, otherwise int) int {
		if n, err := strconv.Atoi(rq.query.Get(parameter)); err == nil && n > 0 {
			return n
		}
		return otherwise
	}
	number, perPage := asked("page", 1), asked("per_page", 15)
	from := min(len(all), (number-1)*perPage)
	to := min(len(all), from+perPage)
	pages := object{"type": "pages", "next": nil, "page": number, "per_page": perPage, "total_pages": (len(all) + perPage - 1) / perPage}
	return ok(object{"type": "list", "data": append([]object{}, all[from:to]...), "total_count": len(all), "pages": pages})
}

func onePage(perPage int) object {
	return object{"type": "pages", "next": nil, "page": 1, "per_page": perPage, "total_pages": 1}
}

// saveCompany updates the company that has the company_id, or creates one.
func (rq *request) saveCompany() reply {
	id := text(rq.body["company_id"])
	if id == "" {
		return invalid("company_id is a required parameter")
	}
	c := rq.findCompany(func(c *Company) bool { return c.CompanyID == id })
	var before map[string]any
	if c != nil {
		before = c.CustomAttributes
	}
	custom, problem := rq.fillCustom("company", before)
	if problem != "" {
		return invalid(problem)
	}
	if c == nil {
		c = rq.addCompany(Company{CompanyID: id, RemoteCreatedAt: rq.now.Unix()})
	}
	for name, into := range map[string]*string{"name": &c.Name, "plan": &c.Plan, "website": &c.Website, "industry": &c.Industry} {
		if value, given := rq.body[name]; given {
			*into = text(value)
		}
	}
	fillNumber(rq.body, "size", &c.Size)
	fillNumber(rq.body, "monthly_spend", &c.MonthlySpend)
	fillNumber(rq.body, "remote_created_at", &c.RemoteCreatedAt)
	c.CustomAttributes = custom
	c.UpdatedAt = rq.now.Unix()
	return ok(rq.showCompany(c))
}

func (rq *request) deleteCompany() reply {
	c := rq.company(rq.ids[0])
	if c == nil {
		return companyNotFound()
	}
	rq.dropCompany(c.ID)
	return ok(object{"id": c.ID, "object": "company", "deleted": true})
}

func (rq *request) showCompany(c *Company) object {
	users := 0
	for _, contact := range rq.contacts {
		if slices.Contains(contact.CompanyIDs, c.ID) {
			users++
		}
	}
	plan := object{}
	if c.Plan != "" {
		plan = object{"type": "plan", "id": "1", "name": c.Plan}
	}
	shown := object{
		"type": "company", "id": c.ID, "company_id": c.CompanyID, "app_id": rq.WorkspaceID, "name": c.Name,
		"remote_created_at": c.RemoteCreatedAt, "created_at": c.CreatedAt, "updated_at": c.UpdatedAt,
		"monthly_spend": c.MonthlySpend, "session_count": 0, "user_count": users, "plan": plan,
		"custom_attributes": showCustom(c.CustomAttributes),
		"tags":              object{"type": "tag.list", "tags": []any{}},
		"segments":          object{"type": "segment.list", "segments": []any{}},
	}
	if c.Size != 0 {
		shown["size"] = c.Size
	}
	if c.Website != "" {
		shown["website"] = c.Website
	}
	if c.Industry != "" {
		shown["industry"] = c.Industry
	}
	return shown
}

func (rq *request) listContactCompanies() reply {
	c := rq.contact(rq.ids[0])
	if c == nil {
		return rq.showContactOrWhy(nil)
	}
	data := []object{}
	for _, id := range c.CompanyIDs[:min(50, len(c.CompanyIDs))] {
		data = append(data, rq.showCompany(rq.company(id)))
	}
	return ok(object{"type": "list", "data": data, "total_count": len(c.CompanyIDs), "pages": onePage(50)})
}

func (rq *request) joinCompany() reply {
	c, company := rq.contact(rq.ids[0]), rq.company(idText(rq.body["id"]))
	switch {
	case c == nil:
		return rq.showContactOrWhy(nil)
	case company == nil:
		return companyNotFound()
	}
	c.CompanyIDs = include(c.CompanyIDs, company.ID)
	return ok(rq.showCompany(company))
}

func (rq *request) leaveCompany() reply {
	c, company := rq.contact(rq.ids[0]), rq.company(rq.ids[1])
	switch {
	case c == nil:
		return rq.showContactOrWhy(nil)
	case company == nil || !slices.Contains(c.CompanyIDs, company.ID):
		return companyNotFound()
	}
	c.CompanyIDs = exclude(c.CompanyIDs, company.ID)
	return ok(rq.showCompany(company))
}
