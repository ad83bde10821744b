package acctest

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest/contract"
)

// CRUDTest tests the life of a resource: create, empty plan, import by ID and by identity, a change outside of Terraform,
// update in place, replacement, a deletion outside of Terraform, destroy. It checks each step's writes.
type CRUDTest struct {
	// Type is the resource's type: "intercom_tag".
	Type string
	// Seed adds to the fake's example workspace what the configurations name.
	Seed func(*intercomtest.Server)
	// Config is the first configuration. Second has the changes in place, and Replaced the changes to Second that make it
	// another object (nil if there are none).
	Config, Second, Replaced Block
	// Keys are the parts of the import ID.
	Keys []string
	// Created, Updated, and Destroyed are the writes, as "METHOD /path {body}"; {id} stands for the object's ID.
	Created, Updated, Destroyed []string
	// Drift changes outside of Terraform what Config sets, and Restored are the writes that revert it.
	Drift    func(s *intercomtest.Server, o Object)
	Restored []string
	// Vanish deletes the object outside of Terraform; nil if nobody can.
	Vanish func(s *intercomtest.Server, o Object)
	// Unread are the arguments that an import cannot know, or that it finds although Config omits them.
	Unread []string
	// Versions are the versions that have the object. Default: all.
	Versions []string
}

// Run tests it over the protocol on each version, and with the real terraform on the newest.
func (c CRUDTest) Run(t *testing.T) {
	t.Helper()
	t.Parallel()
	if c.Versions == nil {
		c.Versions = contract.Versions
	}
	for _, version := range c.Versions {
		t.Run(version, func(t *testing.T) { t.Parallel(); c.protocol(t, version) })
	}
	t.Run("terraform", func(t *testing.T) { t.Parallel(); c.terraform(t) })
}

func (c CRUDTest) fake(t *testing.T) *intercomtest.Server {
	t.Helper()
	s := Fake(t)
	if c.Seed != nil {
		c.Seed(s)
	}
	return s
}

func (c CRUDTest) protocol(t *testing.T, version string) {
	t.Helper()
	s := c.fake(t)
	run := func() *Protocol { return NewProtocol(t, s, c.Type, Block{"api_version": version}) }
	object := run().Run(Object{}, c.Config)
	c.wrote(t, s, "create", object, c.Created)
	c.checkStable(t, s, run(), object, c.Config)

	parts, identity := make([]string, len(c.Keys)), map[string]string{"workspace_id": s.WorkspaceID}
	for i, key := range c.Keys {
		parts[i] = object.Get(key)
		identity[key] = parts[i]
	}
	for _, by := range []string{"id", "identity"} {
		p := run()
		importID, importIdentity := strings.Join(parts, "/"), (*tfprotov6.ResourceIdentityData)(nil)
		if by == "identity" {
			importID, importIdentity = "", p.Identity(identity)
		}
		imported, diags := p.Import(importID, importIdentity)
		if HasError(diags) {
			t.Fatalf("import by %s: %s", by, Text(diags))
		}
		for name := range c.Config {
			if got, want := imported.Get(name), object.Get(name); got != want && !slices.Contains(c.Unread, name) {
				t.Errorf("imported by %s, %s is %s, want %s", by, name, got, want)
			}
		}
		done := run().Run(imported, c.Config)
		c.wrote(t, s, "apply after an import by "+by, done, nil)
		c.checkStable(t, s, run(), done, c.Config)
	}

	if c.Drift != nil {
		c.Drift(s, object)
		drifted, diags := run().Read(object)
		if HasError(diags) {
			t.Fatalf("refresh: %s", Text(diags))
		}
		object = run().Run(drifted, c.Config)
		c.wrote(t, s, "apply after drift", object, c.Restored)
		c.checkStable(t, s, run(), object, c.Config)
	}
	config := maps.Clone(c.Config)
	maps.Copy(config, c.Second)
	object = run().Run(object, config)
	c.wrote(t, s, "update", object, c.Updated)
	c.checkStable(t, s, run(), object, config)

	if c.Replaced != nil {
		other := maps.Clone(config)
		maps.Copy(other, c.Replaced)
		p := run()
		read, _ := p.Read(object) // Only a refreshed object is replaced.
		planned, diags := p.Plan(read, other)
		if HasError(diags) || len(planned.Replaces) == 0 {
			t.Errorf("the plan of %v replaces nothing: %s", c.Replaced, Text(diags))
		}
	}
	s.ResetCalls()
	gone, diags := run().Destroy(object)
	if HasError(diags) || !gone.IsNull() {
		t.Fatalf("destroy: %s", Text(diags))
	}
	c.wrote(t, s, "destroy", object, c.Destroyed)
	if c.Vanish != nil {
		c.vanished(t, version)
	}
}

// vanished: an object that somebody deleted is removed from state, and destroying it again is not an error.
func (c CRUDTest) vanished(t *testing.T, version string) {
	t.Helper()
	s := c.fake(t)
	run := func() *Protocol { return NewProtocol(t, s, c.Type, Block{"api_version": version}) }
	object := run().Run(Object{}, c.Config)
	c.Vanish(s, object)
	read, diags := run().Read(object)
	if HasError(diags) || !read.IsNull() {
		t.Errorf("after it vanished, the refresh has it in state: %v\n%s", !read.IsNull(), Text(diags))
	}
	gone, diags := run().Destroy(object)
	if HasError(diags) || !gone.IsNull() {
		t.Errorf("destroying what vanished: %s", Text(diags))
	}
}

// checkStable: a refresh changes nothing, and the plan after it is empty.
func (c CRUDTest) checkStable(t *testing.T, s *intercomtest.Server, p *Protocol, object Object, config Block) {
	t.Helper()
	read, diags := p.Read(object)
	if len(diags) > 0 {
		t.Errorf("refresh: %s", Text(diags))
	}
	planned, diags := p.Plan(read, config)
	if len(diags) > 0 || !planned.State.Equal(read.State) || !read.State.Equal(object.State) {
		t.Errorf("not stable:\n%s\nread as\n%s\nplanned as\n%s\n%s", object.State, read.State, planned.State, Text(diags))
	}
	s.ResetCalls()
}

// wrote compares the writes since the calls were last reset.
func (c CRUDTest) wrote(t *testing.T, s *intercomtest.Server, step string, object Object, want []string) {
	t.Helper()
	var got []any
	for _, c := range s.Calls() {
		if c.Method == "GET" || strings.HasSuffix(c.Path, "/search") {
			continue
		}
		path := c.Path
		if id := object.Get("id"); id != "<none>" {
			path = strings.ReplaceAll(path, "/"+id, "/{id}")
		}
		got = append(got, []any{c.Method + " " + path, bodyOf(t, string(c.Body))})
	}
	var wanted []any
	for _, w := range want {
		parts := strings.SplitN(w, " ", 3)
		wanted = append(wanted, []any{parts[0] + " " + parts[1], bodyOf(t, strings.Join(parts[2:], ""))})
	}
	if diff := cmp.Diff(wanted, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", step, diff)
	}
	s.ResetCalls()
}

func bodyOf(t *testing.T, text string) (body any) {
	t.Helper()
	if text == "" {
		return nil
	}
	if err := json.Unmarshal([]byte(text), &body); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return body
}

// terraform tests it with the real binary.
func (c CRUDTest) terraform(t *testing.T) {
	t.Helper()
	s := c.fake(t)
	address := c.Type + ".this"
	second := maps.Clone(c.Config)
	maps.Copy(second, c.Second)
	action := func(a plancheck.ResourceActionType) resource.ConfigPlanChecks {
		return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, a)}}
	}
	steps := []resource.TestStep{
		{Config: c.hcl(s, c.Config)},
		{Config: c.hcl(s, c.Config), ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}},
		{
			ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIgnore: append(c.Unread, "timeouts"),
			ImportStateVerifyIdentifierAttribute: c.Keys[len(c.Keys)-1],
			ImportStateIdFunc: func(state *terraform.State) (string, error) {
				parts := make([]string, len(c.Keys))
				for i, key := range c.Keys {
					parts[i] = state.RootModule().Resources[address].Primary.Attributes[key]
				}
				return strings.Join(parts, "/"), nil
			},
		},
		{Config: c.hcl(s, second), ConfigPlanChecks: action(plancheck.ResourceActionUpdate)},
	}
	if len(c.Second) == 0 {
		steps = steps[:3]
	}
	if c.Replaced != nil {
		other := maps.Clone(second)
		maps.Copy(other, c.Replaced)
		steps = append(steps, resource.TestStep{Config: c.hcl(s, other), ConfigPlanChecks: action(plancheck.ResourceActionDestroyBeforeCreate)})
	}
	resource.Test(t, resource.TestCase{ProtoV6ProviderFactories: Factories(), Steps: steps})
}

var braces = regexp.MustCompile(`[$%]\{`)

// hcl writes a configuration. HCL reads values as JSON writes them, except for its templates.
func (c CRUDTest) hcl(s *intercomtest.Server, config Block) string {
	var b strings.Builder
	fmt.Fprintf(&b, "resource %q \"this\" {\n", c.Type)
	for _, name := range slices.Sorted(maps.Keys(config)) {
		value, err := json.Marshal(config[name])
		if err != nil || braces.Match(value) {
			panic(fmt.Sprintf("acctest: %s cannot be written: %v", name, err))
		}
		fmt.Fprintf(&b, "  %s = %s\n", name, value)
	}
	preview, err := json.Marshal(PreviewOf(c.Type))
	if err != nil {
		panic(err)
	}
	return Config(s, b.String()+"}\n", "preview = "+string(preview))
}
