package framework

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// maxDeletes bounds how often a DELETE whose answer could not be read is sent while the object is still there.
const maxDeletes = 3

// Protected refuses what deletion_protection forbids; own is the resource's, and would says what is refused and why.
func (o Object) Protected(at path.Path, label string, own types.Bool, would string) diag.Diagnostic {
	whose := "The resource's"
	if own.IsNull() {
		whose = "The resource sets none, and the provider's"
	}
	return diag.NewAttributeErrorDiagnostic(at, fmt.Sprintf("%s %s is protected from deletion", capitalised(o.Name), label),
		fmt.Sprintf("%s %s deletion_protection is true. %s\n\nWhat to do: to let go of the %s anyway, set deletion_protection = false there, "+
			"apply that, and run this again.", would, whose, NothingChanged, o.Name))
}

// Delete is the deletion of a resource. An error keeps it in state: Terraform forgets only what is known to be done.
func Delete(ctx context.Context, s *providerdata.Data, doing, workspaceID string, remove, read func(context.Context) error) diag.Diagnostics {
	return Deletion{Session: s, Doing: doing, WorkspaceID: workspaceID, Remove: remove, Read: read, Kept: StateKept}.Do(ctx)
}

// Deletion is the deletion of an object, and the making sure that it is gone.
type Deletion struct {
	Session *providerdata.Data
	// Doing is a clause for messages: "deleting ticket 1".
	Doing string
	// WorkspaceID is the workspace that the object is in.
	WorkspaceID string
	// Remove is the DELETE, and Read the GET that tells what the DELETE's answer does not.
	Remove, Read func(context.Context) error
	// Kept says how things stand after an error.
	Kept string
}

// Do sends the DELETE, or makes sure that the object is gone already.
func (d Deletion) Do(ctx context.Context) diag.Diagnostics {
	// Ids of two workspaces can be alike: what another workspace's token would delete is not this object.
	if err := d.Session.CheckWorkspace(ctx, d.WorkspaceID); WrongToken(err) {
		return diag.Diagnostics{providerdiag.Error(d.Doing, err, NothingChanged+" "+d.Kept)}
	}
	for try := 1; ; try++ {
		err := d.Remove(ctx)
		switch {
		case err == nil:
			return nil
		case intercom.IsNotFound(err):
			return d.confirmGone(ctx, err, d.Read(ctx))
		case !intercom.IsUnreadable(err):
			return diag.Diagnostics{providerdiag.Error(d.Doing, err, d.Kept)}
		}
		// The answer does not say whether it was deleted, so it is asked for.
		readErr := d.Read(ctx)
		if IsNotFound(readErr) {
			return Gone(ctx, d.Session, d.Doing, d.WorkspaceID, readErr)
		}
		if readErr != nil || try == maxDeletes {
			return diag.Diagnostics{providerdiag.Error(d.Doing, err, d.Kept)}
		}
	}
}

// confirmGone believes a DELETE's 404 only if a GET agrees: a version without the method answers the same.
func (d Deletion) confirmGone(ctx context.Context, deleteErr, readErr error) diag.Diagnostics {
	switch {
	case readErr == nil:
		return diag.Diagnostics{diag.NewErrorDiagnostic(fmt.Sprintf("Error %s: Intercom says it is not there, but it is", d.Doing),
			providerdiag.Detail(deleteErr, fmt.Sprintf("Nothing came of it: a GET still finds it. %s\n\n"+
				"The usual cause is an api_version that lacks the method: the provider's is %s, and %s has it.", d.Kept, d.Session.Version(), intercom.DefaultVersion)))}
	case !IsNotFound(readErr):
		return diag.Diagnostics{providerdiag.Error(d.Doing, readErr, "It was answered as if it were gone, but that could not be confirmed. "+d.Kept)}
	}
	return Gone(ctx, d.Session, d.Doing, d.WorkspaceID, readErr)
}
