package acctest_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/export"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// seedNamed adds objects that hold the names of attributes: those of their own kind, one that has the same name for another, and one
// that Intercom has itself.
func seedNamed(s *intercomtest.Server) {
	s.AddDataAttribute(intercomtest.DataAttribute{Name: "Plan x", Model: "contact", DataType: "string"})
	s.AddDataAttribute(intercomtest.DataAttribute{Name: "stage", Model: "contact", DataType: "string"})
	s.AddContact(intercomtest.Contact{Role: "user", Email: "named@example.com", CustomAttributes: map[string]any{"Plan x": "stage", "seats": 3}})
	company := s.AddCompany(intercomtest.Company{CompanyID: "named", Name: "Named", CustomAttributes: map[string]any{"tier": "gold"}})
	s.UpdateContact(s.Contacts()[0].ID, func(c *intercomtest.Contact) { c.CompanyIDs = []string{company.ID} })
	s.AddAudience(intercomtest.Audience{Name: "Named", Predicates: []map[string]any{
		{"attribute": "custom_attributes.stage", "type": "string", "comparison": "eq", "value": "stage"},
		{"attribute": "custom_attributes.gone", "type": "string", "comparison": "eq", "value": "x"},
		{"attribute": "company.stage", "type": "string", "comparison": "eq", "value": "x"},
	}})
	one := s.AddTicketType(intercomtest.TicketType{Name: "One", Attributes: []intercomtest.Attribute{{Name: "Severity"}}})
	s.AddTicketType(intercomtest.TicketType{Name: "Other", Attributes: []intercomtest.Attribute{{Name: "Severity"}}})
	s.AddTicket(intercomtest.Ticket{TypeID: one.ID, ContactIDs: []string{s.Contacts()[0].ID}, Attributes: map[string]any{"_default_title_": "Named", "Severity": "High"}})
}

// TestExportNamedAttributes: where a name is that of an exported attribute, a reference makes Terraform create the attribute first.
func TestExportNamedAttributes(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	seedNamed(s)
	dir, log, err := exported(t, s, func(o *export.Options) { o.Include = []string{"people", "tickets"} })
	if err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	all := filesIn(t, dir)
	for _, c := range []struct{ file, want string }{
		{"contacts.tf", `(intercom_data_attribute.contact_plan_x.name) = "stage"`},
		{"contacts.tf", `(intercom_data_attribute.contact_seats.name) = "3"`},
		{"companies.tf", `(intercom_data_attribute.company_tier.name) = "gold"`},
		{"audiences.tf", `"custom_attributes.${intercom_data_attribute.contact_stage.name}"`},
		{"audiences.tf", `"custom_attributes.gone"`},
		{"audiences.tf", `"company.stage"`},
		{"audiences.tf", `"stage"`},
		{"tickets.tf", `(intercom_ticket_type_attribute.one_severity.name) = "High"`},
	} {
		if text := strings.Join(strings.Fields(all[c.file]), " "); !strings.Contains(text, c.want) {
			t.Errorf("%s does not have %s:\n%s", c.file, c.want, all[c.file])
		}
	}
}

// TestExportNamedExcluded: the name of an attribute that is not in the export stays as it is.
func TestExportNamedExcluded(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	seedNamed(s)
	dir, log, err := exported(t, s, func(o *export.Options) { o.Include, o.Exclude = []string{"people"}, []string{"data_attribute"} })
	if err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	if contacts, want := filesIn(t, dir)["contacts.tf"], `"Plan x" = "stage"`; !strings.Contains(contacts, want) {
		t.Errorf("the contacts do not have %s:\n%s", want, contacts)
	}
}

// TestLongExportCloneRecords applies records and the attributes that they have values for to an empty workspace, in one apply.
func TestLongExportCloneRecords(t *testing.T) {
	t.Parallel()
	s, empty := acctest.Fake(t), intercomtest.New(t, intercomtest.WithWorkspace("other"), intercomtest.WithToken("tok_other"), intercomtest.WithRateLimit(1_000_000, 0))
	for _, a := range s.DataAttributes() {
		if a.Model == "company" && a.Name == "seats" {
			s.DeleteDataAttribute(a.ID)
		}
	}
	seedNamed(s)
	empty.AddAdmin(intercomtest.Admin{ID: "1", Name: "Augusta King", Email: "augusta@example.com"})
	c := acctest.NewCLI(t, empty)
	dir := filepath.Join(c.Dir, "workspace")
	_, log, err := exported(t, s, func(o *export.Options) {
		o.Dir, o.Include, o.Only = dir, []string{"people", "tickets"}, []string{"data_attribute", "contact", "company", "audience", "ticket_type", "ticket_type_attribute", "ticket"}
	})
	if err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	if err := os.Remove(filepath.Join(dir, "imports.tf")); err != nil {
		t.Fatal(err)
	}
	if out, err := c.Run(nil, "-chdir=workspace", "apply", "-no-color", "-auto-approve", "-var=workspace_id=other"); err != nil {
		t.Fatalf("%v\n%s", err, out[max(0, len(out)-8000):])
	}
	i := slices.IndexFunc(empty.Contacts(), func(c intercomtest.Contact) bool { return c.Email == "named@example.com" })
	if i < 0 {
		t.Fatal("the contact is not there")
	}
	if got := empty.Contacts()[i].CustomAttributes; got["Plan x"] != "stage" {
		t.Errorf("the values are %v", got)
	}
}
