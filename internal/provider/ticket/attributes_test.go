package ticket_test

import (
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestAttributeChangedUnderTicket checks that a ticket with a renamed, archived, or removed attribute can be refreshed,
// planned, and updated: nothing is sent for attributes that its type no longer has.
func TestAttributeChangedUnderTicket(t *testing.T) {
	t.Parallel()
	values := func(attributes acctest.Block) acctest.Block {
		return minimal(acctest.Block{"ticket_attributes": attributes})
	}
	remove := func(d harness) {
		d.fake.UpdateTicketType(intercomtest.ExampleIncidentType, func(tt *intercomtest.TicketType) {
			tt.Attributes = slices.DeleteFunc(tt.Attributes, func(a intercomtest.Attribute) bool { return a.Name == "Seats" })
		})
	}
	rename := attribute("Seats", func(a *intercomtest.Attribute) { a.Name = "Places" })
	archive := attribute("Seats", func(a *intercomtest.Attribute) { a.Archived = true })
	replace := func(d harness) {
		archive(d)
		d.fake.UpdateTicketType(intercomtest.ExampleIncidentType, func(tt *intercomtest.TicketType) {
			tt.Attributes = append(tt.Attributes, intercomtest.Attribute{Name: "Seats", DataType: intercomtest.String})
		})
	}
	renameTwice := func(d harness) {
		rename(d)
		attribute("Places", func(a *intercomtest.Attribute) { a.Name = "Chairs" })(d)
	}
	// The name goes to another attribute, which has no value yet.
	handOver := func(d harness) {
		rename(d)
		d.fake.UpdateTicketType(intercomtest.ExampleIncidentType, func(tt *intercomtest.TicketType) {
			tt.Attributes = append(tt.Attributes, intercomtest.Attribute{Name: "Seats", DataType: intercomtest.Integer})
		})
	}
	option := func(change func(*intercomtest.Choice)) func(d harness) {
		return attribute("Priority", func(a *intercomtest.Attribute) {
			i := slices.IndexFunc(a.Options, func(o intercomtest.Choice) bool { return o.Label == "High" })
			change(&a.Options[i])
		})
	}
	renameOption := option(func(o *intercomtest.Choice) { o.Label = "Highest" })
	archiveOption := option(func(o *intercomtest.Choice) { o.Archived = true })
	before := acctest.Block{"Seats": "5", "Version": "1", "Priority": "High"}
	for name, c := range map[string]struct {
		meet  func(d harness)
		after acctest.Block
		// body is the PUT's body; "" means that nothing is sent.
		body string
	}{
		"removed, configuration unchanged":       {remove, before, ""},
		"removed, another value changed":         {remove, acctest.Block{"Seats": "5", "Version": "2", "Priority": "High"}, `{"ticket_attributes":{"Version":"2"}}`},
		"removed with its value":                 {remove, acctest.Block{"Version": "1", "Priority": "High"}, ""},
		"archived, configuration unchanged":      {archive, before, ""},
		"archived, value removed":                {archive, acctest.Block{"Version": "2", "Priority": "High"}, `{"ticket_attributes":{"Version":"2"}}`},
		"renamed":                                {rename, acctest.Block{"Places": "6", "Version": "1", "Priority": "High"}, `{"ticket_attributes":{"Places":6}}`},
		"renamed, configuration unchanged":       {rename, before, ""},
		"renamed twice":                          {renameTwice, acctest.Block{"Chairs": "5", "Version": "2", "Priority": "High"}, `{"ticket_attributes":{"Version":"2"}}`},
		"name handed over":                       {handOver, acctest.Block{"Places": "5", "Seats": "7", "Version": "1", "Priority": "High"}, `{"ticket_attributes":{"Seats":7}}`},
		"live namesake of an archived one":       {replace, acctest.Block{"Seats": "many", "Version": "1", "Priority": "High"}, `{"ticket_attributes":{"Seats":"many"}}`},
		"option renamed":                         {renameOption, acctest.Block{"Seats": "5", "Version": "1", "Priority": "Highest"}, ""},
		"option renamed, another value changed":  {renameOption, acctest.Block{"Seats": "5", "Version": "2", "Priority": "Highest"}, `{"ticket_attributes":{"Version":"2"}}`},
		"option archived, another value changed": {archiveOption, acctest.Block{"Seats": "5", "Version": "2", "Priority": "High"}, `{"ticket_attributes":{"Version":"2"}}`},
		"option archived, another chosen":        {archiveOption, acctest.Block{"Seats": "5", "Version": "1", "Priority": "Low"}, `{"ticket_attributes":{"Priority":"de1825a0-0164-4070-8ca6-13e22462fa01"}}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			object := d.Run(acctest.Object{}, values(before))
			c.meet(d)
			next := harness{acctest.NewProtocol(t, d.fake, "intercom_ticket", nil), d.fake, t}
			object, diags := next.Read(object)
			expectNoError(t, diags)
			d.fake.ResetCalls()
			object = next.Run(object, values(c.after))
			if c.body == "" {
				if n := d.fake.Count("PUT", ""); n > 0 {
					t.Errorf("%d PUTs, want none", n)
				}
			} else if err := sent(d.fake, "PUT", c.body); err != nil {
				t.Error(err)
			}
			object, diags = next.Read(object)
			expectNoError(t, diags)
			if again, diags := next.Plan(object, values(c.after)); acctest.HasError(diags) || !again.State.Equal(object.State) {
				t.Errorf("the next plan is not empty: %s", acctest.Text(diags))
			}
		})
	}
}

// TestOptionRenamedUnderTicket checks that the plan names the options if the configuration still has the old label.
func TestOptionRenamedUnderTicket(t *testing.T) {
	t.Parallel()
	d := newHarness(t, nil)
	config := minimal(acctest.Block{"ticket_attributes": acctest.Block{"Priority": "High"}})
	object := d.Run(acctest.Object{}, config)
	attribute("Priority", func(a *intercomtest.Attribute) {
		i := slices.IndexFunc(a.Options, func(o intercomtest.Choice) bool { return o.Label == "High" })
		a.Options[i].Label = "Highest"
	})(d)
	next := harness{acctest.NewProtocol(t, d.fake, "intercom_ticket", nil), d.fake, t}
	object, diags := next.Read(object)
	expectNoError(t, diags)
	_, diags = next.Plan(object, config)
	expectError(t, diags, `there is no option "High". There are "Low", "Medium", "Highest", "Urgent".`)
}

// TestChangeTypeWithoutAttribute checks that a change to a type without one of the old type's attributes does not send that
// attribute.
func TestChangeTypeWithoutAttribute(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.AddTicketType(intercomtest.TicketType{ID: "1300", Name: "Bug", Attributes: []intercomtest.Attribute{{Name: "Version", DataType: intercomtest.String}}})
	d := harness{acctest.NewProtocol(t, s, "intercom_ticket", acctest.Block{"api_version": "2.16"}), s, t}
	object := d.Run(acctest.Object{}, minimal(acctest.Block{"ticket_attributes": acctest.Block{"Seats": "5"}}))
	_, diags := d.Plan(object, minimal(acctest.Block{"ticket_type_id": "1300", "ticket_attributes": acctest.Block{"Seats": "5"}}))
	expectError(t, diags, `Ticket type 1300 "Bug" has no ticket attribute "Seats"`)
	d.Run(object, minimal(acctest.Block{"ticket_type_id": "1300", "ticket_attributes": acctest.Block{"Version": "1"}}))
	if err := sent(s, "PUT", `{"ticket_attributes":{"Version":"1"}}`); err != nil {
		t.Error(err)
	}
	if shown, _ := s.Ticket(object.Get("id")); shown.TypeID != "1300" {
		t.Errorf("type %s", shown.TypeID)
	}
}

// TestDecomposedName: Terraform composes the letters of a configuration. An attribute whose name Intercom has with decomposed letters is
// found, sent in Intercom's spelling, and no drift.
func TestDecomposedName(t *testing.T) {
	t.Parallel()
	const composed, decomposed = "R\u00e9gion", "Re\u0301gion"
	d := newHarness(t, nil)
	d.fake.AddTicketType(intercomtest.TicketType{
		ID: "1300", Name: "Bug", States: []intercomtest.State{{ID: "9002", Category: intercomtest.Submitted, InternalLabel: "New"}},
		Attributes: []intercomtest.Attribute{{Name: decomposed, DataType: intercomtest.String, Required: true}},
	})
	config := minimal(acctest.Block{"ticket_type_id": "1300", "ticket_attributes": map[string]any{composed: "north"}})
	object := d.Run(acctest.Object{}, config)
	read, diags := d.Read(object)
	acctest.Expect(t, diags)
	if got := read.Get("ticket_attributes." + composed); got != "north" {
		t.Errorf("refreshed to %s", got)
	}
	if planned, diags := d.Plan(read, config); acctest.HasError(diags) || !planned.State.Equal(read.State) {
		t.Errorf("the next plan is not empty: %s", acctest.Text(diags))
	}
	object = d.Run(read, minimal(acctest.Block{"ticket_type_id": "1300", "ticket_attributes": map[string]any{composed: "south"}}))
	if got := d.fake.Tickets()[len(d.fake.Tickets())-1].Attributes[decomposed]; got != "south" {
		t.Errorf("Intercom has %v", got)
	}
	if got := object.Get("ticket_attributes." + composed); got != "south" {
		t.Errorf("state has %s", got)
	}
}

// TestAttributeInFlight: the configuration creates an attribute, and a ticket has a value of it without a reference to it. Intercom does
// not have the attribute yet when the ticket is written, so nothing is written.
func TestAttributeInFlight(t *testing.T) {
	t.Parallel()
	for name, creates := range map[string]bool{"create": true, "update": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			var object acctest.Object
			if !creates {
				object = d.Run(object, minimal(nil))
			}
			region := d.Of("intercom_ticket_type_attribute")
			attribute := planned(t, region, acctest.Object{}, acctest.Block{"ticket_type_id": intercomtest.ExampleIncidentType, "name": "Region", "description": "", "data_type": "string"})
			ticket := planned(t, d.Protocol, object, minimal(attributes("Region", "north")))
			d.fake.ResetCalls()
			walk := d.ApplyWalk()
			var diags []*tfprotov6.Diagnostic
			d.fake.Before("POST", "/ticket_types/*/attributes", func() { _, diags = walk.Apply(ticket) })
			_, more := walk.Of("intercom_ticket_type_attribute").Apply(attribute)
			acctest.Expect(t, more)
			expectError(t, diags, `AttributeName("ticket_attributes")`, `has no ticket attribute "Region"`, "use its resource's name as the key")
			if n := d.fake.Count("POST", "/tickets") + d.fake.Count("PUT", "/tickets/*"); n > 0 {
				t.Errorf("%d writes of the ticket", n)
			}
		})
	}
}

// TestOptionsOfAPlannedAttribute: a plan that has an attribute of a type still takes the IDs of its options.
func TestOptionsOfAPlannedAttribute(t *testing.T) {
	t.Parallel()
	const low, urgent = "de1825a0-0164-4070-8ca6-13e22462fa01", "de1825a0-0164-4070-8ca6-13e22462fa04"
	d := newHarness(t, nil)
	priority := d.Of("intercom_ticket_type_attribute")
	managed, diags := priority.Import(intercomtest.ExampleIncidentType+"/2001", nil)
	acctest.Expect(t, diags)
	managed, diags = priority.Read(managed)
	acctest.Expect(t, diags)
	planned(t, priority, managed, acctest.Block{"ticket_type_id": intercomtest.ExampleIncidentType, "name": "Priority", "description": managed.Get("description"), "data_type": "list", "list_items": []any{"Low", "High", "New"}})
	for value, says := range map[string]string{low: "", "New": "", urgent: "is archived", "Urgent": "is archived", "Other": "there is no option"} {
		_, diags := d.Plan(acctest.Object{}, minimal(attributes("Priority", value)))
		if says == "" {
			expectNoError(t, diags)
		} else {
			expectError(t, diags, says)
		}
	}
}
