package acctest_test

import (
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// TestAnotherAddressAtTheSameTime: a create at another address waits for the destroy at the first one, so that its POST cannot come before
// the DELETE.
func TestAnotherAddressAtTheSameTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		fake, p := inBubble(t, "intercom_contact_tag")
		_, created, diags := createDuringDestroy(t, fake, p, acctest.Block{"contact_id": intercomtest.ExampleContact, "tag_id": intercomtest.ExampleTag})
		tagged := slices.ContainsFunc(fake.Contacts(), func(c intercomtest.Contact) bool {
			return c.ID == intercomtest.ExampleContact && slices.Contains(c.TagIDs, intercomtest.ExampleTag)
		})
		if created.IsNull() || !tagged {
			t.Errorf("in state: %v, tagged: %v: %s", !created.IsNull(), tagged, acctest.Text(diags))
		}
	})
}

// TestKeyAtTheSameTime: a create with the natural key of an object that is being destroyed waits for the end of that.
func TestKeyAtTheSameTime(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"intercom_help_center_redirect", "intercom_office_hours_schedule"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				fake, p := inBubble(t, kind)
				destroyed, created, diags := createDuringDestroy(t, fake, p, acctest.Samples[kind].Config)
				if created.IsNull() || created.Get("id") == destroyed.Get("id") {
					t.Errorf("in state: %v: %s", !created.IsNull(), acctest.Text(diags))
				}
			})
		})
	}
}

// createDuringDestroy destroys an object, and creates an equal one when the DELETE begins.
func createDuringDestroy(t *testing.T, fake *intercomtest.Server, p *acctest.Protocol, config acctest.Block) (destroyed, created acctest.Object, diags []*tfprotov6.Diagnostic) {
	t.Helper()
	destroyed, diags = p.Read(p.Run(acctest.Object{}, config))
	acctest.Expect(t, diags)
	planned, diags := p.Plan(acctest.Object{}, config)
	acctest.Expect(t, diags)

	walk := p.ApplyWalk()
	var creates sync.WaitGroup
	fake.Before("DELETE", "", func() {
		creates.Go(func() { created, diags = walk.Apply(planned) })
		synctest.Wait() // the create has ended, or waits for the destroy
	})
	walk.Apply(acctest.Planned{Object: acctest.Object{State: null(destroyed), Private: destroyed.Private}, Prior: destroyed})
	creates.Wait()
	return destroyed, created, diags
}

// TestUnarchivedAtTheSameTime: a destroy that starts while a create unarchives the same object waits for the create, and keeps the object.
func TestUnarchivedAtTheSameTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		fake, p := inBubble(t, "intercom_contact")
		fake.Set(intercomtest.ArchivedContactsHidden())
		config := acctest.Block{"role": "user", "external_id": "u-1", "deletion_protection": false, "on_create": "unarchive", "on_destroy": "archive"}
		object, diags := p.Read(p.Run(acctest.Object{}, config))
		acctest.Expect(t, diags)
		planned, diags := p.Plan(acctest.Object{}, config)
		acctest.Expect(t, diags)
		fake.UpdateContact(object.Get("id"), func(c *intercomtest.Contact) { c.Archived = true })

		walk := p.ApplyWalk()
		var destroys sync.WaitGroup
		fake.Before("POST", "/contacts/*/unarchive", func() {
			fake.Before("GET", "/contacts/*", func() {
				destroys.Go(func() {
					walk.Apply(acctest.Planned{Object: acctest.Object{State: null(object), Private: object.Private}, Prior: object})
				})
				synctest.Wait() // the destroy has ended, or waits for the create
			})
		})
		created, diags := walk.Apply(planned)
		destroys.Wait()
		archived := slices.ContainsFunc(fake.Contacts(), func(c intercomtest.Contact) bool { return c.ID == object.Get("id") && c.Archived })
		if created.IsNull() || archived {
			t.Errorf("in state: %v, archived: %v: %s", !created.IsNull(), archived, acctest.Text(diags))
		}
	})
}

// inBubble returns a fake without a network, for a bubble of testing/synctest, and a driver for it.
func inBubble(t *testing.T, kind string) (*intercomtest.Server, *acctest.Protocol) {
	t.Helper()
	fake := intercomtest.NewServer()
	t.Cleanup(fake.Close)
	intercomtest.SeedExample(fake.Workspace)
	fake.URL = "http://127.0.0.1" // never dialled
	handler := fake.Handler()
	return fake, acctest.NewProtocol(t, fake, kind, nil, provider.WithClient(func(c *intercom.Config) {
		c.HTTPClient = &http.Client{Transport: acctest.InProcess{Handler: handler}}
	}))
}
