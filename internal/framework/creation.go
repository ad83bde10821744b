package framework

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const (
	// After an unclear create, searchFor limits how long the provider searches for the object, since search and lists lag
	// behind writes. searchStopped is the limit while the user is stopping the run.
	searchFor     = time.Minute
	searchStopped = 20 * time.Second
	// searchEvery is the pause between two searches.
	searchEvery = 2 * time.Second
	// maxCreates limits how often a repeatable create is sent.
	maxCreates = 2
)

// Creation creates an object exactly once, although Intercom has no idempotency keys. It believes an answer only if the
// answer describes the requested object and that object is new.
type Creation[T any] struct {
	Base *Base
	// Key groups creates whose objects a search cannot tell apart. Creates with equal keys run one after the other.
	Key string
	// Post sends the POST.
	Post func(context.Context) (T, error)
	// Facts returns what an object shows about itself.
	Facts func(T) Facts
	// Differs returns how an object differs from the requested one, such as "its name is "x"", or "". If complete is set, it
	// may make a call to read more of the object than the answer to a POST has.
	Differs func(ctx context.Context, shown T, complete bool) (string, error)
	// Before holds the objects of the kind that existed before this walk's first create.
	Before Snapshot
	// Find returns the objects that may be the created one. It can return none while search lags behind, and several if they
	// are equal.
	Find func(context.Context) ([]T, error)
	// Again: a second POST cannot create a second object, because Intercom enforces a key or Find does not lag.
	Again bool
	// Immediate: Find does not lag behind writes, so one lookup decides.
	Immediate bool
	// Shared: creating an object that exists succeeds and changes nothing.
	Shared bool
	// Named returns the object that a conflict names (nil if it cannot be read) and its ID, or "". Optional.
	Named func(context.Context, error) (*T, string)
	// Unrelated returns the ID of the object that a conflict names if it cannot be the reason why Intercom refuses this one,
	// or "". A proxy that mixes up answers can return another create's conflict. Optional.
	Unrelated func(context.Context, error) string
	// Refused returns the diagnostic for a POST that definitely created nothing. By default, it blames no argument.
	Refused func(doing string, err error) diag.Diagnostic
	// Overwrote returns the diagnostic for an answer that shows an older object, which the POST changed. Optional.
	Overwrote func(T) diag.Diagnostic
	// ShownOnce: the answer to a create has what no later answer shows, so no found object is adopted. None is deleted either: a
	// teammate, or another run, may have created it at the same moment.
	ShownOnce bool
	// Wanted describes the requested object in messages: "of type 1234 titled "Checkout is down"".
	Wanted string
}

// Facts are what every kind of object shows about itself. A fact that the answer lacks is zero.
type Facts struct {
	ID                   ID
	Name                 string
	WorkspaceID          string
	CreatedAt, UpdatedAt intercom.UnixTime
}

// Snapshot holds the IDs of a kind that existed before, and the time up to which they are known.
type Snapshot struct {
	IDs map[string]bool
	// Newest is the created_at of the newest object, by Intercom's clock.
	Newest time.Time
}

// Do creates the object. If the result of a POST is unclear, it searches for the object before it does anything else, even
// while the user is stopping the run. If the object came from a search and not from an answer, Do adds a warning.
func (c Creation[T]) Do(ctx context.Context, client *intercom.Client) (created T, diags diag.Diagnostics) {
	doing := "creating " + c.Base.article()
	done, err := c.Base.Data.Creates.Lock(ctx, c.Base.Type+"\n"+c.Key)
	if err != nil {
		diags.Append(providerdiag.Error(doing, err, fmt.Sprintf("No %s was created: an equal one was still being created.", c.Base.Name), c.Base.Permission))
		return created, diags
	}
	defer done()
	var (
		unclear  error
		answered []T // what answers showed that may be the object under another name
	)
	sent := c.since(client) // if the second POST is refused because of the first one's object, that object still belongs to this resource
	for try := 1; ; try++ {
		made, err := c.Post(ctx)
		if err == nil {
			if problem := c.overwrote(ctx, made); problem != nil {
				return created, diag.Diagnostics{problem}
			}
			if err = c.believe(ctx, client, made, sent); err == nil && c.claim(made) {
				return made, nil
			} else if err != nil && c.isNew(c.Facts(made), sent) && c.Base.valid(c.Facts(made).ID) && !c.Base.Data.Creates.Claimed(c.Base.Claim(c.Facts(made).ID)) {
				answered = append(answered, made)
			} else if err == nil {
				err = fmt.Errorf("the answer shows %s %s, which another resource of this run has", c.Base.Name, c.Facts(made).ID)
			}
		} else if !intercom.MayHaveHappened(err) && unclear == nil {
			about := c.unrelated(ctx, err)
			if about == "" {
				diags.Append(c.refused(doing, err))
				return created, diags
			}
			err = fmt.Errorf("the answer refuses another %s, since it names %s, which has nothing in common with this one: %s", c.Base.Name, about, err.Error())
		}
		if unclear == nil {
			unclear = err
		}
		found, problem := c.resolve(ctx, client, sent, unclear, err)
		if found != nil && c.Shared {
			return *found, nil
		}
		if found != nil {
			return *found, diag.Diagnostics{c.adopted(*found, unclear)}
		}
		if problem != nil {
			return created, diag.Diagnostics{problem}
		}
		if len(answered) > 0 {
			return created, diag.Diagnostics{providerdiag.Unclear(doing, unclear, c.may()+c.renamed(answered))}
		}
		// A proxy that mixes up answers would do it again.
		if !c.Again || intercom.IsOtherObject(err) || try == maxCreates || ctx.Err() != nil {
			return created, diag.Diagnostics{providerdiag.Unclear(doing, unclear, c.may()+"but a search does not find it. "+c.lookFor(sent))}
		}
	}
}

// overwrote returns a diagnostic if the answer describes the requested object but shows an older one.
func (c Creation[T]) overwrote(ctx context.Context, made T) diag.Diagnostic {
	if differs, err := c.Differs(ctx, made, false); c.Overwrote == nil || err != nil || differs != "" {
		return nil
	}
	return c.Overwrote(made)
}

func (c Creation[T]) unrelated(ctx context.Context, conflict error) string {
	if c.Unrelated == nil {
		return ""
	}
	looking, cancel := context.WithTimeout(context.WithoutCancel(ctx), searchStopped)
	defer cancel()
	return c.Unrelated(looking, conflict)
}

func (c Creation[T]) refused(doing string, err error) diag.Diagnostic {
	if c.Refused != nil {
		return c.Refused(doing, err)
	}
	return providerdiag.Error(doing, err, fmt.Sprintf("No %s was created.", c.Base.Name), c.Base.Permission)
}

// since returns a time by Intercom's clock that is earlier than the created_at of everything created from now on.
func (c Creation[T]) since(client *intercom.Client) time.Time {
	since := client.ServerTime()
	if c.Before.Newest.After(since) {
		since = c.Before.Newest
	}
	return since
}

// clockSlack is how far created_at may be before the Date of an earlier answer.
const clockSlack = 10 * time.Second

// isNew reports whether the walk can have created an object: it did not exist before the walk's first create, and it is not
// older than the POST. since is zero if no answer had a Date.
func (c Creation[T]) isNew(shown Facts, since time.Time) bool {
	return !c.Before.IDs[shown.ID.String()] && (shown.CreatedAt.IsZero() || !shown.CreatedAt.Before(since.Add(-clockSlack)))
}

// believe returns an error unless an answer shows the requested object and the object is new.
func (c Creation[T]) believe(ctx context.Context, client *intercom.Client, made T, sent time.Time) error {
	shown := c.Facts(made)
	differs, err := c.Differs(ctx, made, false)
	switch {
	case err != nil:
		return err
	case differs != "":
		return fmt.Errorf("the answer describes another %s: %s", c.Base.Name, differs)
	case c.Before.IDs[shown.ID.String()]:
		return fmt.Errorf("the answer shows %s %s, which was there before", c.Base.Name, shown.ID)
	case !c.isNew(shown, sent) && !c.isNew(shown, client.LocalTime()):
		return fmt.Errorf("the answer shows %s %s, which was created earlier (%s)", c.Base.Name, shown.ID, shown.CreatedAt.Format(time.RFC3339))
	}
	return nil
}

// resolve searches for the object of an unclear create. It returns the object, a diagnostic if it must not choose among the
// candidates, or neither if it found none.
func (c Creation[T]) resolve(ctx context.Context, client *intercom.Client, since time.Time, unclear, last error) (*T, diag.Diagnostic) {
	doing := "creating " + c.Base.article()
	named, id := c.named(ctx, last)
	if named == nil && id != "" {
		return nil, providerdiag.Unclear(doing, last, fmt.Sprintf("An earlier attempt had no clear answer (%s), so that %s %s may be this resource's. It was not taken into state. "+
			"Look at it in Intercom: if it is archived, unarchive it first. Then import it, or choose another key:\n\n%s", unclear, c.Base.Name, id, c.Base.ImportBlock(id)))
	}
	found, err := named, error(nil)
	if len(found) == 0 {
		found, err = c.search(ctx, client, since)
	}
	if err != nil {
		return nil, providerdiag.Unclear(doing, unclear, fmt.Sprintf("%sand the search for it failed (%s). %s", c.may(), err, c.lookFor(since)))
	}
	var recent []T
	for _, each := range found {
		if c.isNew(c.Facts(each), since) {
			recent = append(recent, each)
		}
	}
	switch {
	case len(found) == 1 && c.overwrote(ctx, found[0]) != nil:
		return nil, c.overwrote(ctx, found[0])
	case c.ShownOnce && len(found) > 0:
		return nil, providerdiag.Unclear(doing, unclear, c.may()+c.leftBehind(found))
	case len(recent) == 1 && (len(found) == 1 || !c.Again) && c.claim(recent[0]):
		return &recent[0], nil
	case len(found) > 0:
		return nil, providerdiag.Unclear(doing, unclear, c.may()+c.candidates(found))
	}
	return nil, nil
}

// named returns the object that a conflict names if it is the requested one.
func (c Creation[T]) named(ctx context.Context, conflict error) ([]T, string) {
	if c.Named == nil {
		return nil, ""
	}
	looking, cancel := context.WithTimeout(context.WithoutCancel(ctx), searchStopped)
	defer cancel()
	object, id := c.Named(looking, conflict)
	if object == nil {
		return nil, id
	}
	if differs, err := c.Differs(looking, *object, true); err != nil || differs != "" {
		return nil, id
	}
	return []T{*object}, id
}

// search returns the candidates as soon as there are any, or the ones found when the time is up. If equal objects can
// exist, an older one does not end the search, because the new one may not be indexed yet. A new one ends it only after
// search shows everything of the same age, because it may be another run's. The search goes on while the run is being
// stopped: an untracked object is worse than a wait.
func (c Creation[T]) search(ctx context.Context, client *intercom.Client, since time.Time) ([]T, error) {
	looking, cancel := context.WithTimeout(context.WithoutCancel(ctx), lookingFor(ctx))
	defer cancel()
	end, seen := searchFor, false
	for waited := time.Duration(0); ; waited += searchEvery {
		all, err := c.Find(looking)
		if err != nil {
			return nil, err
		}
		var found []T
		recent := 0
		for _, each := range all {
			if c.Base.Data.Creates.Claimed(c.Base.Claim(c.Facts(each).ID)) || c.Before.IDs[c.Facts(each).ID.String()] {
				continue
			}
			differs, err := c.Differs(looking, each, true)
			if err != nil {
				return nil, err
			}
			if differs == "" {
				found = append(found, each)
				if c.isNew(c.Facts(each), since) {
					recent++
				}
			}
		}
		if recent > 0 && !seen {
			end, seen = waited+clockSlack, true
		}
		enough := recent > 1 || c.Again && len(found) > 0
		over := c.Immediate || waited >= end || ctx.Err() != nil && waited >= searchStopped
		if enough || over {
			return found, nil
		}
		if err := client.Wait(looking, searchEvery); err != nil {
			return nil, err
		}
	}
}

// lookingFor returns how long a search may take, including the waits that Intercom asks for: until the operation's
// deadline, or a little longer if the create itself took that long.
func lookingFor(ctx context.Context) time.Duration {
	deadline, ok := ctx.Deadline()
	switch left := time.Until(deadline); {
	case !ok:
		return 2 * searchFor
	case left <= 0:
		return searchStopped
	default:
		return min(left, 2*searchFor)
	}
}

func (c Creation[T]) claim(made T) bool {
	return c.Base.Data.Creates.Claim(c.Base.Claim(c.Facts(made).ID))
}
