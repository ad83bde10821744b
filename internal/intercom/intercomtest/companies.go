package intercomtest

import (
	"net/http"
	"slices"
	"strconv"
)

var companyKind = &kind[Company]{
	name: "companies", missing: companyNotFound, clone: Company.clone,
	in:    func(w *Workspace) **collection[Company] { return &w.companies },
	id:    func(c *Company) *string { return &c.ID },
	fresh: (*Workspace).freshContactID,
	show:  (*request).showCompany,
	fill:  (*request).fillCompany,
	drop:  (*request).deleteCompany, noun: "company",
	routes: func(k *kind[Company]) []route {
		return []route{
			at("GET", "/companies", version{1, 0}, (*request).findCompanies), at("POST", "/companies", version{1, 0}, (*request).saveCompany),
			at("POST", "/companies/list", version{1, 0}, (*request).listCompanies),
			at("GET", "/companies/scroll", version{1, 0}, (*request).scrollCompanies),
			at("GET", "/companies/{id}", version{1, 0}, k.get), at("DELETE", "/companies/{id}", v2(0), k.remove),
			at("PUT", "/companies/{id}", v2(10), k.update), at("GET", "/companies/{id}/contacts", version{1, 0}, (*request).listCompanyContacts),
		}
	},
}

// AddCompany adds a company.
func (w *Workspace) AddCompany(c Company) Company {
	defer w.lock()()
	return *w.addCompany(c)
}

func (w *Workspace) addCompany(c Company) *Company {
	setDefaultTime(&c.CreatedAt, w.server.now().Unix())
	setDefaultTime(&c.UpdatedAt, c.CreatedAt)
	return w.companies.add(c)
}

// UpdateCompany changes a company outside of Terraform. The function must not call the server.
func (w *Workspace) UpdateCompany(id string, change func(*Company)) {
	defer w.lock()()
	w.companies.update(id, change)
}

// DeleteCompany deletes a company outside of Terraform.
func (w *Workspace) DeleteCompany(id string) {
	defer w.lock()()
	w.dropCompany(id)
}

// Companies lists the companies in the order of their creation.
func (w *Workspace) Companies() []Company {
	defer w.lock()()
	return w.companies.values()
}

func (w *Workspace) dropCompany(id string) {
	w.companies.drop(id)
	for c := range w.contacts.all() {
		if slices.Contains(c.CompanyIDs, id) {
			w.contacts.update(c.ID, func(c *Contact) { c.CompanyIDs = exclude(c.CompanyIDs, id) })
		}
	}
}

var companyNotFound = fail(http.StatusNotFound, "company_not_found", "Company Not Found")

// findCompanies answers with a list, as in the example, although the text describes a single company. The companies with a tag come
// in pages.
func (rq *request) findCompanies() reply {
	if tag := rq.query.Get("tag_id"); tag != "" {
		return rq.listTaggedCompanies(tag)
	}
	var data []object
	for _, c := range rq.companies.seen(rq.lag("companies")) {
		id, name := rq.query.Get("company_id"), rq.query.Get("name")
		if (id == "" || c.CompanyID == id) && (name == "" || c.Name == name) {
			data = append(data, rq.showCompany(c))
		}
	}
	if data == nil {
		return companyNotFound
	}
	return ok(object{"type": "list", "data": data, "total_count": len(data), "pages": onePage(15)})
}

func (rq *request) listTaggedCompanies(tag string) reply {
	var all []object
	for _, c := range slices.Backward(rq.companies.seen(rq.lag("companies"))) {
		if slices.Contains(c.TagIDs, tag) {
			all = append(all, rq.showCompany(c))
		}
	}
	if all == nil && rq.unusedTagMissing {
		return companyNotFound
	}
	list, _ := rq.numbered(all, "data", 15)
	return ok(list)
}

// listCompanies pages by number. It leaves out companies without contacts, as documented.
func (rq *request) listCompanies() reply {
	var all []object
	for _, c := range slices.Backward(rq.companies.seen(rq.lag("companies"))) {
		if shown := rq.showCompany(c); shown["user_count"] != 0 {
			all = append(all, shown)
		}
	}
	list, pages := rq.numbered(all, "data", 15)
	pages["next"] = nil // documented as a cursor, although the pages have numbers
	return ok(list)
}

// numbered returns a page of a list by its number. The next page is a URL, as in pages_link.
func (rq *request) numbered(all []object, key string, perPage int) (list, pages object) {
	asked := func(parameter string, otherwise int) int {
		if n, err := strconv.Atoi(rq.query.Get(parameter)); err == nil && n > 0 {
			return n
		}
		return otherwise
	}
	number, perPage := asked("page", 1), asked("per_page", perPage)
	if rq.paging.most > 0 {
		perPage = min(perPage, rq.paging.most)
	}
	from := min(len(all), (number-1)*perPage)
	to := min(len(all), from+perPage)
	shown := append([]object{}, all[from:to]...)
	switch {
	case rq.paging.empty:
		shown = []object{}
	case rq.paging.repeats && from > 0:
		shown = append([]object{all[from-1]}, shown...)
	}
	pages = object{"type": "pages", "next": nil, "page": number, "per_page": perPage, "total_pages": (len(all) + perPage - 1) / perPage}
	if to < len(all) || rq.paging.endless || rq.paging.empty {
		next := rq.query
		next.Set("page", strconv.Itoa(number+1))
		next.Set("per_page", strconv.Itoa(perPage))
		pages["next"] = "https://api.intercom.io" + rq.path + "?" + next.Encode()
	}
	return object{"type": "list", key: shown, "total_count": len(all), "pages": pages}, pages
}

func onePage(perPage int) object {
	return object{"type": "pages", "next": nil, "page": 1, "per_page": perPage, "total_pages": 1}
}

// saveCompany updates the company with the company_id, or creates one.
func (rq *request) saveCompany() reply {
	id := text(rq.body["company_id"])
	if id == "" {
		return invalid("company_id is a required parameter")
	}
	c := Company{CompanyID: id, RemoteCreatedAt: rq.now.Unix(), CreatedAt: rq.now.Unix()}
	before := rq.companies.find(func(c *Company) bool { return c.CompanyID == id })
	if before != nil {
		c = *before
	}
	if problem := rq.fillCompany(&c); problem.status != 0 {
		return problem
	}
	if before == nil {
		return ok(rq.showCompany(rq.companies.add(c)))
	}
	return ok(rq.showCompany(rq.companies.put(c)))
}

// fillCompany sets the body's values. company_id never changes.
func (rq *request) fillCompany(c *Company) reply {
	custom, problem := rq.fillCustom("company", c.CustomAttributes)
	if problem != "" {
		return invalid(problem)
	}
	for name, into := range map[string]*string{"name": &c.Name, "plan": &c.Plan, "website": &c.Website, "industry": &c.Industry} {
		if value, given := rq.body[name]; given {
			*into = text(value)
		}
	}
	fillNumber(rq.body, "size", &c.Size)
	fillNumber(rq.body, "monthly_spend", &c.MonthlySpend)
	fillNumber(rq.body, "remote_created_at", &c.RemoteCreatedAt)
	c.CustomAttributes, c.UpdatedAt = custom, rq.now.Unix()
	return reply{}
}

func (rq *request) deleteCompany(c *Company) reply {
	rq.dropCompany(c.ID)
	return reply{}
}

func (rq *request) showCompany(c *Company) object {
	users := 0
	for contact := range rq.contacts.all() {
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
		"tags":              object{"type": "tag.list", "tags": rq.showTags(rq.seenTags(c))},
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
	c := rq.contacts.get(rq.ids[0])
	if c == nil {
		return noContact
	}
	var all []object
	for _, id := range c.CompanyIDs {
		if company := rq.companies.get(id); company != nil {
			all = append(all, rq.showCompany(company))
		}
	}
	list, _ := rq.numbered(all, "companies", 10)
	return ok(list)
}

// listCompanyContacts leaves out archived and merged contacts, as other lists of contacts do.
func (rq *request) listCompanyContacts() reply {
	company := rq.companies.get(rq.ids[0])
	if company == nil {
		return companyNotFound
	}
	var all []object
	for c := range rq.contacts.all() {
		if slices.Contains(c.CompanyIDs, company.ID) && !c.Archived && c.MergedInto == "" {
			all = append(all, rq.showContact(c))
		}
	}
	list, _ := rq.numbered(all, "data", 50)
	return ok(list)
}

func (rq *request) joinCompany() reply {
	c, company := rq.contacts.get(rq.ids[0]), rq.companies.get(idText(rq.body["id"]))
	switch {
	case c == nil:
		return noContact
	case company == nil:
		return companyNotFound
	}
	rq.contacts.update(c.ID, func(c *Contact) { c.CompanyIDs = include(c.CompanyIDs, company.ID) })
	return ok(rq.showCompany(company))
}

func (rq *request) leaveCompany() reply {
	c, company := rq.contacts.get(rq.ids[0]), rq.companies.get(rq.ids[1])
	switch {
	case c == nil:
		return noContact
	case company == nil || !slices.Contains(c.CompanyIDs, company.ID):
		return companyNotFound
	}
	rq.contacts.update(c.ID, func(c *Contact) { c.CompanyIDs = exclude(c.CompanyIDs, company.ID) })
	return ok(rq.showCompany(company))
}
