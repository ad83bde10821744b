// Package providerdiag turns errors into diagnostics that users can act on: what was being done, what Intercom answered,
// the request ID, the state of things, and what to do next.
package providerdiag

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Error describes err, which occurred while doing (a clause such as "reading ticket 1"). consequence, if not empty,
// describes the state of things. permission is the permission that the token needs, if known.
func Error(doing string, err error, consequence string, permission ...string) diag.Diagnostic {
	return diag.NewErrorDiagnostic(summary("Error "+doing, err), Detail(err, consequence, permission...))
}

// AttributeError is Error with the attribute to blame.
func AttributeError(at path.Path, doing string, err error, consequence string, permission ...string) diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(at, summary("Error "+doing, err), Detail(err, consequence, permission...))
}

// Warning is Error for a problem that need not stop the run.
func Warning(doing string, err error, consequence string, permission ...string) diag.Diagnostic {
	return diag.NewWarningDiagnostic(summary("Problem "+doing, err), Detail(err, consequence, permission...))
}

// LocalError is an error that the provider found without Intercom, so that neither an answer nor the network is to blame.
type LocalError struct {
	// What ends the summary: "invalid custom attributes". Next is what to do, a sentence that begins in lower case.
	What, Next string
	Err        error
}

func (e *LocalError) Error() string { return e.Err.Error() }

// Unwrap returns what was found.
func (e *LocalError) Unwrap() error { return e.Err }

// Upserted explains the error of an update that would create the object with the key if it did not exist. If the answer is about
// another object, somebody may have deleted the one with the ID between the read and the update.
func Upserted(noun, argument, key, id string, err error) error {
	if !intercom.IsOtherObject(err) {
		return err
	}
	return &LocalError{
		What: "another object may have been created",
		Next: fmt.Sprintf("look for it in Intercom. If it has another ID than %s, remove the old one from state (terraform state rm) and import the new one. "+
			"Otherwise, check whether a proxy changes Intercom's answers (HTTPS_PROXY), then run it again.", id),
		Err: fmt.Errorf("if somebody deleted the %s at the same moment, the POST has created another one with %s %q, which is not in state (%w)", noun, argument, key, err),
	}
}

// mayHaveWritten reports whether a write whose answer is missing may have taken effect.
func mayHaveWritten(err error) bool {
	method, path := "", ""
	if api, ok := errors.AsType[*intercom.APIError](err); ok {
		method, path = api.Method, api.Path
	} else if transport, ok := errors.AsType[*intercom.TransportError](err); ok {
		method, path = transport.Method, transport.Path
	}
	return method != http.MethodGet && !strings.HasSuffix(path, "/search") && intercom.MayHaveHappened(err)
}

func summary(doing string, err error) string {
	what := "an unexpected answer"
	var (
		local       *LocalError
		api         *intercom.APIError
		other       *intercom.WorkspaceMismatchError
		unconfirmed *intercom.UnconfirmedWorkspaceError
		id          *intercom.InvalidIDError
		unsent      *intercom.NotSentError
		transport   *intercom.TransportError
	)
	switch {
	case errors.As(err, &local):
		what = local.What
	case errors.Is(err, context.Canceled):
		what = "stopped"
	case errors.As(err, &other):
		what = "the access token belongs to another workspace"
	case errors.As(err, &unconfirmed):
		what = "the workspace could not be confirmed"
	case errors.Is(err, intercom.ErrNoWorkspace):
		what = "the state names no workspace"
	case errors.As(err, &id):
		what = "not an ID"
	case errors.As(err, &unsent):
		what = "the time was over before the request was sent"
	case errors.As(err, &transport) || errors.Is(err, context.DeadlineExceeded):
		what = "no answer from Intercom"
	case errors.As(err, &api):
		what = fmt.Sprintf("Intercom answered %d", api.StatusCode)
		if len(api.Details) > 0 {
			what += " " + api.Details[0].Code
		}
	case errors.Is(err, intercom.ErrIncomplete):
		what = "the list is not complete"
	}
	return doing + ": " + what
}

// Unclear describes err if the next step must be the one in consequence, because running the operation again can do harm.
func Unclear(doing string, err error, consequence string) diag.Diagnostic {
	return diag.NewErrorDiagnostic(summary("Error "+doing, err), sentence(err)+"\n\n"+consequence)
}

// Detail returns Intercom's answer, the request ID, the state of things, and what to do next.
func Detail(err error, consequence string, permission ...string) string {
	paragraphs := []string{sentence(err)}
	if consequence != "" {
		paragraphs = append(paragraphs, consequence)
	}
	if next := advice(err, permission); next != "" {
		paragraphs = append(paragraphs, "What to do: "+next)
	}
	return strings.Join(paragraphs, "\n\n")
}

// sentence describes the error itself. Errors that wrap an answer give the reason why it is not believed.
func sentence(err error) string {
	api, ok := errors.AsType[*intercom.APIError](err)
	if !ok {
		return stop(err.Error())
	}
	id := api.RequestID
	if id == "" {
		id = "none was given"
	}
	said := fmt.Sprintf("%s %s was answered: %s\nRequest ID: %s", api.Method, api.Path, api.Answer(), id)
	if err.Error() != api.Error() {
		return capital(stop(strings.ReplaceAll(err.Error(), api.Error(), "see below"))) + "\n\n" + said
	}
	return said
}

func stop(s string) string { return strings.TrimSuffix(s, ".") + "." }

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func advice(err error, permission []string) string {
	var (
		local       *LocalError
		api         *intercom.APIError
		other       *intercom.WorkspaceMismatchError
		unconfirmed *intercom.UnconfirmedWorkspaceError
		id          *intercom.InvalidIDError
		dns         *net.DNSError
		unsent      *intercom.NotSentError
		transport   *intercom.TransportError
	)
	switch {
	case errors.As(err, &local):
		return local.Next
	case errors.Is(err, context.Canceled) && mayHaveWritten(err):
		return "plan again. Intercom may have made the change before the run was stopped, and the plan shows what is there."
	case errors.Is(err, context.Canceled):
		return "nothing, if you stopped the run. Otherwise run it again."
	case errors.As(err, &other) && other.Pinned:
		return "use an access token of the workspace that the provider's workspace_id (or INTERCOM_WORKSPACE_ID) names, or correct that argument."
	case errors.As(err, &other):
		return "use an access token of the workspace that the object belongs to (access_token and region, or INTERCOM_ACCESS_TOKEN and INTERCOM_REGION)."
	case errors.Is(err, intercom.ErrNoWorkspace):
		return "remove the object from state (terraform state rm) and import it, so that state names its workspace."
	case errors.As(err, &unconfirmed):
		return workspaceAdvice(unconfirmed.Err)
	case errors.As(err, &id):
		return "use the ID that Intercom's API gives the object; the number that the Inbox shows (#1390) is a different one."
	case errors.As(err, &unsent):
		return "run it again. If that does not help, raise the resource's timeouts, lower -parallelism, or let fewer programs use the workspace's rate limit."
	case errors.Is(err, context.DeadlineExceeded):
		return "run it again; if Intercom or a proxy is slow, raise the resource's timeouts."
	case errors.As(err, &api):
		return apiAdvice(api, permission)
	case errors.Is(err, intercom.ErrIncomplete):
		return "set a limit, or narrow the search where it takes arguments, so that less than all is asked for. If this happens to a refresh, run it again."
	case errors.As(err, &dns):
		return "check the provider's region and base_url, and that this machine resolves the name."
	case errors.As(err, &transport):
		return "check that this machine reaches Intercom (provider arguments region and base_url, HTTPS_PROXY), then run it again."
	}
	return "check whether a proxy changes Intercom's answers (provider argument base_url, HTTPS_PROXY), then run it again."
}

// workspaceAdvice: the provider makes no change until GET /me has shown the token's workspace.
func workspaceAdvice(err error) string {
	const why = "The provider makes no change until GET /me has shown which workspace the access token belongs to."
	api, ok := errors.AsType[*intercom.APIError](err)
	switch {
	case ok && (api.StatusCode == http.StatusUnauthorized || api.HasCode("intercom_version_invalid")):
		return apiAdvice(api, nil) + " " + why
	case ok && api.StatusCode == http.StatusForbidden:
		return "give the access token the permission to read admins (\"Read admins\" in Intercom's Developer Hub). " + why
	case ok && api.StatusCode >= 500:
		return "run it again. " + why
	}
	return "check the provider's base_url and any proxy between this machine and Intercom, then run it again. " + why
}

func apiAdvice(e *intercom.APIError, permission []string) string {
	if into, merged := intercom.MergedInto(e); merged {
		if into == "" {
			into = "that Intercom shows in its place"
		}
		return fmt.Sprintf("the contact was merged into the contact %s, which now holds its data. Remove the old one from state "+
			"(terraform state rm, or a removed block with destroy = false), and import that one.", into)
	}
	switch {
	case e.HasCode("intercom_version_invalid"):
		return "set the provider's api_version to " + string(intercom.DefaultVersion) + ": the version in use does not support this."
	case e.HasCode("api_plan_restricted"):
		return "the workspace's plan, or the access token, does not allow this: check the subscription and the app's permissions in Intercom's Developer Hub." + needed(permission)
	case e.HasCode("assignee_not_found"):
		return "correct admin_assignee_id or team_assignee_id: the workspace has no such admin or team. The data sources intercom_admin and intercom_team look up IDs by email and name."
	case e.HasCode("tag_has_dependent_objects"):
		return "remove the tag from what Intercom's message names, then run it again."
	}
	switch code := e.StatusCode; {
	case code == http.StatusUnauthorized:
		return "check the provider's access_token (or INTERCOM_ACCESS_TOKEN): it may be revoked, or belong to another region than the provider's region."
	case code == http.StatusForbidden:
		return "give the access token the permission for this in Intercom's Developer Hub." + needed(permission)
	case code == http.StatusTooManyRequests:
		return "lower -parallelism, or run again when fewer programs use the workspace's rate limit."
	case code >= 300 && code < 400:
		return "check the provider's base_url: redirects are not followed, since they would carry the access token elsewhere."
	case code >= 500 || code == http.StatusRequestTimeout:
		return "run it again; if it persists, look at Intercom's status page and give its support the request ID."
	case code < 300 && !intercom.IsUnreadable(e) && !intercom.IsOtherObject(e):
		return "look at the object in Intercom, and give its support the request ID."
	case !e.Intercom || code < 300:
		return "check the provider's base_url and whether a proxy changes Intercom's answers (HTTPS_PROXY), then run it again."
	case code == http.StatusNotFound || code == http.StatusGone:
		return "check that the object exists in this workspace and region, and that the provider's api_version is " + string(intercom.DefaultVersion) + "."
	}
	return "correct what Intercom's message names, then run it again."
}

func needed(permission []string) string {
	if len(permission) == 0 || permission[0] == "" {
		return ""
	}
	return fmt.Sprintf(" It needs: %s.", permission[0])
}
