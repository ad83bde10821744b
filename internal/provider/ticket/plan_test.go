package ticket_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestPlanChecksAgainstTheLiveType: what Intercom would refuse is refused at plan, at its path, with one read of the type.
func TestPlanChecksAgainstTheLiveType(t *testing.T) {
	t.Parallel()
	attributes := func(values acctest.Block) acctest.Block {
		return minimal(acctest.Block{"ticket_attributes": values})
	}
	for name, c := range map[string]struct {
		config acctest.Block
		meet   func(d harness)
		// at is the path of the error; "" means that the plan succeeds.
		at   string
		says []string
	}{
		"all well":                   {config: attributes(acctest.Block{"Priority": "High", "Seats": "12", "Due": "2036-12-01T09:00:00Z", "Regression": "true", "Version": "7.1", "Downtime": "1.5"})},
		"option by id":               {config: attributes(acctest.Block{"Priority": "de1825a0-0164-4070-8ca6-13e22462fa03"})},
		"null clears":                {config: attributes(acctest.Block{"Priority": nil})},
		"unknown value":              {config: attributes(acctest.Block{"Priority": acctest.Unknown, "Seats": acctest.Unknown})},
		"unknown map":                {config: minimal(acctest.Block{"ticket_attributes": acctest.Unknown})},
		"unknown type":               {config: minimal(acctest.Block{"ticket_type_id": acctest.Unknown, "ticket_attributes": acctest.Block{"Prority": "x"}})},
		"unknown contact":            {config: minimal(acctest.Block{"contacts": []any{acctest.Block{"email": acctest.Unknown}}})},
		"misspelt name":              {config: attributes(acctest.Block{"Prority": "High"}), at: `ticket_attributes["Prority"]`, says: []string{`1234 "Incident"`, `Did you mean "Priority"?`, `"Seats"`}},
		"name like none":             {config: attributes(acctest.Block{"Zzzzzzzzzzz": "1"}), at: `ticket_attributes["Zzzzzzzzzzz"]`, says: []string{`There are "Priority"`}},
		"option that the list lacks": {config: attributes(acctest.Block{"Priority": "Highest"}), at: `ticket_attributes["Priority"]`, says: []string{`no option "Highest"`, `"Low", "Medium", "High", "Urgent"`}},
		"text for an integer":        {config: attributes(acctest.Block{"Seats": "many"}), at: `ticket_attributes["Seats"]`, says: []string{"type integer", "whole number"}},
		"fraction for an integer":    {config: attributes(acctest.Block{"Seats": "1.5"}), at: `ticket_attributes["Seats"]`, says: []string{"whole number"}},
		"text for a decimal":         {config: attributes(acctest.Block{"Downtime": "1,5"}), at: `ticket_attributes["Downtime"]`, says: []string{"a number"}},
		"text for a boolean":         {config: attributes(acctest.Block{"Regression": "yes"}), at: `ticket_attributes["Regression"]`, says: []string{"true or false"}},
		"date without time":          {config: attributes(acctest.Block{"Due": "2036-12-01"}), at: `ticket_attributes["Due"]`, says: []string{"RFC 3339"}},
		"state of another type":      {config: minimal(acctest.Block{"ticket_type_id": "1235", "ticket_state_id": "8485"}), at: "ticket_state_id", says: []string{"has no state 8485", `8481 "Submitted"`}},
		"type that does not exist":   {config: minimal(acctest.Block{"ticket_type_id": "9"}), at: "ticket_type_id", says: []string{"404", "ticket type 9"}},
		"archived type": {config: minimal(nil), meet: func(d harness) {
			d.fake.UpdateTicketType("1234", func(tt *intercomtest.TicketType) { tt.Archived = true })
		}, at: "ticket_type_id", says: []string{"is archived"}},
		"archived attribute":              {config: attributes(acctest.Block{"Seats": "1"}), meet: attribute("Seats", func(a *intercomtest.Attribute) { a.Archived = true }), at: `ticket_attributes["Seats"]`, says: []string{"is archived"}},
		"files":                           {config: attributes(acctest.Block{"Seats": "1"}), meet: attribute("Seats", func(a *intercomtest.Attribute) { a.DataType = intercomtest.Files }), at: `ticket_attributes["Seats"]`, says: []string{"cannot be set through Intercom's API"}},
		"required attribute left out":     {config: minimal(nil), meet: attribute("Version", func(a *intercomtest.Attribute) { a.Required = true }), at: "ticket_attributes", says: []string{`requires "Version"`}},
		"required attribute null":         {config: attributes(acctest.Block{"Version": nil}), meet: attribute("Version", func(a *intercomtest.Attribute) { a.Required = true }), at: "ticket_attributes", says: []string{`requires "Version"`}},
		"required attribute unknown":      {config: attributes(acctest.Block{"Version": acctest.Unknown}), meet: attribute("Version", func(a *intercomtest.Attribute) { a.Required = true })},
		"required title left out":         {config: minimal(acctest.Block{"title": nil}), meet: attribute("_default_title_", func(a *intercomtest.Attribute) { a.Required = true }), at: "title", says: []string{"requires"}},
		"required description left out":   {config: minimal(nil), meet: attribute("_default_description_", func(a *intercomtest.Attribute) { a.Required = true }), at: "description", says: []string{"requires"}},
		"several options where one fits":  {config: attributes(acctest.Block{"Priority": `["Low","High"]`}), at: `ticket_attributes["Priority"]`, says: []string{"no option"}},
		"several options":                 {config: attributes(acctest.Block{"Priority": `["Low","High"]`}), meet: attribute("Priority", func(a *intercomtest.Attribute) { a.Multiple = true })},
		"one of several options is wrong": {config: attributes(acctest.Block{"Priority": `["Low","Highest"]`}), meet: attribute("Priority", func(a *intercomtest.Attribute) { a.Multiple = true }), at: `ticket_attributes["Priority"]`, says: []string{`no option "Highest"`}},
		"token that may not read types":   {config: attributes(acctest.Block{"Prority": "High"}), meet: func(d harness) { d.fake.RestrictToken(d.fake.Token, "ticket_types") }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			if c.meet != nil {
				c.meet(d)
			}
			for range 2 {
				_, diags := d.Plan(acctest.Object{}, c.config)
				if c.at == "" {
					acctest.Expect(t, diags)
					continue
				}
				expectError(t, diags, c.says...)
				if path := strings.ReplaceAll(acctest.Text(diags), "AttributeName", ""); !strings.Contains(path, pathText(c.at)) {
					t.Errorf("no error at %s:\n%s", c.at, path)
				}
			}
			types, me := d.fake.Count("GET", "/ticket_types/*"), d.fake.Count("GET", "/me")
			if all := len(d.wire()); all != types+me || me > 1 || types > 1 && d.fake.Count("GET", "/ticket_types/9") != 2 {
				t.Errorf("calls %q, want the workspace and the type read once at most, and a 404 not kept", d.wire())
			}
		})
	}
}

// pathText returns a path in the protocol's format.
func pathText(path string) string {
	name, key, ok := strings.Cut(strings.TrimSuffix(path, "]"), "[")
	if !ok {
		return `[("` + name + `")]`
	}
	return `[("` + name + `").ElementKeyString(` + key + `)]`
}

// attribute changes one attribute of the example's incidents.
func attribute(name string, change func(*intercomtest.Attribute)) func(d harness) {
	return func(d harness) {
		d.fake.UpdateTicketType(intercomtest.ExampleIncidentType, func(tt *intercomtest.TicketType) {
			i := slices.IndexFunc(tt.Attributes, func(a intercomtest.Attribute) bool { return a.Name == name })
			change(&tt.Attributes[i])
		})
	}
}

// TestValidate: what can be refused without Intercom is refused without a call.
func TestValidate(t *testing.T) {
	t.Parallel()
	p := acctest.NewUnconfigured(t, "intercom_ticket")
	contact := func(c ...any) acctest.Block { return minimal(acctest.Block{"contacts": c}) }
	for name, c := range map[string]struct {
		config acctest.Block
		says   []string
	}{
		"all well":                {config: minimal(nil)},
		"_default_title_":         {config: minimal(acctest.Block{"ticket_attributes": acctest.Block{"_default_title_": "x"}}), says: []string{"Set the argument title instead"}},
		"_default_description_":   {config: minimal(acctest.Block{"ticket_attributes": acctest.Block{"_default_description_": "x"}}), says: []string{"Set the argument description instead"}},
		"no contact":              {config: contact(), says: []string{"contacts", "at least 1"}},
		"two contacts":            {config: contact(acctest.Block{"id": "1"}, acctest.Block{"id": "2"}), says: []string{"at most 1"}},
		"contact named twice":     {config: contact(acctest.Block{"id": "1", "email": "ada@example.com"}), says: []string{"contacts[0]"}},
		"contact named by nobody": {config: contact(acctest.Block{}), says: []string{"contacts[0]"}},
		"email without a domain":  {config: contact(acctest.Block{"email": "ada@"}), says: []string{"email", "must be an email address"}},
		"email with a name":       {config: contact(acctest.Block{"email": "Ada <ada@example.com>"}), says: []string{"must be an email address"}},
		"email with zero width":   {config: contact(acctest.Block{"email": "ada@exam\u200bple.com"}), says: []string{"must be an email address"}},
		"contact id with a slash": {config: contact(acctest.Block{"id": "../tickets/1"}), says: []string{"must be one of Intercom's IDs"}},
		"empty type id":           {config: minimal(acctest.Block{"ticket_type_id": ""}), says: []string{"must be one of Intercom's IDs"}},
		"longest id":              {config: minimal(acctest.Block{"ticket_type_id": strings.Repeat("a", 128)})},
		"id that is too long":     {config: minimal(acctest.Block{"ticket_type_id": strings.Repeat("a", 129)}), says: []string{"ticket_type_id", "must be one of Intercom's IDs"}},
		"nobody as assignee":      {config: minimal(acctest.Block{"admin_assignee_id": "0"}), says: []string{"admin_assignee_id"}},
		"on_destroy":              {config: minimal(acctest.Block{"on_destroy": "archive"}), says: []string{`"delete"`, `"close"`, `"abandon"`}},
		"closed and snoozed":      {config: minimal(acctest.Block{"open": false, "snoozed_until": "2030-01-01T00:00:00Z"}), says: []string{"A closed ticket cannot be snoozed"}},
		"open and snoozed":        {config: minimal(acctest.Block{"open": true, "snoozed_until": "2030-01-01T00:00:00Z"})},
		"closed, maybe snoozed":   {config: minimal(acctest.Block{"open": false, "snoozed_until": acctest.Unknown})},
		"snoozed, maybe closed":   {config: minimal(acctest.Block{"open": acctest.Unknown, "snoozed_until": "2030-01-01T00:00:00Z"})},
		"snoozed_until":           {config: minimal(acctest.Block{"snoozed_until": "tomorrow"}), says: []string{"RFC3339"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			diags := p.Validate(c.config)
			if c.says == nil {
				acctest.Expect(t, diags)
				return
			}
			expectError(t, diags, c.says...)
		})
	}
}

// TestSameContact: the same contact written in another way is not a change, and another contact replaces the ticket. Before
// a ticket is deleted for that reason, the contact must be proved to differ.
func TestSameContact(t *testing.T) {
	t.Parallel()
	ada, grace := intercomtest.ExampleContact, intercomtest.ExampleSecondContact
	for name, c := range map[string]struct {
		first, second acctest.Block
		meet          func(d harness)
		replaced      bool
		says          string
		reads         int
	}{
		"email, then its id":                    {first: acctest.Block{"email": "ada@example.com"}, second: acctest.Block{"id": ada}},
		"email, then its external id":           {first: acctest.Block{"email": "ada@example.com"}, second: acctest.Block{"external_id": "70"}},
		"email in other letters":                {first: acctest.Block{"email": "ada@example.com"}, second: acctest.Block{"email": "Ada@Example.com"}},
		"id, then its email":                    {first: acctest.Block{"id": ada}, second: acctest.Block{"email": "ada@example.com"}, reads: 1},
		"external id, then its email":           {first: acctest.Block{"external_id": "70"}, second: acctest.Block{"email": "ada@example.com"}, reads: 1},
		"its email changed":                     {first: acctest.Block{"email": "ada@example.com"}, second: acctest.Block{"email": "king@example.com"}, meet: contactBecomes(ada, "king@example.com"), reads: 1},
		"its external id was given since":       {first: acctest.Block{"id": ada}, second: acctest.Block{"external_id": "70"}},
		"another email":                         {first: acctest.Block{"email": "ada@example.com"}, second: acctest.Block{"email": "grace@example.com"}, replaced: true, reads: 1},
		"another id":                            {first: acctest.Block{"id": ada}, second: acctest.Block{"id": grace}, replaced: true, reads: 2},
		"another id, which nobody has":          {first: acctest.Block{"id": ada}, second: acctest.Block{"id": "6762f2d81bb69f9f2193bc99"}, reads: 2},
		"another email, which nobody has":       {first: acctest.Block{"email": "ada@example.com"}, second: acctest.Block{"email": "nobody@example.com"}, reads: 1},
		"another external id, which nobody has": {first: acctest.Block{"external_id": "70"}, second: acctest.Block{"external_id": "nobody"}, reads: 1},
		"merged, and named by the new id":       {first: acctest.Block{"id": ada}, second: acctest.Block{"id": grace}, meet: func(d harness) { d.fake.MergeContact(ada, grace) }, reads: 2},
		"merged, and named by the new email":    {first: acctest.Block{"email": "ada@example.com"}, second: acctest.Block{"email": "grace@example.com"}, meet: func(d harness) { d.fake.MergeContact(ada, grace) }, reads: 1},
		"several have the email, also it": {first: acctest.Block{"id": ada}, second: acctest.Block{"email": "ada@example.com"}, meet: func(d harness) {
			d.fake.AddContact(intercomtest.Contact{ID: "c3", Email: "ada@example.com", ExternalID: "72"})
		}, reads: 1},
		"another external id":                   {first: acctest.Block{"id": ada}, second: acctest.Block{"external_id": "71"}, replaced: true, reads: 1},
		"unknown":                               {first: acctest.Block{"id": ada}, second: acctest.Block{"email": acctest.Unknown}},
		"another, but contacts are not read":    {first: acctest.Block{"email": "ada@example.com"}, second: acctest.Block{"email": "grace@example.com"}, meet: func(d harness) { d.fake.RestrictToken(d.fake.Token, "contacts") }, says: "while this cannot be told", reads: 1},
		"the configured one was merged into it": {first: acctest.Block{"id": ada}, second: acctest.Block{"id": ada}, meet: func(d harness) { d.fake.MergeContact(ada, grace) }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			object := d.Run(acctest.Object{}, minimal(acctest.Block{"contacts": []any{c.first}}))
			if c.meet != nil {
				c.meet(d)
			}
			object, _ = d.Read(object)
			d.fake.ResetCalls()
			config := minimal(acctest.Block{"contacts": []any{c.second}})
			planned, diags := d.Plan(object, config)
			if c.says != "" {
				expectError(t, diags, c.says)
			} else {
				expectNoError(t, diags)
			}
			if got := len(planned.Replaces) > 0; got != c.replaced {
				t.Errorf("replaced: %v, want %v", got, c.replaced)
			}
			if c.replaced {
				acctest.Expect(t, diags, "This plan deletes tickets permanently", object.Get("id"), "cannot be undone")
			} else if c.says == "" && c.second["email"] != acctest.Unknown && !planned.State.Equal(object.State) {
				t.Errorf("the plan is not empty: %s", planned.Get("contacts"))
			}
			if n := d.fake.Count("GET", "/contacts/*"); n != c.reads {
				t.Errorf("%d contacts read, want %d", n, c.reads)
			}
		})
	}
}

func contactBecomes(id, email string) func(d harness) {
	return func(d harness) { d.fake.UpdateContact(id, func(c *intercomtest.Contact) { c.Email = email }) }
}

// TestContactKnownLate: a contact that is known only at apply never replaces the ticket without a plan that shows it.
func TestContactKnownLate(t *testing.T) {
	t.Parallel()
	for email, same := range map[string]bool{"ada@example.com": true, "grace@example.com": false} {
		t.Run(email, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			object := d.Run(acctest.Object{}, minimal(nil))
			late := planned(t, d.Protocol, object, minimal(acctest.Block{"contacts": []any{acctest.Block{"email": acctest.Unknown}}}))
			after, diags := d.ApplyWith(late, minimal(acctest.Block{"contacts": []any{acctest.Block{"email": email}}}))
			if !same {
				expectError(t, diags, "must be replaced, which was not planned", "plan again")
				return
			}
			expectNoError(t, diags)
			if got := after.Get("contacts.0.id"); got != intercomtest.ExampleContact {
				t.Errorf("contact %s", got)
			}
			if n := d.fake.Count("PUT", ""); n > 0 {
				t.Errorf("%d PUTs", n)
			}
		})
	}
}

// TestChangeType: another type of the same category changes in place if the version supports it, and replaces the ticket if
// not.
func TestChangeType(t *testing.T) {
	t.Parallel()
	bug := func(d harness) {
		d.fake.AddTicketType(intercomtest.TicketType{ID: "1300", Name: "Bug", States: []intercomtest.State{
			{ID: "9001", Category: intercomtest.InProgress, InternalLabel: "Doing"}, {ID: "9002", Category: intercomtest.Submitted, InternalLabel: "New"},
		}})
	}
	for name, c := range map[string]struct {
		version  string
		config   acctest.Block
		meet     func(d harness)
		replaced string
		body     string
		refused  string
	}{
		"in place":                           {version: "2.16", config: acctest.Block{"ticket_type_id": "1300"}, body: `{"ticket_type_id":"1300","ticket_state_id":"9002"}`},
		"in place, into a state":             {version: "Preview", config: acctest.Block{"ticket_type_id": "1300", "ticket_state_id": "9001"}, body: `{"ticket_type_id":"1300","ticket_state_id":"9001"}`},
		"version without change_type":        {version: "2.15", config: acctest.Block{"ticket_type_id": "1300"}, replaced: "API version 2.15 cannot change the type of a ticket"},
		"another category":                   {version: "2.16", config: acctest.Block{"ticket_type_id": "1235"}, replaced: "category is Back-office, the ticket's is Customer"},
		"another category, and protected":    {version: "2.16", config: acctest.Block{"ticket_type_id": "1235", "deletion_protection": true}, refused: "is protected from deletion"},
		"into a state that the type has not": {version: "2.16", config: acctest.Block{"ticket_type_id": "1300", "ticket_state_id": "8482"}, refused: "has no state 8482"},
		"type that does not exist":           {version: "2.16", config: acctest.Block{"ticket_type_id": "9"}, refused: "404"},
		"types are not read, state given": {
			version: "2.16", config: acctest.Block{"ticket_type_id": "1300", "ticket_state_id": "9001"}, body: `{"ticket_type_id":"1300","ticket_state_id":"9001"}`,
			meet: func(d harness) { d.fake.RestrictToken(d.fake.Token, "ticket_types") },
		},
		"the answer is lost": {
			version: "2.16", config: acctest.Block{"ticket_type_id": "1300"}, body: `{"ticket_type_id":"1300","ticket_state_id":"9002"}`,
			meet: func(d harness) {
				d.fake.Inject(intercomtest.Fault{Path: "/tickets/*/change_type", Act: intercomtest.ResetAfter(), Times: 1})
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			bug(harness{fake: s})
			d := harness{acctest.NewProtocol(t, s, "intercom_ticket", acctest.Block{"api_version": c.version}), s, t}
			object := d.Run(acctest.Object{}, minimal(nil))
			second := harness{acctest.NewProtocol(t, s, "intercom_ticket", acctest.Block{"api_version": c.version}), s, t}
			object = refreshed(t, second.Protocol, object)
			if c.meet != nil {
				c.meet(second)
			}
			s.ResetCalls()
			planned, diags := second.Plan(object, minimal(c.config))
			if c.refused != "" {
				expectError(t, diags, c.refused)
				return
			}
			expectNoError(t, diags)
			if c.replaced != "" {
				acctest.Expect(t, diags, c.replaced, "cannot be undone")
				if len(planned.Replaces) != 1 {
					t.Errorf("replaces for %v", planned.Replaces)
				}
				return
			}
			after, diags := second.Apply(planned)
			expectNoError(t, diags)
			if err := sent(s, "POST", c.body); err != nil {
				t.Error(err)
			}
			if ticket, _ := s.Ticket(object.Get("id")); ticket.TypeID != "1300" || after.Get("ticket_type_id") != "1300" || after.Get("id") != object.Get("id") {
				t.Errorf("type %s in Intercom, %s in state, id %s", ticket.TypeID, after.Get("ticket_type_id"), after.Get("id"))
			}
			if again, diags := second.Plan(after, minimal(c.config)); len(diags) > 0 || !again.State.Equal(after.State) {
				t.Errorf("the next plan is not empty: %s", acctest.Text(diags))
			}
		})
	}
}

// TestPlanChecksTheCompany: Intercom takes any company_id of a ticket and never shows it, so the plan reads a new one, once for all
// tickets. A token that may not read companies plans without this check.
func TestPlanChecksTheCompany(t *testing.T) {
	t.Parallel()
	const path = "/companies/*"
	of := func(id any) acctest.Block { return minimal(acctest.Block{"company_id": id}) }
	for name, c := range map[string]struct {
		id    any
		meet  *intercomtest.Act
		calls int
		says  []string
	}{
		"known":                   {id: intercomtest.ExampleCompany, calls: 1},
		"unknown until the apply": {id: acctest.Unknown},
		"not there":               {id: "acme", calls: 2, says: []string{"Company not found", `"acme"`, "ID that Intercom assigned", "Request ID"}},
		"forbidden":               {id: "acme", meet: new(intercomtest.Status(403, "forbidden", "No.")), calls: 1},
		"a page with 404":         {id: intercomtest.ExampleCompany, meet: new(intercomtest.HTML(404)), calls: 2, says: []string{"reading company", "404", "Nothing was changed"}},
		"an answer about another": {id: intercomtest.ExampleCompany, meet: new(intercomtest.WrongID()), calls: 2, says: []string{"reading company", "another object"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			if c.meet != nil {
				d.fake.Inject(intercomtest.Fault{Method: "GET", Path: path, Act: *c.meet})
			}
			for range 2 {
				_, diags := d.Plan(acctest.Object{}, of(c.id))
				if c.says == nil {
					expectNoError(t, diags)
				} else {
					expectError(t, diags, append(c.says, `AttributeName("company_id")`)...)
				}
			}
			if n := d.fake.Count("GET", path); n != c.calls {
				t.Errorf("%d reads, want %d", n, c.calls)
			}
		})
	}
	d := newHarness(t, nil)
	object := d.Run(acctest.Object{}, of(intercomtest.ExampleCompany))
	d.fake.DeleteCompany(intercomtest.ExampleCompany)
	d.fake.ResetCalls()
	planned(t, d.Protocol, object, merged(of(intercomtest.ExampleCompany), acctest.Block{"title": "Other"}))
	if n := d.fake.Count("GET", path); n > 0 {
		t.Errorf("%d reads of a company that stays", n)
	}
}
