package dataattributes_test

import (
	"slices"
	"testing"

	"go.uber.org/goleak"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/dataattributes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

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

// TestReadsOnce: a model's list is read once per walk, until the walk writes an attribute. Standard attributes are not read
// again.
func TestReadsOnce(t *testing.T) {
	t.Parallel()
	r, fake := open(t)
	fake.ResetCalls()
	for range 3 {
		all, err := dataattributes.All(t.Context(), r)
		if err != nil || len(all) != 15 {
			t.Fatalf("%d attributes, %v", len(all), err)
		}
	}
	if n := len(fake.Calls()); n != 2 {
		t.Errorf("%d calls, want 2", n)
	}
	for range 2 {
		standard, err := dataattributes.Standard(t.Context(), r, intercom.ModelContact)
		if err != nil || len(standard) != 4 {
			t.Fatalf("%d standard attributes, %v", len(standard), err)
		}
		dataattributes.Invalidate(r.Data)
	}
	if n := len(fake.Calls()); n != 2 {
		t.Errorf("%d calls after Standard, want 2", n)
	}
	fake.AddDataAttribute(intercomtest.DataAttribute{Model: "company", Name: "region", DataType: "string"})
	if all, err := dataattributes.All(t.Context(), r); err != nil || len(all) != 16 {
		t.Errorf("after a write: %d attributes, %v", len(all), err)
	}
}

// TestLastPlanCounts: if an attribute is planned twice, by ID or by name, the last plan counts. Planning does not change
// what was read.
func TestLastPlanCounts(t *testing.T) {
	t.Parallel()
	r, _ := open(t)
	read, err := dataattributes.List(t.Context(), r, intercom.ModelContact)
	if err != nil {
		t.Fatal(err)
	}
	existing := read[len(read)-1]
	for _, archived := range []bool{false, true} {
		existing.Archived = &archived
		dataattributes.Plan(r.Data, existing)
	}
	for _, dataType := range []string{intercom.DataAttributeString, intercom.DataAttributeInteger} {
		dataattributes.Plan(r.Data, intercom.DataAttribute{Model: intercom.ModelContact, Name: "new", DataType: dataType})
	}
	planned, err := dataattributes.Planned(t.Context(), r, intercom.ModelContact)
	if err != nil || len(planned) != len(read)+1 {
		t.Fatalf("%d attributes planned, %d read, %v", len(planned), len(read), err)
	}
	named := func(name string) intercom.DataAttribute {
		return planned[slices.IndexFunc(planned, func(a intercom.DataAttribute) bool { return a.Name == name })]
	}
	if !intercom.Yes(named(existing.Name).Archived) {
		t.Errorf("the plan of %s is not its last one", existing.Name)
	}
	if got := named("new").DataType; got != intercom.DataAttributeInteger {
		t.Errorf("the new attribute is planned as %s", got)
	}
	if again, _ := dataattributes.List(t.Context(), r, intercom.ModelContact); intercom.Yes(again[len(again)-1].Archived) {
		t.Error("the plan changed what was read")
	}
}
