package tickettypes_test

import (
	"slices"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/tickettypes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func open(t *testing.T) (framework.Reader, *intercomtest.Server) {
	t.Helper()
	fake := acctest.Fake(t)
	client, err := intercom.New(intercom.Config{Token: fake.Token, BaseURL: fake.URL})
	if err != nil {
		t.Fatal(err)
	}
	reader, err := client.Reader(t.Context(), fake.WorkspaceID)
	if err != nil {
		t.Fatal(err)
	}
	return framework.Reader{Reader: reader, Data: providerdata.New(client, providerdata.Options{})}, fake
}

// TestReadsOnce: a type and the list are read once per walk, until the walk writes the type. A 404 is not stored.
func TestReadsOnce(t *testing.T) {
	t.Parallel()
	r, fake := open(t)
	fake.ResetCalls()
	for range 3 {
		if _, err := tickettypes.Get(t.Context(), r, intercomtest.ExampleIncidentType); err != nil {
			t.Fatal(err)
		}
		if _, err := tickettypes.List(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(fake.Calls()); n != 2 {
		t.Errorf("%d calls, want 2", n)
	}
	tickettypes.Invalidate(r.Data, intercomtest.ExampleIncidentType)
	if _, err := tickettypes.Get(t.Context(), r, intercomtest.ExampleIncidentType); err != nil {
		t.Fatal(err)
	}
	if n := len(fake.Calls()); n != 3 {
		t.Errorf("%d calls after a write, want 3", n)
	}
	for range 2 {
		if _, err := tickettypes.Get(t.Context(), r, "404404"); !intercom.IsNotFound(err) {
			t.Errorf("a type that does not exist: %v", err)
		}
	}
	if n := len(fake.Calls()); n != 5 {
		t.Errorf("%d calls after two 404s, want 5", n)
	}
}

// TestLastPlanCounts: if an attribute is planned twice, by ID or by name, the last plan counts.
func TestLastPlanCounts(t *testing.T) {
	t.Parallel()
	r, _ := open(t)
	read, err := tickettypes.Get(t.Context(), r, intercomtest.ExampleIncidentType)
	if err != nil {
		t.Fatal(err)
	}
	renamed := read.Attributes[len(read.Attributes)-1]
	before := renamed.Name
	for _, name := range []string{"First", "Second"} {
		renamed.Name = name
		tickettypes.PlanAttribute(r.Data, intercomtest.ExampleIncidentType, renamed)
	}
	for _, kind := range []string{intercom.DataTypeString, intercom.DataTypeInteger} {
		tickettypes.PlanAttribute(r.Data, intercomtest.ExampleIncidentType, intercom.TicketTypeAttribute{Name: "New", DataType: kind})
	}
	planned, err := tickettypes.Planned(t.Context(), r, intercomtest.ExampleIncidentType)
	if err != nil {
		t.Fatal(err)
	}
	if len(planned.Attributes) != len(read.Attributes)+1 {
		t.Errorf("%d attributes planned, %d read", len(planned.Attributes), len(read.Attributes))
	}
	named := func(name string) int {
		return slices.IndexFunc(planned.Attributes, func(a intercom.TicketTypeAttribute) bool { return a.Name == name })
	}
	if named(before) >= 0 || named("First") >= 0 || named("Second") < 0 {
		t.Errorf("the rename is not the last one planned: %+v", planned.Attributes)
	}
	if i := named("New"); i < 0 || planned.Attributes[i].DataType != intercom.DataTypeInteger {
		t.Errorf("the plan of the new attribute is not its last one: %+v", planned.Attributes)
	}
	if again, _ := tickettypes.Get(t.Context(), r, intercomtest.ExampleIncidentType); len(again.Attributes) != len(read.Attributes) {
		t.Error("the plan changed what was read")
	}
}
