package article

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/richtext"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// with216 is the first version that has drafts, Markdown, and several collections.
const with216 intercom.Version = "2.16"

func authorOf(id string) (f intercom.Field[json.Number]) {
	if id == "" {
		return f
	}
	return intercom.Set(json.Number(id))
}

// request is what leads a text to the plan t from state. An unset body stays as it is.
func (t text) request(state text, version intercom.Version) intercom.ArticleText {
	r := intercom.ArticleText{Title: framework.Kept(t.Title, state.Title), Description: framework.StringOrEmpty(t.Description, state.Description), State: framework.Kept(t.State, state.State)}
	if b := t.body(); !b.IsNull() && !b.IsUnknown() && b != state.body() {
		request{&r}.set(b, version)
	}
	return r
}

// request is a text on its way to Intercom.
type request struct{ *intercom.ArticleText }

// set writes a body in a form that the version takes.
func (r request) set(b body, version intercom.Version) {
	if b.markdown && version.Has(with216) {
		r.BodyMarkdown = intercom.Set(b.ValueString())
		return
	}
	r.Body = intercom.Set(b.html())
}

// wholeOf is a text as Intercom shows it, to be sent back: whether a part of a locale keeps the rest is not documented.
func wholeOf(c intercom.ArticleContent) intercom.ArticleText {
	r := intercom.ArticleText{Title: intercom.Set(c.Title), AuthorID: authorOf(string(c.AuthorID))}
	if description, _ := c.Description.Get(); description != "" {
		r.Description = intercom.Set(description)
	}
	if body, shown := c.Body.Get(); shown {
		r.Body = intercom.Set(richtext.StripSignatures(body))
	}
	if c.State != "" {
		r.State = intercom.Set(c.State)
	}
	return r
}

// whole is the planned text of a locale with what Intercom shows of what the plan leaves out: a teammate may have written that. A
// description that was in state was removed from the configuration. author is that of a new locale.
func (t text) whole(state text, shown intercom.ArticleContent, author string, version intercom.Version) intercom.ArticleText {
	r := wholeOf(shown)
	r.Title = intercom.Set(t.Title.ValueString())
	if shown.AuthorID == "" {
		r.AuthorID = authorOf(author)
	}
	if !t.Description.IsNull() || !state.Description.IsNull() {
		r.Description = intercom.Set(t.Description.ValueString())
	}
	if !t.State.IsNull() {
		r.State = intercom.Set(t.State.ValueString())
	}
	if b := t.body(); !b.IsNull() {
		r.Body = intercom.Field[string]{}
		request{&r}.set(b, version)
	}
	return r
}

// rest are the parts of a request that are no text.
func (m *model) rest(state *model) intercom.ArticleRequest {
	r := intercom.ArticleRequest{
		AIChatbotAvailability: framework.Bool(m.AIChatbot, state.AIChatbot), AICopilotAvailability: framework.Bool(m.AICopilot, state.AICopilot),
		AISalesAgentAvailability: framework.Bool(m.AISalesAgent, state.AISalesAgent),
		ScheduledPublishAt:       instant(m.ScheduledPublishAt, state.ScheduledPublishAt), ScheduledUnpublishAt: instant(m.ScheduledUnpublishAt, state.ScheduledUnpublishAt),
	}
	if set := m.CollectionIDs; !set.IsNull() && !set.IsUnknown() && !set.Equal(state.CollectionIDs) {
		r.ParentIDs = intercom.Set(stringsOf(set))
	}
	if set := m.AudienceIDs; !set.IsNull() && !set.IsUnknown() && !set.Equal(state.AudienceIDs) {
		r.AudienceIDs = intercom.Set(numbers(set))
	}
	return r
}

func instant(planned, state timetypes.RFC3339) (f intercom.Field[string]) {
	at, ok := framework.Instant(planned, state).Get()
	switch {
	case ok:
		return intercom.Set(at.Format(time.RFC3339))
	case !framework.Instant(planned, state).IsZero() && !past(state):
		return intercom.Null[string]()
	}
	return f
}

func (m *model) createRequest(version intercom.Version) intercom.ArticleRequest {
	blank := &model{}
	r := m.rest(blank)
	r.ArticleText = m.text().request(blank.text(), version)
	r.AuthorID = authorOf(m.AuthorID.ValueString())
	for locale, t := range m.translations() {
		if r.TranslatedContent == nil {
			r.TranslatedContent = map[string]intercom.ArticleText{}
		}
		r.TranslatedContent[locale] = t.whole(text{}, intercom.ArticleContent{}, m.AuthorID.ValueString(), version)
	}
	return r
}

// change is an update of an article.
type change struct {
	framework.Writer
	framework.Change[model]
	id      string
	current *intercom.Article // as a read before the update shows it; nil if that was not needed
	sealed  seals
	request intercom.ArticleRequest
	textual bool
	// publishes: a draft that takes the texts is published, because it is the provider's own or may be overwritten.
	publishes bool
}

// update sends what changed. Texts of a published article go live with state: published, or with stage to its draft.
func update(ctx context.Context, w framework.Writer, c framework.Change[model]) (*intercom.Article, error) {
	release, err := lockTexts(ctx, w.Data, c.Prior.ID.ValueString())
	if err != nil {
		return nil, err
	}
	defer release()
	u := &change{Writer: w, Change: c, id: c.Prior.ID.ValueString(), sealed: privatestate.Get[seals](ctx, c.Private, sealKey, &diag.Diagnostics{})}
	if err := u.prepare(ctx); err != nil {
		return nil, err
	}
	if !u.textual && u.isZero() {
		return nil, framework.ErrUnchanged
	}
	u.request.AuthorID = authorOf(c.Plan.AuthorID.ValueString())
	if c.Plan.Stage.ValueBool() && u.current != nil {
		return u.stage(ctx)
	}
	if u.textual && u.goesLive() {
		u.request.State = intercom.Set(intercom.ArticlePublished) // it makes the text live although there is a draft
	}
	shown, err := u.send(ctx)
	if err == nil && unstages(c.Plan, c.Prior) {
		return u.confirmLive(ctx, shown)
	}
	return shown, err
}

// send sends the request, and publishes the draft that has its texts.
func (u *change) send(ctx context.Context) (*intercom.Article, error) {
	shown, err := u.put(ctx)
	if err != nil {
		return nil, err
	}
	return u.publish(ctx, shown)
}

// put sends the request and completes it.
func (u *change) put(ctx context.Context) (*intercom.Article, error) {
	shown, err := u.UpdateArticle(ctx, u.id, u.request)
	if err != nil {
		return nil, err
	}
	if shown, err = u.restoreLocales(ctx, shown); err != nil {
		return nil, err
	}
	return shown, u.confirmRemoved(ctx, shown)
}

// confirmRemoved reports a translation that was removed and that an answer and a read show to be published: state would not have it any
// more.
func (u *change) confirmRemoved(ctx context.Context, shown *intercom.Article) (err error) {
	kept := u.Plan.translations()
	for _, locale := range locales(u.request.TranslatedContent) {
		if _, stays := kept[locale]; stays || !u.becomesDraft(locale) || shown.TranslatedContent[locale].State != intercom.ArticlePublished {
			continue
		}
		if shown, err = u.Article(ctx, u.id); err != nil {
			return err
		}
		if shown.TranslatedContent[locale].State == intercom.ArticlePublished {
			return &framework.NotDoneError{Shown: "the translation in " + locale + " is still published"}
		}
	}
	return nil
}

// becomesDraft reports whether the request makes a text a draft.
func (u *change) becomesDraft(locale string) bool {
	state, _ := u.sent(locale).State.Get()
	return state == intercom.ArticleDraft
}

// isZero reports whether nothing but the author would be sent.
func (u *change) isZero() bool {
	r := u.request
	return r.State.IsZero() && r.ParentIDs.IsZero() && r.AudienceIDs.IsZero() && r.AIChatbotAvailability.IsZero() && r.AICopilotAvailability.IsZero() && r.AISalesAgentAvailability.IsZero() &&
		r.ScheduledPublishAt.IsZero() && r.ScheduledUnpublishAt.IsZero() && len(r.TranslatedContent) == 0 && u.Plan.AuthorID.Equal(u.Prior.AuthorID)
}

// prepare makes the request, and refuses it where it would undo what somebody else did.
func (u *change) prepare(ctx context.Context) (err error) {
	version := u.Version()
	u.request = u.Plan.rest(u.Prior)
	u.request.ArticleText = u.Plan.text().request(u.Prior.text(), version)
	u.textual = u.writes("")
	again := unstages(u.Plan, u.Prior)
	translated := !u.Plan.Translations.IsUnknown() && (again || !u.Plan.Translations.Equal(u.Prior.Translations))
	if !u.textual && !translated && !again && u.request.State.IsZero() {
		return nil
	}
	if u.current, err = u.Article(ctx, u.id); err != nil {
		return err
	}
	if err := u.checkStates(); err != nil {
		return err
	}
	if u.resends("") {
		was, err := u.cleared(ctx, "")
		if err != nil {
			return err
		}
		was.State = u.Prior.State
		u.request.ArticleText, u.textual = u.Plan.text().request(was, version), true
	}
	if translated {
		if err := u.translate(ctx); err != nil {
			return err
		}
	}
	if version.Has(with216) && (u.textual || !u.request.State.IsZero() || len(u.request.TranslatedContent) > 0) {
		return u.checkDraft(ctx)
	}
	return nil
}

// translate adds the translations that change to the request, and makes drafts of those that were removed.
func (u *change) translate(ctx context.Context) error {
	before, after := u.Prior.translations(), u.Plan.translations()
	u.request.TranslatedContent = map[string]intercom.ArticleText{}
	for _, locale := range locales(after) {
		was, had := before[locale]
		switch {
		case u.resends(locale):
			cleared, err := u.cleared(ctx, locale)
			if err != nil {
				return err
			}
			was = cleared
		case had && was.asLeftBy(after[locale]).value().Equal(after[locale].value()):
			continue
		}
		u.request.TranslatedContent[locale] = after[locale].whole(was, u.current.TranslatedContent[locale], u.Plan.AuthorID.ValueString(), u.Version())
		u.textual = true
	}
	for _, locale := range locales(before) {
		if content, shown := u.current.TranslatedContent[locale]; shown && after[locale].Title.IsNull() && content.State != intercom.ArticleDraft {
			removed := wholeOf(content)
			removed.State = intercom.Set(intercom.ArticleDraft)
			u.request.TranslatedContent[locale] = removed
		}
	}
	return nil
}

// checkStates refuses an update if somebody has changed a state since the plan was made. The state is sent with the texts: an article
// that was unpublished in the meantime would be live again, or a text that the plan shows as a draft would be.
func (u *change) checkStates() error {
	var changed []string
	differs := func(name string, planned, before, now types.String) {
		if !planned.IsNull() && planned.Equal(before) && now.ValueString() != "" && !now.Equal(before) {
			changed = append(changed, fmt.Sprintf("%s is %s now", name, intercom.Quote(now.ValueString(), 20)))
		}
	}
	differs("state", u.Plan.State, u.Prior.State, u.Prior.stateShown(u.current))
	before, after := u.Prior.translations(), u.Plan.translations()
	for _, locale := range locales(after) {
		differs(fmt.Sprintf("translations[%q].state", locale), after[locale].State, before[locale].State, types.StringValue(u.current.TranslatedContent[locale].State))
	}
	if len(changed) == 0 {
		return nil
	}
	return &providerdiag.LocalError{
		What: "somebody has changed its state", Next: "plan again. The new plan shows the change.",
		Err: fmt.Errorf("since the plan was made, somebody has changed the article: %s. This update would undo that, or publish its texts", strings.Join(changed, ", ")),
	}
}
