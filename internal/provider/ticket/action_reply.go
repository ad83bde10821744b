package ticket

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/action/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/actions"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var _ action.ActionWithConfigure = (*ReplyAction)(nil)

// ReplyAction is intercom_ticket_reply.
type ReplyAction struct{ actions.Action }

// NewReplyAction returns the action.
func NewReplyAction() action.Action {
	return &ReplyAction{actions.New(framework.Metadata{Name: "reply", Plural: "replies", Type: "intercom_ticket_reply", Permission: metadata.Permission})}
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
		MarkdownDescription: a.Base.Describe("Posts a comment or a note on an Intercom ticket as an admin (teammate).\n\n" +
			"Each invocation posts one reply. If Intercom's answer is lost, the provider reads the ticket to find the reply. It never posts the reply again."),
		Attributes: map[string]schema.Attribute{
			"ticket_id": ticketIDArgument(),
			"admin_id":  actions.ID("ID of the admin who posts the reply."),
			"message_type": schema.StringAttribute{
				MarkdownDescription: "Type of the reply: `comment`, which the contact can see, or `note`, which only teammates can see.",
				Required:            true,
				Validators:          []validator.String{stringvalidator.OneOf(intercom.ReplyComment, intercom.ReplyNote)},
			},
			"body": schema.StringAttribute{
				MarkdownDescription: "Content of the reply, as plain text or as HTML that Intercom supports.",
				Required:            true,
				Validators:          []validator.String{schemas.NotEmpty},
			},
			"attachment_urls": schema.ListAttribute{
				MarkdownDescription: fmt.Sprintf("URLs of images to attach, at most %d. Intercom downloads them.", intercom.MaxAttachmentURLs),
				ElementType:         types.StringType,
				Optional:            true,
				Validators: []validator.List{
					listvalidator.SizeBetween(1, intercom.MaxAttachmentURLs),
					listvalidator.ValueStringsAre(stringvalidator.RegexMatches(regexp.MustCompile(`^https?://[^\s/]+`), "must be a URL with http or https")),
				},
			},
			"skip_notifications": skipNotificationsArgument(),
			"timeouts":           actions.Timeouts(ctx),
		},
	}
}

// Invoke posts the reply once.
func (a *ReplyAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var config replyModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	ctx, cancel, ok := a.Base.StartOperation(ctx, config.Timeouts.Invoke, &resp.Diagnostics)
	defer cancel()
	if !ok {
		return
	}
	w, ok := a.Writer(ctx, "replying to ticket "+config.TicketID.ValueString(), "No reply was posted.", &resp.Diagnostics)
	if !ok {
		return
	}
	request := intercom.ReplyRequest{
		MessageType: config.MessageType.ValueString(), Body: config.Body.ValueString(), AdminID: config.AdminID.ValueString(),
		SkipNotifications: config.SkipNotifications.ValueBool(),
	}
	if resp.Diagnostics.Append(config.AttachmentURLs.ElementsAs(ctx, &request.AttachmentURLs, false)...); resp.Diagnostics.HasError() {
		return
	}
	// A part that existed before is not this reply.
	before, err := w.Ticket(ctx, config.TicketID.ValueString())
	if err != nil {
		resp.Diagnostics.Append(providerdiag.AttributeError(path.Root("ticket_id"), "replying to ticket "+config.TicketID.ValueString(), err, "No reply was posted.", metadata.Permission))
		return
	}
	part, problems := a.creation(w, before, request).Do(ctx, a.Base.Data.Client(&resp.Diagnostics))
	resp.Diagnostics.Append(problems...)
	if problems.HasError() {
		return
	}
	actions.Report(ctx, resp, fmt.Sprintf("Posted %s %s on ticket %s", request.MessageType, part.ID, config.TicketID.ValueString()))
}

// creation describes how to post the reply exactly once. It never sends a second POST, which could notify the contact
// again.
func (a *ReplyAction) creation(w framework.Writer, before *intercom.Ticket, req intercom.ReplyRequest) framework.Creation[*intercom.TicketPart] {
	ticketID := string(before.ID)
	return framework.Creation[*intercom.TicketPart]{
		Base:  &a.Base,
		Key:   strings.Join([]string{ticketID, req.MessageType, req.AdminID}, "\n"),
		Post:  func(ctx context.Context) (*intercom.TicketPart, error) { return w.ReplyToTicket(ctx, ticketID, req) },
		Facts: partFacts,
		// A read of the ticket does not lag.
		Immediate: true,
		Before:    framework.SnapshotOf(parts(before), partFacts),
		Differs: func(_ context.Context, p *intercom.TicketPart, _ bool) (string, error) {
			return differentReply(p, req), nil
		},
		Find: func(ctx context.Context) ([]*intercom.TicketPart, error) {
			t, err := w.Ticket(ctx, ticketID)
			if err != nil {
				return nil, err
			}
			return parts(t), nil
		},
		// The body is not quoted, because it may come from a sensitive value.
		Wanted: fmt.Sprintf("(a %s) of admin %s on ticket %s", req.MessageType, req.AdminID, ticketID),
	}
}

func parts(t *intercom.Ticket) []*intercom.TicketPart {
	all, _ := framework.Pointers(t.Parts, nil)
	return all
}

func partFacts(p *intercom.TicketPart) framework.Facts {
	return framework.Facts{ID: framework.ID{string(p.ID)}, CreatedAt: p.CreatedAt}
}

// differentReply returns how a part of a ticket's history differs from the requested reply, or "".
func differentReply(p *intercom.TicketPart, req intercom.ReplyRequest) string {
	switch {
	case p.PartType != "" && p.PartType != req.MessageType:
		return "it is a " + quote(p.PartType)
	case p.Author.ID != "" && string(p.Author.ID) != req.AdminID:
		return "its author is " + quote(string(p.Author.ID))
	case !actions.SameBody(req.Body, p.Body):
		return "its body is another one"
	}
	return ""
}
