// Package provider is the Terraform provider: its arguments, and which objects it has.
package provider

import (
	"context"
	"fmt"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/functions"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/admin"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/company"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/contact"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/contactcompany"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/contacttag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/linkedconversation"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/tag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/team"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/ticket"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/ticketstate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/tickettag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/tickettype"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/tickettypeattribute"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/workspace"
)

// Address is where Terraform's registry has the provider.
const Address = "registry.terraform.io/terraform-intercom/intercom"

// Option changes a provider for tests.
type Option func(*intercomProvider)

// WithClient lets adjust change the client's configuration, after the provider's arguments have set it.
func WithClient(adjust func(*intercom.Config)) Option {
	return func(p *intercomProvider) { p.adjust = adjust }
}

var _ provider.ProviderWithListResources = (*intercomProvider)(nil)

type intercomProvider struct {
	version string
	adjust  func(*intercom.Config)

	// mu guards token, which is the access token once the provider was configured.
	mu    sync.Mutex
	token string
}

// New returns what makes a provider of the given version.
func New(version string, options ...Option) func() provider.Provider {
	return func() provider.Provider {
		p := &intercomProvider{version: version, adjust: func(*intercom.Config) {}}
		for _, option := range options {
			option(p)
		}
		return p
	}
}

type providerModel struct {
	AccessToken        types.String  `tfsdk:"access_token"`
	Region             types.String  `tfsdk:"region"`
	BaseURL            types.String  `tfsdk:"base_url"`
	APIVersion         types.String  `tfsdk:"api_version"`
	WorkspaceID        types.String  `tfsdk:"workspace_id"`
	RateLimitShare     types.Float64 `tfsdk:"rate_limit_share"`
	DeletionProtection types.Bool    `tfsdk:"deletion_protection"`
	BatchRefresh       types.Bool    `tfsdk:"batch_refresh"`
}

func (p *intercomProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "intercom"
	resp.Version = p.version
}

func (p *intercomProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages [Intercom](https://www.intercom.com) from configuration. It starts with tickets, whose deletion cannot be undone, " +
			"and so it takes care never to delete, duplicate or forget one by mistake.",
		Attributes: map[string]schema.Attribute{
			"access_token": schema.StringAttribute{
				MarkdownDescription: "Access token of an app in Intercom's Developer Hub. Required, here or as `INTERCOM_ACCESS_TOKEN`. It is never in state or in a log, but a saved plan holds it if it comes from a Terraform variable.",
				Optional:            true,
				Sensitive:           true,
			},
			"region": schema.StringAttribute{
				MarkdownDescription: "Region that hosts the workspace: `us` (default), `eu` or `au`. Or `INTERCOM_REGION`.",
				Optional:            true,
			},
			"base_url": schema.StringAttribute{
				MarkdownDescription: "Where the API is, in place of the region's host: a proxy, for instance. https, except for loopback addresses. Or `INTERCOM_BASE_URL`.",
				Optional:            true,
			},
			"api_version": schema.StringAttribute{
				MarkdownDescription: fmt.Sprintf("Version of Intercom's API: `2.13` to `2.16`, `Preview`, or a newer one. Default: `%s`, the newest stable one that this provider is tested with. "+
					"Versions before 2.13 cannot delete tickets. Or `INTERCOM_API_VERSION`.", intercom.DefaultVersion),
				Optional: true,
			},
			"workspace_id": schema.StringAttribute{
				MarkdownDescription: "ID of the workspace that the access token must belong to, as Intercom's URLs show it (`ecahpwf5`). If it belongs to another, nothing is read or changed. " +
					"Default: any; each ticket still remembers its own workspace. Or `INTERCOM_WORKSPACE_ID`.",
				Optional: true,
			},
			"rate_limit_share": schema.Float64Attribute{
				MarkdownDescription: "Part of the workspace's rate limit that a run uses at most, above 0 and up to 1 (default). " +
					"Runs that share a workspace notice each other and slow down by themselves; set this to keep more for other programs. Or `INTERCOM_RATE_LIMIT_SHARE`.",
				Optional: true,
			},
			"deletion_protection": schema.BoolAttribute{
				MarkdownDescription: "Default for the `deletion_protection` of every ticket, contact and company. Default: `false`. Or `INTERCOM_DELETION_PROTECTION`.",
				Optional:            true,
			},
			"batch_refresh": schema.BoolAttribute{
				MarkdownDescription: "Whether tickets that Terraform refreshes at the same time are read by one search, which takes a tenth of the calls at Terraform's usual parallelism. " +
					"A change that somebody made in Intercom seconds ago may then show in the next refresh only: see [Batched refresh](#batched-refresh). Default: `false`. Or `INTERCOM_BATCH_REFRESH`.",
				Optional: true,
			},
		},
	}
}

// Configure checks the arguments and makes the client; it makes no call, so that terraform validate and a plan without
// changes start at once.
func (p *intercomProvider) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var m providerModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	s := resolve(m, &resp.Diagnostics)
	p.keepSecret(s.token)
	if resp.Diagnostics.HasError() {
		return
	}
	if len(s.unknown) > 0 {
		if req.ClientCapabilities.DeferralAllowed {
			resp.Deferred = &provider.Deferred{Reason: provider.DeferredReasonProviderConfigUnknown}
		}
		p.hand(providerdata.NewUnconfigured(s.unknown, s.deletionProtection), resp)
		return
	}
	if !s.version.DeletesTickets() {
		resp.Diagnostics.AddAttributeWarning(path.Root("api_version"), "This API version cannot delete tickets",
			fmt.Sprintf("Intercom's description of version %s has no DELETE /tickets/{id}: it would answer 404, as if the ticket were gone. "+
				"Destroying an intercom_ticket will fail and keep it in state. Use 2.13 or later.", s.version))
	}
	cfg := intercom.Config{
		Token: s.token, BaseURL: s.baseURL, Version: s.version, RateLimitShare: s.rateLimitShare, Observe: logExchange,
		UserAgent: fmt.Sprintf("terraform-provider-intercom/%s Terraform/%s", p.version, req.TerraformVersion),
	}
	p.adjust(&cfg)
	client, err := intercom.New(cfg)
	if err != nil {
		resp.Diagnostics.AddError("Error configuring the provider", intercom.Clean(err.Error(), 512))
		return
	}
	p.hand(providerdata.New(client, s.workspaceID, s.deletionProtection, s.batchRefresh.ValueBool()), resp)
}

func (p *intercomProvider) keepSecret(token string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.token = token
}

// Secrets returns what no output may contain, also where the configuration failed. The plugin server asks for it.
func (p *intercomProvider) Secrets() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.token == "" {
		return nil
	}
	return []string{p.token}
}

func (p *intercomProvider) hand(s *providerdata.Data, resp *provider.ConfigureResponse) {
	resp.ResourceData = s
	resp.DataSourceData = s
	resp.ActionData = s
	resp.ListResourceData = s
}

func (p *intercomProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		ticket.NewResource, tickettag.NewResource, linkedconversation.Association.NewResource,
		tickettype.NewResource, tickettypeattribute.NewResource, tag.NewResource,
		contact.NewResource, company.NewResource, contacttag.Association.NewResource, contactcompany.Association.NewResource,
	}
}

func (p *intercomProvider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		ticket.NewDataSource, ticket.NewDataSourceAll, workspace.NewDataSource,
		tickettype.Catalog.One, tickettype.Catalog.All, ticketstate.Catalog.One, ticketstate.Catalog.All,
		admin.Catalog.One, admin.Catalog.All, team.Catalog.One, team.Catalog.All, tag.Catalog.One, tag.Catalog.All,
		contact.Lookup.NewDataSource, company.Lookup.NewDataSource,
	}
}

func (p *intercomProvider) Actions(context.Context) []func() action.Action {
	return []func() action.Action{ticket.NewReplyAction, ticket.NewCloseAction, ticket.NewReopenAction, ticket.NewAssignAction, ticket.NewEraseAction}
}

func (p *intercomProvider) Functions(context.Context) []func() function.Function {
	return []func() function.Function{functions.NewFromUnix, functions.NewToUnix}
}

// ListResources implements provider.ProviderWithListResources.
func (p *intercomProvider) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{
		ticket.NewListResource, tickettype.NewListResource, tickettypeattribute.NewListResource, tag.NewListResource,
		contact.NewListResource, company.NewListResource,
	}
}
