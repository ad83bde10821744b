package acctest_test

import (
	"encoding/base64"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/export"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestExportOverwritesNothing: not even with -force does an export overwrite a file that none wrote, beside an earlier export or alone.
func TestExportOverwritesNothing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		path    string
		earlier bool
	}{
		"README.md of a new repository":     {"README.md", false},
		".gitattributes":                    {".gitattributes", false},
		"a file of a kind that was not yet": {"audiences.tf", true},
		"a text":                            {"articles/late.md", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			for _, a := range s.Audiences() {
				s.DeleteAudience(a.ID)
			}
			dir := t.TempDir()
			if c.earlier {
				if _, log, err := exported(t, s, func(o *export.Options) { o.Dir = dir }); err != nil {
					t.Fatalf("%v\n%s", err, log)
				}
			}
			s.AddAudience(intercomtest.Audience{ID: "7", Name: "Enterprise"})
			s.AddArticle(intercomtest.Article{ArticleText: intercomtest.ArticleText{Title: "Late", AuthorID: intercomtest.ExampleAdmin, Body: "<p>" + strings.Repeat("long ", 100) + "</p>"}})
			mine(t, dir, c.path, "mine")
			before := filesIn(t, dir)
			_, _, err := exported(t, s, func(o *export.Options) { o.Dir, o.Force = dir, true })
			if err == nil || !strings.Contains(err.Error(), c.path+" was not written by an export") {
				t.Errorf("the error is %v", err)
			}
			if after := filesIn(t, dir); !maps.Equal(before, after) {
				t.Errorf("changed %v", changedFiles(before, after))
			}
		})
	}
}

// TestExportSameContent: a file that already has what an export would write is no obstacle.
func TestExportSameContent(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	mine(t, dir, ".gitattributes", "* -text\n")
	if _, log, err := exported(t, acctest.Fake(t), func(o *export.Options) { o.Dir, o.Force = dir, true }); err != nil {
		t.Errorf("%v\n%s", err, log)
	}
}

func mine(t *testing.T, dir, path, content string) {
	t.Helper()
	full := filepath.Join(dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestExportRefusesToken: no file may have the access token, however the workspace holds it and the environment ends it.
func TestExportRefusesToken(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]func(token string) string{
		"plain":  func(token string) string { return "Token " + token },
		"base64": func(token string) string { return "Basic " + base64.StdEncoding.EncodeToString([]byte(token+":")) },
		"URL":    func(token string) string { return fmt.Sprintf("?token=%%%x%s", token[0], token[1:]) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			s.AddDataConnector(intercomtest.DataConnector{Name: "Leaky", URL: "https://api.example.com/", HTTPMethod: "post", Body: text(s.Token)})
			dir, _, err := exported(t, s, func(o *export.Options) { o.Arguments["access_token"] += "\n" })
			if err == nil || !strings.Contains(err.Error(), "data_connectors.tf would contain the access token") {
				t.Errorf("the error is %v", err)
			}
			if all := filesIn(t, dir); len(all) > 0 {
				t.Errorf("it wrote %d files", len(all))
			}
		})
	}
}
