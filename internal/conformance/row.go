package conformance

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Row is one assumption about Intercom, and a way to check it.
type Row struct {
	// ID names the row in reports. It never changes, so reports can be compared.
	ID string
	// Area is the part of the API, for readers.
	Area string
	// Assumption is what the fake and, in most rows, the provider assume.
	Assumption string
	// Fake is what Observe returns for the fake.
	Fake string
	// Consequence is what it means for the provider if the service does something else.
	Consequence string
	// Knobs are the behaviors and options of the fake that change the result, by the names of their constructors.
	Knobs []string
	// Since is the first API version with the calls. Empty means all.
	Since intercom.Version
	// Permanent rows create what Intercom cannot delete.
	Permanent bool
	// Observe makes the calls and describes in a few words what the service did, without data of a person or workspace.
	// An error means that the row could not run.
	Observe func(ctx context.Context, l *Lab) (string, error)
}

// Rows returns all rows in the order in which they run.
func Rows() []Row {
	return slices.Concat(
		workspaceRows, contactRows, contactFateRows, companyRows, tagRows, ticketRows, ticketTextRows, ticketChangeRows, ticketFateRows,
		attributeRows, ticketTypeRows, connectorRows, audienceRows, collectionRows, articleRows, articleLocaleRows, officeHoursRows, contactActionRows, companyScrollRows,
		dataAttributeRows, conversationAttributeRows, companyTagRows, customObjectRows, eventRows,
	)
}

// skipError reports why a row could not run.
type skipError struct{ reason string }

func (e *skipError) Error() string { return e.reason }

// skip ends a row that cannot run.
func skip(format string, values ...any) error { return &skipError{fmt.Sprintf(format, values...)} }

// lasting are statuses that concern the token or its plan, not the question that a row asks.
var lasting = []int{http.StatusUnauthorized, http.StatusPaymentRequired, http.StatusForbidden}

// outcome describes the answer to a call: "accepted", or the status with Intercom's code. An answer that does not settle the
// question is an error: no permission, an outage, a broken connection.
func outcome(err error) (string, error) {
	if err == nil {
		return "accepted", nil
	}
	api, ok := errors.AsType[*intercom.APIError](err)
	switch {
	case !ok:
		return "", err
	case api.StatusCode < 300:
		return "an answer in another form", nil
	case isOneOf(api.StatusCode, lasting...), api.StatusCode < 400, api.StatusCode >= 500 && api.StatusCode != http.StatusNotImplemented:
		return "", err
	case !api.Intercom:
		return fmt.Sprintf("%d without an error list", api.StatusCode), nil
	}
	return fmt.Sprintf("%d %s", api.StatusCode, codeOf(api)), nil
}

// afterDelete deletes an object and describes the answer to a read of it.
func afterDelete[T any](ctx context.Context, id intercom.ID, remove func(context.Context, string) error, read func(context.Context, string) (T, error)) (string, error) {
	if err := remove(ctx, string(id)); err != nil {
		return outcome(err)
	}
	_, err := read(ctx, string(id))
	return outcome(err)
}

var codePattern = regexp.MustCompile(`^[a-z][a-z0-9_]{0,59}$`)

// codeOf returns the code of an answer, if it looks like one. Nothing else of an answer gets into a report.
func codeOf(api *intercom.APIError) string {
	for _, d := range api.Details {
		if codePattern.MatchString(d.Code) {
			return d.Code
		}
	}
	return "with an unusual code"
}

// whyNot returns why a row could not run, without IDs and texts from the answer.
func whyNot(ctx context.Context, err error) string {
	for _, cause := range []error{errCap, errJournal, errCleaningTime} {
		if errors.Is(context.Cause(ctx), cause) {
			return cause.Error()
		}
	}
	if ctx.Err() != nil {
		return "the run was interrupted"
	}
	if skipped, ok := errors.AsType[*skipError](err); ok {
		return skipped.reason
	}
	api, ok := errors.AsType[*intercom.APIError](err)
	if !ok {
		return "a call failed without an answer"
	}
	call := api.Method + " /" + firstSegment(api.Path)
	said := fmt.Sprintf("%d %s", api.StatusCode, codeOf(api))
	switch {
	case isOneOf(api.StatusCode, lasting...):
		return fmt.Sprintf("permission or plan: %s answered %s", call, said)
	case api.HasCode("intercom_version_invalid"):
		return fmt.Sprintf("version: %s answered %s", call, said)
	}
	return fmt.Sprintf("a call that the row needs was refused: %s answered %s", call, said)
}

func firstSegment(path string) string {
	segment, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	segment, _, _ = strings.Cut(segment, "?")
	return segment
}
