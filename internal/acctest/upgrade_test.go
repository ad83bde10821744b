package acctest_test

import (
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/hashicorp/go-version"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// releases has a folder for each release of the provider: main.tf.json, a configuration with every type of resource;
// state.json, the state after that release applied it; and workspace.json, the content of the fake at that time. A new
// release's folder needs only main.tf.json: -write writes the other files, with Terraform 1.12 or later.
const releases = "testdata/upgrade"

var write = flag.String("write", "", "`release` whose state TestUpgrade writes into its folder, in place of testing")

// TestUpgrade: this release reads what every earlier release wrote, with and without identity and private state, which
// earlier versions of Terraform and of the provider omit. The plan is empty. Reading, changing, and losing an object keep
// its identity or add it.
func TestUpgrade(t *testing.T) {
	t.Parallel()
	if *write != "" {
		writeRelease(t, filepath.Join(releases, *write))
		return
	}
	folders, err := filepath.Glob(filepath.Join(releases, "*"))
	if err != nil || len(folders) == 0 {
		t.Fatalf("no releases: %v", err)
	}
	slices.SortFunc(folders, func(a, b string) int {
		return version.Must(version.NewVersion(filepath.Base(a))).Compare(version.Must(version.NewVersion(filepath.Base(b))))
	})
	for i, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			t.Parallel()
			r := readRelease(t, folder)
			kinds := map[string]bool{}
			for _, resource := range r.state.Resources {
				kinds[resource.Type] = true
				t.Run(resource.Type+"."+resource.Name, func(t *testing.T) { t.Parallel(); r.upgrade(t, resource) })
			}
			have := slices.Sorted(maps.Keys(kinds))
			if want := acctest.NewUnconfigured(t, "intercom_ticket").Types(); i == len(folders)-1 && !slices.Equal(have, want) {
				t.Errorf("%s has resources of the types %q, want all: %q. Add what is missing to its main.tf.json, and run go test ./internal/acctest -run TestUpgrade -write %s",
					folder, have, want, filepath.Base(folder))
			}
		})
	}
}

type release struct {
	config struct {
		Resource map[string]map[string]acctest.Block `json:"resource"`
	}
	state struct {
		Resources []stored `json:"resources"`
	}
	workspace workspace
}

// stored is a resource in a state file.
type stored struct {
	Type, Name string
	Instances  []struct {
		SchemaVersion         int64           `json:"schema_version"`
		Attributes            json.RawMessage `json:"attributes"`
		Private               []byte          `json:"private"`
		IdentitySchemaVersion int64           `json:"identity_schema_version"`
		Identity              json.RawMessage `json:"identity"`
	}
}

func readRelease(t *testing.T, folder string) (r release) {
	t.Helper()
	for name, into := range map[string]any{"main.tf.json": &r.config, "state.json": &r.state, "workspace.json": &r.workspace} {
		file, err := os.Open(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		decoder := json.NewDecoder(file)
		decoder.UseNumber()
		if err := decoder.Decode(into); err != nil {
			t.Fatalf("%s: %v", file.Name(), err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

var reference = regexp.MustCompile(`^"\$\{(\w+)\.(\w+)\.id\}"$`)

// configured returns the configuration of a resource, with the IDs that it refers to.
func (r release) configured(t *testing.T, resource stored) acctest.Block {
	t.Helper()
	text, err := json.Marshal(r.config.Resource[resource.Type][resource.Name])
	if err != nil {
		t.Fatal(err)
	}
	text = regexp.MustCompile(`"\$\{[^"]*"`).ReplaceAllFunc(text, func(quoted []byte) []byte {
		to := reference.FindSubmatch(quoted)
		for _, other := range r.state.Resources {
			if to != nil && other.Type == string(to[1]) && other.Name == string(to[2]) {
				var attributes struct{ ID string }
				if err := json.Unmarshal(other.Instances[0].Attributes, &attributes); err != nil {
					t.Fatal(err)
				}
				return []byte(`"` + attributes.ID + `"`)
			}
		}
		t.Fatalf("%s is not a reference that this test supports", quoted)
		return nil
	})
	var config acctest.Block
	if err := json.Unmarshal(text, &config); err != nil {
		t.Fatal(err)
	}
	return config
}

func (r release) upgrade(t *testing.T, resource stored) {
	t.Helper()
	s := acctest.Fake(t)
	r.workspace.fill(s)
	empty := acctest.Fake(t)
	run := func(s *intercomtest.Server) *acctest.Protocol { return acctest.NewProtocol(t, s, resource.Type, nil) }
	config, instance := r.configured(t, resource), resource.Instances[0]
	var want map[string]string
	if err := json.Unmarshal(instance.Identity, &want); err != nil {
		t.Fatalf("the identity: %v", err)
	}
	identified := func(after string, o acctest.Object) {
		t.Helper()
		if o.Identity == nil || string(o.Identity.IdentityData.MsgPack) != string(run(s).Identity(want).IdentityData.MsgPack) {
			t.Errorf("the identity after %s is %+v, want %v", after, o.Identity, want)
		}
	}
	for name, lacks := range map[string]struct{ identity, private bool }{
		"as written": {}, "without identity": {identity: true}, "without private state": {private: true}, "without both": {true, true},
	} {
		t.Log(name)
		identity := []byte(instance.Identity)
		if lacks.identity {
			identity = nil
		}
		object, diags := run(s).Upgrade(instance.SchemaVersion, instance.Attributes, instance.IdentitySchemaVersion, identity)
		acctest.Expect(t, diags)
		if !lacks.private {
			object.Private = instance.Private
		}
		s.ResetCalls()
		read, diags := run(s).Read(object)
		acctest.Expect(t, diags)
		identified("a refresh", read)
		planned, diags := run(s).Plan(read, config)
		acctest.Expect(t, diags)
		if !planned.State.Equal(read.State) || !read.State.Equal(object.State) {
			t.Errorf("upgraded:\n%s\nread:\n%s\nplanned:\n%s", object.State, read.State, planned.State)
		}

		changed := maps.Clone(config)
		changed["timeouts"] = acctest.Block{"update": "7m"}
		identified("an update without a refresh", run(s).Run(object, changed))
		if err := onlyReads(s, ""); err != nil {
			t.Errorf("the upgrade wrote: %v", err)
		}

		if resource.Type == "intercom_ip_allowlist" {
			continue // every workspace has one
		}
		gone, diags := run(empty).Read(object)
		if acctest.Expect(t, diags, "are gone from Intercom"); !gone.IsNull() {
			t.Errorf("what is gone is in state")
		}
		identified("a refresh that finds nothing", gone)
	}
}
