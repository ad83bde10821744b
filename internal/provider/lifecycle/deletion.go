package lifecycle

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/diagnose"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/session"
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

// Delete sends the DELETE, or makes sure with read that the object is gone already. An error keeps it in state: Terraform
// forgets only what is known to be done.
func Delete(ctx context.Context, s *session.Session, doing, workspaceID string, remove, read func(context.Context) error) diag.Diagnostics {
	// Ids of two workspaces can be alike: what another workspace's token would delete is not this object.
	if err := s.CheckWorkspace(ctx, workspaceID); WrongToken(err) {
		return diag.Diagnostics{diagnose.Error(doing, err, NothingChanged+" "+StateKept)}
	}
	for try := 1; ; try++ {
		err := remove(ctx)
		switch {
		case err == nil:
			return nil
		case intercom.IsNotFound(err):
			return confirmGone(ctx, s, doing, workspaceID, err, read(ctx))
		case !intercom.IsUnreadable(err):
			return diag.Diagnostics{diagnose.Error(doing, err, StateKept)}
		}
		// The answer does not say whether it was deleted, so it is asked for.
		readErr := read(ctx)
		if IsNotFound(readErr) {
			return Gone(ctx, s, doing, workspaceID, readErr)
		}
		if readErr != nil || try == maxDeletes {
			return diag.Diagnostics{diagnose.Error(doing, err, StateKept)}
		}
	}
}

// confirmGone believes a DELETE's 404 only if a GET agrees: a version without the method answers the same.
func confirmGone(ctx context.Context, s *session.Session, doing, workspaceID string, deleteErr, readErr error) diag.Diagnostics {
	switch {
	case readErr == nil:
		return diag.Diagnostics{diag.NewErrorDiagnostic(fmt.Sprintf("Error %s: Intercom says it is not there, but it is", doing),
			diagnose.Detail(deleteErr, fmt.Sprintf("Nothing came of it: a GET still finds it. %s\n\n"+
				"The usual cause is an api_version that lacks the method: the provider's is %s, and %s has it.", StateKept, s.Version(), intercom.DefaultVersion)))}
	case !IsNotFound(readErr):
		return diag.Diagnostics{diagnose.Error(doing, readErr, "It was answered as if it were gone, but that could not be confirmed. "+StateKept)}
	}
	return Gone(ctx, s, doing, workspaceID, readErr)
}
