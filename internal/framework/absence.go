package framework

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// AbsentError says that an object is not in the answer of Intercom's that would show it.
type AbsentError struct {
	// What is missing, and where: "ticket type 12 has no attribute 34".
	What string
}

func (e *AbsentError) Error() string { return e.What }

// IsNotFound reports whether Intercom says in one way or the other that an object is not there.
func IsNotFound(err error) bool {
	_, absent := errors.AsType[*AbsentError](err)
	return absent || intercom.IsNotFound(err)
}

// twice calls read and, where it does not find the object, calls it once more a second later. A replica that lags behind
// answers as if the object were gone, and one that leaves the state by mistake would be created a second time; an import has none to
// lose.
func twice[T any](ctx context.Context, client *intercom.Client, importing bool, read func() (T, error)) (T, error) {
	found, err := read()
	if importing || !IsNotFound(err) || client.Wait(ctx, time.Second) != nil {
		return found, err
	}
	return read()
}

// NotRead says why an object could not be read, and lets go of one that is gone for certain. label names it to a person.
func (b *Base) NotRead(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse, label string, err error) {
	var workspace types.String
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root(workspaceID), &workspace)...)
	id := b.id(ctx, req.State, &resp.Diagnostics)
	doing := fmt.Sprintf("reading %s %s", b.Name, intercom.Clean(id, 80))
	switch {
	case !IsNotFound(err):
		resp.Diagnostics.Append(providerdiag.Error(doing, err, StateKept))
		return
	case privatestate.Get[bool](ctx, req.Private, privatestate.Importing, &resp.Diagnostics):
		resp.Diagnostics.AddError(fmt.Sprintf("Error importing %s %s: there is none with this id", b.Name, id),
			providerdiag.Detail(err, b.IDHint))
		return
	}
	gone := Gone(ctx, b.Session, doing, workspace.ValueString(), err)
	resp.Diagnostics.Append(gone...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.AddWarning(fmt.Sprintf("%s %s is gone", capitalised(b.Name), label),
		"Somebody deleted it in Intercom. It leaves Terraform's state; as long as the configuration has it, the plan is to create it anew.")
	resp.State.RemoveResource(ctx)
}

// Gone decides whether what Intercom does not find is gone. It is not if the version may lack the method, or if the token is
// another workspace's. Where the workspace cannot be told, the 404 is believed with a warning.
func Gone(ctx context.Context, s *providerdata.Data, doing, workspaceID string, notFound error) diag.Diagnostics {
	if !s.Version().DeletesTickets() {
		return diag.Diagnostics{diag.NewErrorDiagnostic(fmt.Sprintf("Error %s: a 404 that cannot be believed", doing),
			providerdiag.Detail(notFound, fmt.Sprintf("The provider's api_version is %s, whose description has not all methods for this: what it lacks it answers with 404, as if the object were gone. "+
				"%s Set api_version to %s.", s.Version(), StateKept, intercom.DefaultVersion)))}
	}
	err := s.CheckWorkspace(ctx, workspaceID)
	switch {
	case err == nil:
		tflog.Info(ctx, "The object is gone already", map[string]any{"workspace_id": workspaceID})
		return nil
	case WrongToken(err):
		return diag.Diagnostics{providerdiag.Error(doing, err, "Intercom does not find it, which says nothing with this token. "+StateKept)}
	case intercom.IsNotFound(err):
		// Every token has a /me: what does not find it is not Intercom's API, but a proxy or a base_url with a wrong path.
		return diag.Diagnostics{providerdiag.Error(doing, err, "Neither it nor GET /me is found, so that this is not Intercom's API: check the provider's base_url. "+StateKept)}
	}
	return diag.Diagnostics{providerdiag.Warning(doing, err,
		"Intercom does not find it and so it leaves Terraform's state, although GET /me could not confirm that the access token is of its workspace.")}
}

// WrongToken reports whether the error of Session.CheckWorkspace says that the token is another workspace's, or none.
func WrongToken(err error) bool {
	if _, other := errors.AsType[*providerdata.OtherWorkspaceError](err); other {
		return true
	}
	api, ok := errors.AsType[*intercom.APIError](err)
	return ok && api.StatusCode == http.StatusUnauthorized
}

func capitalised(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
