package article

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/richtext"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// prepare keeps the text of state where the configuration only writes it otherwise.
func prepare(ctx context.Context, p *framework.Plan[model]) (diags diag.Diagnostics) {
	if p.Prior == nil {
		return nil
	}
	sealed := privatestate.Get[seals](ctx, p.Private, sealKey, &diags)
	t, before, label := p.Plan.text(), p.Prior.text(), framework.Label(p.Prior.ID.ValueString(), p.Prior.Title.ValueString())
	diags.Append(sealed.keep("", &t, before, label)...)
	p.Plan.setText(t)
	if known(p.Plan.Translations) && len(p.Plan.Translations.Elements()) > 0 {
		texts, was := p.Plan.translations(), p.Prior.translations()
		for _, locale := range locales(texts) {
			t := texts[locale]
			diags.Append(sealed.keep(locale, &t, was[locale], label)...)
			texts[locale] = t
		}
		p.Plan.setTranslations(texts)
	}
	for into, prior := range map[*types.List]types.List{&p.Plan.CollectionIDs: p.Prior.CollectionIDs, &p.Plan.AudienceIDs: p.Prior.AudienceIDs} {
		if known(*into) && !into.IsNull() && sameIDs(*into, prior) {
			*into = prior
		}
	}
	if p.Plan.URL.IsUnknown() && !unstages(p.Plan, p.Prior) && p.Plan.Title.Equal(p.Prior.Title) && p.Plan.State.Equal(p.Prior.State) && p.Plan.CollectionIDs.Equal(p.Prior.CollectionIDs) &&
		p.Plan.ScheduledPublishAt.Equal(p.Prior.ScheduledPublishAt) && p.Plan.ScheduledUnpublishAt.Equal(p.Prior.ScheduledUnpublishAt) && p.Prior.ScheduledPublishAt.IsNull() && p.Prior.ScheduledUnpublishAt.IsNull() {
		p.Plan.URL = p.Prior.URL
	}
	return diags
}

// keep plans the body of state for one that says the same, unless somebody edited it. A text of Intercom's own is compared leniently: it
// is what Intercom made of a text that the provider does not have. The provider's own text differs if somebody changed it.
func (s seals) keep(locale string, t *text, before text, label string) (diags diag.Diagnostics) {
	planned, prior, was := t.body(), before.body(), s[locale]
	if planned.IsNull() || planned.IsUnknown() || prior.IsNull() || planned.markdown != prior.markdown || was.Drifted {
		return nil
	}
	own := was.Written && was.Sent == prior.hash()
	if own && planned.same(prior) || !own && planned.means(prior) {
		t.setBody(prior)
		for _, pair := range richtext.CopiedImages(planned.html(), prior.html()) {
			diags.AddWarning("Images of articles are not compared", fmt.Sprintf(
				"Article %s has the image %s in the configuration, and %s in its place in Intercom. Terraform did not write this text, so it cannot tell whether that is a copy, and leaves it as it is. "+
					"To send the configured image, change its alternative text, too.", label, intercom.Quote(pair[0], 200), intercom.Quote(pair[1], 200)))
		}
	}
	return diags
}

func known(value attr.Value) bool {
	if value.IsUnknown() {
		return false
	}
	switch v := value.(type) {
	case types.List:
		return !slices.ContainsFunc(v.Elements(), func(e attr.Value) bool { return e.IsUnknown() })
	case types.Map:
		for _, e := range v.Elements() {
			if e.IsUnknown() {
				return false
			}
		}
	}
	return true
}

// checkPlan refuses what the API version lacks, and says what a plan means for readers.
func checkPlan(ctx context.Context, p *framework.Plan[model]) (diags diag.Diagnostics) {
	if p.Plan == nil {
		return nil
	}
	if p.Data.Known() {
		diags.Append(checkVersion(p)...)
	}
	diags.Append(p.WithReader(ctx, func(ctx context.Context, r framework.Reader) diag.Diagnostics {
		return append(checkLocales(ctx, r, p), checkAuthor(ctx, r, p)...)
	})...)
	prior := p.Prior
	if prior == nil {
		prior = &model{State: types.StringValue(intercom.ArticleDraft)}
	}
	if p.Prior != nil {
		diags.Append(ownBodies(&p.Data.Walk, p.Config, prior.ID.ValueString())...)
	}
	diags.Append(checkState(p, prior)...)
	for name, times := range map[string][2]timetypes.RFC3339{
		"scheduled_publish_at": {p.Plan.ScheduledPublishAt, prior.ScheduledPublishAt}, "scheduled_unpublish_at": {p.Plan.ScheduledUnpublishAt, prior.ScheduledUnpublishAt},
	} {
		if past(times[0]) && !times[0].Equal(times[1]) {
			diags.AddAttributeError(path.Root(name), "The time of a schedule has passed", fmt.Sprintf("%s is %s. Intercom takes only times in the future. %s", name, times[0].ValueString(), framework.NothingChanged))
		}
	}
	label := framework.Label(prior.ID.ValueString(), prior.Title.ValueString())
	if p.Prior != nil && schedulesText(p.Plan, prior) {
		diags.AddAttributeError(path.Root("scheduled_publish_at"), "A published article cannot be scheduled with its new text",
			"Article "+label+" is published. Intercom puts a text that is sent with scheduled_publish_at into the draft of the article, where an update does not find it. "+framework.NothingChanged+
				"\n\nWhat to do: set stage = true, which sends texts to the draft, or change the text and the schedule in two applies.")
	}
	if !p.Plan.AudienceIDs.IsUnknown() && !p.Plan.AudienceIDs.IsNull() && len(p.Plan.AudienceIDs.Elements()) == 0 && len(prior.AudienceIDs.Elements()) > 0 {
		diags.AddAttributeWarning(path.Root("audience_ids"), "This plan makes articles visible to everyone", "Article "+label+" is for no audience any more, so that everyone sees it and Fin answers everyone from it.")
	}
	if p.Prior == nil {
		return diags
	}
	if !p.Plan.Translations.IsUnknown() {
		for _, locale := range locales(prior.translations()) {
			if _, stays := p.Plan.Translations.Elements()[locale]; !stays {
				diags.AddAttributeWarning(path.Root("translations"), "This plan makes translations of articles drafts",
					fmt.Sprintf("Article %s has no translation in %s any more. Intercom cannot delete it, so it becomes a draft.", label, locale))
			}
		}
	}
	return append(diags, checkShown(ctx, p, label)...)
}

// schedulesText reports whether an update would send texts of a published article with a time at which to publish them. Only a
// published article has a URL: state is published before the time of a schedule, too.
func schedulesText(plan, prior *model) bool {
	at := plan.ScheduledPublishAt
	if prior.URL.IsNull() || plan.Stage.ValueBool() || at.IsNull() || at.IsUnknown() || past(at) || framework.Instant(at, prior.ScheduledPublishAt).IsZero() {
		return false
	}
	changes := func(t, before text) bool {
		t.State, before.State = types.StringNull(), types.StringNull()
		return !t.same(before.asLeftBy(t))
	}
	before := prior.translations()
	for locale, t := range plan.translations() {
		if was, had := before[locale]; !had || changes(t, was) {
			return true
		}
	}
	return changes(plan.text(), prior.text())
}

// checkState says what publishing and unpublishing mean. A protected article is not unpublished.
func checkState(p *framework.Plan[model], prior *model) (diags diag.Diagnostics) {
	label, which := framework.Label(prior.ID.ValueString(), p.Plan.Title.ValueString()), "The new article"
	if label != "" {
		which = "Article " + label
	}
	planned, was := p.Plan.State.ValueString(), prior.State.ValueString()
	if was == "" && !prior.URL.IsNull() {
		was = intercom.ArticlePublished // it is not managed, and only a published article has a URL
	}
	switch {
	case was == intercom.ArticlePublished && planned == intercom.ArticleDraft && p.Data.Protected(prior.Protection, p.Plan.Protection):
		diags.AddAttributeError(path.Root("state"), "Article "+label+" is protected from being unpublished",
			"deletion_protection is true, and this plan would unpublish it: its URL stops working. "+framework.NothingChanged+"\n\nWhat to do: to unpublish it after all, set deletion_protection = false, apply that, and run this again.")
	case was == intercom.ArticlePublished && planned == intercom.ArticleDraft:
		diags.AddAttributeWarning(path.Root("state"), "This plan unpublishes articles", "Article "+label+" becomes a draft, and its URL stops working: "+prior.URL.ValueString())
	case p.Prior != nil && was == intercom.ArticleDraft && planned == intercom.ArticlePublished:
		diags.AddAttributeWarning(path.Root("state"), "This plan publishes articles", "Article "+label+" becomes visible to the readers of the help center.")
	}
	if planned == intercom.ArticlePublished && !p.Plan.CollectionIDs.IsUnknown() && len(p.Plan.CollectionIDs.Elements()) == 0 && (p.Prior == nil || !p.Plan.CollectionIDs.IsNull() && !p.Plan.CollectionIDs.Equal(prior.CollectionIDs)) {
		diags.AddAttributeWarning(path.Root("collection_ids"), "Published articles are in no collection", which+" is not listed in the help center. It is not private: its URL works, and Fin may answer from it.")
	}
	return diags
}

// checkVersion refuses the arguments that the API version ignores.
func checkVersion(p *framework.Plan[model]) (diags diag.Diagnostics) {
	version := p.Data.Version()
	if version.Has(with216) || !version.Documented() {
		return nil
	}
	plan := p.Plan
	lacks := map[string]bool{
		"stage": plan.Stage.ValueBool(), "audience_ids": !plan.AudienceIDs.IsNull(), "ai_chatbot_availability": !plan.AIChatbot.IsNull(), "ai_copilot_availability": !plan.AICopilot.IsNull(),
		"ai_sales_agent_availability": !plan.AISalesAgent.IsNull(), "scheduled_publish_at": !plan.ScheduledPublishAt.IsNull(), "scheduled_unpublish_at": !plan.ScheduledUnpublishAt.IsNull(),
		"collection_ids": !plan.CollectionIDs.IsNull() && !plan.CollectionIDs.IsUnknown() && len(plan.CollectionIDs.Elements()) != 1,
	}
	for _, name := range locales(lacks) {
		what := name
		if name == "collection_ids" {
			what = "any number of collections but one"
		}
		if lacks[name] {
			diags.AddAttributeError(path.Root(name), fmt.Sprintf("API version %s does not support %s of articles", version, what),
				fmt.Sprintf("%s is the first version that does. Set the provider's api_version to %s. %s", with216, intercom.DefaultVersion, framework.NothingChanged))
		}
	}
	return diags
}

// validate refuses what no single argument shows to be wrong.
func validate(config *model) (diags diag.Diagnostics) {
	checkText := func(at path.Path, t text) {
		if !t.Body.IsNull() && !t.BodyMarkdown.IsNull() {
			diags.AddAttributeError(at.AtName("body_markdown"), "Two bodies", "An article has one text. Set body or body_markdown, not both.")
		}
		diags.Append(checkBody(at, t.body())...)
	}
	root := config.text()
	if !root.Body.IsNull() && !root.BodyMarkdown.IsNull() {
		diags.AddAttributeError(path.Root("body_markdown"), "Two bodies", "An article has one text. Set body or body_markdown, not both.")
	}
	diags.Append(checkBody(path.Empty(), root.body())...)
	if !config.Translations.IsUnknown() {
		for locale, value := range config.Translations.Elements() {
			if !slices.Contains(localeNames, locale) {
				diags.AddAttributeError(path.Root("translations").AtMapKey(locale), "Unknown locale", fmt.Sprintf("%q is no language of Intercom's help centers. They are: %s.", intercom.Clean(locale, 40), strings.Join(localeNames, ", ")))
			}
			if !value.IsUnknown() && textOf(value).Title.IsNull() {
				diags.AddAttributeError(path.Root("translations").AtMapKey(locale), "A translation without a title", "Set the title of the article in "+intercom.Clean(locale, 40)+".")
			}
			if !value.IsUnknown() && !value.IsNull() {
				checkText(path.Root("translations").AtMapKey(locale), textOf(value))
			}
		}
	}
	set := func(at timetypes.RFC3339) bool { return !at.IsNull() && !at.IsUnknown() }
	switch {
	case set(config.ScheduledPublishAt) && set(config.ScheduledUnpublishAt):
		diags.AddAttributeError(path.Root("scheduled_unpublish_at"), "Two schedules", "Intercom takes one of scheduled_publish_at and scheduled_unpublish_at.")
	case set(config.ScheduledPublishAt) && config.State.ValueString() == intercom.ArticleDraft:
		diags.AddAttributeError(path.Root("state"), "A draft that is scheduled to be published", "Set state to \"published\" or leave it out: with scheduled_publish_at, the article stays a draft until that time.")
	}
	return diags
}
