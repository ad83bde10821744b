package framework

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const (
	// searchFor is how long an object whose create was not answered is looked for, since search and lists lag behind writes.
	searchFor = 30 * time.Second
	// searchEvery is the pause between two looks.
	searchEvery = 2 * time.Second
	// maxCreates: after a search that found nothing, the POST is sent once more.
	maxCreates = 2
)

// Creation is a create that happens exactly once, although Intercom knows no idempotency keys.
type Creation[T any] struct {
	Base *Base
	// Turn is what tells creates apart whose objects a search tells apart; equal ones follow one another.
	Turn string
	// Create is the POST.
	Create func(context.Context) (T, error)
	// Once: a second POST could make a second object, since searches lag behind for longer than one waits.
	Once bool
	// Find returns what the POST sent at since may have created: none while a search lags behind, several where they are alike.
	Find func(ctx context.Context, since time.Time) ([]T, error)
	// Shown is an object's id, and what a person tells it by from others like it.
	Shown func(T) (id, details string)
	// Refused is the diagnostic of a POST that certainly created nothing. Default: one that blames no argument.
	Refused func(doing string, err error) diag.Diagnostic
	// Wanted names to a person what was to be created: "of type 1234 titled "Checkout is down"".
	Wanted string
}

// Do creates the object. Where a POST may have happened without an answer, it looks for the object before anything else,
// also when the user stops the run.
func (c Creation[T]) Do(ctx context.Context, client *intercom.Client) (created T, problem diag.Diagnostic) {
	doing := "creating a " + c.Base.Name
	done, err := c.Base.Session.Creates.Turn(ctx, c.Base.Type+"\n"+c.Turn)
	if err != nil {
		return created, providerdiag.Error(doing, err, fmt.Sprintf("No %s was created: another one like it was still being created.", c.Base.Name))
	}
	defer done()
	for try := 1; ; try++ {
		since := client.Now()
		made, err := c.Create(ctx)
		if err == nil {
			return c.claim(made), nil
		}
		if !intercom.MayHaveHappened(err) {
			if c.Refused == nil {
				return created, providerdiag.Error(doing, err, fmt.Sprintf("No %s was created.", c.Base.Name))
			}
			return created, c.Refused(doing, err)
		}
		found, searchErr := c.search(ctx, client, since)
		may := fmt.Sprintf("A %s may have been created, ", c.Base.Name)
		switch {
		case searchErr != nil:
			return created, providerdiag.Error(doing, err, fmt.Sprintf("%sand the search for it failed (%s). %s", may, searchErr, c.lookFor(since)))
		case len(found) == 1:
			return c.claim(found[0]), nil
		case len(found) > 1:
			return created, providerdiag.Error(doing, err, may+c.several(found))
		case c.Once || try == maxCreates || ctx.Err() != nil:
			return created, providerdiag.Error(doing, err, may+"but a search does not find it. "+c.lookFor(since))
		}
	}
}

// search returns what the create at since may have made: as soon as there is any, or none when the time is over. It ignores
// that the run is being stopped, since an object that nobody remembers is worse than a wait.
func (c Creation[T]) search(ctx context.Context, client *intercom.Client, since time.Time) ([]T, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*searchFor)
	defer cancel()
	for waited := time.Duration(0); ; waited += searchEvery {
		all, err := c.Find(ctx, since)
		if err != nil {
			return nil, err
		}
		var found []T
		for _, each := range all {
			if id, _ := c.Shown(each); !c.Base.Session.Creates.Claimed(c.Base.claim(id)) {
				found = append(found, each)
			}
		}
		if len(found) > 0 || waited >= searchFor {
			return found, nil
		}
		if err := client.Wait(ctx, searchEvery); err != nil {
			return nil, err
		}
	}
}

func (c Creation[T]) claim(made T) T {
	id, _ := c.Shown(made)
	c.Base.Claim(id)
	return made
}

func (c Creation[T]) several(found []T) string {
	var b strings.Builder
	fmt.Fprintf(&b, "and several new ones look like it:\n")
	for _, each := range found {
		id, details := c.Shown(each)
		fmt.Fprintf(&b, "  - id %s %s\n", id, details)
	}
	if !c.Base.importable() {
		b.WriteString("Look whether yours is among them before you create it again.")
		return b.String()
	}
	id, _ := c.Shown(found[0])
	b.WriteString("None was taken into state. If one of them is this resource's, import it, with the resource's address as \"to\":\n\n")
	return b.String() + c.Base.ImportBlock(id)
}

// lookFor tells where an object would be found that may or may not have been created.
func (c Creation[T]) lookFor(since time.Time) string {
	remedy := "there is nothing left to do."
	if c.Base.importable() {
		remedy = "delete it or import it, with the resource's address as \"to\" and its id:\n\n" + c.Base.ImportBlock("ID")
	}
	return fmt.Sprintf("Before you apply again, look in Intercom for a %s %s, created at about %s: if it is there, %s",
		c.Base.Name, c.Wanted, since.UTC().Format(time.RFC3339), remedy)
}

// importable reports whether Terraform can manage the object: what an action creates has no identity.
func (o Object) importable() bool { return len(o.Key) > 0 }

// ImportBlock is what a person pastes to import an object by its import ID.
func (o Object) ImportBlock(id string) string {
	return fmt.Sprintf("  import {\n    to = %s.NAME\n    id = %q\n  }", o.Type, id)
}

// claim tells ids of different kinds apart, which may be equal.
func (o Object) claim(id string) string { return o.Type + "/" + id }
