package export

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/pluginserver"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// TestRegisteredKinds: every registered resource type has a row in unsettable, and refers to types that exist.
func TestRegisteredKinds(t *testing.T) {
	t.Parallel()
	schema, err := pluginserver.New(provider.New("test")()).GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	kinds := kindsOf(schema)
	if len(kinds) != len(schema.ResourceSchemas) {
		t.Errorf("%d of %d resource types have metadata", len(kinds), len(schema.ResourceSchemas))
	}
	registered := map[string]bool{}
	for _, k := range kinds {
		registered[k.Type] = true
		if _, ok := unsettable[k.Type]; !ok {
			t.Errorf("unsettable has no row for %s: what can its API not set?", k.Type)
		}
		if k.Records != "" && k.Records != framework.RecordsPeople && k.Records != framework.RecordsTickets {
			t.Errorf("%s: records %q", k.Type, k.Records)
		}
		for argument, typ := range k.References {
			of := k.schema.Attributes
			for name := range strings.SplitSeq(argument, ".") {
				i := slices.IndexFunc(of, func(a *tfprotov6.SchemaAttribute) bool { return a.Name == name })
				if i < 0 {
					t.Errorf("%s has no argument %s, which refers to %s", k.Type, argument, typ)
					break
				}
				if of[i].NestedType != nil {
					of = of[i].NestedType.Attributes
				}
			}
			if _, isResource := schema.ResourceSchemas[typ]; !isResource && schema.DataSourceSchemas[typ] == nil && !strings.Contains(typ, "{") {
				t.Logf("%s: %s refers to %s, which is neither a resource nor a data source yet", k.Type, argument, typ)
			}
		}
	}
	for _, k := range kinds {
		if unlisted[k.Type] != "" && k.covered() {
			t.Errorf("unlisted has a reason for %s, which an export finds", k.Type)
		}
	}
	for typ, arguments := range namings {
		for argument, n := range arguments {
			if name, _, _ := strings.Cut(argument, "."); !registered[typ] || attribute(schema.ResourceSchemas[typ].Block, name) == nil {
				t.Errorf("namings has a row for %s of %s, which does not exist", argument, typ)
			}
			if !registered[n.typ] || attribute(schema.ResourceSchemas[n.typ].Block, "name") == nil {
				t.Errorf("namings: %s of %s has names of %s, which has none", argument, typ, n.typ)
			}
		}
	}
	for typ := range unsettable {
		if !registered[typ] {
			t.Errorf("unsettable has a row for %s, which is not registered", typ)
		}
	}
}

// TestNames: names are identifiers, unique, and those of an earlier export where there was one.
func TestNames(t *testing.T) {
	t.Parallel()
	n := newNames(map[string]string{"intercom_tag/7": "old_name", "intercom_tag/8": "old_name", "intercom_tag/9": `x" {`})
	for _, c := range []struct{ typ, id, title, want string }{
		{"intercom_tag", "1", "Bug report", "bug_report"},
		{"intercom_tag", "2", "bug-report!", "bug_report_2"},
		{"intercom_tag", "3", "BUG  REPORT", "bug_report_3"},
		{"intercom_tag", "1", "Bug report", "bug_report"},
		{"intercom_team", "1", "Bug report", "bug_report"},
		{"intercom_tag", "4", "1st", "tag_1st"},
		{"intercom_tag", "5", "Ünïcödé", "unicode"},
		{"intercom_tag", "6", `a\u202eb`, "a_b"},
		{"intercom_tag", "7", "New name", "old_name"},
		{"intercom_tag", "8", "New name", "new_name"},
		{"intercom_tag", "9", "x", "x"},
		{"data.intercom_admin", "11", "2 many", "admin_2_many"},
		{"intercom_tag", "12", strings.Repeat("long ", 100), strings.Repeat("long_", 12) + "l"},
	} {
		got := n.give(c.typ, c.id, c.title)
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.title, got, c.want)
		}
		if !hclsyntax.ValidIdentifier(got) || len(got) > maxName+20 {
			t.Errorf("%q is no name", got)
		}
	}
	if first, again := newNames(nil).give("intercom_tag", "1", "日本語"), newNames(nil).give("intercom_tag", "2", "日本語"); first != again {
		t.Errorf("the name depends on the ID: %s, %s", first, again)
	}
}

// TestGuideTable: the guide has a row for every registered resource type, and says of each what an export does with it.
func TestGuideTable(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile(filepath.Join("..", "..", "templates", "guides", "workspace-as-code.md"))
	if err != nil {
		t.Fatal(err)
	}
	schema, err := pluginserver.New(provider.New("test")()).GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| `(intercom_\\w+)` \\| ([^|]*) \\| ([^|]*) \\|$").FindAllStringSubmatch(string(content), -1) {
		rows[row[1]] = row[2] + " | " + row[3]
	}
	for _, k := range kindsOf(schema) {
		want := "yes"
		switch {
		case !k.covered():
			want = "no"
		case k.Records != "":
			want = "with `-include " + k.Records + "`"
		}
		want += " | " + unsettable[k.Type]
		if rows[k.Type] != want {
			t.Errorf("the guide says of %s: %q, want the row\n| `%s` | %s |", k.Type, rows[k.Type], k.Type, want)
		}
		delete(rows, k.Type)
	}
	if len(rows) > 0 {
		t.Errorf("the guide has rows of unregistered types: %v", rows)
	}
	if !strings.Contains(string(content), NotManaged) {
		t.Errorf("the guide does not say: %s", NotManaged)
	}
}
