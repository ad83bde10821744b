package acctest

import (
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// Sample is a valid configuration of a resource type that sets every argument, and how it can change.
type Sample struct {
	// Seed adds to the fake's example workspace what the configurations name; nil if nothing is needed.
	Seed func(*intercomtest.Server)
	// Config is the first configuration. Second has the changes in place, and Replaced the changes that make it another
	// object; nil if there are none.
	Config, Second, Replaced Block
	// Link: the object only connects two others. Its replacement deletes no data, so an unknown end may plan one.
	Link bool
	// Apart are arguments that Config cannot have together with the others, each with the other changes that it needs.
	Apart map[string]Block
}

// Samples has one sample for every resource type of the provider.
var Samples = map[string]Sample{
	"intercom_tag": {
		Config: Block{"name": "Beta", "deletion_protection": false, "on_destroy": "delete", "timeouts": minutes("5m")},
		Second: Block{"name": "BETA", "on_destroy": "abandon", "timeouts": minutes("6m")},
	},
	"intercom_office_hours_schedule": {
		Config: Block{
			"name": "EU support", "time_zone": "Europe/Dublin", "hours": Block{"monday": []any{"09:00-17:30"}, "friday": []any{"09:00-12:00", "13:00-16:00"}},
			"deletion_protection": false, "on_destroy": "delete", "timeouts": minutes("5m"),
		},
		Second: Block{
			"name": "EMEA support", "time_zone": "Europe/Paris", "hours": Block{"monday": []any{"09:00-17:30"}, "saturday": []any{"22:00-24:00"}, "sunday": []any{"00:00-02:00"}},
			"on_destroy": "abandon", "timeouts": minutes("6m"),
		},
		Apart: map[string]Block{"always_open": {"always_open": true, "hours": nil}},
	},
	"intercom_office_hours_exception": {
		Seed: func(s *intercomtest.Server) {
			s.AddOfficeHoursSchedule(intercomtest.OfficeHoursSchedule{ID: "124", Name: "Weekend"})
		},
		Config: Block{
			"schedule_id": intercomtest.ExampleSchedule, "date": "2026-12-24", "name": "Christmas Eve", "hours": []any{"10:00-14:00"}, "recurring_annually": true,
			"timeouts": minutes("5m"),
		},
		Second:   Block{"date": "2026-12-31", "name": "New Year's Eve", "hours": []any{"10:00-12:00", "13:00-15:00"}, "recurring_annually": false, "timeouts": minutes("6m")},
		Replaced: Block{"schedule_id": "124"},
		Apart:    map[string]Block{"closed": {"closed": true, "hours": nil}},
	},
	"intercom_collection": {
		Seed: func(s *intercomtest.Server) {
			s.AddCollection(intercomtest.Collection{ID: "9", Name: "Everything"})
			s.AddHelpCenter(intercomtest.HelpCenter{ID: "80", Identifier: "other", Locales: []string{"en", "fr"}})
		},
		Config: Block{
			"name": "Billing", "description": "Money.", "parent_id": "9", "help_center_id": intercomtest.DefaultHelpCenter,
			"translations":  Block{"fr": Block{"name": "Facturation", "description": "Argent."}},
			"force_destroy": false, "deletion_protection": false, "on_destroy": "delete", "timeouts": minutes("5m"),
		},
		Second: Block{
			"name": "Bills", "description": nil, "parent_id": nil, "translations": Block{"fr": Block{"name": "Factures"}}, "force_destroy": true, "on_destroy": "abandon", "timeouts": minutes("6m"),
		},
		Replaced: Block{"help_center_id": "80", "parent_id": nil},
	},
	"intercom_help_center_redirect": {
		Config: Block{
			"help_center_id": intercomtest.DefaultHelpCenter, "from_url": "https://intercom.help/help-ecahpwf5/old", "locale": "en",
			"target_type": "collection", "target_id": intercomtest.ExampleCollection, "timeouts": minutes("5m"),
		},
		Second:   Block{"timeouts": minutes("6m")},
		Replaced: Block{"from_url": "https://intercom.help/help-ecahpwf5/older"},
	},
	"intercom_audience": {
		Config: Block{
			"name": "Enterprise", "predicates": []any{predicate("company.name", "string", "contains", "Acme"), predicate("custom_attributes.plan", "string", "eq", "enterprise")},
			"role_predicates":     []any{predicate("role", "role", "eq", "user")},
			"deletion_protection": false, "on_destroy": "delete", "timeouts": minutes("5m"),
		},
		Second: Block{
			"name": "Large customers", "predicates": []any{predicate("custom_attributes.seats", "integer", "gt", "100")}, "role_predicates": []any{predicate("role", "role", "eq", "lead")},
			"on_destroy": "abandon", "timeouts": minutes("6m"),
		},
	},
	"intercom_team_members": {
		Seed: func(s *intercomtest.Server) {
			s.AddAdmin(intercomtest.Admin{ID: "814870"})
			for id, name := range map[string]string{"41": "Billing", "42": "Refunds"} {
				s.AddTeam(intercomtest.Team{ID: id, Name: name, Distribution: intercom.Balanced, AdminIDs: []string{"814870"}})
			}
		},
		Config:   Block{"team_id": "41", "admin_ids": []any{intercomtest.ExampleAdmin, intercomtest.ExampleSecondAdmin}, "secondary_admin_ids": []any{intercomtest.ExampleSecondAdmin}, "timeouts": minutes("5m")},
		Second:   Block{"admin_ids": []any{intercomtest.ExampleSecondAdmin}, "secondary_admin_ids": nil, "timeouts": minutes("6m")},
		Replaced: Block{"team_id": "42"},
	},
	"intercom_identity_verification_secret": {
		Config: Block{
			"name": "web-2026-11", "supports_web": true, "supports_ios": true, "supports_android": true, "deletion_protection": false, "on_destroy": "delete", "timeouts": minutes("5m"),
		},
		Second:   Block{"on_destroy": "abandon", "timeouts": minutes("6m")},
		Replaced: Block{"name": "web-2026-12"},
		Apart:    map[string]Block{"public_key": {"public_key": ExamplePublicKey}},
	},
	"intercom_ip_allowlist": {
		Config: Block{"enabled": true, "addresses": []any{"203.0.113.0/24", "10.0.0.1"}, "on_destroy": "disable", "timeouts": minutes("5m")},
		Second: Block{"addresses": []any{"203.0.113.7", "10.0.0.0/8"}, "on_destroy": "abandon", "timeouts": minutes("6m")},
	},
	"intercom_company": {
		Config: Block{
			"company_id": "globex", "name": "Globex", "plan": "Gold", "website": "https://globex.example", "industry": "Energy", "size": 120, "monthly_spend": 49,
			"remote_created_at": "2026-11-01T09:00:00Z", "custom_attributes": Block{"tier": "1", "seats": "12"},
			"deletion_protection": false, "on_destroy": "delete", "timeouts": minutes("5m"),
		},
		Second: Block{
			"name": "Globex Corporation", "plan": nil, "industry": nil, "size": 121, "monthly_spend": 50, "website": "https://globex.test",
			"remote_created_at": "2026-11-02T09:00:00Z", "custom_attributes": Block{"tier": "1"}, "on_destroy": "abandon", "timeouts": minutes("6m"),
		},
		Replaced: Block{"company_id": "globex-2"},
	},
	"intercom_contact": {
		Config: Block{
			"role": "user", "email": "joan@example.com", "external_id": "u-1", "name": "Joan Clarke", "phone": "+441234567890", "avatar": "https://example.com/joan.png",
			"owner_id": intercomtest.ExampleAdmin, "signed_up_at": "2026-11-01T09:00:00Z", "unsubscribed_from_emails": false,
			"custom_attributes":   Block{"plan": "pro", "seats": "12", "score": "0.5", "beta": "true", "renews_at": "2026-12-01T00:00:00Z"},
			"deletion_protection": false, "on_create": "unarchive", "on_destroy": "archive", "timeouts": minutes("5m"),
		},
		Second: Block{
			"email": "joan@example.test", "name": "Joan E. L. Murray", "phone": nil, "avatar": nil, "owner_id": nil, "unsubscribed_from_emails": true, "signed_up_at": nil,
			"custom_attributes": Block{"plan": "free", "seats": "12", "score": nil, "beta": "false"}, "on_create": "create", "on_destroy": "delete", "timeouts": minutes("6m"),
		},
	},
	"intercom_ticket": {
		Config: Block{
			"ticket_type_id": intercomtest.ExampleIncidentType, "contacts": []any{Block{"email": intercomtest.ExampleContactEmail}},
			"title": "Checkout is down", "description": "Since 09:40 UTC.", "ticket_attributes": Block{"Priority": "High", "Seats": "12", "Due": "2036-12-01T10:00:00+01:00"},
			"admin_assignee_id": intercomtest.ExampleAdmin, "team_assignee_id": intercomtest.ExampleTeam, "ticket_state_id": intercomtest.ExampleInProgress,
			"is_shared": true, "snoozed_until": "2036-12-02T09:00:00Z", "skip_notifications": true,
			"deletion_protection": false, "on_destroy": "delete", "allow_duplicate": true, "company_id": intercomtest.ExampleCompany, "timeouts": minutes("5m"),
		},
		Second: Block{
			"title": "Checkout is slow", "description": nil, "ticket_attributes": Block{"Priority": "Low", "Seats": "12"},
			"admin_assignee_id": intercomtest.ExampleSecondAdmin, "team_assignee_id": nil, "ticket_state_id": intercomtest.ExampleWaiting,
			"is_shared": false, "snoozed_until": nil, "skip_notifications": nil, "on_destroy": "close", "timeouts": minutes("6m"),
		},
		Replaced: Block{"contacts": []any{Block{"email": "grace@example.com"}}},
		// A snoozed ticket is open.
		Apart: map[string]Block{"open": {"open": false, "snoozed_until": nil, "ticket_state_id": nil}},
	},
	"intercom_ticket_tag": {
		Link:     true,
		Seed:     seedTickets,
		Config:   Block{"ticket_id": "494", "tag_id": intercomtest.ExampleTag, "admin_id": intercomtest.ExampleAdmin, "timeouts": minutes("5m")},
		Second:   Block{"admin_id": intercomtest.ExampleSecondAdmin, "timeouts": minutes("6m")},
		Replaced: Block{"ticket_id": "495"},
	},
	"intercom_ticket_linked_conversation": {
		Link:     true,
		Seed:     seedTickets,
		Config:   Block{"ticket_id": "494", "conversation_id": "204", "timeouts": minutes("5m")},
		Second:   Block{"timeouts": minutes("6m")},
		Replaced: Block{"conversation_id": "205"},
	},
	"intercom_article": {
		Seed: func(s *intercomtest.Server) {
			s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en", "fr"} })
			s.AddCollection(intercomtest.Collection{ID: "165", Name: "Billing"})
			s.AddCollection(intercomtest.Collection{ID: "166", Name: "Refunds"})
			s.AddAudience(intercomtest.Audience{ID: "7", Name: "Enterprise"})
			s.AddAudience(intercomtest.Audience{ID: "8", Name: "Trials"})
		},
		Config: Block{
			"title": "How refunds work", "description": "When the money is back.", "body": "<p>Within five days.</p>", "author_id": intercomtest.ExampleAdmin, "state": "published",
			"collection_ids": []any{"165"}, "audience_ids": []any{"7"}, "ai_chatbot_availability": true, "ai_copilot_availability": false, "ai_sales_agent_availability": true,
			"translations":           Block{"fr": Block{"title": "Remboursements", "description": "Quand ?", "body": "<p>Cinq jours.</p>", "state": "published"}},
			"scheduled_unpublish_at": "2099-01-01T00:00:00Z", "stage": false, "pending_draft": "fail", "deletion_protection": false, "on_destroy": "delete", "timeouts": minutes("5m"),
		},
		Second: Block{
			"title": "Refunds", "description": nil, "body": "<p>Within six days.</p>", "author_id": intercomtest.ExampleSecondAdmin, "collection_ids": []any{"165", "166"}, "audience_ids": []any{"7", "8"},
			"ai_chatbot_availability": false, "ai_copilot_availability": true, "ai_sales_agent_availability": false,
			"translations":           Block{"fr": Block{"title": "Remboursement", "description": "Quand", "body": "<p>Six jours.</p>", "state": "draft"}},
			"scheduled_unpublish_at": nil, "pending_draft": "overwrite", "on_destroy": "abandon", "timeouts": minutes("6m"),
		},
		Apart: map[string]Block{
			"body_markdown":        {"body_markdown": "Within **five** days.", "body": nil},
			"scheduled_publish_at": {"scheduled_publish_at": "2099-01-01T00:00:00Z", "scheduled_unpublish_at": nil},
		},
	},
	"intercom_article_body": {
		Seed: func(s *intercomtest.Server) {
			s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en", "fr"} })
			for id, title := range map[string]string{"42": "Refunds", "43": "Invoices"} {
				s.AddArticle(intercomtest.Article{
					ID: id, ArticleText: intercomtest.ArticleText{Title: title, AuthorID: intercomtest.ExampleAdmin},
					Translations: map[string]intercomtest.ArticleText{"fr": {Title: title + " (fr)", AuthorID: intercomtest.ExampleAdmin}},
				})
			}
		},
		Config:   Block{"article_id": "42", "locale": "fr", "body": "<p>Cinq jours.</p>", "pending_draft": "fail", "timeouts": minutes("5m")},
		Second:   Block{"body": "<p>Six jours.</p>", "pending_draft": "overwrite", "timeouts": minutes("6m")},
		Replaced: Block{"article_id": "43"},
		Apart:    map[string]Block{"body_markdown": {"body_markdown": "**Cinq** jours.", "body": nil}},
	},
	"intercom_article_tag": {
		Link: true,
		Seed: func(s *intercomtest.Server) {
			s.AddTag(intercomtest.Tag{ID: "9", Name: "Beta"})
			s.AddArticle(intercomtest.Article{ID: "42", ArticleText: intercomtest.ArticleText{Title: "Refunds", AuthorID: intercomtest.ExampleAdmin}})
		},
		Config:   Block{"article_id": "42", "tag_id": intercomtest.ExampleTag, "timeouts": minutes("5m")},
		Second:   Block{"timeouts": minutes("6m")},
		Replaced: Block{"tag_id": "9"},
	},
	"intercom_custom_object_instance": {
		Config: Block{
			"type": "Plan", "external_id": "pro", "external_created_at": "2026-01-01T00:00:00Z", "external_updated_at": "2026-02-01T00:00:00Z",
			"custom_attributes": map[string]any{"title": "Pro", "seats": "25"}, "deletion_protection": false, "on_destroy": "delete", "timeouts": minutes("5m"),
		},
		Second: Block{
			"external_created_at": "2026-01-02T00:00:00Z", "external_updated_at": nil, "custom_attributes": map[string]any{"title": "Professional", "seats": "25"},
			"on_destroy": "abandon", "timeouts": minutes("6m"),
		},
		Replaced: Block{"external_id": "pro-2"},
	},
	"intercom_company_tag": {
		Seed:     func(s *intercomtest.Server) { s.AddTag(intercomtest.Tag{ID: "9", Name: "Beta"}) },
		Config:   Block{"company_id": intercomtest.ExampleCompany, "tag_id": intercomtest.ExampleTag, "timeouts": minutes("5m")},
		Second:   Block{"timeouts": minutes("6m")},
		Replaced: Block{"tag_id": "9"},
		Link:     true,
	},
	"intercom_contact_tag": {
		Link:     true,
		Seed:     func(s *intercomtest.Server) { s.AddTag(intercomtest.Tag{ID: "9", Name: "Beta"}) },
		Config:   Block{"contact_id": intercomtest.ExampleContact, "tag_id": intercomtest.ExampleTag, "timeouts": minutes("5m")},
		Second:   Block{"timeouts": minutes("6m")},
		Replaced: Block{"tag_id": "9"},
	},
	"intercom_contact_company": {
		Link: true,
		Seed: func(s *intercomtest.Server) {
			s.AddCompany(intercomtest.Company{ID: "9", CompanyID: "globex", Name: "Globex"})
		},
		Config:   Block{"contact_id": intercomtest.ExampleContact, "company_id": intercomtest.ExampleCompany, "timeouts": minutes("5m")},
		Second:   Block{"timeouts": minutes("6m")},
		Replaced: Block{"company_id": "9"},
	},
	"intercom_data_attribute": {
		Config: Block{
			"model": "contact", "name": "tariff", "data_type": "list", "options": []any{"free", "pro"}, "description": "Price plan.",
			"messenger_writable": false, "archived": false, "on_create": "unarchive", "on_destroy": "archive", "timeouts": minutes("5m"),
		},
		Second: Block{
			"options": []any{"pro", "team", "free"}, "description": nil, "messenger_writable": true, "archived": true, "on_create": "create", "on_destroy": "abandon", "timeouts": minutes("6m"),
		},
		Replaced: Block{"data_type": "string", "options": nil, "name": "tariff in words"},
	},
	"intercom_conversation_attribute": {
		Config: Block{
			"name": "Severity", "data_type": "list", "options": Block{"minor": "Minor", "major": "Major"}, "description": "How bad it is.", "required": false,
			"visible_to_team_ids": []any{intercomtest.ExampleTeam}, "deletion_protection": false, "on_destroy": "archive", "timeouts": minutes("5m"),
		},
		Second: Block{
			"name": "How severe", "description": nil, "required": true, "visible_to_team_ids": nil, "on_destroy": "abandon", "timeouts": minutes("6m"),
		},
		Replaced: Block{"data_type": "integer", "options": nil},
		Apart: map[string]Block{
			"multiline": {"multiline": true, "data_type": "string", "options": nil},
			"reference": {"reference": Block{"type": "many", "object_type_id": "order"}, "data_type": "relationship", "options": nil},
		},
	},
	"intercom_data_connector": {
		Config: Block{
			"name": "Get order status", "description": "When a customer asks where an order is.", "state": "live", "http_method": "get", "url": "https://api.example.com/orders/{{order_id}}",
			"body": "{}", "headers": Block{"Accept": "application/json"}, "secret_headers_wo": Block{"Authorization": "Bearer s3cr3t/of+the=house"}, "secret_headers_wo_version": 1,
			"data_inputs":      []any{Block{"name": "order_id", "type": "string", "description": "ID of the order.", "required": true, "default_value": "0"}},
			"token_ids":        []any{"71"},
			"audiences":        []any{"users"},
			"direct_fin_usage": false, "customer_authentication": true, "bypass_authentication": false, "validate_missing_attributes": true, "mock_response": `{"status":"shipped"}`,
			"deletion_protection": false, "on_destroy": "delete", "timeouts": minutes("5m"),
		},
		Second: Block{
			"name": "Order status", "description": nil, "http_method": "post", "url": "https://api.example.org/orders", "body": nil, "headers": nil, "secret_headers_wo_version": 2,
			"data_inputs": nil, "token_ids": nil, "audiences": []any{"users", "leads"}, "direct_fin_usage": true, "customer_authentication": false,
			"bypass_authentication": true, "validate_missing_attributes": false, "mock_response": `{"status":"lost"}`, "on_destroy": "withdraw", "timeouts": minutes("6m"),
		},
	},
	"intercom_ticket_type": {
		Config:   Block{"name": "Bug report", "description": "Something is broken.", "category": "Back-office", "icon": "🐛", "is_internal": false, "archived": false, "on_create": "unarchive", "on_destroy": "archive", "timeouts": minutes("5m")},
		Second:   Block{"name": "Bug", "description": nil, "icon": nil, "is_internal": true, "archived": true, "on_create": "create", "on_destroy": "abandon", "timeouts": minutes("6m")},
		Replaced: Block{"category": "Tracker", "name": "Tracked bug"},
	},
	"intercom_ticket_type_attribute": {
		Config: Block{
			"ticket_type_id": intercomtest.ExampleIncidentType, "name": "Severity", "description": "How bad it is.", "data_type": "list",
			"list_items":         []any{"Minor", "Major"},
			"required_to_create": false, "required_to_create_for_contacts": false, "visible_on_create": true, "visible_to_contacts": true,
			"archived": false, "on_create": "unarchive", "on_destroy": "archive", "timeouts": minutes("5m"),
		},
		Second: Block{
			"name": "How severe", "description": "How bad.", "list_items": []any{"Critical", "Major", "Minor"},
			"required_to_create": true, "visible_to_contacts": false, "archived": true, "on_create": "create", "on_destroy": "abandon", "timeouts": minutes("6m"),
		},
		Replaced: Block{"data_type": "string", "list_items": nil, "name": "Severity in words"},
		// Only a string has lines.
		Apart: map[string]Block{
			"multiline":             {"multiline": true, "data_type": "string", "list_items": nil},
			"allow_multiple_values": {"allow_multiple_values": true, "data_type": "files", "list_items": nil},
		},
	},
}

// predicate is a condition of an audience.
func predicate(attribute, of, comparison, value string) Block {
	return Block{"attribute": attribute, "type": of, "comparison": comparison, "value": value}
}

func minutes(each string) Block {
	return Block{"create": each, "read": each, "update": each, "delete": each}
}

func seedTickets(s *intercomtest.Server) {
	tracker := s.AddTicketType(intercomtest.TicketType{Name: "Problem", Category: intercomtest.Tracker})
	for _, id := range []string{"494", "495"} {
		s.AddTicket(intercomtest.Ticket{ID: id, TypeID: tracker.ID, ContactIDs: []string{intercomtest.ExampleContact}})
	}
	s.AddTag(intercomtest.Tag{ID: "9", Name: "Beta"})
	s.AddConversation("204")
	s.AddConversation("205")
}

// ExamplePublicKey is an RSA key of 2048 bits. Nobody has its private key.
const ExamplePublicKey = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtj7mNmpHVmHAyJEJEohF
Lj0owuHnwVqd0K0PPq8/aFCiu2s7XeluZEjRYWdDe0CAPK+srjv1Tm2VL4mRpM+o
r/NpgSmgGGdQ5RFup7Jq4p6iDzPwktDS+tc2folYknTMqfdwvP9nEI+QtzxfHd8E
z3eMc9S35ucqWNYhW7FejHIFcNZVLd3O96A8qbHRd7aNWpvKubJ0HFPUKlmaH8My
WSGMDgoR6vR6z+yYlKeLPPqoxH5snJ7nNmgTZfc++OtvXpgag7QI7Y7/0RPa9IsA
jbwF23OtM8ZdRogQYtlMiWo2LhbIJbGAwUn/H/9wnJ4J5JSKLRR2ILLLpYUPU2B4
QQIDAQAB
-----END PUBLIC KEY-----
`
