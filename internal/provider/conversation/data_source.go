package conversation

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Source is data "intercom_conversation".
var Source = datasources.Source[*intercom.Conversation]{
	Metadata: framework.Metadata{
		Name: "conversation", Plural: "conversations", Type: "intercom_conversation", Permission: "Read conversations", GoneCodes: []string{"not_found"},
	},
	By:   []string{"id"},
	Note: "It shows nothing that was written in the conversation.",
	Hint: "The ID of a conversation is the number at the end of its URL in the Inbox.",
	Find: func(ctx context.Context, r framework.Reader, _, value string) ([]*intercom.Conversation, error) {
		return datasources.Single(r.Conversation(ctx, value))
	},
	Attributes: func() map[string]schema.Attribute {
		return map[string]schema.Attribute{
			"id":                datasources.Text("ID of the conversation."),
			"title":             datasources.Text("Title of the conversation."),
			"state":             datasources.Text("State of the conversation: `open`, `closed`, or `snoozed`."),
			"open":              datasources.Bool("Whether the conversation is open."),
			"read":              datasources.Bool("Whether a teammate has read the conversation."),
			"priority":          datasources.Text("Priority of the conversation. Before API version 2.16: `priority` or `not_priority`."),
			"admin_assignee_id": datasources.Text("ID of the admin that the conversation is assigned to. Null if it is assigned to none."),
			"team_assignee_id":  datasources.Text("ID of the team that the conversation is assigned to. Null if it is assigned to none."),
			"contact_ids":       datasources.IDList("IDs of the contacts in the conversation."),
			"tag_ids":           datasources.IDList("IDs of the conversation's tags."),
			"created_at":        datasources.Time("Time at which the conversation was created"),
			"updated_at":        datasources.Time("Time at which the conversation was last changed"),
			"waiting_since":     datasources.Time("Time since which the contact has waited for an answer"),
			"snoozed_until":     datasources.Time("Time until which the conversation is snoozed"),
		}
	},
	Values: func(_ context.Context, _ framework.Reader, c *intercom.Conversation) (map[string]attr.Value, diag.Diagnostics) {
		contacts := datasources.Each(c.Contacts.Contacts, func(contact intercom.ContactReference) intercom.ID { return contact.ID })
		tags := datasources.Each(c.Tags.Tags, func(tag intercom.Tag) intercom.ID { return tag.ID })
		return map[string]attr.Value{
			"id": types.StringValue(string(c.ID)), "title": framework.Text(c.Title), "state": framework.Text(c.State), "open": types.BoolPointerValue(c.Open),
			"read": types.BoolPointerValue(c.Read), "priority": framework.Text(c.Priority),
			"admin_assignee_id": framework.Text(string(c.AdminAssigneeID)), "team_assignee_id": framework.Text(string(c.TeamAssigneeID)),
			"contact_ids": datasources.IDs(contacts), "tag_ids": datasources.IDs(tags), "created_at": framework.Time(c.CreatedAt), "updated_at": framework.Time(c.UpdatedAt),
			"waiting_since": framework.Time(c.WaitingSince), "snoozed_until": framework.Time(c.SnoozedUntil),
		}, nil
	},
}
