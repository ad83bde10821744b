package ticketsearch_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/ticket/ticketsearch"
)

func list(texts ...string) types.List {
	values := make([]attr.Value, len(texts))
	for i, text := range texts {
		values[i] = types.StringValue(text)
	}
	return types.ListValueMust(types.StringType, values)
}

func attributes(pairs ...string) types.Map {
	values := map[string]attr.Value{}
	for pair := range slices.Chunk(pairs, 2) {
		values[pair[0]] = types.StringValue(pair[1])
	}
	return types.MapValueMust(types.StringType, values)
}

func at(seconds int64) timetypes.RFC3339 {
	return timetypes.NewRFC3339TimeValue(time.Unix(seconds, 0).UTC())
}

// open returns a Reader of a fake with two tickets; the second is newer.
func open(t *testing.T) (framework.Reader, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	s.AddTicket(intercomtest.Ticket{
		ID: "a", TypeID: intercomtest.ExampleIncidentType, CreatedAt: 100, UpdatedAt: 150, SnoozedUntil: 4000000000, ContactIDs: []string{intercomtest.ExampleContact},
		AdminAssigneeID: intercomtest.ExampleAdmin, Attributes: map[string]any{
			intercomtest.TitleAttribute: "Checkout is down", "Priority": "High", "Seats": 5, "Regression": true, "Downtime": 1.5, "Due": time.Unix(900, 0), "Version": "1.2",
		},
	})
	s.AddTicket(intercomtest.Ticket{
		ID: "b", TypeID: intercomtest.ExampleTaskType, CreatedAt: 200, UpdatedAt: 250, ContactIDs: []string{intercomtest.ExampleSecondContact}, TeamAssigneeID: intercomtest.ExampleTeam,
		StateID: intercomtest.ExampleResolved, Attributes: map[string]any{intercomtest.TitleAttribute: "Ship it", intercomtest.DescriptionAttribute: "Now, please."},
	})
	client, err := intercom.New(intercom.Config{Token: s.Token, BaseURL: s.URL})
	if err != nil {
		t.Fatal(err)
	}
	reader, err := client.PinnedReader(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return framework.Reader{Reader: reader, Data: providerdata.New(client, providerdata.Options{})}, s
}

// found returns the ids that a search yields.
func found(t *testing.T, s ticketsearch.Search, r framework.Reader, limit int64) (ids []string) {
	t.Helper()
	for ticket, err := range s.Tickets(t.Context(), r, limit) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, string(ticket.ID))
	}
	return ids
}

// TestFilters: the query that each argument makes, and what it finds.
func TestFilters(t *testing.T) {
	t.Parallel()
	incidents, escaped := list(intercomtest.ExampleIncidentType), strings.NewReplacer("<", `\u003c`, ">", `\u003e`)
	leaf := func(field, operator, value string) string {
		return `{"field":"` + field + `","operator":"` + escaped.Replace(operator) + `","value":` + value + `}`
	}
	for name, c := range map[string]struct {
		filters ticketsearch.Filters
		asks    []string
		finds   string
	}{
		"nothing":              {ticketsearch.Filters{}, []string{leaf("created_at", ">", "0")}, "b a"},
		"ids":                  {ticketsearch.Filters{IDs: list("a", "c")}, []string{leaf("id", "IN", `["a","c"]`)}, "a"},
		"ticket types":         {ticketsearch.Filters{TicketTypeIDs: list("1234", "1235")}, []string{leaf("ticket_type_id", "IN", `["1234","1235"]`)}, "b a"},
		"categories":           {ticketsearch.Filters{Categories: list("Back-office", "Tracker")}, []string{leaf("category", "IN", `["task","tracker"]`)}, "b"},
		"category Customer":    {ticketsearch.Filters{Categories: list("Customer")}, []string{leaf("category", "IN", `["request"]`)}, "a"},
		"states":               {ticketsearch.Filters{States: list("resolved")}, []string{leaf("state", "IN", `["resolved"]`)}, "b"},
		"contacts":             {ticketsearch.Filters{ContactIDs: list(intercomtest.ExampleContact)}, []string{leaf("contact_ids", "IN", `["`+intercomtest.ExampleContact+`"]`)}, "a"},
		"an admin":             {ticketsearch.Filters{AdminAssigneeID: types.StringValue("814860")}, []string{leaf("admin_assignee_id", "=", `"814860"`)}, "a"},
		"no admin":             {ticketsearch.Filters{AdminAssigneeID: types.StringValue("0")}, []string{leaf("admin_assignee_id", "=", `"0"`)}, "b"},
		"a team":               {ticketsearch.Filters{TeamAssigneeID: types.StringValue("814900")}, []string{leaf("team_assignee_id", "=", `"814900"`)}, "b"},
		"open":                 {ticketsearch.Filters{Open: types.BoolValue(true)}, []string{leaf("open", "=", "true")}, "a"},
		"not open":             {ticketsearch.Filters{Open: types.BoolValue(false)}, []string{leaf("open", "=", "false")}, "b"},
		"title":                {ticketsearch.Filters{TitleContains: types.StringValue("is down")}, []string{leaf("title", "~", `"is down"`)}, "a"},
		"description":          {ticketsearch.Filters{DescriptionContains: types.StringValue("please")}, []string{leaf("description", "~", `"please"`)}, "b"},
		"created at or later":  {ticketsearch.Filters{CreatedAfter: at(200)}, []string{leaf("created_at", ">", "199")}, "b"},
		"created a bit later":  {ticketsearch.Filters{CreatedAfter: at(101)}, []string{leaf("created_at", ">", "100")}, "b"},
		"created before":       {ticketsearch.Filters{CreatedBefore: at(200)}, []string{leaf("created_at", "<", "201")}, "a"},
		"created between":      {ticketsearch.Filters{CreatedAfter: at(100), CreatedBefore: at(201)}, []string{leaf("created_at", ">", "99"), leaf("created_at", "<", "202")}, "b a"},
		"within a second":      {ticketsearch.Filters{CreatedBefore: timetypes.NewRFC3339ValueMust("1970-01-01T00:03:20.5Z")}, []string{leaf("created_at", "<", "201")}, "b a"},
		"updated at or later":  {ticketsearch.Filters{UpdatedAfter: at(250)}, []string{leaf("updated_at", ">", "249")}, "b"},
		"updated before":       {ticketsearch.Filters{UpdatedBefore: at(250)}, []string{leaf("updated_at", "<", "251")}, "a"},
		"snoozed, after":       {ticketsearch.Filters{SnoozedUntilAfter: at(4000000000)}, []string{leaf("snoozed_until", ">", "3999999999")}, "a"},
		"snoozed, until later": {ticketsearch.Filters{SnoozedUntilBefore: at(4000000000)}, []string{leaf("snoozed_until", "<", "4000000001")}, ""},
		"attributes, each type": {
			ticketsearch.Filters{TicketTypeIDs: incidents, TicketAttributes: attributes("Seats", "5", "Downtime", "1.50", "Regression", "true", "Due", "1970-01-01T01:15:00+01:00", "Version", "1.2")},
			[]string{
				leaf("ticket_type_id", "IN", `["1234"]`), leaf("ticket_attribute.2006", "=", `"1.5"`), leaf("ticket_attribute.2003", "=", "900"),
				leaf("ticket_attribute.2004", "=", "true"), leaf("ticket_attribute.2002", "=", `"5"`), leaf("ticket_attribute.2005", "=", `"1.2"`),
			},
			"a",
		},
		"an option's label": {
			ticketsearch.Filters{TicketTypeIDs: incidents, TicketAttributes: attributes("Priority", "High")},
			[]string{leaf("ticket_type_id", "IN", `["1234"]`), leaf("ticket_attribute.2001", "IN", `["de1825a0-0164-4070-8ca6-13e22462fa03","High"]`)},
			"a",
		},
		"an option's ID": {
			ticketsearch.Filters{TicketTypeIDs: incidents, TicketAttributes: attributes("Priority", "de1825a0-0164-4070-8ca6-13e22462fa01")},
			[]string{leaf("ticket_type_id", "IN", `["1234"]`), leaf("ticket_attribute.2001", "IN", `["de1825a0-0164-4070-8ca6-13e22462fa01","Low"]`)},
			"",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, fake := open(t)
			diags := c.filters.Validate()
			search := c.filters.Search(t.Context(), r, &diags)
			if len(diags) > 0 {
				t.Fatal(diags)
			}
			if got := strings.Join(found(t, search, r, 0), " "); got != c.finds {
				t.Errorf("found %q, want %q", got, c.finds)
			}
			calls := fake.Calls()
			want := `{"query":{"operator":"AND","value":[` + strings.Join(c.asks, ",") + `]},"pagination":{"per_page":150}}`
			if diff := cmp.Diff(want, string(calls[len(calls)-1].Body)); diff != "" {
				t.Errorf("asked (-want +got):\n%s", diff)
			}
			if reads := fake.Count("GET", ""); reads != min(1, len(c.filters.TicketAttributes.Elements())) {
				t.Errorf("%d reads", reads)
			}
		})
	}
}

// TestRefused: an impossible search is refused with an explanation and without a call.
func TestRefused(t *testing.T) {
	t.Parallel()
	many := make([]string, 0, 28)
	for name := range strings.SplitSeq("a b c d e f g h i j k l m n", " ") {
		many = append(many, name, "x")
	}
	incidents := list(intercomtest.ExampleIncidentType)
	for name, c := range map[string]struct {
		filters ticketsearch.Filters
		says    string
	}{
		"attributes without a type":    {ticketsearch.Filters{TicketAttributes: attributes("Seats", "5")}, "exactly one in ticket_type_ids"},
		"attributes of two types":      {ticketsearch.Filters{TicketTypeIDs: list("1234", "1235"), TicketAttributes: attributes("Seats", "5")}, "exactly one in ticket_type_ids"},
		"16 filters":                   {ticketsearch.Filters{Open: types.BoolValue(true), TicketTypeIDs: incidents, TicketAttributes: attributes(many...)}, "at most 15 filters, and these are 16"},
		"an unknown type":              {ticketsearch.Filters{TicketTypeIDs: list("1"), TicketAttributes: attributes("Seats", "5")}, "GET /ticket_types/1 was answered: 404"},
		"an unknown attribute":         {ticketsearch.Filters{TicketTypeIDs: incidents, TicketAttributes: attributes("Seat", "5")}, `Did you mean "Seats"?`},
		"an unknown option":            {ticketsearch.Filters{TicketTypeIDs: incidents, TicketAttributes: attributes("Priority", "Hihg")}, `Did you mean "High"?`},
		"an invalid number":            {ticketsearch.Filters{TicketTypeIDs: incidents, TicketAttributes: attributes("Seats", "NaN")}, "must be a whole number"},
		"an invalid boolean":           {ticketsearch.Filters{TicketTypeIDs: incidents, TicketAttributes: attributes("Regression", "yes")}, "must be true or false"},
		"an invalid time":              {ticketsearch.Filters{TicketTypeIDs: incidents, TicketAttributes: attributes("Due", "tomorrow")}, "in RFC 3339 format"},
		"an attribute of type files":   {ticketsearch.Filters{TicketTypeIDs: list("1236"), TicketAttributes: attributes("Log", "x")}, "cannot be searched"},
		"an attribute of another type": {ticketsearch.Filters{TicketTypeIDs: list("1235"), TicketAttributes: attributes("Seats", "5")}, `There is only "Version"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, fake := open(t)
			fake.AddTicketType(intercomtest.TicketType{ID: "1236", Attributes: []intercomtest.Attribute{{Name: "Log", DataType: intercomtest.Files}}})
			diags := c.filters.Validate()
			if !diags.HasError() {
				c.filters.Search(t.Context(), r, &diags)
			}
			if !diags.HasError() || !strings.Contains(diags[0].Summary()+diags[0].Detail(), c.says) {
				t.Errorf("%v do not say %q", diags, c.says)
			}
			if fake.Count("POST", "") > 0 {
				t.Error("it searched")
			}
		})
	}
	unknown := ticketsearch.Filters{TicketTypeIDs: types.ListUnknown(types.StringType), TicketAttributes: attributes("Seats", "5"), Open: types.BoolUnknown()}
	if diags := unknown.Validate(); len(diags) > 0 {
		t.Errorf("what is not known yet is refused: %v", diags)
	}
}

// TestLimit: no page is read before it is needed, and none is larger than the limit. Extra tickets on a page do not count.
func TestLimit(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		filters      ticketsearch.Filters
		limit        int64
		found, calls int
		perPage      string
	}{
		"none":                  {ticketsearch.Filters{}, 0, 402, 3, "150"},
		"10":                    {ticketsearch.Filters{}, 10, 10, 1, "10"},
		"a page":                {ticketsearch.Filters{}, 150, 150, 1, "150"},
		"more than a page":      {ticketsearch.Filters{}, 151, 151, 2, "150"},
		"more than there are":   {ticketsearch.Filters{}, 1000, 402, 3, "150"},
		"the newest is too new": {ticketsearch.Filters{CreatedBefore: at(10_399)}, 10, 10, 2, "10"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, fake := open(t)
			for i := range int64(400) {
				fake.AddTicket(intercomtest.Ticket{CreatedAt: 10_000 + i, UpdatedAt: 10_000})
			}
			var diags diag.Diagnostics
			ids := found(t, c.filters.Search(t.Context(), r, &diags), r, c.limit)
			calls := fake.Calls()
			if len(ids) != c.found || len(calls) != c.calls || !strings.Contains(string(calls[0].Body), `"per_page":`+c.perPage) {
				t.Errorf("found %d with %d calls, the first %s", len(ids), len(calls), calls[0].Body)
			}
		})
	}
}
