package actions

import (
	"context"
	"errors"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const (
	// MayBeDone describes the state of things after an unclear end of a change that may be repeated.
	MayBeDone = "The change may have been applied. It is safe to run the action again."
	// notDone describes it if a read shows the opposite.
	notDone = "A read does not show the change. It is safe to run the action again."
	// maxSends limits how often a change with an unreadable answer is sent while a read shows that it was not made.
	maxSends = 3
	// lookingStopped limits the read that decides after the user has stopped the run.
	lookingStopped = 10 * time.Second
)

// SendAndConfirm sends a change that may be sent again without harm. If the answer does not show whether it was made, done decides
// with a read. Without done, an unclear end is an error.
func (r Run) SendAndConfirm(ctx context.Context, send func(context.Context) error, done func(context.Context) (bool, error)) diag.Diagnostics {
	var unclear bool // about any of the sends: a refusal of a later one may be due to an earlier one
	for try := 1; ; try++ {
		err := send(ctx)
		if err == nil {
			return nil
		}
		_, disagrees := errors.AsType[*framework.NotDoneError](err)
		_, merged := intercom.MergedInto(err)
		unclear = unclear || disagrees || intercom.MayHaveHappened(err)
		switch {
		case done == nil && merged:
			return r.Failed(err, "A contact that was merged into another one cannot be changed.")
		case done == nil && unclear:
			return r.Failed(err, MayBeDone)
		case done == nil || !unclear && !intercom.IsNotFound(err):
			return r.Failed(err, framework.NothingChanged)
		}
		made, readErr := decide(ctx, done)
		switch {
		case made:
			return nil
		case readErr != nil && unclear:
			return r.Failed(err, MayBeDone)
		case !unclear:
			return r.Failed(err, framework.NothingChanged)
		case try == maxSends || !intercom.IsUnreadable(err) || ctx.Err() != nil:
			return r.Failed(err, notDone)
		}
	}
}

// decide reads even while the user is stopping the run: a change whose result is unknown is worse than a wait.
func decide(ctx context.Context, done func(context.Context) (bool, error)) (bool, error) {
	looking, cancel := context.WithTimeout(context.WithoutCancel(ctx), lookingStopped)
	defer cancel()
	return done(looking)
}
