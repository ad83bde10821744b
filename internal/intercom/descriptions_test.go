package intercom_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest/contract"
)

// modelOf returns the type that an answer of the operation is decoded into, or nil if the client reads nothing.
func modelOf(e contract.Example) any {
	switch e.Method + " " + template(e.Path) {
	case "GET /me":
		return new(intercom.Me)
	case "GET /contacts/{}", "PUT /contacts/{}", "POST /contacts", "GET /contacts/find_by_external_id/{}":
		return new(intercom.Contact)
	case "GET /companies/{}", "POST /companies":
		return new(intercom.Company)
	case "GET /companies/{}/contacts":
		return new(struct {
			Data []intercom.Contact `json:"data"`
		})
	case "GET /contacts/{}/companies":
		return new(struct {
			Data []intercom.Company `json:"data"`
		})
	case "POST /tickets", "GET /tickets/{}", "PUT /tickets/{}", "POST /tickets/{}/change_type":
		return new(intercom.Ticket)
	case "POST /tickets/{}/reply":
		return new(intercom.TicketPart)
	case "POST /tickets/search":
		return new(struct {
			Tickets []intercom.Ticket `json:"tickets"`
		})
	case "GET /ticket_types/{}", "PUT /ticket_types/{}", "POST /ticket_types":
		return new(intercom.TicketType)
	case "GET /ticket_types":
		return new(struct {
			Data []intercom.TicketType `json:"data"`
		})
	case "POST /ticket_types/{}/attributes", "PUT /ticket_types/{}/attributes/{}":
		return new(intercom.TicketTypeAttribute)
	case "GET /ticket_states":
		return new(struct {
			Data []intercom.WorkspaceTicketState `json:"data"`
		})
	case "GET /admins":
		return new(struct {
			Data []intercom.Admin `json:"admins"`
		})
	case "GET /teams":
		return new(struct {
			Data []intercom.Team `json:"teams"`
		})
	case "POST /companies/list":
		return new(struct {
			Data []intercom.Company `json:"data"`
		})
	case "GET /office_hours_schedules":
		return new(struct {
			Data []intercom.OfficeHoursSchedule `json:"data"`
		})
	case "GET /office_hours_schedules/{}", "PUT /office_hours_schedules/{}", "POST /office_hours_schedules":
		return new(intercom.OfficeHoursSchedule)
	case "GET /office_hours_schedules/{}/office_hours_exceptions":
		return new(struct {
			Data []intercom.OfficeHoursException `json:"data"`
		})
	case "GET /office_hours_schedules/{}/office_hours_exceptions/{}", "PUT /office_hours_schedules/{}/office_hours_exceptions/{}", "POST /office_hours_schedules/{}/office_hours_exceptions":
		return new(intercom.OfficeHoursException)
	case "GET /help_center/collections":
		return new(struct {
			Data []intercom.Collection `json:"data"`
		})
	case "GET /help_center/collections/{}", "PUT /help_center/collections/{}", "POST /help_center/collections":
		return new(intercom.Collection)
	case "GET /articles":
		return new(struct {
			Data []intercom.Article `json:"data"`
		})
	case "GET /articles/{}", "PUT /articles/{}", "POST /articles", "GET /articles/{}/draft", "PUT /articles/{}/draft", "POST /articles/{}/draft/publish":
		return new(intercom.Article)
	case "GET /articles/{}/versions":
		return new(struct {
			Data []intercom.ArticleVersion `json:"data"`
		})
	case "GET /articles/{}/versions/{}":
		return new(intercom.ArticleVersion)
	case "GET /help_center/help_centers":
		return new(struct {
			Data []intercom.HelpCenter `json:"data"`
		})
	case "GET /help_center/help_centers/{}":
		return new(intercom.HelpCenter)
	case "GET /help_center/help_centers/{}/redirects":
		return new(struct {
			Data []intercom.HelpCenterRedirect `json:"data"`
		})
	case "GET /help_center/help_centers/{}/redirects/{}", "POST /help_center/help_centers/{}/redirects":
		return new(intercom.HelpCenterRedirect)
	case "GET /conversations/attributes":
		return new(struct {
			Data []intercom.ConversationAttribute `json:"data"`
		})
	case "POST /conversations/attributes", "GET /conversations/attributes/{}", "PUT /conversations/attributes/{}", "DELETE /conversations/attributes/{}",
		"POST /conversations/attributes/{}/options", "PUT /conversations/attributes/{}/options/{}", "DELETE /conversations/attributes/{}/options/{}":
		return new(intercom.ConversationAttribute)
	case "GET /audiences":
		return new(struct {
			Data []intercom.Audience `json:"data"`
		})
	case "POST /audiences", "GET /audiences/{}", "PUT /audiences/{}":
		return new(intercom.Audience)
	case "POST /custom_object_instances/{}", "GET /custom_object_instances/{}/{}":
		return new(intercom.CustomObjectInstance)
	case "GET /ip_allowlist", "PUT /ip_allowlist":
		return new(intercom.IPAllowlist)
	case "GET /secure_mode_secrets":
		return new(struct {
			Data []intercom.IdentitySecret `json:"data"`
		})
	case "PUT /teams/{}", "GET /teams/{}":
		return new(intercom.Team)
	case "GET /brands":
		return new(struct {
			Data []intercom.Brand `json:"data"`
		})
	case "GET /emails":
		return new(struct {
			Data []intercom.EmailSetting `json:"data"`
		})
	case "GET /macros":
		return new(struct {
			Data []intercom.Macro `json:"data"`
		})
	case "GET /segments":
		return new(struct {
			Data []intercom.Segment `json:"segments"`
		})
	case "GET /away_status_reasons":
		return new(struct {
			Data []intercom.AwayStatusReason `json:"data"`
		})
	case "GET /admins/activity_logs":
		return new(struct {
			Data []intercom.ActivityLog `json:"activity_logs"`
		})
	case "GET /export/workflows/{}":
		return new(intercom.WorkflowExport)
	case "GET /data_connectors":
		return new(struct {
			Data []intercom.DataConnector `json:"data"`
		})
	case "POST /data_connectors", "GET /data_connectors/{}", "PATCH /data_connectors/{}":
		return new(intercom.DataConnector)
	case "GET /data_connectors/{}/execution_results":
		return new(struct {
			Data []intercom.ConnectorExecution `json:"data"`
		})
	case "POST /data_attributes", "PUT /data_attributes/{}":
		return new(intercom.DataAttribute)
	case "GET /data_attributes":
		return new(struct {
			Data []intercom.DataAttribute `json:"data"`
		})
	case "POST /contacts/{}/notes", "POST /companies/{}/notes":
		return new(intercom.Note)
	case "GET /contacts/{}/notes", "GET /companies/{}/notes":
		return new(struct {
			Data []intercom.Note `json:"data"`
		})
	case "POST /contacts/merge":
		return new(intercom.Contact)
	case "POST /contacts/merge/preview":
		return new(intercom.MergePreview)
	case "PUT /admins/{}/away":
		return new(intercom.AwayMode)
	case "POST /contacts/{}/subscriptions", "DELETE /contacts/{}/subscriptions/{}":
		return new(intercom.Subscription)
	case "GET /contacts/{}/subscriptions", "GET /subscription_types":
		return new(struct {
			Data []intercom.Subscription `json:"data"`
		})
	case "GET /tags":
		return new(struct {
			Data []intercom.Tag `json:"data"`
		})
	case "GET /tags/{}", "POST /tags", "POST /tickets/{}/tags", "POST /articles/{}/tags":
		return new(intercom.Tag)
	}
	return nil
}

// template returns a path without the names of its parameters, which differ between versions.
func template(path string) string {
	segments := strings.Split(path, "/")
	for i, s := range segments {
		if strings.HasPrefix(s, "{") {
			segments[i] = "{}"
		}
	}
	return strings.Join(segments, "/")
}

// TestPublishedExamplesDecodeWithoutLoss: every field that the client models has the value in the JSON, in every version.
func TestPublishedExamplesDecodeWithoutLoss(t *testing.T) {
	t.Parallel()
	dir := os.Getenv(contract.DirVariable)
	if dir == "" {
		t.Skipf("%s does not name the directory of the published descriptions", contract.DirVariable)
	}
	models, failures, deletions, versions := map[string]int{}, 0, 0, map[string]bool{}
	for _, e := range contract.Examples(t, dir) {
		switch {
		case e.Status >= 400:
			failures++
			t.Run(e.String(), func(t *testing.T) { t.Parallel(); assertFailureIsKept(t, e) })
		case e.Method == "DELETE" && template(e.Path) == "/tickets/{}":
			deletions++
			object, _ := raw(t, e.JSON).(map[string]any)
			if err := answering(e.Status, nil, e.JSON).DeleteTicket(t.Context(), text(object["id"])); err != nil {
				t.Errorf("%s: %v", e, err)
			}
		case e.Status == 0 || modelOf(e) == nil:
			continue
		default:
			model := modelOf(e)
			models[reflect.TypeOf(model).Elem().Name()]++
			versions[e.Version] = true
			t.Run(e.String(), func(t *testing.T) {
				t.Parallel()
				if err := json.Unmarshal(e.JSON, model); err != nil {
					t.Fatalf("%v: %s", err, e.JSON)
				}
				assertLossless(t, "$", reflect.ValueOf(model).Elem(), raw(t, e.JSON))
				assertAccepted(t, e, model)
			})
		}
	}
	for _, name := range []string{"Me", "Contact", "Company", "Ticket", "TicketType", "TicketTypeAttribute", "OfficeHoursSchedule", "OfficeHoursException", "DataAttribute", "ConversationAttribute", "DataConnector", "Collection", "Article", "ArticleVersion", "HelpCenter", "HelpCenterRedirect", "Audience", "IPAllowlist", "Note", "MergePreview", "AwayMode", "Subscription", "WorkflowExport", ""} {
		if models[name] == 0 {
			t.Errorf("no example was decoded into %q", name)
		}
	}
	if len(versions) != len(contract.Versions) || failures == 0 || deletions != len(contract.Versions) {
		t.Errorf("examples of the versions %v, %d of errors, %d of deletions", versions, failures, deletions)
	}
	t.Logf("%v, %d errors, %d deletions", models, failures, deletions)
}

func raw(t *testing.T, data []byte) any {
	t.Helper()
	var v any
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

// assertAccepted checks that the client accepts the example as the answer of its call.
func assertAccepted(t *testing.T, e contract.Example, model any) {
	t.Helper()
	client, ctx := answering(e.Status, nil, e.JSON), t.Context()
	var err error
	switch m := model.(type) {
	case *intercom.Ticket:
		_, err = client.Ticket(ctx, string(m.ID))
	case *intercom.TicketType:
		_, err = client.TicketType(ctx, string(m.ID))
	case *intercom.Contact:
		_, err = client.Contact(ctx, string(m.ID))
	case *intercom.Company:
		_, err = client.Company(ctx, string(m.ID))
	case *intercom.OfficeHoursSchedule:
		_, err = client.OfficeHoursSchedule(ctx, string(m.ID))
	case *intercom.OfficeHoursException:
		_, err = client.OfficeHoursException(ctx, string(m.ScheduleID), string(m.ID))
	case *intercom.Collection:
		_, err = client.Collection(ctx, string(m.ID))
	case *intercom.Article:
		_, err = client.Article(ctx, string(m.ID))
	case *intercom.ArticleVersion:
		_, err = client.ArticleVersion(ctx, string(m.ArticleID), string(m.ID))
	case *intercom.HelpCenter:
		_, err = client.HelpCenter(ctx, string(m.ID))
	case *intercom.HelpCenterRedirect:
		_, err = client.HelpCenterRedirect(ctx, string(m.HelpCenterID), string(m.ID))
	case *intercom.ConversationAttribute:
		_, err = client.ConversationAttribute(ctx, string(m.ID))
	case *intercom.DataConnector:
		_, err = client.DataConnector(ctx, string(m.ID), intercom.ConnectorLive)
	case *intercom.Audience:
		_, err = client.Audience(ctx, string(m.ID))
	case *intercom.IPAllowlist:
		_, err = client.IPAllowlist(ctx)
	case *intercom.Team:
		_, err = client.Team(ctx, string(m.ID))
	case *intercom.WorkflowExport:
		_, err = client.ExportWorkflow(ctx, string(m.Workflow.ID))
	case *intercom.Me:
		_, err = client.Me(ctx)
	}
	if err != nil {
		t.Error(err)
	}
}

func assertFailureIsKept(t *testing.T, e contract.Example) {
	t.Helper()
	_, err := answering(e.Status, nil, e.JSON).Ticket(t.Context(), "7")
	var api *intercom.APIError
	if !errors.As(err, &api) || api.StatusCode != e.Status {
		t.Fatalf("%v", err)
	}
	list, _ := raw(t, e.JSON).(map[string]any)
	errs, _ := list["errors"].([]any)
	if len(errs) == 0 || len(api.Details) != len(errs) {
		t.Fatalf("%d details of %s", len(api.Details), e.JSON)
	}
	for i, each := range errs {
		want, _ := each.(map[string]any)
		got := api.Details[i]
		assertEqual(t, []string{got.Code, got.Message, got.Field}, []string{text(want["code"]), text(want["message"]), text(want["field"])})
	}
	if id := text(list["request_id"]); api.RequestID != id {
		t.Errorf("request id %q, want %q", api.RequestID, id)
	}
}

func text(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

// assertLossless compares a decoded value with the JSON, independently of the decoder: an absent or null field is the zero
// value, IDs and times are compared by meaning, and a list may be under any name that has an array.
func assertLossless(t *testing.T, at string, got reflect.Value, want any) {
	t.Helper()
	switch v := got.Interface().(type) {
	case intercom.ID:
		if id := text(want); string(v) != id && (v != "" || id != "0") {
			t.Errorf("%s is %q, the JSON says %v", at, v, want)
		}
		return
	case intercom.UnixTime:
		assertTime(t, at, v, want)
		return
	case intercom.Attributes:
		object, _ := want.(map[string]any)
		if diff := cmp.Diff(object, map[string]any(v)); diff != "" {
			t.Errorf("%s: %s", at, diff)
		}
		return
	case intercom.Shown[string]:
		value, _ := v.Get()
		assertLossless(t, at, reflect.ValueOf(value), want)
		return
	case intercom.Shown[[]intercom.ID]:
		value, _ := v.Get()
		assertLossless(t, at, reflect.ValueOf(value), want)
		return
	case intercom.Shown[intercom.UnixTime]:
		value, _ := v.Get()
		assertLossless(t, at, reflect.ValueOf(value), want)
		return
	case intercom.Shown[intercom.TagList]:
		value, _ := v.Get()
		assertLossless(t, at, reflect.ValueOf(value), want)
		return
	case intercom.ArticleTranslations:
		// No example has any.
		if v != nil || want != nil {
			t.Errorf("%s is %v, the JSON says %v", at, v, want)
		}
		return
	case intercom.Shown[intercom.ID]:
		value, _ := v.Get()
		assertLossless(t, at, reflect.ValueOf(value), want)
		return
	case intercom.CollectionTranslations:
		// No example has any.
		if v != nil || want != nil {
			t.Errorf("%s is %v, the JSON says %v", at, v, want)
		}
		return
	case json.RawMessage:
		if want == nil && len(v) == 0 {
			return
		}
		if diff := cmp.Diff(want, raw(t, v)); diff != "" {
			t.Errorf("%s: %s", at, diff)
		}
		return
	case intercom.InputOptions:
		// The examples have no options of a list.
		if len(v.ListOptions) != 0 || v.AllowMultipleValues {
			t.Errorf("%s is %+v, the JSON says %v", at, v, want)
		}
		return
	case intercom.TicketState:
		if category, ok := want.(string); ok {
			want = map[string]any{"category": category}
		}
	}
	switch got.Kind() {
	case reflect.Int64:
		if number := text(want); fmt.Sprint(got) != number && (number != "" || !got.IsZero()) {
			t.Errorf("%s is %v, the JSON says %v", at, got, want)
		}
	case reflect.String, reflect.Bool:
		if want == nil {
			want = reflect.Zero(got.Type()).Interface()
		}
		if got.Interface() != want {
			t.Errorf("%s is %v, the JSON says %v", at, got, want)
		}
	case reflect.Pointer:
		if got.IsNil() != (want == nil) {
			t.Errorf("%s is %v, the JSON says %v", at, got, want)
		} else if !got.IsNil() {
			assertLossless(t, at, got.Elem(), want)
		}
	case reflect.Slice:
		elements := array(want)
		if got.Len() != len(elements) {
			t.Fatalf("%s has %d elements, the JSON %d", at, got.Len(), len(elements))
		}
		for i, each := range elements {
			assertLossless(t, fmt.Sprintf("%s[%d]", at, i), got.Index(i), each)
		}
	case reflect.Struct:
		object, _ := want.(map[string]any)
		for i := range got.NumField() {
			name, _, _ := strings.Cut(got.Type().Field(i).Tag.Get("json"), ",")
			if !got.Type().Field(i).IsExported() {
				continue // what a list inside of an object shows about its end: nothing, in the examples
			}
			if got.Type().Field(i).Anonymous {
				assertLossless(t, at, got.Field(i), want)
				continue
			}
			if name == "" {
				t.Fatalf("%s: the field %s has no name in JSON", at, got.Type().Field(i).Name)
			}
			assertLossless(t, at+"."+name, got.Field(i), object[name])
		}
	default:
		t.Fatalf("%s is a %s", at, got.Type())
	}
}

func assertTime(t *testing.T, at string, got intercom.UnixTime, want any) {
	t.Helper()
	said := text(want)
	if said == "" && got.IsZero() || said == fmt.Sprint(got.Unix()) {
		return
	}
	if parsed, err := time.Parse(time.RFC3339, said); err != nil || parsed.Unix() != got.Unix() {
		t.Errorf("%s is %v, the JSON says %v", at, got, want)
	}
}

func array(v any) []any {
	switch v := v.(type) {
	case []any:
		return v
	case map[string]any:
		for _, member := range v {
			if elements, ok := member.([]any); ok {
				return elements
			}
		}
	}
	return nil
}
