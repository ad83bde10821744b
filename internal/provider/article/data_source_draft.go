package article

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/richtext"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// of216 is embedded in the data sources of what articles have from 2.16 on.
type of216 struct{ framework.Base }

func newOf216(name string) of216 {
	metadata := Object.Metadata
	metadata.Type, metadata.Since = "intercom_"+name, framework.Since{Read: with216}
	return of216{framework.Base{Metadata: metadata}}
}

// Metadata implements datasource.DataSource.
func (d *of216) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = d.Type
}

// Configure implements datasource.DataSourceWithConfigure.
func (d *of216) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	d.Data = providerdata.FromProviderData(req.ProviderData, &resp.Diagnostics)
}

// reader returns a Reader of the pinned workspace, from 2.16 on.
func (d *of216) reader(ctx context.Context, doing string, diags *diag.Diagnostics) (framework.Reader, bool) {
	client := d.Data.Client(diags)
	if diags.HasError() {
		return framework.Reader{}, false
	}
	if problem := d.CheckVersion(with216); problem != nil {
		diags.Append(problem)
		return framework.Reader{}, false
	}
	r, err := client.PinnedReader(ctx)
	if err != nil {
		diags.Append(providerdiag.Error(doing, err, "", d.Reads()))
	}
	return framework.Reader{Reader: r, Data: d.Data}, err == nil
}

// existing reads an article of which a call did not find a part. If there is no article, it reports that.
func (d *of216) existing(ctx context.Context, r framework.Reader, doing, id string, diags *diag.Diagnostics) *intercom.Article {
	current, err := r.Article(ctx, id)
	if err == nil {
		return current
	}
	if framework.IsMissing(err) {
		if err = d.ProveMissing(err); err == nil {
			err = &providerdiag.LocalError{Next: "correct article_id, then run it again.", Err: &framework.AbsentError{What: "there is no article " + intercom.Quote(id, 40)}}
		}
	}
	diags.Append(providerdiag.Error(doing, err, "", d.Reads()))
	return nil
}

type draftModel struct {
	ArticleID      types.String      `tfsdk:"article_id"`
	Exists         types.Bool        `tfsdk:"exists"`
	Title          types.String      `tfsdk:"title"`
	Description    types.String      `tfsdk:"description"`
	Body           types.String      `tfsdk:"body"`
	BodyMarkdown   types.String      `tfsdk:"body_markdown"`
	DraftUpdatedAt timetypes.RFC3339 `tfsdk:"draft_updated_at"`
	PendingLocales types.List        `tfsdk:"pending_locales"`
	Translations   types.Map         `tfsdk:"translations"`
}

var draftTextTypes = map[string]attr.Type{"title": types.StringType, "description": types.StringType, "body": types.StringType, "body_markdown": types.StringType}

type draft struct{ of216 }

var _ datasource.DataSourceWithConfigure = (*draft)(nil)

// NewDraftDataSource returns data "intercom_article_draft".
func NewDraftDataSource() datasource.DataSource { return &draft{newOf216("article_draft")} }

// Schema implements datasource.DataSource.
func (d *draft) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Computed: true}
	}
	texts := func(of string) map[string]schema.Attribute {
		return map[string]schema.Attribute{
			"title": text("Title" + of + "."), "description": text("Description" + of + "."),
			"body": text("Body" + of + " in HTML, without the signatures of image URLs."), "body_markdown": text("Body" + of + " in Markdown, without the signatures of image URLs."),
		}
	}
	attributes := texts(" of the draft")
	attributes["article_id"] = schema.StringAttribute{MarkdownDescription: "ID of the article.", Required: true, Validators: []validator.String{schemas.IsID}}
	attributes["exists"] = schema.BoolAttribute{MarkdownDescription: "Whether the article has a draft. If not, the other attributes are null.", Computed: true}
	attributes["draft_updated_at"] = schema.StringAttribute{
		MarkdownDescription: "Time of the draft's last change, in RFC 3339 format. The action `intercom_article_draft_publish` takes it. Null if Intercom does not show it.", Computed: true, CustomType: timetypes.RFC3339Type{},
	}
	attributes["pending_locales"] = schema.ListAttribute{
		MarkdownDescription: "Locales whose texts have changes that are not published. Empty if the help centers have one language.", ElementType: types.StringType, Computed: true,
	}
	attributes["translations"] = schema.MapNestedAttribute{
		MarkdownDescription: "Texts in the other languages of the help center, with what is not published, keyed by locale.", Computed: true,
		NestedObject: schema.NestedAttributeObject{Attributes: texts(" of the translation")},
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: d.DescribeRead("Reads the draft of an Intercom article: changes of a published article that are not published yet, by a teammate or by a resource with `stage = true`. If there is no draft, `exists` is false."),
		Attributes:          attributes,
	}
}

// Read implements datasource.DataSource.
func (d *draft) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m draftModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	ctx, cancel := context.WithTimeout(ctx, framework.DefaultTimeout)
	defer cancel()
	id := m.ArticleID.ValueString()
	doing := "reading the draft of article " + id
	r, ok := d.reader(ctx, doing, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	shown, err := r.ArticleDraft(ctx, id)
	if framework.IsMissing(err) {
		d.none(ctx, r, doing, id, err, resp, m)
		return
	}
	if err != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, "", d.Reads()))
		return
	}
	t := draftTexts(shown.ArticleContent)
	m.Exists, m.DraftUpdatedAt = types.BoolValue(true), framework.Time(shown.DraftUpdatedAt)
	m.Title, m.Description, m.Body, m.BodyMarkdown = t.Title, t.Description, t.Body, t.BodyMarkdown
	pending := []attr.Value{}
	for _, locale := range pendingLocales(shown) {
		pending = append(pending, types.StringValue(locale))
	}
	m.PendingLocales = types.ListValueMust(types.StringType, pending)
	translations := map[string]attr.Value{}
	for locale, content := range shown.TranslatedContent {
		if locale != shown.DefaultLocale && content.Title != "" {
			t := draftTexts(content)
			translations[locale] = types.ObjectValueMust(draftTextTypes, map[string]attr.Value{"title": t.Title, "description": t.Description, "body": t.Body, "body_markdown": t.BodyMarkdown})
		}
	}
	m.Translations = types.MapValueMust(types.ObjectType{AttrTypes: draftTextTypes}, translations)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

// none shows that an article has no draft, unless a read of the article contradicts it.
func (d *draft) none(ctx context.Context, r framework.Reader, doing, id string, err error, resp *datasource.ReadResponse, m draftModel) {
	current := d.existing(ctx, r, doing, id, &resp.Diagnostics)
	switch {
	case current == nil:
		return
	case current.Pending():
		resp.Diagnostics.Append(providerdiag.Error(doing, draftNotFound(err), "", d.Reads()))
		return
	case !intercom.IsGone(err, Object.GoneCodes...):
		resp.Diagnostics.Append(providerdiag.Error(doing, &framework.UnconfirmedError{Err: err, Why: "the answer is not Intercom's word that there is no draft. A proxy, a gateway, or a wrong base_url answers like this."}, "", d.Reads()))
		return
	}
	m.Exists, m.PendingLocales, m.Translations = types.BoolValue(false), types.ListNull(types.StringType), types.MapNull(types.ObjectType{AttrTypes: draftTextTypes})
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

// draftTexts are all texts of a draft, in both forms.
func draftTexts(c intercom.ArticleContent) text {
	description, _ := c.Description.Get()
	html, _ := c.Body.Get()
	markdown, _ := c.BodyMarkdown.Get()
	return text{
		Title: framework.Text(c.Title), Description: framework.Text(description),
		Body: framework.Text(richtext.StripSignatures(html)), BodyMarkdown: framework.Text(richtext.StripSignatures(markdown)),
	}
}
