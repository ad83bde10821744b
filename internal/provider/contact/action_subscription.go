package contact

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/actions"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type subscriptionConfig struct {
	actions.Arguments
	ContactID          types.String `tfsdk:"contact_id"`
	SubscriptionTypeID types.String `tfsdk:"subscription_type_id"`
	Subscribed         types.Bool   `tfsdk:"subscribed"`
}

// SubscriptionAction is intercom_contact_subscription. There is no resource: its destroy would undo a person's choice.
var SubscriptionAction = actions.Kind[subscriptionConfig, *subscriptionConfig]{
	Metadata: subscriptionMetadata(),
	Description: "Subscribes an Intercom contact to a subscription type, or unsubscribes it. The action reads the consent type from the subscription type, because the same API call means the opposite for the two consent types:\n\n" +
		"| Consent type | `subscribed = true` | `subscribed = false` |\n|---|---|---|\n" +
		"| `opt_out` | changes nothing. If the contact has opted out, it is an error | records that the contact opted out |\n" +
		"| `opt_in` | records that the contact opted in | withdraws the contact's opt-in |\n\n" +
		"The action never undoes a person's choice against messages: it does not opt in a contact that has opted out of the type, or that has unsubscribed from all emails. " +
		"Intercom does not show whether a contact has withdrawn an earlier opt-in. Set `subscribed = true` for a type with `opt_in` only if the person has consented.",
	Attributes: map[string]schema.Attribute{
		"contact_id":           actions.ID("ID of the contact."),
		"subscription_type_id": actions.ID("ID of the subscription type, as shown in its URL in Intercom's settings."),
		"subscribed":           schema.BoolAttribute{MarkdownDescription: "Whether the contact receives the messages of the subscription type.", Required: true},
	},
	Doing: func(c *subscriptionConfig) string {
		return fmt.Sprintf("changing subscription %s of contact %s", c.SubscriptionTypeID.ValueString(), c.ContactID.ValueString())
	},
	Invoke: subscribe,
}

func subscriptionMetadata() framework.Metadata {
	m := actionOn("intercom_contact_subscription")
	m.Name, m.Plural = "subscription", "subscriptions of contacts"
	return m
}

func subscribe(ctx context.Context, r actions.Run, c *subscriptionConfig) diag.Diagnostics {
	contactID, typeID, wanted := c.ContactID.ValueString(), c.SubscriptionTypeID.ValueString(), c.Subscribed.ValueBool()
	kinds, err := r.SubscriptionTypes(ctx)
	if err != nil {
		return r.Failed(err, framework.NothingChanged)
	}
	i := slices.IndexFunc(kinds, func(s intercom.Subscription) bool { return string(s.ID) == typeID })
	if i < 0 {
		return unknownType(typeID, kinds)
	}
	consent, name := kinds[i].ConsentType, framework.Label(typeID, kinds[i].DefaultTranslation.Name)
	if consent != intercom.ConsentOptIn && consent != intercom.ConsentOptOut {
		return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("subscription_type_id"), "Unknown consent type of subscription type "+typeID,
			fmt.Sprintf("Its consent_type is %s, and the action knows opt_in and opt_out. %s", intercom.Quote(consent, 40), framework.NothingChanged))}
	}
	person, diags := exists(ctx, r, "contact_id", contactID)
	if diags.HasError() {
		return diags
	}
	// Attached means the opposite for the two consent types.
	attached := func(ctx context.Context) (bool, error) {
		chosen, err := r.ContactSubscriptions(ctx, contactID)
		return slices.ContainsFunc(chosen, func(s intercom.Subscription) bool { return string(s.ID) == typeID }), err
	}
	now, err := attached(ctx)
	attach := wanted == (consent == intercom.ConsentOptIn)
	switch {
	case err != nil:
		return r.Failed(err, framework.NothingChanged)
	case wanted && consent == intercom.ConsentOptOut && now:
		return optedOut(fmt.Sprintf("The contact has opted out of subscription type %s", name))
	case wanted && !now && person.UnsubscribedFromEmails == nil:
		return optedOut("Intercom does not show whether the contact has unsubscribed from all emails")
	case wanted && !now && *person.UnsubscribedFromEmails:
		return optedOut("The contact has unsubscribed from all emails")
	case now == attach || wanted && consent == intercom.ConsentOptOut:
		r.Report("Contact %s already is as configured for subscription type %s: nothing was changed", contactID, name)
		return nil
	}
	send := func(ctx context.Context) error { return r.DetachSubscription(ctx, contactID, typeID) }
	done := "Unsubscribed"
	if attach {
		send = func(ctx context.Context) error { return r.AttachSubscription(ctx, contactID, typeID, consent) }
	}
	if wanted {
		done = "Subscribed"
	}
	diags = r.SendAndConfirm(ctx, send, func(ctx context.Context) (bool, error) {
		is, err := attached(ctx)
		return err == nil && is == attach, err
	})
	if !diags.HasError() {
		r.Report("%s contact %s: subscription type %s (%s)", done, contactID, name, consent)
	}
	return diags
}

func unknownType(id string, kinds []intercom.Subscription) diag.Diagnostics {
	ids := make([]string, len(kinds))
	for i, each := range kinds {
		ids[i] = string(each.ID)
	}
	return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("subscription_type_id"), "No subscription type has the ID "+intercom.Quote(id, 80),
		providerdiag.Nearest(id, ids)+" "+framework.NothingChanged)}
}

// optedOut refuses to undo a person's choice.
func optedOut(why string) diag.Diagnostics {
	return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("subscribed"), "The contact has opted out",
		why+". The action does not undo a person's choice. "+framework.NothingChanged+"\n\nWhat to do: ask the person to subscribe through Intercom's preference center, or remove this invocation.")}
}
