package acctest_test

import (
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"

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
		fake := intercomtest.NewServer()
		t.Cleanup(fake.Close)
		intercomtest.SeedExample(fake.Workspace)
		fake.URL = "http://127.0.0.1" // never dialled
		handler := fake.Handler()
		p := acctest.NewProtocol(t, fake, "intercom_contact_tag", nil, provider.WithClient(func(c *intercom.Config) {
			c.HTTPClient = &http.Client{Transport: acctest.InProcess{Handler: handler}}
		}))
		config := acctest.Block{"contact_id": intercomtest.ExampleContact, "tag_id": intercomtest.ExampleTag}
		object := p.Run(acctest.Object{}, config)
		planned, diags := p.Plan(acctest.Object{}, config)
		acctest.Expect(t, diags)

		walk := p.ApplyWalk()
		var creates sync.WaitGroup
		var created acctest.Object
		fake.Before("DELETE", "", func() {
			creates.Go(func() { created, _ = walk.Apply(planned) })
			synctest.Wait() // the create has ended, or waits for the destroy
		})
		walk.Apply(acctest.Planned{Object: acctest.Object{State: null(object), Private: object.Private}, Prior: object})
		creates.Wait()
		tagged := slices.ContainsFunc(fake.Contacts(), func(c intercomtest.Contact) bool {
			return c.ID == intercomtest.ExampleContact && slices.Contains(c.TagIDs, intercomtest.ExampleTag)
		})
		if created.IsNull() || !tagged {
			t.Errorf("in state: %v, tagged: %v", !created.IsNull(), tagged)
		}
	})
}
