package intercomtest

import "encoding/json"

// IDs of the example workspace: the examples, the demo, and cmd/fake use them.
const (
	ExampleIncidentType  = "1234"
	ExampleTaskType      = "1235"
	ExampleAdmin         = "814860"
	ExampleSecondAdmin   = "814861"
	ExampleTeam          = "814900"
	ExampleContact       = "6762f2d81bb69f9f2193bc54"
	ExampleContactEmail  = "ada@example.com"
	ExampleSecondContact = "6762f2d81bb69f9f2193bc55"

	ExampleTag     = "7522907"
	ExampleCompany = "6762f07a1bb69f9f2193baea"

	ExampleAudience = "788"

	ExampleIdentitySecret = "102"

	ExampleSchedule  = "123"
	ExampleException = "456"

	ExampleArticle = "11"

	ExampleCollection = "159"
	ExampleRedirect   = "25"

	ExampleConversationAttribute = "3"

	ExampleConnector = "12345"

	ExampleSubmitted       = "8481" // this state and the next three are of both types
	ExampleInProgress      = "8482"
	ExampleWaiting         = "8483"
	ExampleResolved        = "8484"
	ExampleWithEngineering = "8485" // only incidents
)

// SeedExample fills a workspace with what the documentation's examples use: two ticket types, one of them with an attribute
// of each kind that a configuration can set, two admins, a team, a company, two contacts, office hours, and a
// help center in three languages with a collection, two articles, and a redirect. There are no tickets, because Terraform creates those.
func SeedExample(w *Workspace) {
	defaults := []State{
		{ID: ExampleSubmitted, Category: Submitted, InternalLabel: "Submitted", ExternalLabel: "Submitted"},
		{ID: ExampleInProgress, Category: InProgress, InternalLabel: "In progress", ExternalLabel: "In progress"},
		{ID: ExampleWaiting, Category: WaitingOnCustomer, InternalLabel: "Waiting on customer", ExternalLabel: "Waiting on you"},
		{ID: ExampleResolved, Category: Resolved, InternalLabel: "Resolved", ExternalLabel: "Resolved"},
	}
	w.setDefaultStates(defaults)
	w.AddTicketType(TicketType{
		ID: ExampleIncidentType, Name: "Incident", Description: "Something that worked does not.", Icon: "🔥",
		Attributes: []Attribute{
			{ID: "2001", Name: "Priority", DataType: List, Description: "How bad it is.", Options: []Choice{
				{ID: "de1825a0-0164-4070-8ca6-13e22462fa01", Label: "Low"},
				{ID: "de1825a0-0164-4070-8ca6-13e22462fa02", Label: "Medium"},
				{ID: "de1825a0-0164-4070-8ca6-13e22462fa03", Label: "High"},
				{ID: "de1825a0-0164-4070-8ca6-13e22462fa04", Label: "Urgent"},
			}},
			{ID: "2002", Name: "Seats", DataType: Integer, Description: "How many users are affected."},
			{ID: "2003", Name: "Due", DataType: Datetime, Description: "When it must work again."},
			{ID: "2004", Name: "Regression", DataType: Boolean, Description: "It worked in the version before."},
			{ID: "2005", Name: "Version", DataType: String, Description: "The version that is affected."},
			{ID: "2006", Name: "Downtime", DataType: Decimal, Description: "Hours."},
		},
		States: append(defaults, State{
			ID: ExampleWithEngineering, Category: InProgress, InternalLabel: "With engineering", ExternalLabel: "In progress",
		}),
	})
	w.AddTicketType(TicketType{
		ID: ExampleTaskType, Name: "Task", Description: "Work that no customer sees.", Icon: "📋",
		Category: BackOffice, Internal: true,
		Attributes: []Attribute{{ID: "2101", Name: "Version", DataType: String, Description: "The version to ship it in."}},
		States:     defaults,
	})
	w.AddAdmin(Admin{ID: ExampleAdmin, Name: "Augusta King", Email: "augusta@example.com", TeamIDs: []string{ExampleTeam}})
	w.AddAdmin(Admin{ID: ExampleSecondAdmin, Name: "Grace Murray", Email: "murray@example.com", TeamIDs: []string{ExampleTeam}})
	w.AddTeam(Team{ID: ExampleTeam, Name: "On call", AdminIDs: []string{ExampleAdmin, ExampleSecondAdmin}})
	for _, a := range []DataAttribute{
		{Model: "contact", Name: "plan", DataType: "string"},
		{Model: "contact", Name: "seats", DataType: "integer"},
		{Model: "contact", Name: "score", DataType: "float"},
		{Model: "contact", Name: "beta", DataType: "boolean"},
		{Model: "contact", Name: "renews_at", DataType: "date"},
		{Model: "company", Name: "tier", DataType: "string"},
		{Model: "company", Name: "seats", DataType: "integer"},
	} {
		w.AddDataAttribute(a)
	}
	w.AddCompany(Company{ID: ExampleCompany, CompanyID: "acme", Name: "Acme"})
	w.AddTag(Tag{ID: ExampleTag, Name: "VIP"})
	w.AddCustomObjectType(ExampleObjectType)
	w.AddCustomObjectInstance(CustomObjectInstance{ID: "21", Type: "Plan", ExternalID: "free", CustomAttributes: map[string]any{"title": "Free", "tier": "free", "seats": json.Number("1")}})
	w.AddOfficeHoursSchedule(OfficeHoursSchedule{ID: ExampleSchedule, Name: "Standard Support Hours", Intervals: [][2]int64{{540, 1020}, {1980, 2460}}})
	w.AddOfficeHoursException(OfficeHoursException{ID: ExampleException, ScheduleID: ExampleSchedule, Date: "2026-12-25", Name: "Christmas Day", Recurring: true})
	w.AddArticle(Article{ID: ExampleArticle, ArticleText: ArticleText{Title: "Welcome", Body: "<h1>Welcome</h1><p>Glad that you are here.</p>", AuthorID: ExampleAdmin, State: "published"}, CreatedAt: 1734537283})
	w.AddArticle(Article{ID: "12", ArticleText: ArticleText{Title: "Tour", Body: "<p>Look around.</p>", AuthorID: ExampleAdmin}, TagIDs: []string{ExampleTag}, CreatedAt: 1734537284})
	w.UpdateHelpCenter(DefaultHelpCenter, func(h *HelpCenter) { h.Locales = []string{"en", "fr", "de"} })
	w.AddCollection(Collection{ID: ExampleCollection, Name: "Getting started", Description: "First steps.", Translations: map[string]CollectionText{"fr": {"Premiers pas", ""}}})
	w.AddHelpCenterRedirect(HelpCenterRedirect{
		ID: ExampleRedirect, FromURL: "https://intercom.help/help-" + w.WorkspaceID + "/welcome", TargetType: "collection", TargetID: ExampleCollection,
	})
	w.AddConversationAttribute(ConversationAttribute{ID: ExampleConversationAttribute, Name: "Urgency", DataType: List, Options: []Choice{
		{ID: "a1b2c3d4-e5f6-7890-abcd-ef1234567890", Label: "Low"}, {ID: "b2c3d4e5-f6a7-8901-bcde-f01234567891", Label: "High"},
	}})
	w.AddDataConnector(DataConnector{
		ID: ExampleConnector, Name: "Order status service", Description: "Fetches the status of an order.", State: "live", URL: "https://api.example.com/orders/{{order_id}}",
		Audiences: []string{"users"},
		Inputs:    []map[string]any{{"name": "order_id", "type": "string", "description": "ID of the order.", "required": true, "default_value": ""}},
		Executions: []Execution{
			{ID: "99001", Status: 200, CreatedAt: w.server.now().Unix() - 60}, {ID: "99000", Status: 502, ErrorType: "3rd_party_error", CreatedAt: w.server.now().Unix() - 120},
		},
	})
	w.AddIdentitySecret(IdentitySecret{ID: ExampleIdentitySecret, Name: "Production Web", Web: true, CreatedAt: 1734537243})
	seedReadOnly(w)
	w.AddAudience(Audience{
		ID: ExampleAudience, Name: "VIP Customers", Predicates: []map[string]any{{"attribute": "company.name", "type": "string", "comparison": "contains", "value": "Acme"}},
		RolePredicates: []map[string]any{{"attribute": "role", "type": "role", "comparison": "eq", "value": "user"}},
	})
	w.AddContact(Contact{ID: ExampleContact, ExternalID: "70", Email: ExampleContactEmail, Name: "Ada Lovelace"})
	w.AddContact(Contact{ID: ExampleSecondContact, ExternalID: "71", Email: "grace@example.com", Name: "Grace Hopper"})
}

// SeedExisting adds to the example workspace what the examples expect to exist before Terraform runs: the objects of the import
// examples, the tickets of the examples that erase tickets, and a conversation to link.
func SeedExisting(w *Workspace) {
	w.AddConversation("204")
	w.AddConversation("205")
	w.UpdateContact(ExampleSecondContact, func(c *Contact) {
		c.TagIDs, c.CompanyIDs = []string{ExampleTag}, []string{ExampleCompany}
	})
	w.UpdateCompany(ExampleCompany, func(c *Company) { c.TagIDs = []string{ExampleTag} })
	w.AddCustomObjectInstance(CustomObjectInstance{Type: "Plan", ExternalID: "pro-2026", CustomAttributes: map[string]any{"title": "Pro"}})
	tracker := w.AddTicketType(TicketType{ID: "1299", Name: "Tracked problem", Category: Tracker})
	for _, ticket := range []Ticket{
		{ID: "494", TagIDs: []string{ExampleTag}},
		{ID: "495"},
		{ID: "496", TypeID: tracker.ID, LinkedObjects: []LinkedObject{{Type: "conversation", ID: "205"}}},
	} {
		ticket.ContactIDs, ticket.Attributes = []string{ExampleContact}, map[string]any{TitleAttribute: "Ticket " + ticket.ID}
		w.AddTicket(ticket)
	}
}

// setDefaultStates gives the default states fixed ids. Only a workspace without ticket types can take them.
func (w *Workspace) setDefaultStates(states []State) {
	defer w.lock()()
	w.states = states
}
