package providerdata_test

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// TestCacheReadsOnce: each key is read once, even by concurrent callers, and a 403 is not retried.
func TestCacheReadsOnce(t *testing.T) {
	t.Parallel()
	var cache providerdata.Cache[string]
	reads := map[string]int{}
	var mu sync.Mutex
	read := func(key string, err error) func() (string, error) {
		return func() (string, error) {
			mu.Lock()
			defer mu.Unlock()
			reads[key]++
			return key, err
		}
	}
	forbidden := &intercom.APIError{StatusCode: http.StatusForbidden}
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if got, err := cache.Get(t.Context(), "a", read("a", nil)); got != "a" || err != nil {
				t.Errorf("%q, %v", got, err)
			}
			if _, err := cache.Get(t.Context(), "b", read("b", forbidden)); !errors.Is(err, forbidden) {
				t.Errorf("%v", err)
			}
		})
	}
	all.Wait()
	if reads["a"] != 1 {
		t.Errorf("a was read %d times", reads["a"])
	}
	if reads["b"] != 1 {
		t.Errorf("a forbidden read was tried %d times", reads["b"])
	}
	cache.Invalidate("a")
	if _, err := cache.Get(t.Context(), "a", read("a", nil)); err != nil || reads["a"] != 2 {
		t.Errorf("after Invalidate: %d reads, %v", reads["a"], err)
	}
}

// TestCacheKeepsNoFailure: a 404 or 500 is not stored, and neither is the result of a canceled caller.
func TestCacheKeepsNoFailure(t *testing.T) {
	t.Parallel()
	for name, failure := range map[string]error{
		"404":     &intercom.APIError{StatusCode: http.StatusNotFound, Intercom: true},
		"500":     &intercom.APIError{StatusCode: http.StatusInternalServerError},
		"stopped": context.Canceled,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var cache providerdata.Cache[int]
			if _, err := cache.Get(t.Context(), "k", func() (int, error) { return 0, failure }); !errors.Is(err, failure) {
				t.Errorf("first: %v", err)
			}
			if got, err := cache.Get(t.Context(), "k", func() (int, error) { return 7, nil }); got != 7 || err != nil {
				t.Errorf("then: %d, %v", got, err)
			}
		})
	}
}

// TestLock: equal creates run one after the other, and a stopped run does not wait for the lock.
func TestLock(t *testing.T) {
	t.Parallel()
	var guard providerdata.CreateGuard
	release, err := guard.Lock(t.Context(), "k")
	if err != nil {
		t.Fatal(err)
	}
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := guard.Lock(stopped, "k"); !errors.Is(err, context.Canceled) {
		t.Errorf("the stopped create: %v", err)
	}
	if other, err := guard.Lock(t.Context(), "other"); err != nil {
		t.Errorf("another key waits: %v", err)
	} else {
		other()
	}
	release()
	again, err := guard.Lock(t.Context(), "k")
	if err != nil {
		t.Fatal(err)
	}
	again()
}

// TestClaim: an ID belongs to one resource of a walk.
func TestClaim(t *testing.T) {
	t.Parallel()
	var guard providerdata.CreateGuard
	if !guard.Claim("1") {
		t.Error("a free ID is taken")
	}
	if guard.Claim("1") {
		t.Error("a taken ID is free")
	}
	if guard.Claimed("2") {
		t.Error("an unclaimed ID is taken")
	}
}

// TestWalk: a walk knows what it has read, planned, and got answered, and starts empty.
func TestWalk(t *testing.T) {
	t.Parallel()
	var walk providerdata.Walk
	if walk.IsFresh("tag/1") || walk.Answers("tag") {
		t.Error("a new walk is not empty")
	}
	walk.RecordRead("tag/1")
	walk.RecordAnswer("tag")
	if !walk.IsFresh("tag/1") {
		t.Error("a read object is not fresh")
	}
	if !walk.Answers("tag") {
		t.Error("an answered operation is unknown")
	}
	if !walk.Plan("name") || walk.Plan("name") {
		t.Error("a name is not planned once")
	}
}

// TestShared: each type has one value per walk.
func TestShared(t *testing.T) {
	t.Parallel()
	type counter struct{ n int }
	d, other := providerdata.New(nil, providerdata.Options{}), providerdata.New(nil, providerdata.Options{})
	providerdata.Shared[counter](d).n++
	if n := providerdata.Shared[counter](d).n; n != 1 {
		t.Errorf("%d", n)
	}
	if n := providerdata.Shared[counter](other).n; n != 0 {
		t.Errorf("another walk has %d", n)
	}
}

// TestProtected: a value of state or plan protects, null stands for the provider's value, and unknown protects.
func TestProtected(t *testing.T) {
	t.Parallel()
	yes, no, null, unknown := types.BoolValue(true), types.BoolValue(false), types.BoolNull(), types.BoolUnknown()
	for name, c := range map[string]struct {
		provider types.Bool
		own      []types.Bool
		want     bool
	}{
		"nothing":                            {null, []types.Bool{null}, false},
		"own":                                {null, []types.Bool{yes}, true},
		"the provider's":                     {yes, []types.Bool{null}, true},
		"own value overrides the provider's": {yes, []types.Bool{no}, false},
		"unknown":                            {null, []types.Bool{unknown}, true},
		"the provider's unknown":             {unknown, []types.Bool{null}, true},
		"state":                              {null, []types.Bool{yes, no}, true},
		"plan":                               {null, []types.Bool{no, yes}, true},
		"plan, unknown":                      {null, []types.Bool{no, unknown}, true},
		"neither":                            {yes, []types.Bool{no, no}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := providerdata.New(nil, providerdata.Options{DeletionProtection: c.provider})
			if got := d.Protected(c.own...); got != c.want {
				t.Errorf("protected: %v", got)
			}
		})
	}
}

// TestUnconfigured: an operation that needs a call names the unknown arguments.
func TestUnconfigured(t *testing.T) {
	t.Parallel()
	var diags diag.Diagnostics
	d := providerdata.NewUnconfigured([]string{"access_token", "region"}, providerdata.Options{})
	if d.Client(&diags) != nil || d.Known() {
		t.Error("there is a client")
	}
	if len(diags) != 1 {
		t.Fatalf("%v", diags)
	}
	if detail := diags[0].Detail(); detail == "" || diags[0].Summary() != "The provider's configuration is not known yet" {
		t.Errorf("%s: %s", diags[0].Summary(), detail)
	}
}
