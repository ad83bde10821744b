package linkedconversation_test

import (
	"net/http"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

func TestMain(m *testing.M) { acctest.Main(m) }

var config = acctest.Block{"ticket_id": "494", "conversation_id": "204"}

func seed(s *intercomtest.Server) {
	tracker := s.AddTicketType(intercomtest.TicketType{Name: "Problem", Category: intercomtest.Tracker})
	for _, id := range []string{"494", "495"} {
		s.AddTicket(intercomtest.Ticket{ID: id, TypeID: tracker.ID, ContactIDs: []string{intercomtest.ExampleContact}})
	}
	s.AddConversation("204")
	s.AddConversation("205")
}

func unlink(s *intercomtest.Server, _ acctest.Object) {
	s.UpdateTicket("494", func(t *intercomtest.Ticket) { t.LinkedObjects = nil })
}

func TestCRUD(t *testing.T) {
	acctest.CRUDTest{
		Type: "intercom_ticket_linked_conversation", Seed: seed, Keys: []string{"ticket_id", "conversation_id"},
		Versions:  []string{"2.16", "Preview"},
		Config:    config,
		Replaced:  acctest.Block{"conversation_id": "205"},
		Created:   []string{`POST /tickets/494/linked_conversations {"conversation_id":"204"}`},
		Destroyed: []string{`DELETE /tickets/494/linked_conversations/204`},
		Vanish:    unlink,
	}.Run(t)
}

func TestFaults(t *testing.T) {
	acctest.Association{
		Type: "intercom_ticket_linked_conversation", Seed: seed, Config: config, Another: acctest.Block{"conversation_id": "205"},
		Post: "/tickets/*/linked_conversations", Delete: "/tickets/*/linked_conversations/*", Get: "/tickets/*",
		Orphan: func(s *intercomtest.Server) { s.DeleteTicket("494") }, Gone: "or deleted the ticket",
		Count: links,
	}.Faults(t)
}

func links(s *intercomtest.Server) int {
	ticket, _ := s.Ticket("494")
	return len(ticket.LinkedObjects)
}

func newHarness(t *testing.T) (*acctest.Protocol, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	seed(s)
	return acctest.NewProtocol(t, s, "intercom_ticket_linked_conversation", nil), s
}

// TestVersion: in a version without links, they are refused at plan, and reads of the ticket still work.
func TestVersion(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, config)
	old := acctest.NewProtocol(t, s, "intercom_ticket_linked_conversation", acctest.Block{"api_version": "2.15"})
	_, diags := old.Plan(acctest.Object{}, config)
	acctest.Expect(t, diags, "ERROR", "2.15", "2.16 is the first version that does")
	_, diags = old.Plan(object, nil)
	acctest.Expect(t, diags, "ERROR", "2.15", "2.16 is the first version that does")
}

// TestLinkedAlready: linking what is already linked to this ticket, as after a killed run, is not an error. If it is linked
// to another ticket, it is.
func TestLinkedAlready(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	planned, _ := p.Plan(acctest.Object{}, config)
	for range 2 {
		object, diags := p.Apply(planned)
		if acctest.Expect(t, diags); object.IsNull() || links(s) != 1 {
			t.Errorf("in state: %v, %d links", !object.IsNull(), links(s))
		}
	}
	planned, _ = p.Plan(acctest.Object{}, acctest.Block{"ticket_id": "495", "conversation_id": "204"})
	object, diags := p.Apply(planned)
	if acctest.Expect(t, diags, "ERROR", "already_linked_to_tracker", "only have one tracker"); !object.IsNull() {
		t.Error("in state")
	}
}

// TestCaseAnotherConversation (CASES 2 and 4): an answer to a link or unlink that is about another conversation is not
// believed. One read decides.
func TestCaseAnotherConversation(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	s.Set(intercomtest.AnswersObject("205").On("POST", "/tickets/494/linked_conversations").WithoutEffect())
	planned, _ := p.Plan(acctest.Object{}, config)
	s.ResetCalls()
	object, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "another object", "conversation 205")
	if posts, gets := s.Count("POST", "/tickets/494/linked_conversations"), s.Count("GET", "/tickets/494"); !object.IsNull() || posts != 1 || gets != 1 {
		t.Errorf("in state: %v; %d POSTs, %d reads, want one each", !object.IsNull(), posts, gets)
	}
	s.ClearBehaviors()
	object = p.Run(acctest.Object{}, config)
	s.Set(intercomtest.AnswersObject("205").On("DELETE", "/tickets/494/linked_conversations/204").WithoutEffect())
	after, diags := p.Destroy(object)
	if acctest.Expect(t, diags, "ERROR", "conversation 205"); after.IsNull() || links(s) != 1 {
		t.Errorf("in state: %v, %d links", !after.IsNull(), links(s))
	}
}

// TestCaseSwappedAnswers: if the answers of two concurrent links are swapped, both links exist and are in state.
func TestCaseSwappedAnswers(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	var planned []acctest.Planned
	for _, conversation := range []string{"204", "205"} {
		one, _ := p.Plan(acctest.Object{}, acctest.Block{"ticket_id": "494", "conversation_id": conversation})
		planned = append(planned, one)
	}
	s.Set(intercomtest.SwapsAnswers().On("POST", "/tickets/494/linked_conversations"))
	walk := p.ApplyWalk()
	var both sync.WaitGroup
	for _, one := range planned {
		both.Go(func() {
			object, diags := walk.Apply(one)
			if acctest.Expect(t, diags); object.IsNull() {
				t.Error("not in state")
			}
		})
	}
	both.Wait()
	if links(s) != 2 {
		t.Errorf("%d links", links(s))
	}
}

// TestCaseLinksNotShown (CASES 3): a ticket that does not show all of its links does not prove that one is gone.
func TestCaseLinksNotShown(t *testing.T) {
	t.Parallel()
	const incomplete = "does not show all conversations"
	others := func(n int) []any {
		shown := []any{}
		for i := range n {
			shown = append(shown, map[string]any{"type": "conversation", "id": strconv.Itoa(10_000 + i)})
		}
		return shown
	}
	for name, c := range map[string]struct {
		set  intercomtest.Behavior
		says string
		gone bool
	}{
		"no linked_objects":   {set: intercomtest.Omits("linked_objects"), says: incomplete},
		"null":                {set: intercomtest.Overrides(map[string]any{"linked_objects": nil}), says: incomplete},
		"no data":             {set: intercomtest.Omits("linked_objects.data"), says: incomplete},
		"no total":            {set: intercomtest.Omits("linked_objects.total_count"), says: incomplete},
		"has more":            {set: intercomtest.Overrides(map[string]any{"linked_objects.has_more": true}), says: incomplete},
		"larger total":        {set: intercomtest.Overrides(map[string]any{"linked_objects.total_count": 2}), says: incomplete},
		"999 of 1000":         {set: intercomtest.Overrides(map[string]any{"linked_objects.data": others(999), "linked_objects.total_count": 1000}), says: incomplete},
		"1000, as ever shown": {set: intercomtest.Overrides(map[string]any{"linked_objects.data": others(1000), "linked_objects.total_count": 2500, "linked_objects.has_more": true})},
		"all 999":             {set: intercomtest.Overrides(map[string]any{"linked_objects.data": others(999), "linked_objects.total_count": 999}), gone: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			object := p.Run(acctest.Object{}, config)
			s.UpdateTicket("494", func(ticket *intercomtest.Ticket) { ticket.LinkedObjects = nil })
			s.Set(c.set.On("GET", "/tickets/494"))
			read, diags := p.Read(object)
			if read.IsNull() != c.gone || acctest.HasError(diags) != (c.says != "") {
				t.Errorf("gone: %v, with %s", read.IsNull(), acctest.Text(diags))
			}
			if c.says != "" {
				acctest.Expect(t, diags, c.says, "It stays in Terraform's state")
			}
		})
	}
}

// TestUnlinkedBeyondMaximum: the ticket shows the maximum number of links. If somebody else removed a link, Intercom's own
// answer completes the destroy. An answer about another conversation does not create a link.
func TestUnlinkedBeyondMaximum(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, config)
	s.UpdateTicket("494", func(ticket *intercomtest.Ticket) {
		ticket.LinkedObjects = nil
		for i := range 1000 {
			ticket.LinkedObjects = append(ticket.LinkedObjects, intercomtest.LinkedObject{Type: "conversation", ID: strconv.Itoa(10_000 + i)})
		}
	})
	after, diags := p.Destroy(object)
	if acctest.Expect(t, diags); !after.IsNull() {
		t.Error("what is not linked is still in state")
	}
	s.Set(intercomtest.AnswersObject("205").On("POST", "/tickets/494/linked_conversations").WithoutEffect())
	planned, _ := p.Plan(acctest.Object{}, config)
	made, diags := p.Apply(planned)
	if acctest.Expect(t, diags, "ERROR", "another object"); !made.IsNull() {
		t.Error("what is not linked is in state")
	}
}

// TestCaseDeadline (CASES 10): the read after an unclear POST ends with the operation, however often Intercom asks to wait.
func TestCaseDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := intercomtest.NewServer()
		defer s.Close()
		intercomtest.SeedExample(s.Workspace)
		seed(s)
		s.URL = "http://127.0.0.1" // never dialled
		p := acctest.NewProtocol(t, s, "intercom_ticket_linked_conversation", nil, provider.WithClient(func(cfg *intercom.Config) {
			cfg.HTTPClient = &http.Client{Transport: acctest.InProcess{Handler: s.Handler()}}
		}))
		planned, diags := p.Plan(acctest.Object{}, acctest.Block{"ticket_id": "494", "conversation_id": "204", "timeouts": acctest.Block{"create": "30s"}})
		acctest.Expect(t, diags)
		s.Inject(intercomtest.Fault{Method: "POST", Path: "/tickets/494/linked_conversations", Act: intercomtest.ActThenHTML(502)})
		s.Inject(intercomtest.Fault{Method: "GET", Path: "/tickets/494", Act: intercomtest.TooManyRequests("", "10")})
		began := time.Now()
		object, diags := p.Apply(planned)
		if took := time.Since(began); took > 31*time.Second {
			t.Errorf("it took %s", took)
		}
		if acctest.Expect(t, diags, "ERROR", "may have been created", "the search for it failed"); !object.IsNull() {
			t.Error("in state")
		}
	})
}

// seedListed links a tracker ticket with a conversation and a customer ticket, and with a back-office ticket, which no resource can.
func seedListed(s *intercomtest.Server) {
	seed(s)
	s.UpdateTicket("494", func(t *intercomtest.Ticket) {
		t.LinkedObjects = []intercomtest.LinkedObject{{Type: "conversation", ID: "204"}, {Type: "ticket", ID: "600", Category: intercom.CategoryCustomer}, {Type: "ticket", ID: "601", Category: intercom.CategoryBackOffice}}
	})
	s.AddTicket(intercomtest.Ticket{
		ID: "496", TypeID: intercomtest.ExampleIncidentType, ContactIDs: []string{intercomtest.ExampleContact}, LinkedObjects: []intercomtest.LinkedObject{{Type: "ticket", ID: "601", Category: intercom.CategoryCustomer}},
	})
}

func TestList(t *testing.T) {
	acctest.AssociationList{
		Type: "intercom_ticket_linked_conversation", Keys: []string{"ticket_id", "conversation_id"}, Seed: seedListed,
		By: map[string]acctest.ListedBy{
			"ticket": {
				Config: acctest.Block{"ticket_id": "494"}, Found: map[string]string{"494/204": "conversation: 204", "494/600": "ticket: 600"},
				Calls: []string{"GET /tickets/494"}, Method: "GET", Path: "/tickets/*",
				Empty: acctest.Block{"ticket_id": "495"}, Missing: acctest.Block{"ticket_id": "999"}, Says: []string{"404"},
				Take: func(s *intercomtest.Server) { unlink(s, acctest.Object{}) }, Taken: "494/204",
			},
		},
	}.Run(t)
}

// TestListOfCustomerTicket: the links of a ticket that is no tracker are not links that the resource manages.
func TestListOfCustomerTicket(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	seedListed(s)
	found, diags := acctest.NewProtocol(t, s, "intercom_ticket_linked_conversation", nil).List(acctest.Block{"ticket_id": "496"}, 0)
	if acctest.Expect(t, diags); len(found) > 0 {
		t.Errorf("listed %d", len(found))
	}
}

// TestListNeedsTicket: Intercom has no list of all links.
func TestListNeedsTicket(t *testing.T) {
	t.Parallel()
	p, _ := newHarness(t)
	acctest.Expect(t, p.ValidateList(nil), "ERROR", "ticket_id", "required")
	_, diags := p.List(nil, 0)
	acctest.Expect(t, diags, "ERROR", "missing argument", "set exactly one of `ticket_id`")
}

// TestListNotAllShown: a ticket that may have more links than it shows ends the list with an error after those, unless a limit
// ends it before.
func TestListNotAllShown(t *testing.T) {
	t.Parallel()
	thousand := []any{}
	for i := range 1000 {
		thousand = append(thousand, map[string]any{"type": "conversation", "id": strconv.Itoa(10_000 + i)})
	}
	for name, c := range map[string]struct {
		set   intercomtest.Behavior
		found int
	}{
		"no linked_objects": {intercomtest.Omits("linked_objects"), 0},
		"null":              {intercomtest.Overrides(map[string]any{"linked_objects": nil}), 0},
		"has more":          {intercomtest.Overrides(map[string]any{"linked_objects.has_more": true}), 2},
		"larger total":      {intercomtest.Overrides(map[string]any{"linked_objects.total_count": 4}), 2},
		"1000, no more":     {intercomtest.Overrides(map[string]any{"linked_objects.data": thousand, "linked_objects.total_count": 1000}), 1000},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			seedListed(s)
			s.Set(c.set.On("GET", "/tickets/494"))
			p := acctest.NewProtocol(t, s, "intercom_ticket_linked_conversation", nil)
			found, diags := p.List(acctest.Block{"ticket_id": "494"}, 0)
			if acctest.Expect(t, diags, "ERROR", "does not show all conversations", "There may be more"); len(found) != c.found {
				t.Errorf("listed %d, want %d", len(found), c.found)
			}
			if c.found > 0 {
				found, diags = p.List(acctest.Block{"ticket_id": "494"}, int64(c.found))
				if acctest.Expect(t, diags); len(found) != c.found {
					t.Errorf("with a limit, listed %d, want %d", len(found), c.found)
				}
			}
		})
	}
}
