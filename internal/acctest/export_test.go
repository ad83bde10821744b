package acctest_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/export"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// hostile are texts that a careless writer of configuration gets wrong.
var hostile = []string{
	"${path.module} and %{ if true }", `"quoted" \ backslash`, "<<EOT\nnone\nEOT", "first\r\nsecond\rthird", "a \u202ereversed\u2066 b", "null", "for_each", "${", "%%{",
	"1 starts with a digit", "日本語", "Ünïcödé", "same", "same", "same", "-", "a\u00a0blank", "e\u0301", "`code` | [link](x)", "# comment // and /* more */",
}

// seedHostile adds objects whose texts are the hostile ones.
func seedHostile(s *intercomtest.Server, hostile []string) {
	for i, text := range hostile {
		t := s.AddTag(intercomtest.Tag{Name: text})
		s.AddArticle(intercomtest.Article{TagIDs: []string{t.ID}, ArticleText: intercomtest.ArticleText{
			Title: text, AuthorID: intercomtest.ExampleAdmin, State: "draft", Description: text, Body: "<p>Text: " + text + "</p>",
		}})
		s.AddDataConnector(intercomtest.DataConnector{Name: fmt.Sprintf("%d %s", i, text), Description: text, URL: "https://api.example.com/{{id}}", HTTPMethod: "post", Body: text})
		s.AddOfficeHoursSchedule(intercomtest.OfficeHoursSchedule{Name: text, Intervals: [][2]int64{{540, 1020}}})
		s.AddTicketType(intercomtest.TicketType{Name: text, Description: text, Icon: "🎫", Attributes: []intercomtest.Attribute{
			{Name: text + " x", Description: text, DataType: intercomtest.List, Options: []intercomtest.Choice{{Label: text}, {Label: "other"}}},
		}})
		s.AddCollection(intercomtest.Collection{Name: text, Description: text, Translations: map[string]intercomtest.CollectionText{"fr": {Name: text, Description: text}}})
	}
	s.AddArticle(intercomtest.Article{ArticleText: intercomtest.ArticleText{Title: "Long", AuthorID: intercomtest.ExampleAdmin, Body: "<p>" + strings.Repeat("long ${x} ", 10_000) + "end</p>"}})
	s.AddArticle(intercomtest.Article{ArticleText: intercomtest.ArticleText{Title: "Empty", AuthorID: intercomtest.ExampleAdmin}})
}

// exported exports the workspace of s into a new directory.
func exported(t *testing.T, s *intercomtest.Server, change func(*export.Options)) (dir, log string, err error) {
	t.Helper()
	return exportedIn(context.Background(), t, s, change)
}

// exportedIn does so until the end of ctx.
func exportedIn(ctx context.Context, t *testing.T, s *intercomtest.Server, change func(*export.Options)) (dir, log string, err error) {
	t.Helper()
	var out bytes.Buffer
	o := export.Options{
		Dir: filepath.Join(t.TempDir(), "workspace"), Version: "test", Log: &out, Out: &out,
		Arguments: map[string]string{"base_url": s.URL, "access_token": s.Token}, Provider: []provider.Option{acctest.WithInstantClock()},
	}
	if change != nil {
		change(&o)
	}
	err = export.Run(ctx, o)
	return o.Dir, out.String(), err
}

// TestLongExport exports a workspace with everything that the fake has: the configuration is formatted and valid, its plan is imports
// only, and after the apply there is nothing to plan.
func TestLongExport(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	seedLists(s)
	for _, contact := range s.Contacts()[10:] {
		s.DeleteContact(contact.ID)
	}
	for _, company := range s.Companies()[10:] {
		s.DeleteCompany(company.ID)
	}
	intercomtest.SeedExisting(s.Workspace)
	seedNamed(s)
	seedHostile(s, hostile)
	s.SetIPAllowlist(true, "203.0.113.7", "192.0.2.0/24")
	c := acctest.NewCLI(t, s)
	dir := filepath.Join(c.Dir, "workspace")
	_, log, err := exported(t, s, func(o *export.Options) {
		o.Dir, o.Include, o.Arguments["preview"] = dir, []string{"people", "tickets"}, intercom.PreviewTeamMembers
	})
	if err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	total := strings.Count(readFile(t, filepath.Join(dir, "imports.tf")), "import {")
	if err := onlyReads(s, ""); err != nil {
		t.Errorf("the export wrote: %v", err)
	}
	run := func(wants string, args ...string) {
		t.Helper()
		if out, err := c.Run(nil, append([]string{"-chdir=workspace"}, args...)...); err != nil || !strings.Contains(out, wants) {
			t.Fatalf("terraform %v: %v\n%s", args, err, out[max(0, len(out)-6000):])
		}
	}
	run("", "fmt", "-check", "-recursive", "-diff")
	run("Success!", "validate", "-no-color")
	s.ResetCalls()
	run(fmt.Sprintf("Plan: %d to import, 0 to add, 0 to change, 0 to destroy.", total), "plan", "-no-color", "-out=plan.out")
	run(fmt.Sprintf("Resources: %d imported, 0 added, 0 changed, 0 destroyed.", total), "apply", "-no-color", "plan.out")
	run("No changes.", "plan", "-no-color", "-detailed-exitcode")
	if err := onlyReads(s, ""); err != nil {
		t.Errorf("the import wrote: %v", err)
	}
}

// TestLongExportClone applies an export to an empty workspace, of which an export then is the same: nothing in it is an ID.
func TestLongExportClone(t *testing.T) {
	t.Parallel()
	s, empty := acctest.Fake(t), intercomtest.New(t, intercomtest.WithWorkspace("other"), intercomtest.WithToken("tok_other"), intercomtest.WithRateLimit(1_000_000, 0))
	// Intercom refuses two objects with one name, or the provider does where Intercom would keep one.
	seedHostile(s, slices.Compact(slices.Sorted(slices.Values(hostile))))
	for _, a := range s.DataAttributes() {
		if a.Model == "company" && a.Name == "seats" {
			s.DeleteDataAttribute(a.ID)
		}
	}
	s.AddHelpCenter(intercomtest.HelpCenter{ID: "80", Identifier: "other"})
	s.AddCollection(intercomtest.Collection{Name: "Elsewhere", HelpCenterID: "80"})
	s.AddCollection(intercomtest.Collection{Name: "Below", ParentID: intercomtest.ExampleCollection})
	s.AddConversationAttribute(intercomtest.ConversationAttribute{Name: "For a team", TeamIDs: []string{intercomtest.ExampleTeam}})
	empty.AddAdmin(intercomtest.Admin{ID: "1", Name: "Augusta King", Email: "augusta@example.com"})
	empty.AddTeam(intercomtest.Team{ID: "2", Name: "On call"})
	empty.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en", "fr", "de"} })
	empty.AddHelpCenter(intercomtest.HelpCenter{ID: "4", Identifier: "another", DisplayName: "Help Center 80"})

	c := acctest.NewCLI(t, empty)
	dir := filepath.Join(c.Dir, "workspace")
	if _, log, err := exported(t, s, func(o *export.Options) { o.Dir, o.Variables = dir, true }); err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	if err := os.Remove(filepath.Join(dir, "imports.tf")); err != nil {
		t.Fatal(err)
	}
	values := strings.ReplaceAll(readFile(t, filepath.Join(dir, "ecahpwf5.tfvars")), `"ecahpwf5"`, `"other"`)
	if err := os.WriteFile(filepath.Join(dir, "other.tfvars"), []byte(values), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := c.Run(nil, "-chdir=workspace", "apply", "-no-color", "-auto-approve", "-var-file=other.tfvars"); err != nil {
		t.Fatalf("%v\n%s", err, out[max(0, len(out)-8000):])
	}
	clone, log, err := exported(t, empty, func(o *export.Options) { o.Variables = true })
	if err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	same(t, dir, clone)
}

// same compares the configurations and texts of two exports.
func same(t *testing.T, dir, clone string) {
	t.Helper()
	compared := 0
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.Contains(path, "terraform") || !strings.Contains(path, "/") && !strings.HasSuffix(path, ".tf") {
			return err
		}
		compared++
		// Terraform composes characters in all text.
		if want, got := norm.NFC.String(readFile(t, filepath.Join(dir, path))), readFile(t, filepath.Join(clone, path)); got != want {
			t.Errorf("%s of the clone differs:\n%s", path, cmp.Diff(want, got))
		}
		return nil
	})
	if err != nil || compared < 20 {
		t.Errorf("compared %d files: %v", compared, err)
	}
}
