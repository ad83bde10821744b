package ticket

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var _ datasource.DataSourceWithConfigure = (*DataSource)(nil)

// DataSource is data "intercom_ticket": one ticket, by its id.
type DataSource struct {
	data *providerdata.Data
}

// NewDataSource returns the data source.
func NewDataSource() datasource.DataSource { return &DataSource{} }

type dataModel struct {
	ID               types.String      `tfsdk:"id"`
	TicketID         types.String      `tfsdk:"ticket_id"`
	Category         types.String      `tfsdk:"category"`
	TicketTypeID     types.String      `tfsdk:"ticket_type_id"`
	Contacts         types.List        `tfsdk:"contacts"`
	Title            types.String      `tfsdk:"title"`
	Description      types.String      `tfsdk:"description"`
	TicketAttributes types.Map         `tfsdk:"ticket_attributes"`
	AdminAssigneeID  types.String      `tfsdk:"admin_assignee_id"`
	TeamAssigneeID   types.String      `tfsdk:"team_assignee_id"`
	TicketState      types.Object      `tfsdk:"ticket_state"`
	Open             types.Bool        `tfsdk:"open"`
	IsShared         types.Bool        `tfsdk:"is_shared"`
	SnoozedUntil     timetypes.RFC3339 `tfsdk:"snoozed_until"`
	CreatedAt        timetypes.RFC3339 `tfsdk:"created_at"`
	UpdatedAt        timetypes.RFC3339 `tfsdk:"updated_at"`
}

// Metadata implements datasource.DataSource.
func (d *DataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_ticket"
}

// Configure implements datasource.DataSourceWithConfigure.
func (d *DataSource) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	d.data = providerdata.FromProviderData(req.ProviderData, &resp.Diagnostics)
}

// Schema implements datasource.DataSource.
func (d *DataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := shownAttributes()
	attributes["id"] = schema.StringAttribute{
		MarkdownDescription: attributes["id"].GetMarkdownDescription(),
		Required:            true,
		Validators:          []validator.String{schemas.IsID},
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: metadata.DescribeRead("Reads one Intercom ticket by its ID in Intercom's API. To search for tickets, use `intercom_tickets`."),
		Attributes:          attributes,
	}
}

// shownAttributes returns the attributes of a ticket in data sources.
func shownAttributes() map[string]schema.Attribute {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Computed: true}
	}
	instant := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, CustomType: timetypes.RFC3339Type{}, Computed: true}
	}
	return map[string]schema.Attribute{
		"id":             text("ID of the ticket in Intercom's API. It is not the number that the Inbox shows (#1390)."),
		"ticket_id":      text("Number that the Inbox shows."),
		"category":       text("Category of the ticket: `Customer`, `Back-office`, or `Tracker`."),
		"ticket_type_id": text("ID of the ticket's type."),
		"contacts": schema.ListNestedAttribute{
			MarkdownDescription: "Contacts that the ticket is about.",
			Computed:            true,
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"id":          text("ID of the contact, assigned by Intercom."),
				"external_id": text("ID that you chose for the contact."),
			}},
		},
		"title":       text("Title of the ticket."),
		"description": text("Description of the ticket."),
		"ticket_attributes": schema.MapAttribute{
			MarkdownDescription: "Values of the ticket's other attributes that are set, keyed by the attribute's name. List options are shown as labels, and times in RFC 3339 format. Uploads are not included.",
			ElementType:         types.StringType,
			Computed:            true,
		},
		"admin_assignee_id": text("ID of the admin that the ticket is assigned to."),
		"team_assignee_id":  text("ID of the team that the ticket is assigned to."),
		"ticket_state": schema.SingleNestedAttribute{
			MarkdownDescription: "State that the ticket is in.",
			Computed:            true,
			Attributes: map[string]schema.Attribute{
				"id":             text("ID of the state."),
				"category":       text("Category of the state: `submitted`, `in_progress`, `waiting_on_customer`, or `resolved`."),
				"internal_label": text("Label that teammates see."),
				"external_label": text("Label that the contact sees."),
			},
		},
		"open":          schema.BoolAttribute{MarkdownDescription: "Whether the ticket is open.", Computed: true},
		"is_shared":     schema.BoolAttribute{MarkdownDescription: "Whether the contact can see the ticket.", Computed: true},
		"snoozed_until": instant("Time at which the snoozed ticket reopens, in RFC 3339 format."),
		"created_at":    instant("Time at which the ticket was created, in RFC 3339 format."),
		"updated_at":    instant("Time at which the ticket was last changed, in RFC 3339 format."),
	}
}

// Read implements datasource.DataSource.
func (d *DataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var data dataModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &data)...)
	ctx, cancel := context.WithTimeout(ctx, framework.DefaultTimeout)
	defer cancel()
	id := data.ID.ValueString()
	doing := "reading ticket " + id
	reader, ok := pinnedReader(ctx, d.data, doing, &resp.Diagnostics)
	if !ok {
		return
	}
	t, err := walkOf(d.data).read(ctx, reader, d.data.Client(&resp.Diagnostics), id)
	if err != nil {
		consequence := ""
		if intercom.IsNotFound(err) {
			consequence = fmt.Sprintf("If %s is the number that the Inbox shows (#%s): %s", id, id, twoIDs)
		}
		resp.Diagnostics.Append(providerdiag.Error(doing, err, consequence, metadata.Permission))
		return
	}
	data.set(t)
	resp.Diagnostics.Append(resp.State.Set(ctx, &data)...)
}

// pinnedReader returns a Reader for a data source, which has no workspace in state. It confirms the workspace if the
// configuration pins one. ok is false if diags has an error, including an earlier one.
func pinnedReader(ctx context.Context, d *providerdata.Data, doing string, diags *diag.Diagnostics) (framework.Reader, bool) {
	client := d.Client(diags)
	if diags.HasError() {
		return framework.Reader{}, false
	}
	reader, err := client.PinnedReader(ctx)
	if err != nil {
		diags.Append(providerdiag.Error(doing, err, "", metadata.Permission))
	}
	return framework.Reader{Reader: reader, Data: d}, err == nil
}

var referenceTypes = map[string]attr.Type{"id": types.StringType, "external_id": types.StringType}

func (m *dataModel) set(t *intercom.Ticket) {
	var all model
	all.take(t, true)
	m.ID, m.TicketID, m.Category, m.TicketState = all.ID, all.TicketID, all.Category, all.TicketState
	m.CreatedAt, m.UpdatedAt = all.CreatedAt, all.UpdatedAt
	m.Title, m.Description, m.TicketAttributes = all.Title, all.Description, all.TicketAttributes
	m.AdminAssigneeID, m.TeamAssigneeID = all.AdminAssigneeID, all.TeamAssigneeID
	m.SnoozedUntil = all.SnoozedUntil
	m.Open, m.IsShared, m.TicketTypeID = all.Open, all.IsShared, all.TicketTypeID
	m.Contacts = datasources.Objects(t.Contacts, referenceTypes, func(c intercom.ContactReference) map[string]attr.Value {
		return map[string]attr.Value{"id": framework.Text(string(c.ID)), "external_id": framework.Text(c.ExternalID)}
	})
}
