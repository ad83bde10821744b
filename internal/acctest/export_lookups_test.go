package acctest_test

import (
	"context"
	"errors"
	"maps"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/export"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestExportLookUpInterrupted: Ctrl-C while the export looks up what the objects refer to, after it has read them, writes nothing.
func TestExportLookUpInterrupted(t *testing.T) {
	t.Parallel()
	for name, force := range map[string]bool{"a new directory": false, "an earlier export": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			dir := t.TempDir()
			if force {
				if _, log, err := exported(t, s, func(o *export.Options) { o.Dir = dir }); err != nil {
					t.Fatalf("%v\n%s", err, log)
				}
			}
			before := filesIn(t, dir)
			ctx, cancel := context.WithCancel(t.Context())
			s.OnCall(func(call intercomtest.Call) {
				if call.Path == "/admins" {
					cancel()
				}
			})
			_, _, err := exportedIn(ctx, t, s, func(o *export.Options) { o.Dir, o.Force = dir, force })
			if err == nil || !strings.Contains(err.Error(), "interrupted") {
				t.Errorf("the error is %v", err)
			}
			if after := filesIn(t, dir); !maps.Equal(before, after) {
				t.Errorf("changed %v", changedFiles(before, after))
			}
		})
	}
}

// TestExportLookUpFails: where the objects that others refer to cannot be looked up, their IDs stay, and the export is not complete.
func TestExportLookUpFails(t *testing.T) {
	t.Parallel()
	for status, act := range map[string]intercomtest.Behavior{
		"forbidden": intercomtest.RefusesAfter(403, "forbidden", "No").On("GET", "/admins"),
		"a page":    intercomtest.LoginPage().On("GET", "/admins"),
	} {
		t.Run(status, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			s.Set(act)
			dir, log, err := exported(t, s, nil)
			if !errors.Is(err, export.ErrIncomplete) {
				t.Errorf("the error is %v", err)
			}
			all, says := filesIn(t, dir), "IDs of intercom_admin stay as they are"
			for where, text := range map[string]string{"the summary": log, "README.md": all["README.md"]} {
				if !strings.Contains(text, says) {
					t.Errorf("%s does not say %q:\n%s", where, says, text)
				}
			}
			if want := `= "` + intercomtest.ExampleAdmin + `"`; !strings.Contains(all["articles.tf"], want) {
				t.Errorf("the articles do not have %s:\n%s", want, all["articles.tf"])
			}
		})
	}
}

// TestExportLookUpKeepsEarlier: an export with -force does not replace references of the earlier one by IDs, because a list cannot be
// read now.
func TestExportLookUpKeepsEarlier(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	dir, log, err := exported(t, s, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	before := filesIn(t, dir)
	s.Set(intercomtest.RefusesAfter(403, "forbidden", "No").On("GET", "/admins"))
	_, _, err = exported(t, s, func(o *export.Options) { o.Dir, o.Force = dir, true })
	if says := "intercom_admin could not be looked up"; err == nil || !strings.Contains(err.Error(), says) {
		t.Errorf("the error is %v, want %s", err, says)
	}
	if after := filesIn(t, dir); !maps.Equal(before, after) {
		t.Errorf("changed %v", changedFiles(before, after))
	}
}

// TestExportTicketsWithoutPeople: the contacts of tickets are not looked up, which would be a search for each of them in every plan, and
// would write their emails. The README counts them.
func TestExportTicketsWithoutPeople(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	intercomtest.SeedExisting(s.Workspace)
	dir, log, err := exported(t, s, func(o *export.Options) { o.Include = []string{"tickets"} })
	if err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	if n := s.Count("POST", "/contacts/search") + s.Count("GET", "/contacts/*"); n > 0 {
		t.Errorf("%d calls for contacts", n)
	}
	all := filesIn(t, dir)
	if strings.Contains(all["data_sources.tf"], "intercom_contact") {
		t.Errorf("contacts are data sources:\n%s", all["data_sources.tf"])
	}
	if !strings.Contains(all["tickets.tf"], `"`+intercomtest.ExampleContact+`"`) {
		t.Errorf("the contact's ID is missing:\n%s", all["tickets.tf"])
	}
	readme := all["README.md"]
	if want := "- `intercom_ticket`: `contacts.id` has the IDs of contacts (1). An export of `intercom_contact` with `-include people` has references in their place.\n"; !strings.Contains(readme, want) {
		t.Errorf("the README does not say %s\n%s", want, readme)
	}
	if strings.Contains(readme, intercomtest.ExampleContact) {
		t.Errorf("the README lists contacts one by one:\n%s", readme)
	}
}

// TestExportLookUpNeverWorked: an earlier export that had no references to lose is replaced.
func TestExportLookUpNeverWorked(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.Set(intercomtest.RefusesAfter(403, "forbidden", "No").On("GET", "/admins"))
	dir, _, err := exported(t, s, nil)
	if !errors.Is(err, export.ErrIncomplete) {
		t.Fatalf("the first export: %v", err)
	}
	if _, _, err := exported(t, s, func(o *export.Options) { o.Dir, o.Force = dir, true }); !errors.Is(err, export.ErrIncomplete) {
		t.Errorf("the second export: %v", err)
	}
}
