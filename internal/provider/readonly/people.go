package readonly

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

// Segment is data "intercom_segment" and "intercom_segments".
var Segment = datasources.Source[intercom.Segment]{
	Metadata: framework.Metadata{Name: "segment", Plural: "segments", Type: "intercom_segment", Permission: "Read and list users and companies"},
	By:       []string{"id", "name"}, AnyCase: []string{"name"}, Narrow: []string{"person_type"},
	Note: "Intercom does not show the conditions of a segment.",
	List: framework.ListOnce(framework.Reader.Segments),
	Attributes: func() map[string]schema.Attribute {
		return map[string]schema.Attribute{
			"id":          datasources.Text("ID of the segment."),
			"name":        datasources.Text("Name of the segment."),
			"person_type": datasources.Text("Kind of people in the segment: `user`, or `contact` for leads."),
			"created_at":  datasources.Time("Time at which the segment was created"),
			"updated_at":  datasources.Time("Time at which the segment was last changed"),
		}
	},
	Values: func(_ context.Context, _ framework.Reader, s intercom.Segment) (map[string]attr.Value, diag.Diagnostics) {
		return map[string]attr.Value{
			"id": id(s.ID), "name": framework.Text(s.Name), "person_type": framework.Text(s.PersonType),
			"created_at": framework.Time(s.CreatedAt), "updated_at": framework.Time(s.UpdatedAt),
		}, nil
	},
}

func translation() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"locale":      datasources.Text("Locale of the translation."),
		"name":        datasources.Text("Name in the locale."),
		"description": datasources.Text("Description in the locale."),
	}
}

// SubscriptionType is data "intercom_subscription_type" and "intercom_subscription_types".
var SubscriptionType = datasources.Source[intercom.Subscription]{
	Metadata: framework.Metadata{Name: "subscription type", Plural: "subscription types", Type: "intercom_subscription_type"},
	By:       []string{"id", "name"}, AnyCase: []string{"name"}, Narrow: []string{"state"},
	List: framework.ListOnce(framework.Reader.SubscriptionTypes),
	Attributes: func() map[string]schema.Attribute {
		return map[string]schema.Attribute{
			"id":            datasources.Text("ID of the subscription type."),
			"name":          datasources.Text("Name of the subscription type in its default locale."),
			"description":   datasources.Text("Description of the subscription type in its default locale."),
			"state":         datasources.Text("State of the subscription type: `live`, `draft`, or `archived`."),
			"consent_type":  datasources.Text("Whether people get the messages until they opt out (`opt_out`) or only after they opt in (`opt_in`)."),
			"content_types": schema.ListAttribute{MarkdownDescription: "Kinds of messages: `email` and `sms_message`.", ElementType: types.StringType, Computed: true},
			"translations":  datasources.ObjectList("Translations, including the one of the default locale.", translation()),
		}
	},
	Values: func(_ context.Context, _ framework.Reader, s intercom.Subscription) (map[string]attr.Value, diag.Diagnostics) {
		translations := datasources.Objects(s.Translations, datasources.Types(translation()), func(t intercom.SubscriptionTranslation) map[string]attr.Value {
			return map[string]attr.Value{"locale": framework.Text(t.Locale), "name": framework.Text(t.Name), "description": framework.Text(t.Description)}
		})
		return map[string]attr.Value{
			"id": id(s.ID), "name": framework.Text(s.DefaultTranslation.Name), "description": framework.Text(s.DefaultTranslation.Description),
			"state": framework.Text(s.State), "consent_type": framework.Text(s.ConsentType), "content_types": datasources.Texts(s.ContentTypes),
			"translations": translations,
		}, nil
	},
}

// AwayStatusReason is data "intercom_away_status_reason" and "intercom_away_status_reasons".
var AwayStatusReason = datasources.Source[intercom.AwayStatusReason]{
	Metadata: framework.Metadata{Name: "away status reason", Plural: "away status reasons", Type: "intercom_away_status_reason", Since: framework.Since{Read: "2.14"}},
	By:       []string{"id", "label"}, AnyCase: []string{"label"},
	Note:    "It does not find deleted ones.",
	List:    framework.ListOnce(framework.Reader.AwayStatusReasons),
	Deleted: func(a intercom.AwayStatusReason) bool { return a.Deleted },
	Attributes: func() map[string]schema.Attribute {
		return map[string]schema.Attribute{
			"id":         datasources.Text("ID of the away status reason, as `away_status_reason_id` of an admin shows it."),
			"label":      datasources.Text("Label of the away status reason."),
			"emoji":      datasources.Text("Emoji of the away status reason."),
			"order":      datasources.Number("Position in Intercom's menu."),
			"deleted":    datasources.Bool("Whether it is deleted in Intercom."),
			"created_at": datasources.Time("Time at which the away status reason was created"),
			"updated_at": datasources.Time("Time at which the away status reason was last changed"),
		}
	},
	Values: func(_ context.Context, _ framework.Reader, a intercom.AwayStatusReason) (map[string]attr.Value, diag.Diagnostics) {
		return map[string]attr.Value{
			"id": id(a.ID), "label": framework.Text(a.Label), "emoji": framework.Text(a.Emoji), "order": types.Int64PointerValue(a.Order),
			"deleted": types.BoolValue(a.Deleted), "created_at": framework.Time(a.CreatedAt), "updated_at": framework.Time(a.UpdatedAt),
		}, nil
	},
}
