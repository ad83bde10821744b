package acctest_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-testing/config"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// directory writes a configuration whose provider is the tested one and uses the fake. An override file sets that, so
// Terraform reads the example unchanged. arguments are additional arguments of the provider.
func directory(t *testing.T, s *intercomtest.Server, files map[string]string, arguments ...string) config.TestStepConfigFunc {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	own := "fake.tf" // an override file can only override an existing block
	for name, text := range files {
		write(name, text)
		if strings.Contains(text, "\nprovider \"intercom\" {") {
			own = "fake_override.tf"
		}
	}
	write(own, acctest.Config(s, "", arguments...))
	// The framework provides the provider only under this address.
	write("source_override.tf", "terraform {\n  required_providers {\n    intercom = {\n      source = \"hashicorp/intercom\"\n    }\n  }\n}\n")
	return config.StaticDirectory(dir)
}

var protection = regexp.MustCompile(`(?m)^(\s*deletion_protection\s*=\s*)(true|var\.(\w+))`)

// protects reports whether the configuration protects tickets, with true or with a variable whose default is true.
func protects(files map[string]string) bool {
	all := strings.Join(slices.Collect(maps.Values(files)), "\n")
	for _, m := range protection.FindAllStringSubmatch(all, -1) {
		if m[2] == "true" || firstMatch(all, `(?s)variable "`+m[3]+`" {[^}]*default\s*=\s*(\w+)`) == "true" {
			return true
		}
	}
	return false
}

// unprotected returns the configuration with deletion_protection = false.
func unprotected(files map[string]string) map[string]string {
	changed := map[string]string{}
	for name, text := range files {
		changed[name] = protection.ReplaceAllString(text, "${1}false")
	}
	return changed
}

func firstMatch(text, pattern string) string {
	if m := regexp.MustCompile(pattern).FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}

// tickets returns the attributes of the managed tickets, by address.
func tickets(state *tfjson.State) map[string]map[string]any {
	found := map[string]map[string]any{}
	if state.Values == nil || state.Values.RootModule == nil {
		return found
	}
	for _, r := range state.Values.RootModule.Resources {
		if r.Type == "intercom_ticket" && r.Mode == tfjson.ManagedResourceMode {
			found[r.Address] = r.AttributeValues
		}
	}
	return found
}

// onlyReads fails if there was a write under the path, or any write if the path is empty.
func onlyReads(s *intercomtest.Server, path string) error {
	for _, c := range s.Calls() {
		if c.Method != "GET" && !strings.HasSuffix(c.Path, "/search") && c.Path != "/companies/list" && strings.HasPrefix(c.Path, path) {
			return fmt.Errorf("%s %s %s", c.Method, c.Path, c.Body)
		}
	}
	return nil
}

func before(check plancheck.PlanCheck) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{check}}
}

// after turns a function into a check of the state. (A step's Check does not support for_each.)
func after(check stateCheck) []statecheck.StateCheck { return []statecheck.StateCheck{check} }

type stateCheck func(*tfjson.State) error

func (check stateCheck) CheckState(_ context.Context, req statecheck.CheckStateRequest, resp *statecheck.CheckStateResponse) {
	resp.Error = check(req.State)
}

// sameInIntercom fails if the plan changes more of the resource than what Intercom never sees and the attributes that an
// import omits. The apply finds out whether Intercom already has those.
type sameInIntercom struct{ address string }

func (c sameInIntercom) CheckPlan(_ context.Context, req plancheck.CheckPlanRequest, resp *plancheck.CheckPlanResponse) {
	resp.Error = fmt.Errorf("the plan has no %s", c.address)
	for _, r := range req.Plan.ResourceChanges {
		if r.Address != c.address {
			continue
		}
		resp.Error = nil
		was, _ := r.Change.Before.(map[string]any)
		is, _ := r.Change.After.(map[string]any)
		for _, name := range []string{"skip_notifications", "deletion_protection", "on_destroy", "timeouts", "ticket_attributes", "updated_at"} {
			delete(was, name)
			delete(is, name)
		}
		if len(was) == 0 || !reflect.DeepEqual(was, is) {
			resp.Error = fmt.Errorf("%v of %s:\n%v\nto\n%v", r.Change.Actions, c.address, was, is)
		}
	}
}

// inPlace fails unless the plan updates an object of each of the types, and neither replaces nor destroys any.
type inPlace []string

func (types inPlace) CheckPlan(_ context.Context, req plancheck.CheckPlanRequest, resp *plancheck.CheckPlanResponse) {
	updated := map[string]bool{}
	for _, r := range req.Plan.ResourceChanges {
		if r.Change.Actions.Delete() || r.Change.Actions.Replace() {
			resp.Error = fmt.Errorf("%v of %s", r.Change.Actions, r.Address)
			return
		}
		updated[r.Type] = updated[r.Type] || r.Change.Actions.Update()
	}
	for _, each := range types {
		if !updated[each] {
			resp.Error = fmt.Errorf("the plan does not update any %s", each)
		}
	}
}
