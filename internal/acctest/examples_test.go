package acctest_test

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

const (
	examplesDir = "../../examples"
	// fewest and fewestImports are the minimum numbers of examples and import examples. If fewer are found, the search for
	// them is broken.
	fewest, fewestImports = 7, 3
)

// existing are the tickets that an example may assume to exist before Terraform runs.
var existing = []string{"494", "495"}

// TestExamples applies and destroys every example, and imports what its import examples name.
func TestExamples(t *testing.T) {
	t.Parallel()
	imports := 0
	found := findExamples(t)
	for _, e := range found {
		imports += len(e.imports)
		t.Run(e.name, func(t *testing.T) {
			t.Parallel()
			if strings.HasPrefix(e.name, "actions/") {
				e.invoke(t)
				return
			}
			if len(e.queries) > 0 {
				e.query(t)
				return
			}
			s, created := e.applyAndDestroy(t)
			for file := range e.imports {
				t.Run(file, func(t *testing.T) {
					t.Parallel()
					e.importExisting(t, file, s, created)
				})
			}
		})
	}
	if len(found) < fewest || imports < fewestImports {
		t.Errorf("found %d examples and %d import examples, want at least %d and %d", len(found), imports, fewest, fewestImports)
	}
}

// example is a directory under examples/. All of its *.tf files are one configuration, with the variables in
// example.tfvars, except that each import example is a separate configuration together with the others.
type example struct {
	name    string
	files   map[string]string
	imports map[string]string // import.sh, import-by-string-id.tf, import-by-identity.tf
	queries map[string]string // *.tfquery.hcl
}

func findExamples(t *testing.T) (found []example) {
	t.Helper()
	err := filepath.WalkDir(examplesDir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != examplesDir && (strings.HasPrefix(d.Name(), ".") || d.Name() == "modules"):
			return fs.SkipDir // Modules are run by tests of their own.
		case !d.IsDir():
			return nil
		}
		e := readExample(t, path)
		if len(e.files)+len(e.imports)+len(e.queries) > 0 {
			found = append(found, e)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// readExample fails the test for a file that no test would run.
func readExample(t *testing.T, dir string) example {
	t.Helper()
	name, err := filepath.Rel(examplesDir, dir)
	if err != nil {
		t.Fatal(err)
	}
	e := example{name: filepath.ToSlash(name), files: map[string]string{}, imports: map[string]string{}, queries: map[string]string{}}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		name := entry.Name()
		// If somebody has tried an example in its directory, Terraform leaves hidden files and its state.
		if entry.IsDir() || strings.HasPrefix(name, ".") || strings.Contains(name, ".tfstate") || name == "README.md" {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case strings.HasPrefix(name, "import"):
			e.imports[name] = string(text)
		case strings.HasSuffix(name, ".tfquery.hcl"):
			e.queries[name] = string(text)
		case strings.HasSuffix(name, ".tf"), strings.HasSuffix(name, ".csv"):
			e.files[name] = string(text)
		case e.name == "pipeline":
			// TestExamplesErasePerson and TestExamplesPipeline run the script, and make lint checks the workflow.
		case name == "example.tfvars":
			e.files["example.auto.tfvars"] = string(text)
		default:
			t.Errorf("examples/%s/%s: this test cannot run such a file", e.name, name)
		}
	}
	return e
}

// applyAndDestroy runs the life of an example: apply, an empty plan, no destroy while the tickets are protected, and a
// destroy that leaves what on_destroy says. It returns the fake and the tickets by address.
func (e example) applyAndDestroy(t *testing.T) (*intercomtest.Server, map[string]intercomtest.Ticket) {
	t.Helper()
	s := acctest.Fake(t)
	s.AddConversation("204")
	others := map[string]intercomtest.Ticket{}
	for _, id := range existing {
		others[id] = s.AddTicket(intercomtest.Ticket{ID: id, ContactIDs: []string{intercomtest.ExampleContact}})
	}
	dir := directory(t, s, e.files)
	managed, onDestroy := map[string]intercomtest.Ticket{}, map[string]string{}
	resource.Test(t, resource.TestCase{Steps: withProvider(
		resource.TestStep{
			ConfigDirectory: dir,
			ConfigStateChecks: after(func(state *tfjson.State) error {
				// A function may be all that its example shows.
				if len(s.Calls()) == 0 && !strings.HasPrefix(e.name, "functions/") {
					return errors.New("the example asks nothing of Intercom")
				}
				for address, attributes := range tickets(state) {
					id, _ := attributes["id"].(string)
					managed[address], _ = s.Ticket(id)
					onDestroy[id], _ = attributes["on_destroy"].(string)
					delete(others, id)
				}
				return nil
			}),
		},
		resource.TestStep{
			PreConfig:         s.ResetCalls,
			ConfigDirectory:   dir,
			ConfigPlanChecks:  before(plancheck.ExpectEmptyPlan()),
			ConfigStateChecks: after(func(*tfjson.State) error { return onlyReads(s, "") }),
		},
		resource.TestStep{
			SkipFunc:        func() (bool, error) { return !protects(e.files) || len(managed) == 0, nil },
			ConfigDirectory: dir,
			Destroy:         true,
			ExpectError:     regexp.MustCompile("is protected from deletion"),
		},
		resource.TestStep{
			// Removing the protection makes no call to Intercom.
			ConfigDirectory:   directory(t, s, unprotected(e.files)),
			ConfigStateChecks: after(func(*tfjson.State) error { return onlyReads(s, "") }),
		},
		resource.TestStep{
			ConfigDirectory: directory(t, s, unprotected(e.files)),
			Destroy:         true,
		},
	)})
	for id, ticket := range others {
		if now, _ := s.Ticket(id); !reflect.DeepEqual(now, ticket) {
			t.Errorf("ticket %s does not belong to the example, and was changed to %+v", id, now)
		}
	}
	for _, left := range s.Tickets() {
		_, other := others[left.ID]
		if fate := onDestroy[left.ID]; !other && fate != "abandon" && (fate != "close" || left.Open) {
			t.Errorf("left in Intercom, with on_destroy = %q: %+v", fate, left)
		}
	}
	return s, managed
}

// importExisting imports a ticket equal to the example's, and expects that neither the import nor the next apply changes it
// in Intercom.
func (e example) importExisting(t *testing.T, file string, from *intercomtest.Server, managed map[string]intercomtest.Ticket) {
	t.Helper()
	text := e.imports[file]
	quoted := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^\s*(\w+)\s*=\s*"([^"]*)"`).FindAllStringSubmatch(text, -1) {
		quoted[m[1]] = m[2]
	}
	address, id := firstMatch(text, `(?m)^\s*to\s*=\s*(\S+)`), quoted["id"]
	words := strings.Fields(text)
	command := len(words) == 4 && words[0] == "terraform" && words[1] == "import"
	if command {
		address, id = words[2], words[3]
	}
	kind, _, _ := strings.Cut(address, ".")
	if kind != "intercom_ticket" {
		importSeeded(t, kind, id, quoted, strings.Contains(file, "identity"))
		return
	}
	ticket, ok := managed[address]
	if !ok || id == "" {
		t.Fatalf("it imports %q with the id %q, and the example has %v", address, id, slices.Collect(maps.Keys(managed)))
	}
	ticket.ID = id
	s := acctest.Fake(t)
	for _, c := range from.Contacts() {
		if !slices.ContainsFunc(s.Contacts(), func(have intercomtest.Contact) bool { return have.ID == c.ID }) {
			s.AddContact(c)
		}
	}
	s.AddTicket(ticket)

	files, since := maps.Clone(e.files), tfversion.Version1_8_0
	var steps []resource.TestStep
	if command {
		steps = append(steps, resource.TestStep{
			ConfigDirectory: directory(t, s, files), ResourceName: address, ImportState: true, ImportStateId: id, ImportStatePersist: true,
		})
	} else {
		files[file] = text
	}
	if strings.Contains(file, "identity") {
		since = tfversion.Version1_12_0
		// Older versions of Terraform do not support identities; the provider does.
		p := acctest.NewProtocol(t, s, kind, nil)
		if o, diags := p.Import("", p.Identity(quoted)); acctest.HasError(diags) || o.Get("id") != id {
			t.Errorf("import by identity %v: %s", quoted, acctest.Text(diags))
		}
	}
	steps = append(steps, resource.TestStep{
		ConfigDirectory:  directory(t, s, files),
		ConfigPlanChecks: before(sameInIntercom{address}),
		ConfigStateChecks: after(func(state *tfjson.State) error {
			if got := tickets(state)[address]["id"]; got != id {
				return fmt.Errorf("%s is ticket %q, want %s", address, got, id)
			}
			return onlyReads(s, "/tickets/"+id)
		}),
	}, resource.TestStep{ConfigDirectory: directory(t, s, unprotected(e.files))})
	resource.Test(t, resource.TestCase{
		TerraformVersionChecks: []tfversion.TerraformVersionCheck{tfversion.SkipBelow(since)},
		Steps:                  withProvider(steps...),
	})
}

// importSeeded imports an object of the example workspace.
func importSeeded(t *testing.T, kind, id string, identity map[string]string, byIdentity bool) {
	t.Helper()
	s := acctest.Fake(t)
	intercomtest.SeedExisting(s.Workspace)
	p := acctest.NewProtocol(t, s, kind, nil)
	by := (*tfprotov6.ResourceIdentityData)(nil)
	if byIdentity {
		id, by = "", p.Identity(identity)
	}
	imported, diags := p.Import(id, by)
	if acctest.HasError(diags) || imported.IsNull() {
		t.Errorf("import of %s %q: %s", kind, id, acctest.Text(diags))
	}
}

// withProvider gives each step the provider: the framework does not accept one for the whole case if files have provider
// blocks.
func withProvider(steps ...resource.TestStep) []resource.TestStep {
	for i := range steps {
		steps[i].ProtoV6ProviderFactories = acctest.Factories()
	}
	return steps
}
