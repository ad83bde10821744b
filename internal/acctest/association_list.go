package acctest

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// AssociationList tests the list resource of a resource that only connects two objects.
type AssociationList struct {
	Type string
	// Keys are the parts of the import ID.
	Keys []string
	Seed func(*intercomtest.Server)
	// By are the ways to list, by their names.
	By map[string]ListedBy
	// Lacks is an API version that does not have the objects, or "".
	Lacks string
}

// ListedBy is what a configuration of the list finds.
type ListedBy struct {
	Config Block
	// Found are the names in the list by import ID, and Calls what the list makes besides GET /me, as "GET /tags".
	Found map[string]string
	Calls []string
	// Path is the path of the read that may have pages, as for intercomtest.Behavior.On.
	Method, Path string
	// Empty is a configuration that finds nothing, or nil. Missing names an object that does not exist, or is nil, and Says is in the
	// error.
	Empty, Missing Block
	Says           []string
	// Take removes the association with the import ID Taken outside of Terraform.
	Take  func(*intercomtest.Server)
	Taken string
}

// Run lists everything, a limited number, nothing, and the associations of an object that does not exist, in a version without
// them, and while a teammate removes one.
func (a AssociationList) Run(t *testing.T) {
	t.Helper()
	t.Parallel()
	for name, by := range a.By {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a.all(t, by)
			a.limited(t, by)
			a.none(t, by)
			a.meanwhile(t, by)
			a.lacking(t, by)
		})
	}
}

func (a AssociationList) list(t *testing.T) (*Protocol, *intercomtest.Server) {
	t.Helper()
	s := Fake(t)
	a.Seed(s)
	return NewProtocol(t, s, a.Type, nil), s
}

// all: each is listed as an import and the refresh after it would show it.
func (a AssociationList) all(t *testing.T, by ListedBy) {
	t.Helper()
	p, s := a.list(t)
	if diags := p.ValidateList(by.Config); HasError(diags) {
		t.Errorf("the configuration is refused: %s", Text(diags))
	}
	found, diags := p.List(by.Config, 0)
	Expect(t, diags)
	var calls []string
	for _, c := range s.Calls() {
		calls = append(calls, c.Method+" "+c.Path)
	}
	if want := append([]string{"GET /me"}, by.Calls...); !slices.Equal(calls, want) {
		t.Errorf("calls %q, want %q", calls, want)
	}
	names := map[string]string{}
	for _, listed := range found {
		id := a.id(listed.Object)
		names[id] = listed.Name
		imported, diags := p.Import(id, nil)
		if Expect(t, diags); !listed.State.Equal(imported.State) {
			t.Errorf("listed\n%s\nimported\n%s", listed.State, imported.State)
		}
		read, diags := NewProtocol(t, s, a.Type, nil).Import("", listed.Identity)
		if Expect(t, diags); !listed.State.Equal(read.State) {
			t.Errorf("listed\n%s\nby its identity\n%s", listed.State, read.State)
		}
	}
	if !maps.Equal(names, by.Found) || len(found) != len(by.Found) {
		t.Errorf("listed %q, want %q", names, by.Found)
	}
}

func (a AssociationList) id(o Object) string {
	parts := make([]string, len(a.Keys))
	for i, key := range a.Keys {
		parts[i] = o.Get(key)
	}
	return strings.Join(parts, "/")
}

func (a AssociationList) limited(t *testing.T, by ListedBy) {
	t.Helper()
	p, _ := a.list(t)
	found, diags := p.List(by.Config, 1)
	if Expect(t, diags); len(found) != 1 {
		t.Errorf("with a limit of 1, listed %d", len(found))
	}
}

func (a AssociationList) none(t *testing.T, by ListedBy) {
	t.Helper()
	p, _ := a.list(t)
	if by.Empty != nil {
		found, diags := p.List(by.Empty, 0)
		if Expect(t, diags); len(found) > 0 {
			t.Errorf("listed %d of nothing", len(found))
		}
	}
	if by.Missing != nil {
		found, diags := p.List(by.Missing, 0)
		if Expect(t, diags, append([]string{"ERROR", "Error listing " + a.Type}, by.Says...)...); len(found) > 0 {
			t.Errorf("listed %d of what does not exist", len(found))
		}
	}
}

// meanwhile: if a teammate removes one after the first page, no other one is missing.
func (a AssociationList) meanwhile(t *testing.T, by ListedBy) {
	t.Helper()
	// This does not use Fake, because the API descriptions do not have all parameters of next pages.
	s := intercomtest.New(t)
	intercomtest.SeedExample(s.Workspace)
	a.Seed(s)
	s.Set(intercomtest.ShortPages(1).On(by.Method, by.Path))
	s.Before(by.Method, by.Path, func() { s.Before(by.Method, by.Path, func() { by.Take(s) }) })
	found, diags := NewProtocol(t, s, a.Type, nil).List(by.Config, 0)
	Expect(t, diags)
	left := maps.Clone(by.Found)
	for _, listed := range found {
		delete(left, a.id(listed.Object))
	}
	delete(left, by.Taken)
	if len(left) > 0 {
		t.Errorf("not listed: %q", left)
	}
}

func (a AssociationList) lacking(t *testing.T, by ListedBy) {
	t.Helper()
	if a.Lacks == "" {
		return
	}
	_, s := a.list(t)
	found, diags := NewProtocol(t, s, a.Type, Block{"api_version": a.Lacks}).List(by.Config, 0)
	if Expect(t, diags, "ERROR", a.Lacks); len(found) > 0 {
		t.Errorf("listed %d with version %s", len(found), a.Lacks)
	}
}
