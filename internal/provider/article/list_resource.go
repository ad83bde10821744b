package article

import (
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type listConfig struct {
	HelpCenterID  types.String      `tfsdk:"help_center_id"`
	CollectionIDs types.List        `tfsdk:"collection_ids"`
	State         types.String      `tfsdk:"state"`
	Locale        types.String      `tfsdk:"locale"`
	TitleContains types.String      `tfsdk:"title_contains"`
	TagIDs        types.List        `tfsdk:"tag_ids"`
	UpdatedAfter  timetypes.RFC3339 `tfsdk:"updated_after"`
	UpdatedBefore timetypes.RFC3339 `tfsdk:"updated_before"`
}

// NewListResource returns list "intercom_article".
func NewListResource() list.ListResource {
	return framework.NewListResource(&Object, framework.Listing[listConfig, *intercom.Article]{
		Description: "Lists Intercom articles with the filters that are set. Intercom lists all articles, and the provider filters them.",
		Attributes: map[string]schema.Attribute{
			"help_center_id": schema.StringAttribute{
				MarkdownDescription: "ID of the help center that a collection of the article is in. Articles without a collection are in no help center. One more call reads the collections.",
				Optional:            true, Validators: []validator.String{schemas.IsID},
			},
			"collection_ids": schema.ListAttribute{MarkdownDescription: "IDs of collections, of which the article is in at least one.", ElementType: types.StringType, Optional: true},
			"state":          schema.StringAttribute{MarkdownDescription: "State: `published` or `draft`.", Optional: true, Validators: []validator.String{stringvalidator.OneOf(intercom.ArticlePublished, intercom.ArticleDraft)}},
			"locale":         schema.StringAttribute{MarkdownDescription: "Locale that the article has a text in, such as `fr`.", Optional: true},
			"title_contains": schema.StringAttribute{MarkdownDescription: "Text that the title contains, without regard to case.", Optional: true},
			"tag_ids":        schema.ListAttribute{MarkdownDescription: "IDs of tags, of which the article has at least one.", ElementType: types.StringType, Optional: true},
			"updated_after":  schema.StringAttribute{MarkdownDescription: "Time after which the article was updated, in RFC 3339 format.", CustomType: timetypes.RFC3339Type{}, Optional: true},
			"updated_before": schema.StringAttribute{MarkdownDescription: "Time before which the article was updated, in RFC 3339 format.", CustomType: timetypes.RFC3339Type{}, Optional: true},
		},
		Find: func(ctx context.Context, r framework.Reader, c listConfig, _ int64) iter.Seq2[*intercom.Article, error] {
			keep, err := c.matcher(ctx, r)
			if err != nil {
				return func(yield func(*intercom.Article, error) bool) { yield(nil, err) }
			}
			return listed(ctx, r, keep)
		},
		Complete: complete,
	})
}

// matcher returns what tells the articles that match all arguments.
func (c listConfig) matcher(ctx context.Context, r framework.Reader) (func(*intercom.Article) bool, error) {
	if c.HelpCenterID.IsNull() {
		return c.holds, nil
	}
	inside, err := collectionsOf(ctx, r, c.HelpCenterID.ValueString())
	return func(a *intercom.Article) bool {
		parents, _ := a.Parents()
		return c.holds(a) && slices.ContainsFunc(parents, func(id string) bool { return inside[id] })
	}, err
}

// levels is how deep collections can be in one another.
const levels = 3

// collectionsOf are the IDs of a help center's collections. The list may name no help center for a collection in another one.
func collectionsOf(ctx context.Context, r framework.Reader, helpCenterID string) (map[string]bool, error) {
	collections, err := r.Collections(ctx)
	inside := map[string]bool{}
	for range levels {
		for _, c := range collections {
			parent, _ := c.ParentID.Get()
			if string(c.HelpCenterID) == helpCenterID || c.HelpCenterID == "" && inside[string(parent)] {
				inside[string(c.ID)] = true
			}
		}
	}
	return inside, err
}

// listed yields the articles to keep of all, as the list shows them.
func listed(ctx context.Context, r framework.Reader, keep func(*intercom.Article) bool) iter.Seq2[*intercom.Article, error] {
	return framework.All(func() ([]*intercom.Article, error) { return framework.Pointers(all(ctx, r)) }, keep)
}

// complete reads an article of which the list leaves out the Markdown.
func complete(ctx context.Context, r framework.Reader, a *intercom.Article) (*intercom.Article, error) {
	if _, shown := a.BodyMarkdown.Get(); shown || !r.Version().Has(with216) {
		return a, nil
	}
	return r.Article(ctx, string(a.ID))
}

func (c listConfig) holds(a *intercom.Article) bool {
	parents, _ := a.Parents()
	after, _ := c.UpdatedAfter.ValueRFC3339Time()
	before, _ := c.UpdatedBefore.ValueRFC3339Time()
	locale := c.Locale.ValueString()
	return anyOf(stringsOf(c.CollectionIDs), parents) && anyOf(stringsOf(c.TagIDs), tagsOf(a)) &&
		(c.State.IsNull() || a.State == c.State.ValueString()) &&
		(locale == "" || locale == a.DefaultLocale || a.TranslatedContent[locale].Title != "") &&
		strings.Contains(strings.ToLower(a.Title), strings.ToLower(c.TitleContains.ValueString())) &&
		(c.UpdatedAfter.IsNull() || a.UpdatedAt.After(after)) && (c.UpdatedBefore.IsNull() || a.UpdatedAt.Before(before))
}

func tagsOf(a *intercom.Article) (ids []string) {
	tags, _ := a.Tags.Get()
	for _, t := range tags.Tags {
		ids = append(ids, string(t.ID))
	}
	return ids
}

func anyOf(wanted, has []string) bool {
	return len(wanted) == 0 || slices.ContainsFunc(wanted, func(id string) bool { return slices.Contains(has, id) })
}
