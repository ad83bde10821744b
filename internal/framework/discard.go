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
	// discardable is how long after its creation an object may be discarded: nobody can have put it to use by then.
	discardable = 3 * time.Minute
	// discardSlack is how much created_at, in whole seconds, may differ from the estimate of Intercom's clock.
	discardSlack = 2 * time.Second
)

// discardLost reports the candidates for an unclear create whose answer had what no later answer shows. It adopts none. It
// deletes a candidate only if this create surely made it: its key was free right before the POST, it is the only new object
// that has it, it was created while the POST was running, and it is too young to be in use.
func (c Creation[T]) discardLost(ctx context.Context, client *intercom.Client, found, recent []T, unclear error) diag.Diagnostic {
	doing := "creating " + c.Base.article()
	if len(found) != 1 || len(recent) != 1 || !c.madeNow(client, c.Facts(recent[0])) || !c.claim(recent[0]) {
		return providerdiag.Unclear(doing, unclear, c.may()+c.leftBehind(found))
	}
	lost := Label(c.Facts(recent[0]).ID.String(), c.Facts(recent[0]).Name)
	deleting, cancel := context.WithTimeout(context.WithoutCancel(ctx), searchStopped)
	defer cancel()
	if problems := c.Discard(deleting, recent[0]); problems.HasError() {
		return providerdiag.Unclear(doing, unclear, fmt.Sprintf("It created %s, whose answer was lost. Intercom shows its value only once, so the provider tried to delete it, and could not confirm that: %s\n\n%s",
			lost, problems.Errors()[0].Detail(), c.deleteFirst()))
	}
	return providerdiag.Unclear(doing, unclear, fmt.Sprintf("It created %s, whose answer was lost. Intercom shows its value only once, so the provider deleted it again. Nothing was taken into state.\n\n"+
		"What to do: apply again.", lost))
}

// madeNow reports whether an object was created while the POST was running, by Intercom's clock, and can still be discarded.
func (c Creation[T]) madeNow(client *intercom.Client, shown Facts) bool {
	created := shown.CreatedAt.Time
	during := !created.Before(c.began.Add(-discardSlack)) && !created.After(c.ended.Add(discardSlack))
	return !created.IsZero() && during && client.Now().Sub(created) <= discardable
}

// leftBehind lists the candidates that were neither adopted nor deleted.
func (c Creation[T]) leftBehind(found []T) string {
	var b strings.Builder
	fmt.Fprintf(&b, "and one of these may be this resource's:\n%s", c.labels(found))
	fmt.Fprintf(&b, "None was taken into state, since Intercom shows the value only once. None was deleted, since somebody else may have created it.\n\n%s", c.deleteFirst())
	return b.String()
}

func (c Creation[T]) deleteFirst() string {
	return "What to do: if nobody else created it, delete it. Then apply again."
}
