package framework

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// NotDoneError reports that the answer to a call that replaces deletion shows the object unchanged. A read decides.
type NotDoneError struct {
	// Shown is what the answer shows: "archived is false". Empty: it shows nothing about it.
	Shown string
}

// CheckArchived returns a NotDoneError unless an answer shows an object archived, or unarchived.
func CheckArchived(shown *bool, wanted bool) error {
	switch {
	case shown == nil:
		return &NotDoneError{}
	case *shown != wanted:
		return &NotDoneError{Shown: fmt.Sprintf("archived is %t", *shown)}
	}
	return nil
}

func (e *NotDoneError) Error() string {
	if e.Shown == "" {
		return "Intercom answered with success, but its answer does not show whether it happened"
	}
	return "Intercom answered with success, but its answer shows that it did not happen: " + e.Shown
}

// maxDeletes limits how often a deletion with an unreadable answer is sent while the object still exists.
const maxDeletes = 3

// Deletion deletes an object, or does what on_destroy says instead, and proves that it happened.
type Deletion struct {
	Base *Base
	// Doing is a clause for messages: "deleting ticket 1".
	Doing string
	// WorkspaceID is the object's workspace.
	WorkspaceID string
	// Remove sends the write.
	Remove func(context.Context) error
	// Read sends the GET that decides if the write's answer does not. done is true if the object shows the requested result,
	// such as being archived.
	Read func(context.Context) (done bool, err error)
	// Kept describes the state of things after an error.
	Kept string
	// Gone lists what a 404 can mean besides a deletion, as a clause: "it was deleted, archived, …". Empty: nothing else.
	Gone string
}

// Do sends the deletion. It succeeds only if the answer confirms the deletion or a read proves it.
func (d Deletion) Do(ctx context.Context) diag.Diagnostics {
	for try := 1; ; try++ {
		err := d.Remove(ctx)
		if err == nil {
			return nil
		}
		_, disagrees := errors.AsType[*NotDoneError](err)
		if !disagrees && !intercom.IsNotFound(err) && !intercom.MayHaveHappened(err) {
			return d.failed(err)
		}
		done, readErr := d.confirm(ctx, err)
		switch {
		case done:
			return nil
		case IsMissing(readErr):
			if unproved := d.Base.ConfirmGone(ctx, d.WorkspaceID, readErr); unproved != nil {
				return d.unconfirmed(unproved)
			}
			return d.gone()
		case readErr != nil:
			return d.unconfirmed(readErr)
		case intercom.IsNotFound(err):
			return diag.Diagnostics{diag.NewErrorDiagnostic(fmt.Sprintf("Error %s: Intercom answered 404, but the %s exists", d.Doing, d.Base.Name),
				providerdiag.Detail(err, fmt.Sprintf("A read finds it. %s\n\nThe usual cause is an API version that does not support the operation: the provider's is %s, and %s has it.",
					d.Kept, d.Base.Data.Version(), intercom.DefaultVersion)))}
		case try == maxDeletes || !intercom.IsUnreadable(err):
			return d.failed(err)
		}
	}
}

// gone warns that a read finds nothing where that does not prove a deletion. Tools that report deletions search for this
// summary.
func (d Deletion) gone() diag.Diagnostics {
	if d.Gone == "" {
		return nil
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic("Deletion not proved by Intercom's answer",
		fmt.Sprintf("No answer to the DELETE confirmed %s. A read does not find the %s any more: %s. It was removed from state.\n\n"+
			"What to do: check in Intercom what happened to the %s. If it is archived, unarchive it, import it, and destroy it again.",
			d.Doing, d.Base.Name, d.Gone, d.Base.Name))}
}

// confirm reads the object after the write. If the read is the only evidence that the object is gone, it must be repeated
// once.
func (d Deletion) confirm(ctx context.Context, err error) (done bool, readErr error) {
	if intercom.IsNotFound(err) {
		return d.Read(ctx)
	}
	return ReadWithRetry(ctx, d.Base.Data.Client(&diag.Diagnostics{}), func() (bool, error) { return d.Read(ctx) })
}

func (d Deletion) failed(err error) diag.Diagnostics {
	return diag.Diagnostics{providerdiag.Error(d.Doing, err, d.Kept, d.Base.Permission)}
}

func (d Deletion) unconfirmed(err error) diag.Diagnostics {
	return diag.Diagnostics{providerdiag.Error(d.Doing, err, "Intercom may have carried it out, but the provider could not confirm this. "+d.Kept, d.Base.Permission)}
}

// Protected refuses what deletion_protection forbids. own are the values of deletion_protection, and would describes what
// is refused.
func (b *Base) Protected(at path.Path, label, would string, own ...types.Bool) diag.Diagnostic {
	whose, where := "The provider's", "in the provider block (or INTERCOM_DELETION_PROTECTION), or in the resource, and run this again"
	for _, value := range own {
		if value.ValueBool() || value.IsUnknown() {
			whose, where = "The resource's", "in the resource, apply that, and run this again"
		}
	}
	return diag.NewAttributeErrorDiagnostic(at, fmt.Sprintf("%s %s is protected from deletion", capitalized(b.Name), label),
		fmt.Sprintf("%s %s deletion_protection is true. %s\n\nWhat to do: to destroy the %s after all, set deletion_protection = false %s.", would, whose, NothingChanged, b.Name, where))
}
