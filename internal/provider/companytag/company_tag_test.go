package companytag_test

import (
	"slices"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

const tag, company = intercomtest.ExampleTag, intercomtest.ExampleCompany

var config = acctest.Block{"company_id": company, "tag_id": tag}

func seed(s *intercomtest.Server) { s.AddTag(intercomtest.Tag{ID: "9", Name: "Beta"}) }

// tagIDs returns the IDs of the company's tags.
func tagIDs(s *intercomtest.Server) []string { return s.Companies()[0].TagIDs }

func TestCRUD(t *testing.T) {
	acctest.CRUDTest{
		Type: "intercom_company_tag", Keys: []string{"company_id", "tag_id"}, Seed: seed, Config: config,
		Replaced:  acctest.Block{"tag_id": "9"},
		Created:   []string{`POST /tags {"name":"VIP","companies":[{"id":"` + company + `"}]}`},
		Destroyed: []string{`POST /tags {"name":"VIP","companies":[{"id":"` + company + `","untag":true}]}`},
		Vanish: func(s *intercomtest.Server, _ acctest.Object) {
			s.UpdateCompany(company, func(c *intercomtest.Company) { c.TagIDs = nil })
		},
	}.Run(t)
}

func TestFaults(t *testing.T) {
	acctest.Association{
		Type: "intercom_company_tag", Seed: seed, Config: config, Another: acctest.Block{"tag_id": "9"},
		Post: "/tags", Delete: "/tags", UntagsByPost: true, Get: "/companies/*",
		Orphan: func(s *intercomtest.Server) { s.DeleteCompany(company) }, Gone: "deleted the company or the tag",
		Count: func(s *intercomtest.Server) int {
			if len(s.Companies()) == 0 {
				return 0
			}
			return len(tagIDs(s))
		},
	}.Faults(t)
}

// versions are an old and a new form of the answer: only the new one shows the companies.
var versions = []string{"2.13", "2.15", "2.16", "Preview"}

// TestNoCompany: from 2.16 on, Intercom answers with success and leaves out a company that does not exist. Before, it answers 404.
func TestNoCompany(t *testing.T) {
	t.Parallel()
	for _, version := range versions {
		s := acctest.Fake(t)
		p := acctest.NewProtocol(t, s, "intercom_company_tag", acctest.Block{"api_version": version})
		planned, diags := p.Plan(acctest.Object{}, acctest.Block{"company_id": "nobody", "tag_id": tag})
		acctest.Expect(t, diags)
		object, diags := p.Apply(planned)
		if acctest.Expect(t, diags, "ERROR", "company_id", "404 company_not_found", "was not tagged"); !object.IsNull() {
			t.Errorf("%s: in state %s", version, object.State)
		}
	}
}

// TestNotTagged: a success that tags nothing is an error, in whichever form it comes.
func TestNotTagged(t *testing.T) {
	t.Parallel()
	for _, version := range versions {
		s := acctest.Fake(t)
		p := acctest.NewProtocol(t, s, "intercom_company_tag", acctest.Block{"api_version": version})
		planned, _ := p.Plan(acctest.Object{}, config)
		s.Set(intercomtest.NotDone().On("POST", "/tags"), intercomtest.Overrides(map[string]any{"companies": []any{}}).On("POST", "/tags"))
		object, diags := p.Apply(planned)
		if acctest.Expect(t, diags, "ERROR", "Intercom did not tag the company", "does not have tag "+tag); !object.IsNull() {
			t.Errorf("%s: in state %s", version, object.State)
		}
	}
}

// TestAnswerWithoutCompany: if the answer does not show the company, a read decides. If that fails, nothing is claimed.
func TestAnswerWithoutCompany(t *testing.T) {
	t.Parallel()
	without := intercomtest.Omits("companies").On("POST", "/tags")
	s := acctest.Fake(t)
	s.Set(without)
	p := acctest.NewProtocol(t, s, "intercom_company_tag", nil)
	object := p.Run(acctest.Object{}, config)
	if after, diags := p.Destroy(object); acctest.HasError(diags) || !after.IsNull() || len(tagIDs(s)) > 0 {
		t.Errorf("in state: %v, tags %v: %s", !after.IsNull(), tagIDs(s), acctest.Text(diags))
	}

	s.Set(intercomtest.RefusesAfter(403, "forbidden", "No.").On("GET", "/companies/*"))
	p = acctest.NewProtocol(t, s, "intercom_company_tag", nil)
	planned, _ := p.Plan(acctest.Object{}, config)
	object, diags := p.Apply(planned)
	if acctest.Expect(t, diags, "ERROR", "403 forbidden", "The company may have been tagged"); !object.IsNull() {
		t.Errorf("in state %s", object.State)
	}
}

// TestTagGone: neither a create nor a destroy makes a tag by the name of one that is gone.
func TestTagGone(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	p := acctest.NewProtocol(t, s, "intercom_company_tag", nil)
	planned, _ := p.Plan(acctest.Object{}, config)
	object, diags := p.Apply(planned)
	acctest.Expect(t, diags)
	s.DeleteTag(tag)
	after, diags := acctest.NewProtocol(t, s, "intercom_company_tag", nil).Destroy(object)
	if acctest.HasError(diags) || !after.IsNull() || len(s.Tags()) > 0 {
		t.Errorf("in state: %v, %d tags: %s", !after.IsNull(), len(s.Tags()), acctest.Text(diags))
	}
	object, diags = acctest.NewProtocol(t, s, "intercom_company_tag", nil).Apply(planned)
	if acctest.Expect(t, diags, "ERROR", "tag_id", "404", "was not tagged"); !object.IsNull() || len(s.Tags()) > 0 {
		t.Errorf("in state: %v, %d tags", !object.IsNull(), len(s.Tags()))
	}
}

func rename(s *intercomtest.Server) func() {
	return func() { s.UpdateTag(tag, func(t *intercomtest.Tag) { t.Name = "Gold" }) }
}

// TestRenamedMeanwhile: somebody renames the tag between the read of its name and the POST, which then makes another tag. The error
// names that tag, and nothing is undone.
func TestRenamedMeanwhile(t *testing.T) {
	t.Parallel()
	for _, version := range versions {
		s := acctest.Fake(t)
		p := acctest.NewProtocol(t, s, "intercom_company_tag", acctest.Block{"api_version": version})
		planned, _ := p.Plan(acctest.Object{}, config)
		s.Before("POST", "/tags", rename(s))
		object, diags := p.Apply(planned)
		made := s.Tags()[1].ID
		if acctest.Expect(t, diags, "ERROR", `"VIP"`, "another tag than "+tag, "tag "+made, "remove the tag"); !object.IsNull() {
			t.Errorf("%s: in state %s", version, object.State)
		}
		if n := s.Count("POST", "/tags"); n != 1 || !slices.Equal(tagIDs(s), []string{made}) {
			t.Errorf("%s: %d POSTs, tags %v", version, n, tagIDs(s))
		}
		// The next apply uses the new name.
		object = acctest.NewProtocol(t, s, "intercom_company_tag", acctest.Block{"api_version": version}).Run(acctest.Object{}, config)
		if got := tagIDs(s); !slices.Equal(got, []string{made, tag}) {
			t.Errorf("%s: tags %v", version, got)
		}
		s.Before("POST", "/tags", func() { s.UpdateTag(tag, func(t *intercomtest.Tag) { t.Name = "Platinum" }) })
		after, diags := acctest.NewProtocol(t, s, "intercom_company_tag", acctest.Block{"api_version": version}).Destroy(object)
		if acctest.Expect(t, diags, "ERROR", "another tag than "+tag, "put the tag back"); after.IsNull() || !slices.Equal(tagIDs(s), []string{made, tag}) {
			t.Errorf("%s: in state: %v, tags %v", version, !after.IsNull(), tagIDs(s))
		}
	}
}

// TestUnknownUntag: Intercom may refuse to untag by a name that no tag has, or create that tag. Both are errors, and the company
// keeps its tag.
func TestUnknownUntag(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		set  []intercomtest.Behavior
		tags int
	}{"created": {nil, 2}, "refused": {[]intercomtest.Behavior{intercomtest.RefusesUnknownUntag()}, 1}} {
		s := acctest.Fake(t)
		object := acctest.NewProtocol(t, s, "intercom_company_tag", nil).Run(acctest.Object{}, config)
		s.Set(c.set...)
		s.Before("POST", "/tags", rename(s))
		after, diags := acctest.NewProtocol(t, s, "intercom_company_tag", nil).Destroy(object)
		if acctest.Expect(t, diags, "ERROR"); after.IsNull() || !slices.Equal(tagIDs(s), []string{tag}) || len(s.Tags()) != c.tags {
			t.Errorf("%s: in state: %v, tags %v of %d", name, !after.IsNull(), tagIDs(s), len(s.Tags()))
		}
	}
}

// TestAmbiguousName: a name that may be the HTML form of another text, or whose blanks Intercom may change, is never sent, because
// Intercom would make a tag of it.
func TestAmbiguousName(t *testing.T) {
	t.Parallel()
	for name, ambiguous := range map[string]bool{
		"<p>VIP</p>": true, "R&amp;D": true, "<b>": true, " VIP": true, "VIP ": true, "Big  spender": true, "Big\tspender": true, "Big\u00a0spender": true,
		"VIP\u200b": true, "Big spender": false, "R&D": false, "AT&T": false, "a < b > c": false, "1<2": false, "Größe (XL)": false, `"quoted"`: false,
	} {
		s := acctest.Fake(t)
		s.UpdateTag(tag, func(t *intercomtest.Tag) { t.Name = name })
		p := acctest.NewProtocol(t, s, "intercom_company_tag", nil)
		planned, _ := p.Plan(acctest.Object{}, config)
		object, diags := p.Apply(planned)
		if acctest.HasError(diags) != ambiguous || object.IsNull() != ambiguous || len(s.Tags()) != 1 {
			t.Errorf("%s: in state: %v, %d tags: %s", name, !object.IsNull(), len(s.Tags()), acctest.Text(diags))
		}
		if ambiguous {
			acctest.Expect(t, diags, "ERROR", "tag_id", "the name of the tag is ambiguous", "rename the tag", "was not tagged")
		}
	}
}

// seedListed tags two companies, and one of them twice.
func seedListed(s *intercomtest.Server) {
	seed(s)
	s.AddTag(intercomtest.Tag{ID: "10", Name: "Unused"})
	s.UpdateCompany(company, func(c *intercomtest.Company) { c.TagIDs = []string{tag, "9"} })
	s.AddCompany(intercomtest.Company{ID: "12", CompanyID: "globex", TagIDs: []string{tag}})
	s.AddCompany(intercomtest.Company{ID: "13", CompanyID: "plain"})
}

func TestList(t *testing.T) {
	acctest.AssociationList{
		Type: "intercom_company_tag", Keys: []string{"company_id", "tag_id"}, Seed: seedListed,
		By: map[string]acctest.ListedBy{
			"company": {
				Config: acctest.Block{"company_id": company}, Found: map[string]string{company + "/" + tag: "Acme: VIP", company + "/9": "Acme: Beta"},
				Calls: []string{"GET /companies/" + company}, Method: "GET", Path: "/companies/*",
				Empty: acctest.Block{"company_id": "13"}, Missing: acctest.Block{"company_id": "none"}, Says: []string{"404 company_not_found"},
				Take: func(s *intercomtest.Server) {
					s.UpdateCompany(company, func(c *intercomtest.Company) { c.TagIDs = []string{"9"} })
				}, Taken: company + "/" + tag,
			},
			"tag": {
				Config: acctest.Block{"tag_id": tag}, Found: map[string]string{company + "/" + tag: "Acme: VIP", "12/" + tag: "globex: VIP"},
				Calls: []string{"GET /companies"}, Method: "GET", Path: "/companies",
				Empty: acctest.Block{"tag_id": "10"}, Missing: acctest.Block{"tag_id": "11"}, Says: []string{"there is no such tag", "correct tag_id"},
				Take: func(s *intercomtest.Server) {
					s.UpdateCompany("12", func(c *intercomtest.Company) { c.TagIDs = nil })
				}, Taken: "12/" + tag,
			},
		},
	}.Run(t)
}

// TestListOfTag: what else Intercom may answer to a list of the companies with a tag.
func TestListOfTag(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		tag   string
		act   intercomtest.Behavior
		found int
		says  []string
	}{
		"404 if none has it":              {"10", intercomtest.UnusedTagMissing(), 0, nil},
		"404 if there is no tag":          {"11", intercomtest.UnusedTagMissing(), 0, []string{"ERROR", "there is no such tag"}},
		"a proxy's 404":                   {tag, intercomtest.Gateway404JSON().On("GET", "/companies"), 0, []string{"ERROR", "404"}},
		"companies without tags":          {tag, intercomtest.Overrides(map[string]any{"tags": nil}).On("GET", "/companies"), 0, []string{"ERROR", "does not show the tags"}},
		"companies that are not shown":    {tag, intercomtest.LargerTotal(1).On("GET", "/companies"), 0, []string{"ERROR", "list is not complete"}},
		"all companies, as without a tag": {"10", intercomtest.AnswersBody(200, `{"type":"list","data":[{"type":"company","id":"13","tags":{"type":"tag.list","tags":[]}}],"total_count":1}`).On("GET", "/companies"), 0, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			seedListed(s)
			s.Set(c.act)
			found, diags := acctest.NewProtocol(t, s, "intercom_company_tag", nil).List(acctest.Block{"tag_id": c.tag}, 0)
			if acctest.Expect(t, diags, c.says...); len(found) != c.found {
				t.Errorf("listed %d", len(found))
			}
		})
	}
}

// TestTagsInPart: tags that the answer shows in part, or not at all, do not prove that the tag is gone.
func TestTagsInPart(t *testing.T) {
	t.Parallel()
	for name, shown := range map[string]any{
		"10 of 11": map[string]any{"type": "tag.list", "tags": []any{}, "total_count": 11, "has_more": true},
		"a total":  map[string]any{"type": "tag.list", "tags": []any{}, "total_count": 1},
		"no end":   map[string]any{"type": "tag.list", "tags": []any{}, "has_more": true},
		"a link":   map[string]any{"type": "tag.list", "tags": []any{}, "pages": map[string]any{"next": "https://api.intercom.io/tags?page=2"}},
		"null":     map[string]any{"type": "tag.list", "tags": nil},
		"no tags":  map[string]any{"type": "tag.list"},
	} {
		s := acctest.Fake(t)
		seed(s)
		p := acctest.NewProtocol(t, s, "intercom_company_tag", nil)
		object := p.Run(acctest.Object{}, config)
		s.Set(intercomtest.Overrides(map[string]any{"tags": shown}).On("GET", "/companies/*"))
		read, diags := p.Read(object)
		if acctest.Expect(t, diags, "ERROR", "tags"); read.IsNull() {
			t.Errorf("%s: removed from state", name)
		}
		after, diags := p.Destroy(object)
		if acctest.HasError(diags) || !after.IsNull() {
			t.Errorf("%s: the destroy needs a read", name)
		}
	}
}
