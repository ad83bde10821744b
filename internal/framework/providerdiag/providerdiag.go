// Package providerdiag turns what went wrong with Intercom into diagnostics that a person can act on: what was being done, what
// Intercom answered, the request id, and what to do next.
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

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Error describes err, which came up while doing (a clause such as "reading ticket 1"). consequence, if not empty, says how
// things stand now.
func Error(doing string, err error, consequence string) diag.Diagnostic {
	return diag.NewErrorDiagnostic(summary("Error "+doing, err), Detail(err, consequence))
}

// AttributeError is Error with the attribute that is to blame.
func AttributeError(at path.Path, doing string, err error, consequence string) diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(at, summary("Error "+doing, err), Detail(err, consequence))
}

// Warning is Error for what need not stop the run.
func Warning(doing string, err error, consequence string) diag.Diagnostic {
	return diag.NewWarningDiagnostic(summary("Problem "+doing, err), Detail(err, consequence))
}

func summary(doing string, err error) string {
	what := "no answer from Intercom"
	var (
		api   *intercom.APIError
		other *providerdata.OtherWorkspaceError
		id    *intercom.InvalidIDError
	)
	switch {
	case errors.As(err, &other):
		what = "the access token is another workspace's"
	case errors.As(err, &id):
		what = "not an id"
	case errors.As(err, &api):
		what = fmt.Sprintf("Intercom answered %d", api.StatusCode)
		if len(api.Details) > 0 {
			what += " " + api.Details[0].Code
		}
	case errors.Is(err, intercom.ErrIncomplete):
		what = "the list is not complete"
	case errors.Is(err, context.Canceled):
		what = "stopped"
	}
	return doing + ": " + what
}

// Detail is what Intercom said, the request id, how things stand and what to do next.
func Detail(err error, consequence string) string {
	paragraphs := []string{sentence(err)}
	if consequence != "" {
		paragraphs = append(paragraphs, consequence)
	}
	if next := advice(err); next != "" {
		paragraphs = append(paragraphs, "What to do: "+next)
	}
	return strings.Join(paragraphs, "\n\n")
}

func sentence(err error) string {
	if api, ok := errors.AsType[*intercom.APIError](err); ok {
		id := api.RequestID
		if id == "" {
			id = "none was given"
		}
		return fmt.Sprintf("%s %s was answered: %s\nRequest id: %s", api.Method, api.Path, api.Answer(), id)
	}
	return err.Error()
}

func advice(err error) string {
	var (
		api   *intercom.APIError
		other *providerdata.OtherWorkspaceError
		id    *intercom.InvalidIDError
		dns   *net.DNSError
	)
	switch {
	case errors.As(err, &other) && other.Pinned:
		return "use an access token of the workspace that the provider's workspace_id (or INTERCOM_WORKSPACE_ID) names, or correct that argument."
	case errors.As(err, &other):
		return "use an access token of the workspace that the object belongs to (access_token and region, or INTERCOM_ACCESS_TOKEN and INTERCOM_REGION)."
	case errors.As(err, &id):
		return "use the id that Intercom's API gives the object; the number that the Inbox shows (#1390) is another one."
	case errors.As(err, &api):
		return apiAdvice(api)
	case errors.Is(err, intercom.ErrIncomplete):
		return "set a limit, or narrow the search where it takes arguments, so that less than all is asked for."
	case errors.Is(err, context.Canceled):
		return "nothing, if you stopped the run; else run it again."
	case errors.Is(err, context.DeadlineExceeded):
		return "run it again; if Intercom or a proxy is slow, raise the resource's timeouts."
	case errors.As(err, &dns):
		return "check the provider's region and base_url, and that this machine resolves the name."
	}
	return "check that this machine reaches Intercom (provider arguments region and base_url, HTTPS_PROXY), then run it again."
}

func apiAdvice(e *intercom.APIError) string {
	if into, merged := intercom.MergedInto(e); merged {
		if into == "" {
			into = "that Intercom shows in its place"
		}
		return fmt.Sprintf("the contact was merged into the contact %s, in which all that it was lives on. Let Terraform forget it "+
			"(terraform state rm, or a removed block with destroy = false), and import that one.", into)
	}
	switch {
	case e.HasCode("intercom_version_invalid"):
		return "set the provider's api_version to " + string(intercom.DefaultVersion) + ": the version in use has not what was asked for."
	case e.HasCode("api_plan_restricted"):
		return "the workspace's plan, or the access token, does not allow this: check the subscription and the app's permissions in Intercom's Developer Hub."
	case e.HasCode("tag_has_dependent_objects"):
		return "take the tag out of what Intercom's message names, then run it again."
	}
	switch code := e.StatusCode; {
	case code == http.StatusUnauthorized:
		return "check the provider's access_token (or INTERCOM_ACCESS_TOKEN): it may be revoked, or belong to another region than the provider's region."
	case code == http.StatusForbidden:
		return "give the access token the permission for this in Intercom's Developer Hub."
	case code == http.StatusTooManyRequests:
		return "lower -parallelism, or run again when fewer programs use the workspace's rate limit."
	case code >= 300 && code < 400:
		return "check the provider's base_url: redirects are not followed, since they would carry the access token elsewhere."
	case code >= 500 || code == http.StatusRequestTimeout:
		return "run it again; if it persists, look at Intercom's status page and give its support the request id."
	case code < 300 && !intercom.IsUnreadable(e) && !intercom.IsOtherObject(e):
		return "look at the ticket in Intercom, and give its support the request id."
	case code < 300:
		return "check whether a proxy changes Intercom's answers (provider argument base_url, HTTPS_PROXY), then run it again."
	case code == http.StatusNotFound || code == http.StatusGone:
		return "check that the object exists in this workspace and region, and that the provider's api_version is " + string(intercom.DefaultVersion) + "."
	}
	return "correct what Intercom's message names, then run it again."
}
