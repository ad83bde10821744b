package article

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	ID                   types.String      `tfsdk:"id"`
	Title                types.String      `tfsdk:"title"`
	Description          types.String      `tfsdk:"description"`
	Body                 types.String      `tfsdk:"body"`
	BodyMarkdown         types.String      `tfsdk:"body_markdown"`
	AuthorID             types.String      `tfsdk:"author_id"`
	State                types.String      `tfsdk:"state"`
	CollectionIDs        types.List        `tfsdk:"collection_ids"`
	Translations         types.Map         `tfsdk:"translations"`
	AudienceIDs          types.List        `tfsdk:"audience_ids"`
	AIChatbot            types.Bool        `tfsdk:"ai_chatbot_availability"`
	AICopilot            types.Bool        `tfsdk:"ai_copilot_availability"`
	AISalesAgent         types.Bool        `tfsdk:"ai_sales_agent_availability"`
	ScheduledPublishAt   timetypes.RFC3339 `tfsdk:"scheduled_publish_at"`
	ScheduledUnpublishAt timetypes.RFC3339 `tfsdk:"scheduled_unpublish_at"`
	Stage                types.Bool        `tfsdk:"stage"`
	PendingDraft         types.String      `tfsdk:"pending_draft"`
	URL                  types.String      `tfsdk:"url"`
	TranslationURLs      types.Map         `tfsdk:"translation_urls"`
	DefaultLocale        types.String      `tfsdk:"default_locale"`
	HasUnpublished       types.Bool        `tfsdk:"has_unpublished_changes"`
	HelpCenterAudience   types.String      `tfsdk:"help_center_audience"`
	CreatedAt            timetypes.RFC3339 `tfsdk:"created_at"`
	UpdatedAt            timetypes.RFC3339 `tfsdk:"updated_at"`
	Protection           types.Bool        `tfsdk:"deletion_protection"`
	OnDestroy            types.String      `tfsdk:"on_destroy"`
}

func (m *model) text() text {
	return text{m.Title, m.Description, m.Body, m.BodyMarkdown, m.State}
}

func (m *model) setText(t text) {
	m.Title, m.Description, m.Body, m.BodyMarkdown, m.State = t.Title, t.Description, t.Body, t.BodyMarkdown, t.State
}

// translations are the texts by locale. Unknown ones are left out.
func (m *model) translations() map[string]text {
	texts := map[string]text{}
	for locale, value := range m.Translations.Elements() {
		if !value.IsUnknown() && !value.IsNull() {
			texts[locale] = textOf(value)
		}
	}
	return texts
}

func (m *model) setTranslations(texts map[string]text) {
	values := map[string]attr.Value{}
	for locale, t := range texts {
		values[locale] = t.value()
	}
	m.Translations = types.MapValueMust(translationType, values)
}

// flatten takes over all that Intercom shows. What an answer leaves out stays as it is.
func flatten(_ context.Context, a *intercom.Article, m *model) diag.Diagnostics {
	m.ID = types.StringValue(string(a.ID))
	t := m.text()
	t.flatten(a.ArticleContent)
	t.State = m.stateShown(a)
	m.setText(t)
	if a.AuthorID != "" || m.AuthorID.IsUnknown() {
		m.AuthorID = framework.Text(string(a.AuthorID))
	}
	if !a.CreatedAt.IsZero() || m.CreatedAt.IsUnknown() {
		m.CreatedAt = framework.TimeAs(m.CreatedAt, a.CreatedAt)
	}
	if !a.UpdatedAt.IsZero() || m.UpdatedAt.IsUnknown() {
		m.UpdatedAt = framework.Time(a.UpdatedAt)
	}
	if parents, shown := a.Parents(); shown || m.CollectionIDs.IsUnknown() {
		m.CollectionIDs = idList(parents, m.CollectionIDs)
	}
	if audiences, shown := audiencesOf(a); shown || m.AudienceIDs.IsUnknown() {
		m.AudienceIDs = idList(audiences, m.AudienceIDs)
	}
	for into, shown := range map[*types.Bool]*bool{&m.AIChatbot: a.AIChatbotAvailability, &m.AICopilot: a.AICopilotAvailability, &m.AISalesAgent: a.AISalesAgentAvailability, &m.HasUnpublished: a.HasUnpublishedChanges} {
		if shown != nil || into.IsUnknown() {
			*into = types.BoolPointerValue(shown)
		}
	}
	for into, shown := range map[*timetypes.RFC3339]intercom.Shown[intercom.UnixTime]{&m.ScheduledPublishAt: a.ScheduledPublishAt, &m.ScheduledUnpublishAt: a.ScheduledUnpublishAt} {
		if at, has := shown.Get(); (has || into.IsUnknown()) && (!at.IsZero() || !past(*into)) {
			*into = framework.TimeAs(*into, at)
		}
	}
	m.URL = framework.Text(a.URL)
	for into, shown := range map[*types.String]string{&m.DefaultLocale: a.DefaultLocale, &m.HelpCenterAudience: a.HelpCenterAudience} {
		if shown != "" || into.IsUnknown() {
			*into = framework.Text(shown)
		}
	}
	m.flattenTranslations(a)
	return nil
}

// stateShown is the state that Intercom shows, or the one that an article will have or had by its schedule.
func (m *model) stateShown(a *intercom.Article) types.String {
	publish, _ := a.ScheduledPublishAt.Get()
	switch {
	case a.State == "":
		return m.State
	case a.State == intercom.ArticleDraft && m.State.ValueString() == intercom.ArticlePublished && (!publish.IsZero() || past(m.ScheduledUnpublishAt)):
		return m.State
	}
	return types.StringValue(a.State)
}

func idList(ids []string, before types.List) types.List {
	if len(ids) == 0 && before.IsNull() {
		return types.ListNull(types.StringType)
	}
	if shown := stringsOf(before); len(shown) == len(ids) && sameSet(shown, ids) {
		return before // in the order in which it is written
	}
	values := make([]attr.Value, len(ids))
	for i, id := range ids {
		values[i] = types.StringValue(id)
	}
	return types.ListValueMust(types.StringType, values)
}

func stringsOf(list types.List) []string {
	var all []string
	for _, value := range list.Elements() {
		if s, ok := value.(types.String); ok {
			all = append(all, s.ValueString())
		}
	}
	return all
}

func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

func sameIDs(a, b attr.Value) bool {
	x, _ := a.(types.List)
	y, _ := b.(types.List)
	return !a.IsUnknown() && !b.IsUnknown() && a.IsNull() == b.IsNull() && sameSet(stringsOf(x), stringsOf(y))
}

// flattenTranslations shows the locales that the model has, or all of them where it has none. Where help centers have one
// language, answers show no translations at all, which does not mean that there are none.
func (m *model) flattenTranslations(a *intercom.Article) {
	urls := map[string]attr.Value{}
	for locale, content := range a.TranslatedContent {
		if content.URL != "" {
			urls[locale] = types.StringValue(content.URL)
		}
	}
	m.TranslationURLs = types.MapNull(types.StringType)
	if len(urls) > 0 {
		m.TranslationURLs = types.MapValueMust(types.StringType, urls)
	}
	configured := m.translations()
	switch {
	case a.TranslatedContent == nil && !m.Translations.IsUnknown():
		return
	case m.Translations.IsUnknown():
		m.Translations = types.MapNull(translationType)
	}
	shown := map[string]text{}
	for locale, content := range a.TranslatedContent {
		before, wanted := configured[locale]
		if content.Title == "" || !wanted && (len(configured) > 0 || locale == a.DefaultLocale) {
			continue
		}
		t := before
		t.flatten(content)
		if wanted {
			t = t.only(before)
		}
		shown[locale] = t
	}
	if len(shown) > 0 || len(configured) > 0 {
		m.setTranslations(shown)
	}
}

// exactly is for bodies: Recall and Remember have decided already.
func exactly(a, b attr.Value) bool { return a.Equal(b) }

func numbers(list types.List) []json.Number {
	all := []json.Number{}
	for _, id := range stringsOf(list) {
		all = append(all, json.Number(id))
	}
	return all
}

func locales[V any](of map[string]V) []string { return slices.Sorted(maps.Keys(of)) }

// audiencesOf are the audiences of an article: of the article itself, or of its locales, which have the same ones unless somebody
// set them apart.
func audiencesOf(a *intercom.Article) (ids []string, shown bool) {
	of := a.AudienceIDs
	for _, locale := range locales(a.TranslatedContent) {
		if of.IsZero() {
			of = a.TranslatedContent[locale].AudienceIDs
		}
	}
	all, shown := of.Get()
	for _, id := range all {
		ids = append(ids, string(id))
	}
	return ids, shown
}

// past reports whether an instant has come. Intercom shows no schedule any more then.
func past(at timetypes.RFC3339) bool {
	instant, diags := at.ValueRFC3339Time()
	return !at.IsNull() && !at.IsUnknown() && !diags.HasError() && !instant.After(time.Now())
}
