package acctest_test

import (
	"context"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/export"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// TestWholeWorkspaceCalls refreshes a workspace of some 2,300 objects of all kinds with batch_refresh, ten at a time and in the
// random order of a plan: Terraform walks the graph of all resources at once.
func TestWholeWorkspaceCalls(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		fake := intercomtest.NewServer()
		t.Cleanup(fake.Close)
		intercomtest.SeedExample(fake.Workspace)
		wholeWorkspace(fake)
		seedAssociations(fake)
		fake.URL = "http://127.0.0.1" // never dialled
		handler := fake.Handler()
		open := func(arguments acctest.Block) *acctest.Protocol {
			return acctest.NewProtocol(t, fake, "intercom_tag", arguments, provider.WithClient(func(c *intercom.Config) {
				c.HTTPClient = &http.Client{Transport: acctest.InProcess{Handler: handler}}
			}))
		}
		type inState struct {
			kind string
			acctest.Object
		}
		var state []inState
		p := open(nil)
		for _, l := range append([]string{"intercom_ticket"}, listedKinds()...) {
			for listed, diags := range p.Of(l).Stream(listConfigs[l], 0, false) {
				if acctest.HasError(diags) {
					t.Fatal(acctest.Text(diags))
				}
				object, diags := p.Of(l).Import("", listed.Identity)
				if l == "intercom_ticket" {
					object, diags = p.Of(l).Read(object) // which completes the contacts of an import
				}
				if acctest.HasError(diags) {
					t.Fatal(acctest.Text(diags))
				}
				state = append(state, inState{l, object})
			}
		}
		<-time.After(time.Minute) // a search shows them all
		rand.New(rand.NewPCG(1, 2)).Shuffle(len(state), func(i, j int) { state[i], state[j] = state[j], state[i] })

		p = open(acctest.Block{"batch_refresh": true})
		fake.ResetCalls()
		slots := make(chan struct{}, 10)
		var all sync.WaitGroup
		for _, o := range state {
			slots <- struct{}{}
			all.Go(func() {
				defer func() { <-slots }()
				read, diags := p.Of(o.kind).Read(o.Object)
				if acctest.HasError(diags) || !read.State.Equal(o.State) {
					t.Errorf("%s %s changed: %s", o.kind, o.Get("id"), acctest.Text(diags))
				}
			})
		}
		all.Wait()
		calls := map[string]int{}
		for _, c := range fake.Calls() {
			path, _, _ := strings.Cut(strings.TrimPrefix(c.Path, "/"), "?")
			path, _, _ = strings.Cut(path, "/")
			calls[c.Method+" /"+path]++
		}
		for _, kind := range slices.Sorted(maps.Keys(calls)) {
			t.Logf("%d %s", calls[kind], kind)
		}
		if n := len(fake.Calls()); n >= 100 {
			t.Errorf("%d calls for %d objects", n, len(state))
		}
		if n := calls["POST /tickets"]; n != 17 { // the guide on many tickets says so
			t.Errorf("%d searches for 1,000 tickets", n)
		}
	})
}

// listedKinds are the resource types of lists that the default API version has.
func listedKinds() (kinds []string) {
	all := export.Kinds()
	for _, l := range lists {
		if all[l.kind].Preview == "" {
			kinds = append(kinds, l.kind)
		}
	}
	return kinds
}

// TestWholeExportInterrupted: Ctrl-C during the export of some 2,300 objects leaves no file, and none in an earlier export's directory
// changes.
func TestWholeExportInterrupted(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	wholeWorkspace(s)
	for name, force := range map[string]bool{"a new directory": false, "an earlier export": true} {
		dir := filepath.Join(t.TempDir(), "workspace")
		options := export.Options{
			Dir: dir, Force: force, Include: []string{"people", "tickets"}, Log: io.Discard, Out: io.Discard, Arguments: map[string]string{"base_url": s.URL, "access_token": s.Token},
		}
		if force {
			only := options
			only.Only = []string{"tag"}
			if err := export.Run(t.Context(), only); err != nil {
				t.Fatal(err)
			}
		}
		before := filesIn(t, dir)
		ctx, cancel := context.WithCancel(t.Context())
		s.OnCall(func(call intercomtest.Call) {
			if call.Path == "/tickets/search" { // the last kind: everything else has been read
				cancel()
			}
		})
		if err := export.Run(ctx, options); err == nil || !strings.Contains(err.Error(), "interrupted") {
			t.Errorf("%s: %v", name, err)
		}
		if after := filesIn(t, dir); !maps.Equal(before, after) || len(before) > 0 != force {
			t.Errorf("%s: %d files were %d", name, len(after), len(before))
		}
	}
}
