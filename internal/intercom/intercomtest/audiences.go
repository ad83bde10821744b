package intercomtest

import (
	"net/http"
	"slices"
	"strconv"
)

// Audience is a group of people that content can be for.
type Audience struct {
	ID   string // decimal
	Name string
	// Predicates and RolePredicates are conditions as answers have them. A seed can have groups, which no request can make.
	Predicates, RolePredicates []map[string]any
	CreatedAt                  int64 // Unix seconds
	UpdatedAt                  int64 // Unix seconds
}

func (a Audience) clone() Audience {
	a.Predicates, a.RolePredicates = slices.Clone(a.Predicates), slices.Clone(a.RolePredicates)
	return a
}

var audienceKind = &kind[Audience]{
	name: "audiences", missing: notFound, clone: Audience.clone, noun: "audience",
	in:    func(w *Workspace) **collection[Audience] { return &w.audiences },
	id:    func(a *Audience) *string { return &a.ID },
	fresh: func(w *Workspace) string { return w.count("audience", 789) },
	made:  func(rq *request) Audience { return Audience{CreatedAt: rq.now.Unix()} },
	show:  (*request).showAudience,
	fill:  (*request).fillAudience,
	drop:  (*request).dropAudience,
	routes: func(k *kind[Audience]) []route {
		return []route{
			at("GET", "/audiences", v2(16), (*request).listAudiences), at("POST", "/audiences", v2(16), made201(k.create)),
			at("GET", "/audiences/{id}", v2(16), k.get), at("PUT", "/audiences/{id}", v2(16), k.update),
			at("DELETE", "/audiences/{id}", v2(16), removed204(k.remove)),
		}
	},
}

// AddAudience adds an audience.
func (w *Workspace) AddAudience(a Audience) Audience {
	defer w.lock()()
	setDefaultTime(&a.CreatedAt, w.server.now().Unix())
	setDefaultTime(&a.UpdatedAt, a.CreatedAt)
	return w.audiences.add(a).clone()
}

// UpdateAudience changes an audience outside of Terraform. The function must not call the server.
func (w *Workspace) UpdateAudience(id string, change func(*Audience)) {
	defer w.lock()()
	w.audiences.update(id, change)
}

// DeleteAudience deletes an audience outside of Terraform.
func (w *Workspace) DeleteAudience(id string) {
	defer w.lock()()
	w.audiences.drop(id)
}

// Audiences lists the audiences in the order of their creation.
func (w *Workspace) Audiences() []Audience {
	defer w.lock()()
	return w.audiences.values()
}

// removed204 answers a deletion with 204 and no body.
func removed204(remove func(*request) reply) func(*request) reply {
	return func(rq *request) reply {
		answer := remove(rq)
		if answer.status == http.StatusOK {
			return reply{status: http.StatusNoContent, empty: true}
		}
		return answer
	}
}

// listAudiences shows at most 50 on a page. The numbers of pages are at the top level, and there is no pages object.
func (rq *request) listAudiences() reply {
	seen := rq.audiences.seen(rq.lag("audiences"))
	perPage, number := 50, 1
	if n, err := strconv.Atoi(rq.query.Get("per_page")); err == nil && n > 0 {
		perPage = min(n, perPage)
	}
	if rq.paging.most > 0 {
		perPage = min(perPage, rq.paging.most)
	}
	if n, err := strconv.Atoi(rq.query.Get("page")); err == nil && n > 0 {
		number = n
	}
	data := []object{}
	for i, a := range seen {
		if i/perPage == number-1 {
			data = append(data, rq.showAudience(a))
		}
	}
	total := (len(seen) + perPage - 1) / perPage
	return ok(object{"type": "list", "data": data, "total_count": len(seen), "page": number, "per_page": perPage, "total_pages": total})
}

func unacceptableAudience(message string) reply {
	return fail(http.StatusUnprocessableEntity, "validation_error", message)
}

func (rq *request) fillAudience(a *Audience) reply {
	name, given := rq.body["name"]
	if given {
		a.Name = text(name)
	}
	switch {
	case a.Name == "" && a.ID == "":
		return unacceptableAudience("Name is required")
	case a.Name == "":
		return unacceptableAudience("Name must not be blank")
	case rq.audienceRules.uniqueNames && rq.audiences.find(func(other *Audience) bool { return other.Name == a.Name && other.ID != a.ID }) != nil:
		return unacceptableAudience("Name has already been taken")
	}
	if _, given := rq.body["role_predicates"]; !given && a.ID == "" && rq.audienceRules.defaultRoles {
		a.RolePredicates = []map[string]any{{"attribute": "role", "type": "role", "comparison": "eq", "value": "user"}}
	}
	for name, into := range map[string]*[]map[string]any{"predicates": &a.Predicates, "role_predicates": &a.RolePredicates} {
		sent, given := rq.body[name]
		if !given {
			continue
		}
		all, isList := sent.([]any)
		if !isList {
			return unacceptableAudience(name + " must be an array")
		}
		*into = nil
		for _, each := range all {
			p, isObject := each.(object)
			if !isObject || text(p["attribute"]) == "" || text(p["comparison"]) == "" {
				return unacceptableAudience(name + " has an invalid predicate")
			}
			*into = append(*into, p)
		}
	}
	a.UpdatedAt = rq.now.Unix()
	return reply{}
}

// dropAudience: content that was only for the audience is for everyone afterwards, unless a behavior says otherwise.
func (rq *request) dropAudience(a *Audience) reply {
	for article := range rq.articleTexts.all() {
		if !slices.Contains(article.AudienceIDs, a.ID) {
			continue
		}
		if rq.audienceRules.usedStay {
			return unacceptableAudience("Audience is in use")
		}
		if !rq.audienceRules.idsStay {
			next := article.clone()
			next.AudienceIDs = slices.DeleteFunc(next.AudienceIDs, func(id string) bool { return id == a.ID })
			rq.articleTexts.put(next)
		}
	}
	return reply{}
}

func (rq *request) showAudience(a *Audience) object {
	shown := object{"type": "audience", "id": a.ID, "name": a.Name, "created_at": a.CreatedAt, "updated_at": a.UpdatedAt}
	for name, predicates := range map[string][]map[string]any{"predicates": a.Predicates, "role_predicates": a.RolePredicates} {
		all := []object{}
		for _, p := range predicates {
			if _, flat := p["attribute"]; flat || !rq.audienceRules.groupsHidden {
				all = append(all, p)
			}
		}
		if rq.audienceRules.reversed {
			slices.Reverse(all)
		}
		shown[name] = all
	}
	return shown
}
