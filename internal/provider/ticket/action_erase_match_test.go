package ticket

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/ticket/ticketsearch"
)

// TestMismatch compares each argument with the ticket and expects its name if it does not match.
func TestMismatch(t *testing.T) {
	t.Parallel()
	at := func(seconds int64) intercom.UnixTime { return intercom.UnixTime{Time: time.Unix(seconds, 0).UTC()} }
	bound := func(seconds int64) timetypes.RFC3339 {
		return timetypes.NewRFC3339TimeValue(time.Unix(seconds, 0).UTC())
	}
	list := func(texts ...string) types.List {
		values := make([]attr.Value, len(texts))
		for i, text := range texts {
			values[i] = types.StringValue(text)
		}
		return types.ListValueMust(types.StringType, values)
	}
	priority := func(value string) types.Map {
		return types.MapValueMust(types.StringType, map[string]attr.Value{"Priority": types.StringValue(value)})
	}
	assignee := func(text string) (shown intercom.Shown[intercom.ID]) {
		if err := json.Unmarshal([]byte(text), &shown); err != nil {
			t.Fatal(err)
		}
		return shown
	}
	kind := &intercom.TicketType{ID: "1234", Attributes: []intercom.TicketTypeAttribute{{Name: "Priority", DataType: intercom.DataTypeList, InputOptions: intercom.InputOptions{ListOptions: []intercom.ListOption{{ID: "g-1", Label: "Low"}, {ID: "g-2", Label: "High"}}}}}}
	ticket := intercom.Ticket{
		ID: "1", TicketType: kind, Category: "Customer", State: intercom.TicketState{Category: "resolved"}, Contacts: []intercom.ContactReference{{ID: "c1"}, {ID: "c2"}},
		AdminAssigneeID: assignee(`"814860"`), TeamAssigneeID: assignee("null"), Open: new(false), CreatedAt: at(100), UpdatedAt: at(200), SnoozedUntil: at(300),
		Attributes: intercom.Attributes{intercom.TitleAttribute: "Checkout is down", intercom.DescriptionAttribute: "<p>Since noon. Terms &amp; conditions</p>", "Priority": "High"},
	}
	for _, c := range []struct {
		argument           string
		matches, different ticketsearch.Filters
	}{
		{"ticket_type_ids", ticketsearch.Filters{TicketTypeIDs: list("1", "1234")}, ticketsearch.Filters{TicketTypeIDs: list("1235")}},
		{"categories", ticketsearch.Filters{Categories: list("Customer")}, ticketsearch.Filters{Categories: list("Tracker")}},
		{"states", ticketsearch.Filters{States: list("resolved")}, ticketsearch.Filters{States: list("submitted")}},
		{"contact_ids", ticketsearch.Filters{ContactIDs: list("c2")}, ticketsearch.Filters{ContactIDs: list("c3")}},
		{"admin_assignee_id", ticketsearch.Filters{AdminAssigneeID: types.StringValue("814860")}, ticketsearch.Filters{AdminAssigneeID: types.StringValue("0")}},
		{"team_assignee_id", ticketsearch.Filters{TeamAssigneeID: types.StringValue("0")}, ticketsearch.Filters{TeamAssigneeID: types.StringValue("814900")}},
		{"open", ticketsearch.Filters{Open: types.BoolValue(false)}, ticketsearch.Filters{Open: types.BoolValue(true)}},
		{"title_contains", ticketsearch.Filters{TitleContains: types.StringValue("checkout")}, ticketsearch.Filters{TitleContains: types.StringValue("login")}},
		{"description_contains", ticketsearch.Filters{DescriptionContains: types.StringValue("Since")}, ticketsearch.Filters{DescriptionContains: types.StringValue("before")}},
		{"description_contains", ticketsearch.Filters{DescriptionContains: types.StringValue("terms  & conditions")}, ticketsearch.Filters{DescriptionContains: types.StringValue("terms conditions")}},
		{"created_after", ticketsearch.Filters{CreatedAfter: bound(100)}, ticketsearch.Filters{CreatedAfter: bound(101)}},
		{"created_before", ticketsearch.Filters{CreatedBefore: bound(101)}, ticketsearch.Filters{CreatedBefore: bound(100)}},
		{"updated_after", ticketsearch.Filters{UpdatedAfter: bound(200)}, ticketsearch.Filters{UpdatedAfter: bound(201)}},
		{"updated_before", ticketsearch.Filters{UpdatedBefore: bound(201)}, ticketsearch.Filters{UpdatedBefore: bound(200)}},
		{"snoozed_until_after", ticketsearch.Filters{SnoozedUntilAfter: bound(300)}, ticketsearch.Filters{SnoozedUntilAfter: bound(301)}},
		{"snoozed_until_before", ticketsearch.Filters{SnoozedUntilBefore: bound(301)}, ticketsearch.Filters{SnoozedUntilBefore: bound(300)}},
		{"ticket_attributes", ticketsearch.Filters{TicketAttributes: priority("g-2")}, ticketsearch.Filters{TicketAttributes: priority("Low")}},
	} {
		if got := (&eraseModel{Filters: c.matches}).mismatch(&ticket); got != "" {
			t.Errorf("%s: %s is said not to match", c.argument, got)
		}
		if got := (&eraseModel{Filters: c.different}).mismatch(&ticket); got != c.argument {
			t.Errorf("%s does not match, and %q is named", c.argument, got)
		}
	}
	for _, never := range []ticketsearch.Filters{{SnoozedUntilAfter: bound(1)}, {SnoozedUntilBefore: bound(1)}, {TicketTypeIDs: list("1234")}, {TitleContains: types.StringValue("x")}, {Open: types.BoolValue(false)}, {AdminAssigneeID: types.StringValue("0")}, {TeamAssigneeID: types.StringValue("0")}} {
		if got := (&eraseModel{Filters: never}).mismatch(&intercom.Ticket{ID: "1"}); got == "" {
			t.Errorf("a ticket that shows nothing matches %+v", never)
		}
	}
	// A new search argument must be compared with the ticket, too.
	if n := len(ticketsearch.Arguments()); n != 17 {
		t.Errorf("searches have %d arguments: mismatch and this test know 16 and ids", n)
	}
}
