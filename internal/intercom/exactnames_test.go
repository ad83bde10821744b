package intercom_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// TestNamesAreTakenExactly: encoding/json alone accepts any case of a name, and some letters beyond ASCII.
func TestNamesAreTakenExactly(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		`{"ID":"7"}`, `{"Id":"7"}`, `{"\u0049d":"7"}`, `{"i\u0044":"7"}`, `{"type":"ticket","ID":"7","DELETED":true}`,
		`{"id":"7","deleted":true}`, `{"id":null,"ID":"7"}`, "{\"x\":{\"id\":\"7\"},\n\t\"iD\" : \"7\"}",
	} {
		if got, err := answering(200, nil, []byte(body)).Ticket(t.Context(), "7"); err == nil {
			t.Errorf("%s is taken for %+v", body, got)
		}
	}
	for _, body := range []string{
		`{"id":"7","DELETED":true}`, `{"id":"7","Deleted":true,"ID":"8"}`, `{"\u0069d":"7"}`, `{"id":"7","ſnoozed_until":-1}`,
		`{"id":"7","state":"\"ID\":","ID":{"ID":8}}`, `{"id":"7","a\\":"\\","ID":"8"}`,
	} {
		if _, err := answering(200, nil, []byte(body)).Ticket(t.Context(), "7"); err != nil {
			t.Errorf("%s: %v", body, err)
		}
	}
}

// TestNamesOfUsersStay: names that a workspace chose can have any case and language, at any depth.
func TestNamesOfUsersStay(t *testing.T) {
	t.Parallel()
	const attributes = `{"ID":1,"Priorität":"a","a\"B":{"Name":"x","LIST":[{"Deep":1}]},"id":"9","Last":2}`
	var want intercom.Attributes
	if err := json.Unmarshal([]byte(attributes), &want); err != nil {
		t.Fatal(err)
	}
	body := `{"type":"ticket","id":"7","ticket_attributes": ` + attributes + `,"Category":"x","category":"Customer","ticket_state":{"ID":"1","id":"2"}}`
	got, err := answering(200, nil, []byte(body)).Ticket(t.Context(), "7")
	if err != nil {
		t.Fatal(err)
	}
	assertEqual(t, got.Attributes, want)
	if got.Category != "Customer" || got.State.ID != "2" {
		t.Errorf("%+v", got)
	}
	contact, err := answering(200, nil, []byte(`{"id":"7","custom_attributes":`+attributes+`,"NAME":"x"}`)).Contact(t.Context(), "7")
	if err != nil {
		t.Fatal(err)
	}
	assertEqual(t, contact.CustomAttributes, want)
	if contact.Name != "" {
		t.Errorf("%+v", contact)
	}
}

func FuzzExactNames(f *testing.F) {
	for _, seed := range append(ticketSeeds, `{"A":"\\\"","b":{"C":[{"D":1}]}}`, `{"custom_attributes":{"A":[1,{"B":"}"}]},"E":1}`, `{"\ud800":1}`, `{"a`, `{"A`, `"\`) {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		before := string(body)
		valid := json.Valid(body)
		intercom.HideOddNames(body, map[string]bool{"custom_attributes": true})
		switch {
		case valid && !json.Valid(body):
			t.Fatalf("%q becomes %q", before, body)
		case len(body) != len(before):
			t.Fatal("the length changes")
		case !strings.ContainsFunc(before, func(r rune) bool { return r == '\\' || r >= 'A' && r <= 'Z' || r >= 0x80 }) && string(body) != before:
			t.Fatalf("%q becomes %q", before, body)
		}
		var object map[string]json.RawMessage
		if !valid || json.Unmarshal(body, &object) != nil {
			return
		}
		for name := range object {
			if strings.ContainsFunc(name, func(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 0x80 }) {
				t.Fatalf("%q keeps the name %q", before, name)
			}
		}
	})
}

// BenchmarkExactNames measures the cost of the search for odd names, without decoding (BenchmarkDecodeTicket).
func BenchmarkExactNames(b *testing.B) {
	body := []byte(ticketSeeds[0])
	free := map[string]bool{"ticket_attributes": true}
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		intercom.HideOddNames(body, free)
	}
}
