package article

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/richtext"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type versionsModel struct {
	ArticleID types.String `tfsdk:"article_id"`
	Locale    types.String `tfsdk:"locale"`
	Limit     types.Int64  `tfsdk:"limit"`
	Bodies    types.Bool   `tfsdk:"include_bodies"`
	Versions  types.List   `tfsdk:"versions"`
}

var versionTypes = map[string]attr.Type{
	"id": types.StringType, "title": types.StringType, "description": types.StringType, "body": types.StringType, "body_markdown": types.StringType, "author_id": types.StringType,
	"created_by_id": types.StringType, "created_via": types.StringType, "from_version_id": types.StringType, "state": types.StringType, "created_at": timetypes.RFC3339Type{},
}

type versions struct{ of216 }

var _ datasource.DataSourceWithConfigure = (*versions)(nil)

// NewVersionsDataSource returns data "intercom_article_versions".
func NewVersionsDataSource() datasource.DataSource { return &versions{newOf216("article_versions")} }

// Schema implements datasource.DataSource.
func (d *versions) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Computed: true}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: d.DescribeRead("Lists the versions of an Intercom article: what its texts were, and who changed them. Intercom's API cannot restore a version. To bring a text back, write it to the configuration of the article."),
		Attributes: map[string]schema.Attribute{
			"article_id":     schema.StringAttribute{MarkdownDescription: "ID of the article.", Required: true, Validators: []validator.String{schemas.IsID}},
			"locale":         schema.StringAttribute{MarkdownDescription: "Locale whose versions are listed, such as `fr`. Default: all locales.", Optional: true, Validators: []validator.String{stringvalidator.OneOf(localeNames...)}},
			"limit":          schema.Int64Attribute{MarkdownDescription: "Maximum number of versions, newest first. Default: all.", Optional: true, Validators: []validator.Int64{int64validator.AtLeast(1)}},
			"include_bodies": schema.BoolAttribute{MarkdownDescription: "Whether to read the bodies, which takes one call for each version. Set `limit`, too. Default: `false`.", Optional: true},
			"versions": schema.ListNestedAttribute{
				MarkdownDescription: "Versions, newest first.", Computed: true,
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"id": text("ID of the version."), "title": text("Title in this version."), "description": text("Description in this version."),
					"body":          text("Body in this version in HTML, without the signatures of image URLs. Null unless `include_bodies` is true."),
					"body_markdown": text("Body in this version in Markdown, without the signatures of image URLs. Null unless `include_bodies` is true."),
					"author_id":     text("ID of the admin who is shown as the author."), "created_by_id": text("ID of the admin who made the version."),
					"created_via": text("How it was made: `web` or `api`."), "from_version_id": text("ID of the version before it. Null for the first one."),
					"state":      text("`published` for the version that is live, or `draft`."),
					"created_at": schema.StringAttribute{MarkdownDescription: "Time of the version, in RFC 3339 format.", Computed: true, CustomType: timetypes.RFC3339Type{}},
				}},
			},
		},
	}
}

// Read implements datasource.DataSource.
func (d *versions) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m versionsModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	ctx, cancel := context.WithTimeout(ctx, framework.DefaultTimeout)
	defer cancel()
	id := m.ArticleID.ValueString()
	doing := "reading the versions of article " + id
	r, ok := d.reader(ctx, doing, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	found, err := r.ArticleVersions(ctx, id, m.Locale.ValueString())
	if framework.IsMissing(err) && d.existing(ctx, r, doing, id, &resp.Diagnostics) == nil {
		return
	}
	if err != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, "", d.Reads()))
		return
	}
	if limit := m.Limit.ValueInt64(); limit > 0 && int64(len(found)) > limit {
		found = found[:limit]
	}
	shown := make([]attr.Value, len(found))
	for i := range found {
		v := &found[i]
		if m.Bodies.ValueBool() {
			if v, err = r.ArticleVersion(ctx, id, string(v.ID)); err != nil {
				resp.Diagnostics.Append(providerdiag.Error("reading version "+string(found[i].ID)+" of article "+id, err, "", d.Reads()))
				return
			}
		}
		shown[i] = versionValue(v)
	}
	m.Versions = types.ListValueMust(types.ObjectType{AttrTypes: versionTypes}, shown)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

func versionValue(v *intercom.ArticleVersion) attr.Value {
	html, _ := v.Body.Get()
	markdown, _ := v.BodyMarkdown.Get()
	return types.ObjectValueMust(versionTypes, map[string]attr.Value{
		"id": types.StringValue(string(v.ID)), "title": framework.Text(v.Title), "description": framework.Text(v.Description),
		"body": framework.Text(richtext.StripSignatures(html)), "body_markdown": framework.Text(richtext.StripSignatures(markdown)),
		"author_id": framework.Text(string(v.AuthorID)), "created_by_id": framework.Text(string(v.CreatedByID)), "created_via": framework.Text(v.CreatedVia),
		"from_version_id": framework.Text(string(v.FromVersionID)), "state": framework.Text(v.State), "created_at": framework.Time(v.CreatedAt),
	})
}
