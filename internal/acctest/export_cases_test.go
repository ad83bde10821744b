package acctest_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/export"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// idsOfOthers are arguments with IDs that no reference can name: those of a customer's own systems, of authentication tokens, of
// conversations, and of custom object types, whose identifiers are the same in every workspace.
var idsOfOthers = []string{"external_id", "company_id", "token_ids", "conversation_id", "workspace_id", "object_type_id"}

// TestExportHasNoIDs counts the IDs in an export: every argument that holds one refers to a resource or a data source.
func TestExportHasNoIDs(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	seedLists(s)
	intercomtest.SeedExisting(s.Workspace)
	s.AddArticle(intercomtest.Article{ArticleText: intercomtest.ArticleText{Title: "In a collection", AuthorID: intercomtest.ExampleSecondAdmin}, ParentIDs: []string{"300"}})
	s.AddArticle(intercomtest.Article{ID: "320", ArticleText: intercomtest.ArticleText{Title: "Target", AuthorID: intercomtest.ExampleAdmin}})
	s.UpdateTicket("494", func(t *intercomtest.Ticket) {
		t.AdminAssigneeID, t.TeamAssigneeID, t.StateID = intercomtest.ExampleAdmin, intercomtest.ExampleTeam, intercomtest.ExampleWithEngineering
	})
	s.UpdateContact(intercomtest.ExampleContact, func(c *intercomtest.Contact) { c.OwnerID = intercomtest.ExampleAdmin })
	dir, log, err := exported(t, s, func(o *export.Options) { o.Include = []string{"people", "tickets"} })
	if err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	if memberships := readFile(t, filepath.Join(dir, "contact_companies.tf")); !strings.Contains(memberships, "= intercom_contact.") || !strings.Contains(memberships, "= intercom_company.") {
		t.Errorf("the memberships are\n%s", memberships)
	}
	references := 0
	for _, path := range configs(t, dir) {
		if filepath.Base(path) == "imports.tf" {
			continue
		}
		file, diags := hclsyntax.ParseConfig([]byte(readFile(t, path)), path, hcl.InitialPos)
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		count := func(name string, value hclsyntax.Expression) {
			if name != "id" && !strings.HasSuffix(name, "_id") && !strings.HasSuffix(name, "_ids") || slices.Contains(idsOfOthers, name) {
				return
			}
			_ = hclsyntax.VisitAll(value, func(part hclsyntax.Node) hcl.Diagnostics {
				switch part := part.(type) {
				case *hclsyntax.ScopeTraversalExpr:
					references++
				case *hclsyntax.LiteralValueExpr:
					t.Errorf("%s: %s has the ID %#v", path, name, part.Val)
				}
				return nil
			})
		}
		_ = hclsyntax.VisitAll(file.Body.(*hclsyntax.Body), func(node hclsyntax.Node) hcl.Diagnostics {
			switch n := node.(type) {
			case *hclsyntax.Attribute:
				count(n.Name, n.Expr)
			case *hclsyntax.ObjectConsExpr:
				for _, item := range n.Items {
					count(hcl.ExprAsKeyword(item.KeyExpr), item.ValueExpr)
				}
			}
			return nil
		})
	}
	if references < 60 {
		t.Errorf("%d references", references)
	}
}

// TestExportUnnamedIDs: an ID that nothing names stays in the configuration, and the README lists it.
func TestExportUnnamedIDs(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.AddArticle(intercomtest.Article{ArticleText: intercomtest.ArticleText{Title: "Orphan", AuthorID: "999"}})
	s.AddAdmin(intercomtest.Admin{ID: "5", Name: "Twin", Email: "augusta@example.com"})
	dir, log, err := exported(t, s, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	all := filesIn(t, dir)
	for file, wants := range map[string]string{
		"articles.tf": `"999"`,
		"README.md":   "- `intercom_article.orphan`: `author_id` is `999`\n",
	} {
		if !strings.Contains(all[file], wants) {
			t.Errorf("%s has no %s:\n%s", file, wants, all[file])
		}
	}
	// Two admins have the email, so that no data source can tell them apart.
	if !strings.Contains(all["README.md"], "`intercom_article.tour`: `author_id` is `"+intercomtest.ExampleAdmin) {
		t.Errorf("%s", all["README.md"])
	}
}

// TestExportTokensOfConnectors: the README lists the authentication tokens of a connector, which another workspace does not have.
func TestExportTokensOfConnectors(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.AddDataConnector(intercomtest.DataConnector{Name: "Secured", URL: "https://api.example.com/", HTTPMethod: "post", TokenIDs: []string{"901"}})
	dir, log, err := exported(t, s, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	if readme, want := readFile(t, filepath.Join(dir, "README.md")), "- `intercom_data_connector.secured`: `token_ids` is `901`\n"; !strings.Contains(readme, want) {
		t.Errorf("the README does not say %s\n%s", want, readme)
	}
}

// configs are the .tf files of an export.
func configs(t *testing.T, dir string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.tf"))
	if err != nil || len(paths) < 5 {
		t.Fatalf("%d files: %v", len(paths), err)
	}
	return paths
}

// TestExportAgain exports twice into a directory: not without -force, with the same files if nothing has changed, and with a small
// difference otherwise.
func TestExportAgain(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.AddArticle(intercomtest.Article{ID: "90", ArticleText: intercomtest.ArticleText{Title: "Long", AuthorID: intercomtest.ExampleAdmin, Body: "<p>" + strings.Repeat("long ", 100) + "</p>"}})
	first := s.AddTag(intercomtest.Tag{Name: "Two words"})
	second := s.AddTag(intercomtest.Tag{Name: "two-words"})
	dir, _, err := exported(t, s, nil)
	if err != nil {
		t.Fatal(err)
	}
	again := func(force bool) error {
		_, _, err := exported(t, s, func(o *export.Options) { o.Dir, o.Force = dir, force })
		return err
	}
	before := filesIn(t, dir)
	if err := again(false); err == nil || !strings.Contains(err.Error(), "-force") {
		t.Errorf("it overwrites without -force: %v", err)
	}
	if err := again(true); err != nil {
		t.Fatal(err)
	}
	if after := filesIn(t, dir); len(changedFiles(before, after)) > 0 {
		t.Errorf("a second export changes %v", changedFiles(before, after))
	}
	if before["tags.tf"] == "" || !strings.Contains(before["imports.tf"], "to = intercom_tag.two_words_2\n  id = \""+second.ID) {
		t.Fatalf("%v", before)
	}
	// The other one keeps its name, and an article that is gone leaves no file.
	s.DeleteTag(first.ID)
	s.DeleteArticle("90")
	if err := again(true); err != nil {
		t.Fatal(err)
	}
	after := filesIn(t, dir)
	want := []string{".intercom-export.json", "README.md", "articles.tf", "articles/long.md", "imports.tf", "tags.tf"}
	if got := changedFiles(before, after); !slices.Equal(got, want) {
		t.Errorf("changed %v, want %v", got, want)
	}
	if !strings.Contains(after["tags.tf"], `"two_words_2"`) || strings.Contains(after["tags.tf"], `"two_words"`) {
		t.Errorf("%s", after["tags.tf"])
	}
	// What no export wrote is not overwritten, even with -force.
	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, "main.tf"), []byte("# mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := exported(t, s, func(o *export.Options) { o.Dir, o.Force = other, true }); err == nil || len(filesIn(t, other)) != 1 {
		t.Errorf("it writes beside another configuration: %v", err)
	}
}

// TestExportNamesOfGone: the name of an object that is gone is for no other one, however many exports later: Terraform ignores an import
// block whose address is in the state, and would change the object there.
func TestExportNamesOfGone(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	gone := s.AddTag(intercomtest.Tag{Name: "Beta"})
	dir, _, err := exported(t, s, nil)
	if err != nil {
		t.Fatal(err)
	}
	again := func() string {
		t.Helper()
		if _, log, err := exported(t, s, func(o *export.Options) { o.Dir, o.Force = dir, true }); err != nil {
			t.Fatalf("%v\n%s", err, log)
		}
		return readFile(t, filepath.Join(dir, "tags.tf"))
	}
	s.DeleteTag(gone.ID)
	s.AddTag(intercomtest.Tag{Name: "beta!"})
	if tags := again(); !strings.Contains(tags, `"beta_2"`) {
		t.Errorf("the new tag has the name of the one that is gone:\n%s", tags)
	}
	s.AddTag(intercomtest.Tag{Name: "-beta"})
	if tags := again(); !strings.Contains(tags, `"beta_3"`) {
		t.Errorf("a later export forgot the name:\n%s", tags)
	}
}

// TestExportKeepsEarlier: an export with -force that cannot read everything, that leaves out a kind of the earlier one, or that is of
// another workspace changes no file: applied, what is missing would be destroyed.
func TestExportKeepsEarlier(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.AddArticle(intercomtest.Article{ID: "90", ArticleText: intercomtest.ArticleText{Title: "Long", AuthorID: intercomtest.ExampleAdmin, Body: "<p>" + strings.Repeat("long ", 100) + "</p>"}})
	s.AddAudience(intercomtest.Audience{ID: "7", Name: "Enterprise"})
	twin := s.AddTwinWorkspace("zz9other", s.Workspace)
	dir, _, err := exported(t, s, nil)
	if err != nil {
		t.Fatal(err)
	}
	before := filesIn(t, dir)
	for name, c := range map[string]struct {
		behavior intercomtest.Behavior
		options  func(*export.Options)
		says     string
	}{
		"articles are forbidden":  {behavior: intercomtest.RefusesAfter(403, "forbidden", "No").On("GET", "/articles"), says: "articles could not be read completely"},
		"audiences are a page":    {behavior: intercomtest.LoginPage().On("GET", "/audiences"), says: "audiences could not be read completely"},
		"one kind of the earlier": {options: func(o *export.Options) { o.Only = []string{"tag"} }, says: "also has intercom_article"},
		"another workspace":       {options: func(o *export.Options) { o.Arguments["access_token"] = twin.Token }, says: "zz9other"},
	} {
		s.ClearBehaviors()
		if c.options == nil {
			s.Set(c.behavior)
		}
		_, _, err := exported(t, s, func(o *export.Options) {
			o.Dir, o.Force = dir, true
			if c.options != nil {
				c.options(o)
			}
		})
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
		if changed := changedFiles(before, filesIn(t, dir)); len(changed) > 0 {
			t.Errorf("%s: changed %v", name, changed)
		}
	}
}

// filesIn are the files below a directory.
func filesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			name, _ := filepath.Rel(dir, path)
			all[filepath.ToSlash(name)] = readFile(t, path)
		}
		return err
	})
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return all
}

func changedFiles(before, after map[string]string) (paths []string) {
	for path := range before {
		if before[path] != after[path] {
			paths = append(paths, path)
		}
	}
	for path := range after {
		if _, had := before[path]; !had {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

// TestExportProblems: what cannot be read, or cannot be configured, is reported and costs nothing else.
func TestExportProblems(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		meet func(*intercomtest.Server)
		// says is in the summary, and left out of file.
		says, file, left string
	}{
		"an object": {func(s *intercomtest.Server) {
			s.Inject(intercomtest.Fault{Method: "GET", Path: "/articles/11", Act: intercomtest.Status(403, "forbidden", "No.")})
		}, `reading article 11 "Welcome"`, "articles.tf", `"welcome"`},
		"a list": {func(s *intercomtest.Server) {
			s.Inject(intercomtest.Fault{Method: "GET", Path: "/tags", Act: intercomtest.Status(403, "forbidden", "No.")})
		}, "intercom_tag the list", "article_tags.tf", `tour`},
		"a name that the provider refuses": {func(s *intercomtest.Server) {
			s.UpdateTag(intercomtest.ExampleTag, func(t *intercomtest.Tag) { t.Name = "\u202eVIP" })
		}, "name must not be empty", "article_tags.tf", "tour"},
		"options that the provider refuses": {func(s *intercomtest.Server) {
			s.AddDataAttribute(intercomtest.DataAttribute{Model: "contact", Name: "size", DataType: "string", Options: []string{"S", "S"}})
		}, "the provider refuses Intercom's value of options: Duplicate List Value", "data_attributes.tf", `"size"`},
		"a parent": {func(s *intercomtest.Server) {
			s.UpdateTicketType(intercomtest.ExampleTaskType, func(t *intercomtest.TicketType) { t.Name = "\u202eTask" })
		}, "intercom_ticket_type 1235", "ticket_type_attributes.tf", "task"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			c.meet(s)
			dir, log, err := exported(t, s, nil)
			if !errors.Is(err, export.ErrIncomplete) || !strings.Contains(log, c.says) {
				t.Fatalf("%v\n%s", err, log)
			}
			all := filesIn(t, dir)
			if strings.Contains(all[c.file], c.left) || !strings.Contains(all["articles.tf"], "tour") || !strings.Contains(all["README.md"], "not exported") {
				t.Errorf("%s\n%s", all[c.file], all["README.md"])
			}
		})
	}
}

// TestExportUnsaidConditions: the summary and the README name the audiences of which the configuration lacks conditions, and an audience
// for every role says so, because another workspace would have Intercom's default.
func TestExportUnsaidConditions(t *testing.T) {
	t.Parallel()
	s := intercomtest.New(t)
	intercomtest.SeedExample(s.Workspace)
	group := map[string]any{"type": "or", "predicates": []any{map[string]any{"attribute": "role", "type": "role", "comparison": "eq", "value": "user"}}}
	s.AddAudience(intercomtest.Audience{Name: "Grouped", Predicates: []map[string]any{group}, RolePredicates: []map[string]any{group}})
	s.AddAudience(intercomtest.Audience{Name: "Anybody"})
	dir, log, err := exported(t, s, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	const says = "intercom_audience.grouped: some of its predicates and role_predicates"
	all := filesIn(t, dir)
	if !strings.Contains(log, says) || !strings.Contains(all["README.md"], says) || strings.Contains(log, "intercom_audience.anybody") {
		t.Errorf("%s\n%s", log, all["README.md"])
	}
	if n := strings.Count(all["audiences.tf"], "role_predicates = []"); n != 1 {
		t.Errorf("%d audiences are for every role:\n%s", n, all["audiences.tf"])
	}
}

// TestExportNothing: an export that fails or is interrupted leaves no file.
func TestExportNothing(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	for name, c := range map[string]struct {
		change func(*intercomtest.Server, *export.Options)
		says   string
	}{
		"an unknown kind":      {func(_ *intercomtest.Server, o *export.Options) { o.Only = []string{"tags"} }, "intercom_tag, "},
		"another unknown kind": {func(_ *intercomtest.Server, o *export.Options) { o.Exclude = []string{"x"} }, "-exclude"},
		"unknown records":      {func(_ *intercomtest.Server, o *export.Options) { o.Include = []string{"all"} }, "people and tickets"},
		"no token":             {func(_ *intercomtest.Server, o *export.Options) { o.Arguments["access_token"] = "" }, "access_token"},
		"another workspace":    {func(_ *intercomtest.Server, o *export.Options) { o.Arguments["workspace_id"] = "other" }, "another workspace"},
		"the token in a text": {func(s *intercomtest.Server, _ *export.Options) {
			s.AddTag(intercomtest.Tag{Name: "My " + s.Token})
		}, "access token"},
		"Ctrl-C": {func(s *intercomtest.Server, _ *export.Options) {
			s.OnCall(func(call intercomtest.Call) {
				if call.Path == "/help_center/collections" {
					cancel()
				}
			})
		}, "interrupted"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			o := export.Options{
				Dir: filepath.Join(t.TempDir(), "workspace"), Log: io.Discard, Out: io.Discard,
				Arguments: map[string]string{"base_url": s.URL, "access_token": s.Token},
			}
			c.change(s, &o)
			run := context.Background()
			if name == "Ctrl-C" {
				run = ctx
			}
			if err := export.Run(run, o); err == nil || !strings.Contains(err.Error(), c.says) || len(filesIn(t, o.Dir)) > 0 {
				t.Errorf("%v, and it wrote %d files", err, len(filesIn(t, o.Dir)))
			}
		})
	}
}

// TestExportSelection: records only on request, and only the kinds that are asked for.
func TestExportSelection(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.SetIPAllowlist(true, "203.0.113.7")
	intercomtest.SeedExisting(s.Workspace)
	for name, c := range map[string]struct {
		change    func(*export.Options)
		has, none []string
	}{
		"configuration": {func(*export.Options) {}, []string{"tags.tf", "articles.tf", "ip_allowlists.tf"}, []string{"contacts.tf", "contact_tags.tf", "companies.tf", "tickets.tf", "team_memberships.tf"}},
		"tickets":       {func(o *export.Options) { o.Include = []string{"tickets"} }, []string{"tickets.tf"}, []string{"contacts.tf"}},
		"only":          {func(o *export.Options) { o.Only = []string{"tag", "intercom_ticket_type"} }, []string{"tags.tf", "ticket_types.tf"}, []string{"articles.tf"}},
		"exclude":       {func(o *export.Options) { o.Exclude = []string{"tag"} }, []string{"articles.tf"}, []string{"tags.tf"}},
		"Preview":       {func(o *export.Options) { o.Arguments["api_version"] = "Preview" }, []string{"tags.tf", "team_memberships.tf"}, []string{"ip_allowlists.tf"}},
		"an area":       {func(o *export.Options) { o.Arguments["preview"] = "team_members" }, []string{"team_memberships.tf", "ip_allowlists.tf"}, nil},
		"old version":   {func(o *export.Options) { o.Arguments["api_version"] = "2.13" }, []string{"tags.tf"}, []string{"data_connectors.tf"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, log, err := exported(t, s, c.change)
			if err != nil {
				t.Fatalf("%v\n%s", err, log)
			}
			all := filesIn(t, dir)
			for _, file := range c.has {
				if all[file] == "" {
					t.Errorf("%s is missing", file)
				}
			}
			if text := all["team_memberships.tf"]; text != "" && (!strings.Contains(text, "data.intercom_team.on_call.id") || strings.Contains(text, intercomtest.ExampleAdmin)) {
				t.Errorf("the members are not references:\n%s", text)
			}
			if chosen := strings.Contains(all["providers.tf"], `preview             = ["team_members"]`); chosen != (name == "an area") {
				t.Errorf("the provider block is\n%s", all["providers.tf"])
			}
			if pinned := strings.Contains(all["providers.tf"], "api_version"); pinned != (name == "Preview" || name == "old version") {
				t.Errorf("the provider block is\n%s", all["providers.tf"])
			}
			for _, file := range c.none {
				if all[file] != "" {
					t.Errorf("%s is there", file)
				}
			}
			if warned := strings.Contains(log, "personal data"); warned != (name == "tickets") {
				t.Errorf("%s", log)
			}
		})
	}
}

// TestExportCalls: an export makes a call for each page of a list, and one or two for each object that no list shows whole.
func TestExportCalls(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t, intercomtest.WithRateLimit(167, 0))
	for range 300 {
		s.AddTag(intercomtest.Tag{Name: "T"})
	}
	for i := range 40 {
		s.AddCollection(intercomtest.Collection{Name: strings.Repeat("c", i+1)})
	}
	_, log, err := exported(t, s, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	// GET /me; the articles, each of two; three pages of collections; the conversation attributes; the data attributes of two models;
	// the connectors, each of one; the help centers and the redirects of one; the schedules and the exceptions of one; the tags; the
	// ticket types; the admins; the help centers are known.
	if calls := len(s.Calls()); calls > 21 || s.Count("GET", "/tags") != 1 || s.Count("GET", "/articles/*") != 2 {
		for _, c := range s.Calls() {
			t.Log(c.Method, c.Path)
		}
		t.Errorf("%d calls", calls)
	}
}

// TestExportDuplicates: the summary and the README list the objects of which another workspace can have only one.
func TestExportDuplicates(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	for _, name := range []string{"Same", "SAME", "Other"} {
		s.AddTag(intercomtest.Tag{Name: name})
		s.AddTicketType(intercomtest.TicketType{Name: name})
	}
	for range 2 {
		s.AddCollection(intercomtest.Collection{Name: "Equal"}) // Intercom creates two
		s.AddOfficeHoursSchedule(intercomtest.OfficeHoursSchedule{Name: "Hours", Intervals: [][2]int64{{540, 1020}}})
	}
	dir, log, err := exported(t, s, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	for where, content := range map[string]string{"README.md": readFile(t, filepath.Join(dir, "README.md")), "the summary": log} {
		for _, line := range []string{
			`intercom_office_hours_schedule.hours, intercom_office_hours_schedule.hours_2 have the same name "Hours"`, `intercom_ticket_type.same, intercom_ticket_type.same_2 have the same name "same"`,
			`intercom_data_attribute.company_seats, intercom_data_attribute.contact_seats have the same name "seats"`, `intercom_tag.same, intercom_tag.same_2 have the same name "same"`,
		} {
			if !strings.Contains(content, line) {
				t.Errorf("%s does not have %s:\n%s", where, line, content)
			}
		}
		if n := strings.Count(content, "have the same"); n != 4 {
			t.Errorf("%s has %d duplicates:\n%s", where, n, content)
		}
	}
	dir, log, err = exported(t, acctest.Fake(t), func(o *export.Options) { o.Only = []string{"tag", "ticket_type"} })
	if err != nil || strings.Contains(log+readFile(t, filepath.Join(dir, "README.md")), "have the same") {
		t.Errorf("%v\n%s", err, log)
	}
}

// TestExportCommand runs the command: its usage, its exit codes, and where it prints.
func TestExportCommand(t *testing.T) {
	s := acctest.Fake(t)
	t.Setenv("INTERCOM_BASE_URL", s.URL)
	t.Setenv("INTERCOM_ACCESS_TOKEN", s.Token)
	dir := filepath.Join(t.TempDir(), "workspace")
	for _, c := range []struct {
		arguments []string
		code      int
		out, log  string
	}{
		{[]string{"-help"}, 0, "", "Usage: terraform-provider-intercom export"},
		{nil, 1, "", "Usage"},
		{[]string{"-dir", dir, "more"}, 1, "", "Usage"},
		{[]string{"-dir", dir, "-what"}, 1, "", "-what"},
		{[]string{"-dir", dir, "-only", "tag,ticket_type"}, 0, "3 objects are in " + dir, "intercom_tag: 1, "},
		{[]string{"-dir", dir}, 1, "", "export: " + dir + " is not empty"},
		{[]string{"-dir", dir, "-force", "-exclude", "tag"}, 1, "", "also has intercom_tag"},
		{[]string{"-dir", dir, "-force", "-exclude", "article"}, 0, "needs intercom_article", "intercom_collection: 1, "},
	} {
		var out, log bytes.Buffer
		if code := export.Command(context.Background(), "test", c.arguments, &out, &log); code != c.code || !strings.Contains(out.String(), c.out) || !strings.Contains(log.String(), c.log) {
			t.Errorf("export %q: %d, want %d\n%s\n%s", c.arguments, code, c.code, out.String(), log.String())
		}
		if c.out == "" && out.Len() > 0 {
			t.Errorf("export %q prints %s", c.arguments, out.String())
		}
	}
}

// TestExamplesAdoptWorkspace: the example for terraform query lists every kind of configuration, with arguments that the provider
// takes, and finds what an export finds. TestExamples runs it where Terraform has queries.
func TestExamplesAdoptWorkspace(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.SetIPAllowlist(true, "203.0.113.7/24")
	dir, _, err := exported(t, s, nil)
	if err != nil {
		t.Fatal(err)
	}
	imports := readFile(t, filepath.Join(dir, "imports.tf"))
	file, diags := hclsyntax.ParseConfig([]byte(readFile(t, examplesDir+"/adopt-workspace/workspace.tfquery.hcl")), "workspace.tfquery.hcl", hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	listed := map[string]bool{}
	for _, block := range file.Body.(*hclsyntax.Body).Blocks {
		kind, config := block.Labels[0], acctest.Block{}
		listed[kind] = true
		for _, inner := range block.Body.Blocks {
			for name, attribute := range inner.Body.Attributes {
				value, diags := attribute.Expr.Value(nil)
				if diags.HasErrors() {
					t.Fatal(diags)
				}
				config[name] = value.True()
			}
		}
		p := acctest.NewProtocol(t, s, kind, nil)
		acctest.Expect(t, p.ValidateList(config))
		found, problems := p.List(config, 0)
		acctest.Expect(t, problems)
		if want := strings.Count(imports, "to = "+kind+"."); len(found) != want || want == 0 {
			t.Errorf("%s: the query finds %d, the export %d", kind, len(found), want)
		}
	}
	for kind, m := range export.Kinds() {
		if imported := strings.Contains(imports, "to = "+kind+"."); imported && m.Records == "" && !listed[kind] {
			t.Errorf("the example does not list %s", kind)
		}
	}
}
