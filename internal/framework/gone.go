package framework

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// AbsentError reports that a complete answer does not have an object.
type AbsentError struct {
	// What names the missing object and its place: "ticket type 12 has no attribute 34".
	What string
	// Listed: the answer is a list, which can lag behind writes. Until a new object is as old as listsLag, it proves nothing.
	Listed bool
}

func (e *AbsentError) Error() string { return e.What }

// UnconfirmedError reports that Intercom did not find an object, but that this does not prove that it is gone.
type UnconfirmedError struct {
	Err error
	// Why is a sentence that gives the reason.
	Why string
}

func (e *UnconfirmedError) Error() string {
	status := http.StatusNotFound
	if api, ok := errors.AsType[*intercom.APIError](e.Err); ok {
		status = api.StatusCode
	}
	return fmt.Sprintf("unconfirmed %d: %s", status, e.Why)
}

// Unwrap returns the answer.
func (e *UnconfirmedError) Unwrap() error { return e.Err }

// IsMissing reports whether an error says in any form that an object does not exist, confirmed or not.
func IsMissing(err error) bool {
	_, absent := errors.AsType[*AbsentError](err)
	return absent || intercom.IsNotFound(err)
}

// ReadWithRetry calls read. If it does not find the object, ReadWithRetry calls it again a second later: a lagging replica
// answers as if the object were gone, and an object that is removed from state by mistake would be created twice.
func ReadWithRetry[T any](ctx context.Context, client *intercom.Client, read func() (T, error)) (T, error) {
	found, err := read()
	if !IsMissing(err) || client.Wait(ctx, time.Second) != nil {
		return found, err
	}
	return read()
}

const (
	// listsLag is the age from which a list shows an object.
	listsLag = time.Minute
	// listEvery is the pause between two lists.
	listEvery = 5 * time.Second
)

// readListed is ReadWithRetry for an object that was created at a time by Intercom's clock, which is zero if it is not known. If a list
// lacks it, readListed repeats the read until the object is as old as listsLag: it would be forgotten otherwise, and created twice.
func readListed[T any](ctx context.Context, b *Base, created time.Time, read func() (T, error)) (T, error) {
	client := b.Data.Client(&diag.Diagnostics{})
	found, err := ReadWithRetry(ctx, client, read)
	for waited := time.Duration(0); waited < listsLag; waited += listEvery {
		absent, ok := errors.AsType[*AbsentError](err)
		if !ok || !absent.Listed || created.IsZero() || client.Now().Sub(created) > listsLag {
			break
		}
		tflog.Info(ctx, "Waiting for a list to show a new object", map[string]any{"type": b.Type, "seconds": listEvery.Seconds()})
		if stopped := client.Wait(ctx, listEvery); stopped != nil {
			return found, fmt.Errorf("%w while waiting for the list of %s, which can lag behind writes: %s", stopped, b.Plural, err.Error())
		}
		found, err = read()
	}
	return found, err
}

// ConfirmGone returns nil if the error of a read proves that the object is gone. Three things prove it together: Intercom's
// own answer has one of the object's codes, or a complete list lacks the object; the API version has the operation; and the
// access token is confirmed to belong to the workspace.
func (b *Base) ConfirmGone(ctx context.Context, workspaceID string, err error) error {
	if confirm := b.Data.ConfirmWorkspace(ctx, workspaceID); confirm != nil {
		return confirm
	}
	if unproved := b.ProveMissing(err); unproved != nil {
		return unproved
	}
	tflog.Info(ctx, "The object is gone", map[string]any{"type": b.Type, "workspace_id": workspaceID})
	return nil
}

// ProveMissing returns nil if the error of a read proves that the access token's workspace, whichever it is, has no such
// object. It is ConfirmGone without the workspace check.
func (b *Base) ProveMissing(err error) error {
	_, absent := errors.AsType[*AbsentError](err)
	version := b.Data.VersionOf(b.Preview)
	switch {
	case absent:
	case !intercom.IsNotFound(err):
		return err
	case b.lacks(version, b.Since.Read) && b.Preview != "" && !b.Data.Walk.Answers(b.Type):
		return &UnconfirmedError{err, fmt.Sprintf("API version %s does not support this operation, and only %s does. Add %q to the provider's argument preview.", version, intercom.Preview, b.Preview)}
	case !intercom.IsGone(err, b.GoneCodes...):
		return &UnconfirmedError{err, fmt.Sprintf("the answer is not Intercom's word that the %s does not exist. A proxy, a gateway, or a wrong base_url answers like this.", b.Name)}
	case !version.Documented() && !b.Data.Walk.Answers(b.Type):
		return &UnconfirmedError{err, fmt.Sprintf("the provider does not know API version %s, which may lack this operation: what a version lacks, it answers with 404. Set api_version to %s.", version, intercom.DefaultVersion)}
	case b.lacks(version, b.Since.Read) && !b.Data.Walk.Answers(b.Type):
		return &UnconfirmedError{err, fmt.Sprintf("API version %s does not support this operation and answers 404 for it. Set api_version to %s.", version, intercom.DefaultVersion)}
	}
	return nil
}
