package intercom_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// decodes runs cases of one type: the value that the JSON means, or that it is invalid.
func decodes[T any](t *testing.T, cases map[string]T, bad ...string) {
	t.Helper()
	for given, want := range cases {
		var got T
		if err := json.Unmarshal([]byte(given), &got); err != nil {
			t.Errorf("%s: %v", given, err)
			continue
		}
		assertEqual(t, got, want)
	}
	for _, given := range bad {
		var got T
		if err := json.Unmarshal([]byte(given), &got); err == nil {
			t.Errorf("%s is taken for %+v", given, got)
		}
	}
}

func TestIDIsAStringOrANumberOfAnyLength(t *testing.T) {
	t.Parallel()
	decodes(t, map[string]intercom.ID{
		`"5ba682d23d7cf92bef87bfd4"`: "5ba682d23d7cf92bef87bfd4",
		`"0123"`:                     "0123",
		`9007199254740993`:           "9007199254740993",
		`123456789012345678901234`:   "123456789012345678901234",
		`null`:                       "", `""`: "", `0`: "", `"0"`: "",
	}, `1.5`, `-1`, `1e3`, `true`, `{}`, `[]`)
}

func TestTimeIsSecondsOrISO8601(t *testing.T) {
	t.Parallel()
	at := intercom.UnixTime{Time: time.Date(2022, 9, 19, 14, 20, 23, 0, time.UTC)}
	before := intercom.UnixTime{Time: time.Date(1969, 12, 31, 23, 59, 59, 0, time.UTC)}
	first := intercom.UnixTime{Time: time.Date(1, 1, 1, 0, 0, 1, 0, time.UTC)}
	decodes(t, map[string]intercom.UnixTime{
		`1663597223`: at, `1.663597223e9`: at, `"1663597223"`: at,
		`1663597223.9`: at, `"2022-09-19T14:20:23Z"`: at, `"2022-09-19T16:20:23.987+02:00"`: at,
		`null`: {}, `0`: {}, `0.5`: {}, `-0.5`: {}, `""`: {}, `"0"`: {}, `"1970-01-01T00:00:00Z"`: {},
		`-1`: before, `"1969-12-31T23:59:59Z"`: before, `-62135596799`: first,
	}, `-62135596800`, `-62169984561`, `-1e300`, `1e300`, `253402300800`, `"NaN"`, `"Inf"`, `"tomorrow"`, `"0001-01-01T00:00:00Z"`, `true`, `{}`, `[]`)
}

func TestTimeIsSentAsSecondsOrNull(t *testing.T) {
	t.Parallel()
	body, err := json.Marshal([]intercom.UnixTime{{}, {Time: time.Date(2022, 9, 19, 14, 20, 23, 999, time.UTC)}})
	if err != nil || string(body) != `[null,1663597223]` {
		t.Errorf("%s, %v", body, err)
	}
}

func TestStateIsAnObjectOrItsCategory(t *testing.T) {
	t.Parallel()
	decodes(t, map[string]intercom.TicketState{
		`"in_progress"`: {Category: "in_progress"},
		`{"type":"ticket_state","id":"8481","category":"submitted","internal_label":"New","external_label":"Received"}`: {
			ID: "8481", Category: "submitted", InternalLabel: "New", ExternalLabel: "Received",
		},
		`{"id":8481,"internal_label":null}`: {ID: "8481"},
		`null`:                              {},
	}, `7`, `[]`, `"\ud800`)
}

func TestListIsAnArrayOrAnObjectThatHoldsOne(t *testing.T) {
	t.Parallel()
	type contacts = []intercom.ContactReference
	for given, want := range map[string]contacts{
		`{}`:                             nil,
		`{"contacts":null}`:              nil,
		`{"contacts":{}}`:                nil,
		`{"contacts":{"contacts":null}}`: nil,
		`{"contacts":{"type":"contact.list","contacts":[]}}`:                                              {},
		`{"contacts":{"type":"contact.list","contacts":[{"type":"contact","id":"a","external_id":"b"}]}}`: {{ID: "a", ExternalID: "b"}},
		`{"contacts":{"data":[{"id":1,"external_id":null}]}}`:                                             {{ID: "1"}},
		`{"contacts":[{"id":"a"}]}`:                                                                       {{ID: "a"}},
	} {
		var ticket intercom.Ticket
		if err := json.Unmarshal([]byte(given), &ticket); err != nil {
			t.Errorf("%s: %v", given, err)
		}
		assertEqual(t, contacts(ticket.Contacts), want)
	}
	decodes[intercom.Ticket](t, nil, `{"contacts":7}`, `{"contacts":"a"}`, `{"contacts":[7]}`, `{"contacts":{"data":[7]}}`)
}

func TestAttributesKeepNumbersAsWritten(t *testing.T) {
	t.Parallel()
	decodes(t, map[string]intercom.Attributes{
		`null`: nil,
		`{}`:   {},
		`{"Seats":9007199254740993,"Price":1.10,"VIP":true,"Gone":null,"Text":"x","Many":["a",1],"File":{"name":"f"}}`: {
			"Seats": json.Number("9007199254740993"), "Price": json.Number("1.10"), "VIP": true, "Gone": nil, "Text": "x",
			"Many": []any{"a", json.Number("1")}, "File": map[string]any{"name": "f"},
		},
	}, `7`, `[]`, `"x"`)
}

func TestInputOptionsAreReadInEveryShapeAndNeverAnError(t *testing.T) {
	t.Parallel()
	high, low := intercom.ListOption{Label: "High"}, intercom.ListOption{Label: "Low"}
	withIDs := []intercom.ListOption{{ID: "1", Label: "High"}, {ID: "2", Label: "Low"}}
	decodes(t, map[string]intercom.InputOptions{
		`null`: {}, `{}`: {}, `[]`: {}, `7`: {}, `"x"`: {}, `{"multiline":null}`: {},
		`{"multiline":true}`: {Multiline: true, ShowsMultiline: true}, `{"multiline":"true"}`: {Multiline: true, ShowsMultiline: true},
		`{"list_options":[{"id":1,"label":"High","archived":false},{"id":"2","label":"Low"}]}`:   {ListOptions: withIDs},
		`{"list_items":[{"id":"1","name":"High"},{"id":"2","value":"Low"}]}`:                     {ListOptions: withIDs},
		`{"list_options":["High","Low"],"list_items":["other"]}`:                                 {ListOptions: []intercom.ListOption{high, low}},
		`{"list_options":null,"list_items":"High, Low,"}`:                                        {ListOptions: []intercom.ListOption{high, low}},
		`{"list_options":[null,7,{},{"id":[]},["x"],"High"],"allow_multiple_values":true}`:       {AllowMultipleValues: true, ShowsAllowMultipleValues: true, ListOptions: []intercom.ListOption{high}},
		`{"list_options":{"a":1},"list_items":[{"label":"Low"}],"allow_multiple_values":"true"}`: {AllowMultipleValues: true, ShowsAllowMultipleValues: true, ListOptions: []intercom.ListOption{low}},
		`{"allow_multiple_values":"false"}`:                                                      {ShowsAllowMultipleValues: true},
		`{"allow_multiple_values":1}`:                                                            {ShowsAllowMultipleValues: true},
	})
}

func TestFieldTellsOmittedNullAndSetApart(t *testing.T) {
	t.Parallel()
	type request struct {
		Field intercom.Field[bool] `json:"field,omitzero"`
	}
	for want, f := range map[string]intercom.Field[bool]{
		`{}`: {}, `{"field":null}`: intercom.Null[bool](), `{"field":false}`: intercom.Set(false), `{"field":true}`: intercom.Set(true),
	} {
		if body, err := json.Marshal(request{f}); err != nil || string(body) != want {
			t.Errorf("%s, want %s: %v", body, want, err)
		}
	}
	if v, ok := intercom.Set("x").Get(); v != "x" || !ok {
		t.Errorf("%q, %v", v, ok)
	}
	if _, ok := intercom.Null[string]().Get(); ok {
		t.Error("null has a value")
	}
}

func TestLinkedObjectsAreCompleteOnlyIfTheAnswerShowsIt(t *testing.T) {
	t.Parallel()
	const two = `"data":[{"type":"conversation","id":"1"},{"type":"ticket","id":"1"}]`
	for given, want := range map[string]bool{
		`{"type":"list","total_count":2,"has_more":false,` + two + `}`: true,
		`{"total_count":2,` + two + `}`:                                true,
		`{"total_count":0,"has_more":false,"data":[]}`:                 true,
		`{"total_count":3,"has_more":false,` + two + `}`:               false,
		`{"total_count":1,"has_more":false,` + two + `}`:               false,
		`{"total_count":2,"has_more":true,` + two + `}`:                false,
		`{"has_more":false,` + two + `}`:                               false,
		`{"total_count":0,"data":null}`:                                false,
		`{"total_count":0}`:                                            false,
		`{"total_count":2,"data":[{"id":"1"},{"id":"1"}]}`:             false,
		`{"total_count":1,"data":[{"type":"ticket"}]}`:                 false,
		`[{"type":"conversation","id":"1"}]`:                           false,
		`[]`:                                                           false,
		`null`:                                                         false,
	} {
		var ticket intercom.Ticket
		if err := json.Unmarshal([]byte(`{"linked_objects":`+given+`}`), &ticket); err != nil {
			t.Errorf("%s: %v", given, err)
			continue
		}
		if got := ticket.LinkedObjects.Complete(); got != want {
			t.Errorf("%s is complete: %v", given, got)
		}
	}
	var ticket intercom.Ticket
	if ticket.LinkedObjects.Complete() {
		t.Error("links that are absent are complete")
	}
}

func TestAttributesOfATypeThatAreAbsentAreNil(t *testing.T) {
	t.Parallel()
	for given, absent := range map[string]bool{
		`{"id":"7"}`: true, `{"id":"7","ticket_type_attributes":null}`: true, `{"id":"7","ticket_type_attributes":{"type":"list"}}`: true,
		`{"id":"7","ticket_type_attributes":{"type":"list","data":[]}}`: false, `{"id":"7","ticket_type_attributes":[]}`: false,
	} {
		got, err := answering(200, nil, []byte(given)).TicketType(t.Context(), "7")
		if err != nil {
			t.Errorf("%s: %v", given, err)
			continue
		}
		if (got.Attributes == nil) != absent || len(got.Attributes) != 0 {
			t.Errorf("%s: %#v", given, got.Attributes)
		}
	}
}

func TestObjectsNameTheirWorkspace(t *testing.T) {
	t.Parallel()
	contact, err := answering(200, nil, []byte(`{"id":"7","workspace_id":"w"}`)).Contact(t.Context(), "7")
	if err != nil || contact.WorkspaceID != "w" {
		t.Errorf("%+v, %v", contact, err)
	}
	company, err := answering(200, nil, []byte(`{"id":"7","app_id":"w","updated_at":1,"user_count":2,"session_count":3}`)).Company(t.Context(), "7")
	if err != nil || company.WorkspaceID != "w" || company.UpdatedAt.Unix() != 1 || company.UserCount != 2 || company.SessionCount != 3 {
		t.Errorf("%+v, %v", company, err)
	}
	ticketType, err := answering(200, nil, []byte(`{"id":"7","workspace_id":"w","ticket_type_attributes":[{"id":"1","workspace_id":"x"}]}`)).TicketType(t.Context(), "7")
	if err != nil || ticketType.WorkspaceID != "w" || ticketType.Attributes[0].WorkspaceID != "x" {
		t.Errorf("%+v, %v", ticketType, err)
	}
}

// TestADecodingErrorQuotesNoValue: an unexpected answer may have personal data.
func TestADecodingErrorQuotesNoValue(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		`{"id":411111.5}`, `{"id":"411111/7"}`, `{"type":"411111 x","id":"7"}`, `{"id":"7","open":"411111"}`, `{"id":"7","deleted":411111}`, `{"id":"7"}411111`,
	} {
		_, err := answering(200, nil, []byte(body)).Ticket(t.Context(), "7")
		if err == nil || strings.Contains(err.Error(), "411111") {
			t.Errorf("%s: %v", body, err)
		}
	}
}
