package main

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/pluginserver"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

const (
	root     = "../.."
	registry = "https://registry.terraform.io/providers/terraform-intercom/intercom/latest/docs"
)

// folders are the folders of the docs pages, by the schema JSON's name for each kind.
var folders = map[string]string{
	"resource_schemas": "resources", "data_source_schemas": "data-sources", "list_resource_schemas": "list-resources",
	"action_schemas": "actions", "functions": "functions", "ephemeral_resource_schemas": "ephemeral-resources",
}

// TestPages: every registered object and function has a page with a subcategory. The templates look it up by name, so an
// object that is missing there would have an empty one.
func TestPages(t *testing.T) {
	t.Parallel()
	subcategory := regexp.MustCompile(`(?m)^subcategory: "([^"]*)"$`)
	for kind, folder := range folders {
		objects, _ := registered(t)[kind].(object)
		for name := range objects {
			file := filepath.Join("docs", folder, strings.TrimPrefix(name, "intercom_")+".md")
			page := read(t, file)
			front, _, _ := strings.Cut(strings.TrimPrefix(page, "---\n"), "\n---\n")
			if m := subcategory.FindStringSubmatch(front); m == nil || m[1] == "" {
				t.Errorf("%s has no subcategory: name %s in templates/", file, name)
			}
		}
	}
}

var permissions = regexp.MustCompile(`(?m)^(?:.*\. )?The access token needs these permissions: ([^.\n]+)\.`)

// TestPermissions: every page of a resource, data source, list, or action has the permissions that the access token needs, and the
// provider's page has all of them. The provider's page also names the data sources whose permission nobody knows, and the objects that
// have no permission for reading alone.
func TestPermissions(t *testing.T) {
	t.Parallel()
	index := strings.Join(strings.Fields(read(t, "docs/index.md")), " ")
	unknown, combined := map[string]bool{}, map[string]bool{}
	for _, kind := range []string{"resource_schemas", "data_source_schemas", "list_resource_schemas", "action_schemas"} {
		for name := range registered(t)[kind].(object) {
			short := strings.TrimPrefix(name, "intercom_")
			file := "docs/" + folders[kind] + "/" + short + ".md"
			page := read(t, file)
			plural := strings.TrimSuffix(strings.ReplaceAll(short, "_", " "), "s") + "s"
			m := permissions.FindStringSubmatch(page)
			if m == nil {
				if unknown[plural] = true; !strings.Contains(page, "Intercom does not document which permission the access token needs.") {
					t.Errorf("%s does not say which permissions the access token needs", file)
				}
				continue
			}
			for permission := range strings.SplitSeq(m[1], ", ") {
				if !strings.Contains(index, "| "+permission+" |") {
					t.Errorf("%s: the table of permissions in docs/index.md does not have %q", file, permission)
				}
				if kind == "list_resource_schemas" && (!strings.HasPrefix(permission, "Read ") || strings.HasPrefix(permission, "Read and write ")) {
					combined[plural] = true
				}
			}
		}
	}
	for before, want := range map[string]map[string]bool{"does not document the permissions for ": unknown, "no permission that only reads for these objects: ": combined} {
		_, rest, _ := strings.Cut(index, before)
		sentence, _, _ := strings.Cut(strings.ToLower(rest), ". ")
		sentence, _, _ = strings.Cut(sentence, ", so ")
		got := strings.Split(strings.ReplaceAll(sentence, ", and ", ", "), ", ")
		if slices.Sort(got); !slices.Equal(got, slices.Sorted(maps.Keys(want))) {
			t.Errorf("docs/index.md: %s%q, want %q", before, got, slices.Sorted(maps.Keys(want)))
		}
	}
}

// TestVersions: the provider's page lists the resources that need a later API version than the oldest tested one, with the
// versions on their pages.
func TestVersions(t *testing.T) {
	t.Parallel()
	want, got := map[string]string{}, map[string]string{}
	for name := range registered(t)["resource_schemas"].(object) {
		page := read(t, "docs/resources/"+strings.TrimPrefix(name, "intercom_")+".md")
		if m := regexp.MustCompile(`(?m)^Requires API version (\S+) or later\.`).FindStringSubmatch(page); m != nil {
			want[name] = m[1]
		} else if strings.Contains(page, "\nRequires API version Preview,") {
			want[name] = "Preview"
		}
	}
	for _, m := range regexp.MustCompile("(?m)^\\| \\[`(intercom_\\w+)`\\]\\(\\S+\\) \\| `(\\S+)` \\|$").FindAllStringSubmatch(read(t, "docs/index.md"), -1) {
		got[m[1]] = m[2]
	}
	if !maps.Equal(got, want) {
		t.Errorf("docs/index.md lists %v, want %v", got, want)
	}
}

// TestProtected: what lists the objects that deletion_protection covers has every resource with that argument.
func TestProtected(t *testing.T) {
	t.Parallel()
	for file, after := range map[string]string{
		"docs/index.md": "Default for the `deletion_protection` of every ", "docs/guides/deleting-tickets.md": "| `deletion_protection` of the provider | every ",
		"CHANGELOG.md": "refuses to destroy or replace tickets",
	} {
		_, rest, found := strings.Cut(strings.Join(strings.Fields(read(t, file)), " "), after)
		sentence, _, _ := strings.Cut(after+rest, ". ")
		for name, schema := range registered(t)["resource_schemas"].(object) {
			_, protected := schema.(object)["block"].(object)["attributes"].(object)["deletion_protection"]
			noun := strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(name, "intercom_"), "y"), "_", " ") // company, companies
			if protected && (!found || !strings.Contains(sentence, noun)) {
				t.Errorf("%s does not name %s: %q", file, name, sentence)
			}
		}
	}
}

// TestLists: the guide on imports names every list resource.
func TestLists(t *testing.T) {
	t.Parallel()
	guide := read(t, "docs/guides/bulk-import.md")
	_, guide, _ = strings.Cut(guide, "You can list ")
	guide, _, _ = strings.Cut(guide, "\n\n")
	for name := range registered(t)["list_resource_schemas"].(object) {
		if !strings.Contains(guide, "`"+name+"`") {
			t.Errorf("docs/guides/bulk-import.md does not name %s", name)
		}
	}
}

// TestEnvironment: the provider's page has the environment variable of every argument, and the provider reads no others.
func TestEnvironment(t *testing.T) {
	t.Parallel()
	want := map[string]string{}
	for name := range registered(t)["provider"].(object)["block"].(object)["attributes"].(object) {
		want[name] = "INTERCOM_" + strings.ToUpper(name)
	}
	got := map[string]string{}
	for _, m := range regexp.MustCompile("(?m)^\\| `(\\w+)` \\| `(INTERCOM_\\w+)` \\|$").FindAllStringSubmatch(read(t, "docs/index.md"), -1) {
		got[m[1]] = m[2]
	}
	if !maps.Equal(got, want) {
		t.Errorf("docs/index.md has the variables %v, want %v", got, want)
	}
	var used []string
	for _, m := range regexp.MustCompile(`"(INTERCOM_[A-Z_]+)"`).FindAllStringSubmatch(read(t, "internal/provider/settings.go"), -1) {
		used = append(used, m[1])
	}
	slices.Sort(used)
	if wanted := slices.Sorted(maps.Values(want)); !slices.Equal(slices.Compact(used), wanted) {
		t.Errorf("the provider reads %v, want %v", used, wanted)
	}
}

// TestReadme: the table of resources in README.md has every resource, with the values of on_destroy besides the default.
func TestReadme(t *testing.T) {
	t.Parallel()
	rows := map[string]string{}
	for _, m := range regexp.MustCompile("(?m)^\\| \\[`(\\w+)`\\]\\(docs/resources/(\\w+)\\.md\\) \\|(.*)\\|$").FindAllStringSubmatch(read(t, "README.md"), -1) {
		if m[1] != "intercom_"+m[2] {
			t.Errorf("the row of %s links to %s", m[1], m[2])
		}
		rows[m[1]] = m[3]
	}
	option := regexp.MustCompile("`(\\w+)`( \\(default\\))?")
	for name, schema := range registered(t)["resource_schemas"].(object) {
		row, ok := rows[name]
		if !ok {
			t.Errorf("README.md has no row for %s", name)
		}
		delete(rows, name)
		var want string
		if attribute, ok := schema.(object)["block"].(object)["attributes"].(object)["on_destroy"].(object); ok {
			var others []string
			for _, m := range option.FindAllStringSubmatch(attribute["description"].(string), -1) {
				if m[2] == "" {
					others = append(others, "`"+m[1]+"`")
				}
			}
			want = "; `on_destroy`: " + strings.Join(others, ", ")
		}
		if _, got, _ := strings.Cut(strings.TrimSpace(row), ";"); want != "" && ";"+got != want || want == "" && got != "" {
			t.Errorf("README.md says of %s %q, want %q", name, got, want)
		}
	}
	for name := range rows {
		t.Errorf("README.md has a row for %s, which is not registered", name)
	}
}

// TestSupportPolicy: the workflow runs what README.md calls tested for every change, and the issue forms exist.
func TestSupportPolicy(t *testing.T) {
	t.Parallel()
	readme, workflow := read(t, "README.md"), read(t, ".github/workflows/test.yml")
	var versions []string
	for _, m := range regexp.MustCompile(`\{ cli: (\w+), version: "?~?([\w.]+?)(?:\.0)?"? \}`).FindAllStringSubmatch(workflow, -1) {
		versions = append(versions, m[1]+" "+m[2])
	}
	if want := []string{"terraform 1.8", "terraform 1.11", "terraform latest", "tofu latest"}; !slices.Equal(versions, want) ||
		!strings.Contains(readme, "| 1.8, 1.11, and the latest version |") || !strings.Contains(readme, "| the latest version |") {
		t.Errorf("the workflow tests %v: change the support policy in README.md, and this test", versions)
	}
	for _, m := range regexp.MustCompile(`issues/new\?template=([\w.]+)`).FindAllStringSubmatch(readme, -1) {
		read(t, ".github/ISSUE_TEMPLATE/"+m[1])
	}
}

var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.+)$`)
	anchor  = regexp.MustCompile(`<a id="([^"]+)">`)
	code    = regexp.MustCompile("(?ms)^```.*?^```$|`[^`\n]*`")
)

// TestLinks: a registry shows a page at another path than the repository, so pages link to each other with the registry's
// URLs. The targets of links must exist, even in files that only the repository shows.
func TestLinks(t *testing.T) {
	t.Parallel()
	for _, file := range slices.Concat(markdown(t, "docs"), []string{"README.md", "CONTRIBUTING.md", "SECURITY.md", "examples/README.md"}) {
		text := code.ReplaceAllString(read(t, file), "")
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			target, fragment, _ := strings.Cut(m[1], "#")
			linked := ""
			switch page, onRegistry := strings.CutPrefix(target, registry); {
			case target == "":
				linked = file
			case onRegistry && (page == "" || page == "/"):
				linked = "docs/index.md"
			case onRegistry:
				linked = "docs" + page + ".md"
			case strings.HasPrefix(target, "https://raw.githubusercontent.com/terraform-intercom/terraform-provider-intercom/main/"):
				linked = strings.TrimPrefix(target, "https://raw.githubusercontent.com/terraform-intercom/terraform-provider-intercom/main/")
			case strings.HasPrefix(target, "https://"):
				continue
			case strings.HasPrefix(file, "docs/"):
				t.Errorf("%s: %s is relative, and broken on a registry", file, m[1])
				continue
			default:
				linked = filepath.ToSlash(filepath.Join(filepath.Dir(file), target))
			}
			if _, err := os.Stat(filepath.Join(root, linked)); err != nil {
				t.Errorf("%s: %s leads nowhere: %v", file, m[1], err)
			} else if fragment != "" && !slices.Contains(anchors(read(t, linked)), fragment) {
				t.Errorf("%s: %s has no heading #%s", file, linked, fragment)
			}
		}
	}
}

// anchors returns what links to a page can name: its headings, as GitHub and the registries write them, and its own
// anchors.
func anchors(page string) (names []string) {
	fenced := regexp.MustCompile("(?ms)^```.*?^```$")
	for _, m := range heading.FindAllStringSubmatch(fenced.ReplaceAllString(page, ""), -1) {
		name := strings.ReplaceAll(strings.ToLower(m[1]), " ", "-")
		names = append(names, regexp.MustCompile(`[^\p{L}\p{N}_-]`).ReplaceAllString(name, ""))
	}
	for _, m := range anchor.FindAllStringSubmatch(page, -1) {
		names = append(names, m[1])
	}
	return names
}

func markdown(t *testing.T, dir string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(root, dir), func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".md") {
			files = append(files, strings.TrimPrefix(filepath.ToSlash(path), root+"/"))
		}
		return err
	})
	if err != nil || len(files) < 30 {
		t.Fatalf("%d pages in %s: %v", len(files), dir, err)
	}
	return files
}

// registered returns everything that the provider registers.
func registered(t *testing.T) object {
	t.Helper()
	var out bytes.Buffer
	if err := write(t.Context(), &out, pluginserver.New(provider.New("test")())); err != nil {
		t.Fatal(err)
	}
	return decode(t, out.Bytes())
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(text), "\r\n", "\n")
}
