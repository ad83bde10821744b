// Package provider implements the Terraform provider: its arguments and its list of objects.
package provider

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
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

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/functions"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/admin"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/article"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/articletag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/audience"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/collection"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/company"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/companytag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/contact"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/contactcompany"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/contacttag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/conversation"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/conversationattribute"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/customobjectinstance"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/dataattribute"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/dataconnector"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/dataevent"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/helpcenter"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/helpcenterredirect"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/identitysecret"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/ipallowlist"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/linkedconversation"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/officehoursexception"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/officehoursschedule"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/readonly"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/tag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/team"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/teammembers"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/ticket"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/ticketstate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/tickettag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/tickettype"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/tickettypeattribute"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/workspace"
)

// Address is the provider's address in Terraform's registry.
const Address = "registry.terraform.io/terraform-intercom/intercom"

// Option changes a provider for tests.
type Option func(*intercomProvider)

// WithClient lets adjust change the client's configuration after the provider's arguments have set it.
func WithClient(adjust func(*intercom.Config)) Option {
	return func(p *intercomProvider) { p.adjust = adjust }
}

// WithData calls configured with what the provider hands out each time that it is configured.
func WithData(configured func(*providerdata.Data)) Option {
	return func(p *intercomProvider) { p.configured = configured }
}

var (
	_ provider.ProviderWithListResources  = (*intercomProvider)(nil)
	_ provider.ProviderWithValidateConfig = (*intercomProvider)(nil)
)

type intercomProvider struct {
	version string
	adjust  func(*intercom.Config)
	// configured is called with what the provider hands out.
	configured func(*providerdata.Data)

	// mu guards the fields below. token is the access token after the provider was configured.
	mu    sync.Mutex
	token string
	// data is what the objects got, nil before the provider was configured.
	data *providerdata.Data
	// hidesPersons is hide_personal_data, or nil before the provider was configured.
	hidesPersons *bool
}

// New returns a function that creates a provider of the given version.
func New(version string, options ...Option) func() provider.Provider {
	return func() provider.Provider {
		p := &intercomProvider{version: version, adjust: func(*intercom.Config) {}, configured: func(*providerdata.Data) {}}
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
	HidePersonalData   types.Bool    `tfsdk:"hide_personal_data"`
	Preview            types.Set     `tfsdk:"preview"`
}

func (p *intercomProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "intercom"
	resp.Version = p.version
}

func (p *intercomProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages an [Intercom](https://www.intercom.com) workspace from configuration. The deletion of tickets, contacts, companies, and tags cannot be undone, " +
			"so the provider is designed never to delete, duplicate, or lose track of an object by accident.",
		Attributes: map[string]schema.Attribute{
			"access_token": schema.StringAttribute{
				MarkdownDescription: "Access token of an app in Intercom's Developer Hub. Required, here or as `INTERCOM_ACCESS_TOKEN`. The provider never writes it to state or to a log. A saved plan holds it if it comes from a Terraform variable.",
				Optional:            true,
				Sensitive:           true,
			},
			"region": schema.StringAttribute{
				MarkdownDescription: "Region that hosts the workspace: `us` (default), `eu`, or `au`. Or `INTERCOM_REGION`.",
				Optional:            true,
			},
			"base_url": schema.StringAttribute{
				MarkdownDescription: "URL of the API, in place of the region's host, for a proxy for instance. Must be https, except for loopback addresses. Or `INTERCOM_BASE_URL`.",
				Optional:            true,
			},
			"api_version": schema.StringAttribute{
				MarkdownDescription: fmt.Sprintf("Version of Intercom's API: `2.13` to `2.16`, `Preview`, or a newer one. Default: `%s`, the newest stable one that this provider is tested with. "+
					"Versions before 2.13 cannot delete tickets. Or `INTERCOM_API_VERSION`.", intercom.DefaultVersion),
				Optional: true,
			},
			"workspace_id": schema.StringAttribute{
				MarkdownDescription: "ID of the workspace that the access token must belong to, as Intercom's URLs show it (`ecahpwf5`). The provider neither reads nor changes anything with a token of another workspace. " +
					"Default: any workspace. Each object in state keeps the ID of its own workspace, and the provider refuses tokens from any other workspace for it. Or `INTERCOM_WORKSPACE_ID`.",
				Optional: true,
			},
			"rate_limit_share": schema.Float64Attribute{
				MarkdownDescription: "Largest share of the workspace's rate limit that a run uses, above 0 and up to 1 (default). " +
					"Runs that share a workspace slow down for each other. Set this to leave more for other programs. Or `INTERCOM_RATE_LIMIT_SHARE`.",
				Optional: true,
			},
			"deletion_protection": schema.BoolAttribute{
				MarkdownDescription: "Default for the `deletion_protection` of every " + p.protected() + ". Default: `false`. Or `INTERCOM_DELETION_PROTECTION`.",
				Optional:            true,
			},
			"batch_refresh": schema.BoolAttribute{
				MarkdownDescription: "Whether to read tickets that Terraform refreshes at the same time with one search, which takes a tenth of the calls at Terraform's default parallelism, " +
					"and to read articles, tags, ticket types, contacts, and most other objects (after ten searches, tickets, too) from the lists of all of them. " +
					"A change made in Intercom seconds ago may then appear only in the next refresh. See [Batched refresh](#batched-refresh). Default: `false`. Or `INTERCOM_BATCH_REFRESH`.",
				Optional: true,
			},
			"preview": schema.SetAttribute{
				MarkdownDescription: "Areas of the API for which the provider uses API version `Preview`, whatever `api_version` is: `" + strings.Join(intercom.PreviewAreas, "`, `") +
					"`. No other version has them. Intercom changes `Preview` without notice. Or `INTERCOM_PREVIEW`, separated by commas.",
				ElementType: types.StringType,
				Optional:    true,
			},
			"hide_personal_data": schema.BoolAttribute{
				MarkdownDescription: "Whether to keep names, titles, and email addresses out of every error, warning, and log line of the provider, for pipelines whose logs many people can read. " +
					"IDs stay. The checks before a plan, and those of `terraform validate`, may not know the argument yet, so set the environment variable in a pipeline. Default: `false`. Or `INTERCOM_HIDE_PERSONAL_DATA`.",
				Optional: true,
			},
		},
	}
}

// protected names the kinds of objects that have deletion_protection.
func (p *intercomProvider) protected() string {
	var names []string
	for _, create := range p.Resources(context.Background()) {
		if r, ok := create().(interface{ Kind() framework.Metadata }); ok && r.Kind().Irreversible {
			names = append(names, r.Kind().Name)
		}
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + ", and " + names[last]
}

// ValidateConfig checks what the configuration sets. It ignores the environment, which can be different at apply.
func (p *intercomProvider) ValidateConfig(ctx context.Context, req provider.ValidateConfigRequest, resp *provider.ValidateConfigResponse) {
	var m providerModel
	if resp.Diagnostics.Append(req.Config.Get(ctx, &m)...); !resp.Diagnostics.HasError() {
		s := resolve(m, func(string) string { return "" }, &resp.Diagnostics)
		s.hidePersonalData = s.hidePersonalData || m.HidePersonalData.IsNull() && p.HidesPersonalData()
		p.keep(s)
	}
}

// Configure checks the arguments and creates the client. It makes no call, so terraform validate and a plan without changes
// start immediately.
func (p *intercomProvider) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var m providerModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	s := resolve(m, os.Getenv, &resp.Diagnostics)
	p.keep(s)
	if s.token == "" && !slices.Contains(s.unknown, "access_token") {
		resp.Diagnostics.AddAttributeError(path.Root("access_token"), "Missing access_token",
			"Set access_token in the provider block or INTERCOM_ACCESS_TOKEN in the environment. An app's access token is on its Authentication page in Intercom's Developer Hub.")
	}
	if resp.Diagnostics.HasError() {
		return
	}
	if len(s.unknown) > 0 {
		if req.ClientCapabilities.DeferralAllowed {
			resp.Deferred = &provider.Deferred{Reason: provider.DeferredReasonProviderConfigUnknown}
		}
		p.hand(providerdata.NewUnconfigured(s.unknown, s.defaults()), resp)
		return
	}
	switch {
	case !s.version.Has(intercom.OldestTested):
		resp.Diagnostics.AddAttributeWarning(path.Root("api_version"), "This API version cannot delete tickets",
			fmt.Sprintf("Intercom's description of version %s has no DELETE /tickets/{id}: it would answer 404, as if the ticket were gone. "+
				"Destroying an intercom_ticket whose on_destroy is delete (the default) will fail and keep it in state. Use %s or later.", s.version, intercom.OldestTested))
	case !s.version.Documented():
		resp.Diagnostics.AddAttributeWarning(path.Root("api_version"), "This API version is not tested",
			fmt.Sprintf("This release of the provider is tested with the API versions %s to %s and %s, not with %s. An object may look different in that version, so review the plan. "+
				"A 404 proves that an object is gone only after Intercom has answered the same kind of read with success in the same run. Use %s, or a release of the provider that knows %s.",
				intercom.OldestTested, intercom.DefaultVersion, intercom.Preview, s.version, intercom.DefaultVersion, s.version))
	}
	cfg := intercom.Config{
		Token: s.token, BaseURL: s.baseURL, Version: s.version, Preview: s.preview, WorkspaceID: s.workspaceID, RateLimitShare: s.rateLimitShare, Observe: exchangeLog(s.hidePersonalData), Pausing: logPause,
		UserAgent: fmt.Sprintf("terraform-provider-intercom/%s Terraform/%s", p.version, req.TerraformVersion),
	}
	p.adjust(&cfg)
	client, err := intercom.New(cfg)
	if err != nil {
		resp.Diagnostics.AddError("Error configuring the provider", intercom.Clean(err.Error(), 512))
		return
	}
	p.hand(providerdata.New(client, s.defaults()), resp)
}

// keep stores what the plugin server asks for.
func (p *intercomProvider) keep(s settings) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.token, p.hidesPersons = s.token, &s.hidePersonalData
}

// HidesPersonalData reports whether no output may have names, titles, or email addresses. Before the provider is
// configured, only the environment decides.
func (p *intercomProvider) HidesPersonalData() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.hidesPersons != nil {
		return *p.hidesPersons
	}
	set, _ := strconv.ParseBool(strings.TrimSpace(os.Getenv(hidePersonalDataVariable)))
	return set
}

// Secrets returns what no output may contain, even if the configuration failed. The plugin server calls it.
func (p *intercomProvider) Secrets() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	secrets := p.data.Hidden()
	if p.token != "" {
		secrets = append(secrets, p.token)
	}
	return secrets
}

func (p *intercomProvider) hand(s *providerdata.Data, resp *provider.ConfigureResponse) {
	p.mu.Lock()
	p.data = s
	p.mu.Unlock()
	p.configured(s)
	resp.ResourceData = s
	resp.DataSourceData = s
	resp.ActionData = s
	resp.ListResourceData = s
}

func (p *intercomProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		tag.Object.NewResource, company.Object.NewResource, contact.Object.NewResource,
		tickettype.Object.NewResource, tickettypeattribute.Object.NewResource, dataattribute.Object.NewResource, conversationattribute.Object.NewResource, dataconnector.Object.NewResource,
		contacttag.Object.NewResource, companytag.Object.NewResource, contactcompany.Object.NewResource, linkedconversation.Object.NewResource, tickettag.Object.NewResource,
		officehoursschedule.Object.NewResource, officehoursexception.Object.NewResource,
		article.Object.NewResource, article.BodyObject.NewResource, articletag.Object.NewResource,
		collection.Object.NewResource, helpcenterredirect.Object.NewResource,
		ipallowlist.Object.NewResource, audience.Object.NewResource, teammembers.Object.NewResource, identitysecret.Object.NewResource, customobjectinstance.Object.NewResource,
		ticket.NewResource,
	}
}

func (p *intercomProvider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		workspace.NewDataSource,
		readonly.Brand.NewDataSource, readonly.Brand.NewDataSourceAll, readonly.Email.NewDataSource, readonly.Email.NewDataSourceAll,
		readonly.Macro.NewDataSource, readonly.Macro.NewDataSourceAll, readonly.Segment.NewDataSource, readonly.Segment.NewDataSourceAll,
		readonly.SubscriptionType.NewDataSource, readonly.SubscriptionType.NewDataSourceAll, readonly.AwayStatusReason.NewDataSource, readonly.AwayStatusReason.NewDataSourceAll,
		readonly.WorkflowExport.NewDataSource, readonly.NewActivityLogs, conversation.Source.NewDataSource,
		admin.Source.NewDataSource, admin.Source.NewDataSourceAll, team.Source.NewDataSource, team.Source.NewDataSourceAll,
		tickettype.Source.NewDataSource, tickettype.Source.NewDataSourceAll, ticketstate.Source.NewDataSource, ticketstate.Source.NewDataSourceAll,
		tag.Source.NewDataSource, tag.Source.NewDataSourceAll, contact.Source.NewDataSource, contact.NewDataSourceAll, company.Source.NewDataSource, company.NewDataSourceAll,
		officehoursschedule.Source.NewDataSource, officehoursschedule.Source.NewDataSourceAll, officehoursexception.Source.NewDataSource, officehoursexception.Source.NewDataSourceAll,
		dataattribute.Source.NewDataSource, dataattribute.Source.NewDataSourceAll, conversationattribute.Source.NewDataSource, conversationattribute.Source.NewDataSourceAll,
		dataconnector.Source.NewDataSource, dataconnector.Source.NewDataSourceAll, dataconnector.NewExecutionsDataSource,
		helpcenter.Source.NewDataSource, helpcenter.Source.NewDataSourceAll, collection.Source.NewDataSource, collection.NewDataSourceAll,
		helpcenterredirect.Source.NewDataSourceAll,
		article.Source.NewDataSource, article.Source.NewDataSourceAll, article.NewDraftDataSource, article.NewVersionsDataSource,
		ipallowlist.NewDataSource, audience.Source.NewDataSource, audience.Source.NewDataSourceAll,
		identitysecret.Source.NewDataSource, identitysecret.Source.NewDataSourceAll, customobjectinstance.Source.NewDataSource,
		ticket.NewDataSource, ticket.NewDataSourceAll,
	}
}

func (p *intercomProvider) Actions(context.Context) []func() action.Action {
	return []func() action.Action{
		ticket.NewReplyAction, ticket.NewCloseAction, ticket.NewReopenAction, ticket.NewAssignAction, ticket.NewEraseAction, conversation.NewEraseAction,
		article.NewPublishDraftAction, article.NewPublishAction, article.NewUnpublishAction, contact.UnarchiveAction.New, contact.BlockAction.New, contact.MergeAction.New, contact.SubscriptionAction.New,
		contact.NoteAction.New, company.NoteAction.New, admin.AwayAction.New, dataevent.Action.New, dataconnector.WithdrawAction.New,
		identitysecret.RevokeAction.New,
	}
}

func (p *intercomProvider) Functions(context.Context) []func() function.Function {
	return []func() function.Function{
		functions.NewFromUnix, functions.NewToUnix, functions.NewUserHash,
		functions.NewMarkdownToHTML, functions.NewFrontMatter, functions.NewArticleFile, functions.NewArticleID,
	}
}

// ListResources implements provider.ProviderWithListResources.
func (p *intercomProvider) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{
		tag.NewListResource, company.NewListResource, contact.NewListResource,
		tickettype.NewListResource, tickettypeattribute.NewListResource, dataattribute.NewListResource, conversationattribute.NewListResource, dataconnector.NewListResource,
		officehoursschedule.NewListResource, officehoursexception.NewListResource,
		contacttag.NewListResource, companytag.NewListResource, contactcompany.NewListResource, linkedconversation.NewListResource,
		article.NewListResource, articletag.NewListResource,
		collection.NewListResource, helpcenterredirect.NewListResource,
		ipallowlist.NewListResource, audience.NewListResource, teammembers.NewListResource, identitysecret.NewListResource, customobjectinstance.NewListResource,
		ticket.NewListResource,
	}
}
