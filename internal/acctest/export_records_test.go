package acctest_test

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/export"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// exportedRecords exports a workspace with people and tickets, and returns a function that does so again into the same directory.
func exportedRecords(t *testing.T, s *intercomtest.Server) (dir string, again func() error) {
	t.Helper()
	intercomtest.SeedExisting(s.Workspace)
	records := func(o *export.Options) { o.Include = []string{"people", "tickets"} }
	dir, log, err := exported(t, s, records)
	if err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	return dir, func() error {
		_, _, err := exported(t, s, func(o *export.Options) {
			records(o)
			o.Dir, o.Force = dir, true
		})
		return err
	}
}

// companyWithoutContacts takes all contacts from the only company of s, so that Intercom's list leaves it out.
func companyWithoutContacts(t *testing.T, s *intercomtest.Server) (id string) {
	t.Helper()
	companies := s.Companies()
	if len(companies) != 1 {
		t.Fatalf("%d companies", len(companies))
	}
	for _, c := range s.Contacts() {
		s.UpdateContact(c.ID, func(c *intercomtest.Contact) { c.CompanyIDs = nil })
	}
	return companies[0].ID
}

// TestExportUnlistedRecord: a record that Intercom's list leaves out now stays in the export. Without it, an apply would delete it.
func TestExportUnlistedRecord(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	dir, again := exportedRecords(t, s)
	before := filesIn(t, dir)["companies.tf"]
	companyWithoutContacts(t, s)
	if err := again(); err != nil {
		t.Fatal(err)
	}
	if after := filesIn(t, dir)["companies.tf"]; after != before || before == "" {
		t.Errorf("the companies were\n%s\nand are\n%s", before, after)
	}
}

// TestExportGoneRecords: records that Intercom proves to be gone leave the export, and later exports do not ask for them again.
func TestExportGoneRecords(t *testing.T) {
	t.Parallel()
	for file, c := range map[string]struct {
		remove func(*testing.T, *intercomtest.Server) (id string)
		path   string
	}{
		"companies.tf": {func(t *testing.T, s *intercomtest.Server) string {
			t.Helper()
			id := companyWithoutContacts(t, s)
			s.DeleteCompany(id)
			return id
		}, "/companies/"},
		"contacts.tf": {func(_ *testing.T, s *intercomtest.Server) string {
			s.DeleteContact(intercomtest.ExampleSecondContact)
			return intercomtest.ExampleSecondContact
		}, "/contacts/"},
		"tickets.tf": {func(_ *testing.T, s *intercomtest.Server) string {
			s.DeleteTicket("495")
			return "495"
		}, "/tickets/"},
	} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			dir, again := exportedRecords(t, s)
			before := filesIn(t, dir)[file]
			id := c.remove(t, s)
			if err := again(); err != nil {
				t.Fatal(err)
			}
			if after := filesIn(t, dir)[file]; strings.Count(after, "resource ") != strings.Count(before, "resource ")-1 {
				t.Errorf("%s was\n%s\nand is\n%s", file, before, after)
			}
			s.ResetCalls()
			if err := again(); err != nil {
				t.Fatal(err)
			}
			if n := s.Count("GET", c.path+id); n > 0 {
				t.Errorf("%d reads of what is gone", n)
			}
		})
	}
}

// TestExportMissedObject: an object of any kind that a list leaves out, although it exists, stays in the export. One that was archived
// since leaves it.
func TestExportMissedObject(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	seedLists(s)
	dir, log, err := exported(t, s, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	before := filesIn(t, dir)
	again := func() map[string]string {
		t.Helper()
		if _, log, err := exported(t, s, func(o *export.Options) { o.Dir, o.Force = dir, true }); err != nil {
			t.Fatalf("%v\n%s", err, log)
		}
		return filesIn(t, dir)
	}
	for _, path := range []string{"/tags", "/help_center/collections", "/data_connectors", "/office_hours_schedules", "/help_center/help_centers/*/redirects"} {
		s.Set(intercomtest.Overrides(map[string]any{"data": []any{}, "schedules": []any{}, "total_count": 0, "pages": map[string]any{"next": nil}}).On("GET", path))
	}
	after := again()
	for _, file := range []string{"tags.tf", "collections.tf", "data_connectors.tf", "office_hours_schedules.tf", "office_hours_exceptions.tf", "help_center_redirects.tf"} {
		if after[file] != before[file] || before[file] == "" {
			t.Errorf("%s was\n%s\nand is\n%s", file, before[file], after[file])
		}
	}
	s.ClearBehaviors()
	s.UpdateDataAttribute(s.DataAttributes()[0].ID, func(a *intercomtest.DataAttribute) { a.Archived = true })
	if attributes := again()["data_attributes.tf"]; strings.Count(attributes, "resource ") != strings.Count(before["data_attributes.tf"], "resource ")-1 {
		t.Errorf("the attributes were\n%s\nand are\n%s", before["data_attributes.tf"], attributes)
	}
}

// TestExportConnectorEdited: a connector that a teammate edits while the list is read is in the export, with -force, too.
func TestExportConnectorEdited(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	var last string
	for i := range 65 {
		c := s.AddDataConnector(intercomtest.DataConnector{Name: fmt.Sprintf("Connector %d", i), UpdatedAt: int64(1000 + i)})
		last = cmp.Or(last, c.ID)
	}
	s.Before("GET", "/data_connectors", func() {
		s.Before("GET", "/data_connectors", func() {
			s.UpdateDataConnector(last, func(c *intercomtest.DataConnector) { c.UpdatedAt = 4000000000 })
		})
	})
	dir, log, err := exported(t, s, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	if n := strings.Count(filesIn(t, dir)["data_connectors.tf"], "resource "); n != 66 {
		t.Errorf("%d of 66 connectors", n)
	}
}

// TestExportUnreadableRecord: a record that the list leaves out and that cannot be read may be there still.
func TestExportUnreadableRecord(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	dir, again := exportedRecords(t, s)
	before := filesIn(t, dir)
	id := companyWithoutContacts(t, s)
	s.Set(intercomtest.RefusesAfter(403, "forbidden", "No").On("GET", "/companies/"+id))
	if err := again(); err == nil || errors.Is(err, export.ErrIncomplete) || !strings.Contains(err.Error(), "companies could not be read completely") {
		t.Errorf("the error is %v", err)
	}
	if after := filesIn(t, dir); !maps.Equal(before, after) {
		t.Errorf("changed %v", changedFiles(before, after))
	}
}

// TestExportSaysUnlisted: the README says that a first export lacks companies without contacts.
func TestExportSaysUnlisted(t *testing.T) {
	t.Parallel()
	dir, _ := exportedRecords(t, acctest.Fake(t))
	if readme, want := filesIn(t, dir)["README.md"], "- `intercom_company`: Intercom does not list companies without contacts."; !strings.Contains(readme, want) {
		t.Errorf("the README does not say %s\n%s", want, readme)
	}
}
