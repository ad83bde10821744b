package ticket

import (
	"context"
	"fmt"
	"html"
	"regexp"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/action/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var _ action.ActionWithConfigure = (*ReplyAction)(nil)

// ReplyAction is intercom_ticket_reply.
type ReplyAction struct{ act }

// NewReplyAction returns the action.
func NewReplyAction() action.Action {
	return &ReplyAction{act{framework.Base{Object: framework.Object{Name: "reply", Type: "intercom_ticket_reply"}}}}
}

type replyModel struct {
	TicketID          types.String   `tfsdk:"ticket_id"`
	AdminID           types.String   `tfsdk:"admin_id"`
	MessageType       types.String   `tfsdk:"message_type"`
	Body              types.String   `tfsdk:"body"`
	AttachmentURLs    types.List     `tfsdk:"attachment_urls"`
	SkipNotifications types.Bool     `tfsdk:"skip_notifications"`
	Timeouts          timeouts.Value `tfsdk:"timeouts"`
}

// Schema implements action.Action.
func (a *ReplyAction) Schema(ctx context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Replies to an Intercom ticket in the name of an admin (teammate), with a comment or a note.\n\n" +
			"Each invocation posts one reply. If Intercom's answer is lost, the ticket is read to tell whether the reply is there; it is never posted a second time unasked.",
		Attributes: map[string]schema.Attribute{
			"ticket_id": ticketIDArgument(),
			"admin_id":  idArgument("ID of the admin in whose name the reply is posted."),
			"message_type": schema.StringAttribute{
				MarkdownDescription: "`comment`, which the contact sees, or `note`, which only teammates see.",
				Required:            true,
				Validators:          []validator.String{stringvalidator.OneOf(intercom.ReplyComment, intercom.ReplyNote)},
			},
			"body": schema.StringAttribute{
				MarkdownDescription: "What the reply says: text, or HTML as far as Intercom takes it.",
				Required:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"attachment_urls": schema.ListAttribute{
				MarkdownDescription: fmt.Sprintf("URLs of images to attach, %d at most. Intercom fetches them.", intercom.MaxAttachmentURLs),
				ElementType:         types.StringType,
				Optional:            true,
				Validators: []validator.List{
					listvalidator.SizeBetween(1, intercom.MaxAttachmentURLs),
					listvalidator.ValueStringsAre(stringvalidator.RegexMatches(regexp.MustCompile(`^https?://[^\s/]+`), "must be a URL with http or https")),
				},
			},
			"skip_notifications": skipNotificationsArgument(),
			"timeouts":           timeoutsArgument(ctx),
		},
	}
}

// Invoke posts the reply once.
func (a *ReplyAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var config replyModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	ctx, cancel, client := a.base.Begin(ctx, config.Timeouts.Invoke, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	if err := a.base.Session.CheckPin(ctx); err != nil {
		resp.Diagnostics.Append(providerdiag.Error("replying to ticket "+config.TicketID.ValueString(), err, "No reply was posted."))
		return
	}
	request := intercom.ReplyRequest{
		MessageType: config.MessageType.ValueString(), Body: config.Body.ValueString(), AdminID: config.AdminID.ValueString(),
		SkipNotifications: config.SkipNotifications.ValueBool(),
	}
	if resp.Diagnostics.Append(config.AttachmentURLs.ElementsAs(ctx, &request.AttachmentURLs, false)...); resp.Diagnostics.HasError() {
		return
	}
	part, problem := a.creation(client, config.TicketID.ValueString(), request).Do(ctx, client)
	if problem != nil {
		resp.Diagnostics.Append(problem)
		return
	}
	report(ctx, resp, fmt.Sprintf("Posted %s %s on ticket %s", request.MessageType, part.ID, config.TicketID.ValueString()))
}

// creation is how the reply is posted exactly once. A second POST could notify the contact again, so there is none.
func (a *ReplyAction) creation(client *intercom.Client, ticketID string, req intercom.ReplyRequest) framework.Creation[*intercom.TicketPart] {
	return framework.Creation[*intercom.TicketPart]{
		Base: &a.base,
		Turn: strings.Join([]string{ticketID, req.MessageType, req.AdminID, bodyText(req.Body)}, "\n"),
		Once: true,
		Create: func(ctx context.Context) (*intercom.TicketPart, error) {
			return client.ReplyToTicket(ctx, ticketID, req)
		},
		Find: func(ctx context.Context, since time.Time) (found []*intercom.TicketPart, err error) {
			t, err := client.Ticket(ctx, ticketID)
			if err != nil {
				return nil, err
			}
			for i, p := range t.Parts {
				// created_at counts whole seconds, and Intercom's clock is known to a second.
				if p.PartType == req.MessageType && string(p.Author.ID) == req.AdminID && bodyText(p.Body) == bodyText(req.Body) && p.CreatedAt.After(since.Add(-2*time.Second)) {
					found = append(found, &t.Parts[i])
				}
			}
			return found, nil
		},
		Shown: func(p *intercom.TicketPart) (id, details string) {
			return string(p.ID), "created " + timeText(p.CreatedAt)
		},
		// The body is not quoted: it may come from a sensitive value.
		Wanted: fmt.Sprintf("(a %s) of admin %s on ticket %s", req.MessageType, req.AdminID, ticketID),
	}
}

var htmlTag = regexp.MustCompile(`<[^>]*>`)

// bodyText is what a body says without tags and blanks: Intercom answers text as HTML, and HTML set otherwise than it was sent.
func bodyText(body string) string {
	return strings.Join(strings.Fields(htmlTag.ReplaceAllString(html.UnescapeString(body), " ")), "")
}
