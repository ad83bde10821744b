package article

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// locale keys that Intercom has.
var localeNames = strings.Fields("ar bg bs ca cs da de el en es et fi fr he hr hu id it ja ko lt lv mn nb nl pl pt ro ru sl sr sv tr vi pt-BR zh-CN zh-TW")

// The values of pending_draft.
const (
	pendingFail      = "fail"
	pendingOverwrite = "overwrite"
)

const (
	since216   = "Requires API version 2.16 or later."
	bodyText   = "Intercom rewrites it. The provider compares the content, so a difference in formatting alone is not a change."
	markdownOf = "Body of the article in Markdown. From API version 2.16 on, Intercom renders it; for earlier versions, the provider does. "
)

func attributes() map[string]schema.Attribute {
	managed := []planmodifier.String{managedfields.Optional()}
	return map[string]schema.Attribute{
		"title": schema.StringAttribute{MarkdownDescription: "Title of the article. A new title makes a new URL; Intercom redirects the old one.", Required: true, Validators: []validator.String{schemas.Identifying}},
		"description": schema.StringAttribute{
			MarkdownDescription: "Description of the article, which search results show.", Optional: true, Computed: true,
			Validators: []validator.String{schemas.NotEmpty}, PlanModifiers: []planmodifier.String{managedfields.Clearable()},
		},
		"body": schema.StringAttribute{
			MarkdownDescription: "Body of the article in HTML. " + bodyText + " Conflicts with `body_markdown`. Removing both leaves the text in Intercom as it is. " + htmlImport,
			Optional:            true, Computed: true, Validators: []validator.String{schemas.NotEmpty}, PlanModifiers: managed,
		},
		"body_markdown": schema.StringAttribute{
			MarkdownDescription: markdownOf + bodyText + " Conflicts with `body`.",
			Optional:            true, Computed: true, Validators: []validator.String{schemas.NotEmpty}, PlanModifiers: managed,
		},
		"author_id": schema.StringAttribute{MarkdownDescription: "ID of the admin who is shown as the author.", Required: true, Validators: []validator.String{schemas.IsNumber}},
		"state": schema.StringAttribute{
			MarkdownDescription: "State of the article: `published` or `draft`. If you leave it out, a new article is a draft, and Terraform does not change the state later. Changing `published` to `draft` **unpublishes the article**: its URL stops working.",
			Optional:            true, Computed: true, Validators: []validator.String{stringvalidator.OneOf(intercom.ArticlePublished, intercom.ArticleDraft)}, PlanModifiers: managed,
		},
		"collection_ids": schema.ListAttribute{
			MarkdownDescription: "IDs of the collections that the article is in. More than one, or an empty list for none, requires API version 2.16 or later. Removing the argument leaves the article where it is. A published article without a collection is not listed, but its URL works and Fin may answer from it.",
			ElementType:         types.StringType, Optional: true, Computed: true,
			Validators: []validator.List{listvalidator.ValueStringsAre(schemas.IsNumber), listvalidator.UniqueValues()}, PlanModifiers: []planmodifier.List{managedfields.Optional()},
		},
		"translations": translationsAttribute(),
		"audience_ids": schema.ListAttribute{
			MarkdownDescription: "IDs of the audiences that the article is for. An empty list makes it visible to **everyone**. Removing the argument leaves the audiences as they are. " + since216,
			ElementType:         types.StringType, Optional: true, Computed: true,
			Validators: []validator.List{listvalidator.ValueStringsAre(schemas.IsNumber), listvalidator.UniqueValues()}, PlanModifiers: []planmodifier.List{managedfields.Optional()},
		},
		"ai_chatbot_availability":     availability("Fin, Intercom's AI agent, answers from the article"),
		"ai_copilot_availability":     availability("Copilot answers teammates from the article"),
		"ai_sales_agent_availability": availability("the AI sales agent answers from the article"),
		"scheduled_publish_at":        schedule("published", "Set `state` to `published`, too, or leave it out. The texts of a published article cannot change in the same apply, except with `stage`."),
		"scheduled_unpublish_at":      schedule("unpublished", "The article must have been published."),
		"stage": schema.BoolAttribute{
			MarkdownDescription: "Whether changes of the texts of a published article go to its draft, which the action `intercom_article_draft_publish` publishes. A `state`, and a translation that is new or a draft, do not wait for it. Turning it off makes the staged texts live. Default: `false`, changes are live at once. " + since216,
			Optional:            true,
		},
		"pending_draft":           pendingDraftAttribute("a change of its texts or states, or a destroy with `on_destroy = \"unpublish\"`,"),
		"url":                     schema.StringAttribute{MarkdownDescription: "URL of the article. Null for a draft.", Computed: true},
		"translation_urls":        schema.MapAttribute{MarkdownDescription: "URLs of the published translations, keyed by locale.", ElementType: types.StringType, Computed: true},
		"default_locale":          schemas.Computed("Default locale of the help center. Null if it has one language."),
		"has_unpublished_changes": schema.BoolAttribute{MarkdownDescription: "Whether a draft has changes that are not published. Null if Intercom does not show it.", Computed: true},
		"help_center_audience":    schema.StringAttribute{MarkdownDescription: "Who can see the article in the help center. Only Intercom's settings change it.", Computed: true},
		"updated_at":              schema.StringAttribute{MarkdownDescription: "Time of the last change, in RFC 3339 format.", CustomType: timetypes.RFC3339Type{}, Computed: true},
	}
}

func translationsAttribute() schema.Attribute {
	return schema.MapNestedAttribute{
		MarkdownDescription: "Texts of the article in the other languages of the help center, keyed by locale, such as `fr` or `pt-BR`. Intercom cannot delete a translation: removing a locale makes it a draft.",
		Optional:            true, Computed: true,
		Validators: []validator.Map{mapvalidator.SizeAtLeast(1)}, PlanModifiers: []planmodifier.Map{managedfields.Optional()},
		NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			// Not Required: the framework would miss it in an object that is not known yet. validate misses it where it is null.
			"title":         schema.StringAttribute{MarkdownDescription: "Title of the article. Required.", Optional: true, Validators: []validator.String{schemas.Identifying}},
			"description":   schema.StringAttribute{MarkdownDescription: "Description of the article.", Optional: true, Validators: []validator.String{schemas.NotEmpty}},
			"body":          schema.StringAttribute{MarkdownDescription: "Body of the article in HTML. Conflicts with `body_markdown`.", Optional: true, Validators: []validator.String{schemas.NotEmpty}},
			"body_markdown": schema.StringAttribute{MarkdownDescription: "Body of the article in Markdown. Conflicts with `body`.", Optional: true, Validators: []validator.String{schemas.NotEmpty}},
			"state":         schema.StringAttribute{MarkdownDescription: "State of the translation: `published` or `draft`.", Optional: true, Validators: []validator.String{stringvalidator.OneOf(intercom.ArticlePublished, intercom.ArticleDraft)}},
		}},
	}
}

// importSets says which argument an import sets.
const importSets = "From API version 2.16 on, it sets `body_markdown`. With `?" + importHTML + "` at the end of the ID, such as `11?" + importHTML + "`, it sets `body`."

// htmlImport says how an import gets HTML.
const htmlImport = "From API version 2.16 on, an import sets `body_markdown` instead, unless its ID ends in `?" + importHTML + "`."

func availability(does string) schema.Attribute {
	return schema.BoolAttribute{MarkdownDescription: "Whether " + does + ". " + since216, Optional: true, Computed: true, PlanModifiers: []planmodifier.Bool{managedfields.Optional()}}
}

func schedule(becomes, note string) schema.Attribute {
	return schema.StringAttribute{
		MarkdownDescription: "Time at which the article is " + becomes + ", in RFC 3339 format. " + note + " A time that has passed changes nothing. " + since216,
		CustomType:          timetypes.RFC3339Type{}, Optional: true, Computed: true, PlanModifiers: []planmodifier.String{managedfields.Clearable()},
	}
}

// pendingDraftAttribute is pending_draft. would is what would publish or lose a teammate's changes.
func pendingDraftAttribute(would string) schema.Attribute {
	return schema.StringAttribute{
		MarkdownDescription: "What happens if a teammate has unpublished changes of the article, which " + would + " would publish or lose: `fail` (default) is an error, `overwrite` makes the change. Intercom's editor saves drafts every few seconds, so an open browser tab is enough. API versions before 2.16 do not show such changes.",
		Optional:            true, Validators: []validator.String{stringvalidator.OneOf(pendingFail, pendingOverwrite)},
	}
}
