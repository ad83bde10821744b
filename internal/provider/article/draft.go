package article

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/richtext"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// stagedKey is where private state has the staged texts.
const stagedKey = "staged"

// staged are the texts that the provider wrote to the draft last, by locale; "" is the default one. They outlive the argument stage,
// because a draft stays until it is published.
type staged map[string]stagedText

// stagedText identifies a text of a draft.
type stagedText struct {
	// Head is a hash of the title and the description.
	Head string `json:"head"`
	// Body is the fingerprint of the body.
	Body string `json:"body"`
}

func stagedOf(c intercom.ArticleContent) stagedText {
	description, _ := c.Description.Get()
	html, _ := c.Body.Get()
	sum := sha256.Sum256([]byte(c.Title + "\x00" + description))
	return stagedText{hex.EncodeToString(sum[:]), richtext.Fingerprint(html)}
}

// record remembers the texts of a draft that are those of the model. Only the answer to a write tells whose they are: a refresh takes
// over a teammate's. A read of a draft renews the bodies that Intercom shows otherwise by now, such as with copied images.
func (s staged) record(m *model, sealed seals, draft *intercom.Article, wrote bool) {
	texts := m.translations()
	texts[""] = m.text()
	for _, locale := range pendingTexts(draft) {
		t, managed := texts[locale]
		now := stagedOf(contentIn(draft, locale))
		if renews := s[locale].Head == now.Head && !t.body().IsNull(); managed && (wrote || renews) && t.isIn(contentIn(draft, locale), sealed[locale]) {
			s[locale] = now
		}
	}
}

// isIn reports whether Intercom shows a text, whose body has the seal.
func (t text) isIn(c intercom.ArticleContent, s seal) bool {
	description, _ := c.Description.Get()
	html, _ := c.Body.Get()
	return attrvalue.EquivalentText(t.Title.ValueString(), c.Title) &&
		(t.Description.IsNull() || attrvalue.EquivalentText(t.Description.ValueString(), description)) &&
		(t.body().IsNull() || s.is(t.body(), html))
}

// contentIn is the content of an article in a locale; "" is the default one.
func contentIn(a *intercom.Article, locale string) intercom.ArticleContent {
	if locale == "" {
		return a.ArticleContent
	}
	return a.TranslatedContent[locale]
}

// pendingTexts are the locales of a draft; "" is the default one.
func pendingTexts(draft *intercom.Article) (pending []string) {
	if draft.HasUnpublishedChanges != nil && *draft.HasUnpublishedChanges {
		pending = append(pending, "")
	}
	for _, locale := range locales(draft.TranslatedContent) {
		if content := draft.TranslatedContent[locale]; locale != draft.DefaultLocale && content.HasUnpublishedChanges != nil && *content.HasUnpublishedChanges {
			pending = append(pending, locale)
		}
	}
	if len(pending) == 0 {
		return []string{""}
	}
	return pending
}

// foreignDraft names the unpublished changes of an article that the provider did not stage, with their locales and times. It returns "" if
// there are none.
func foreignDraft(ctx context.Context, r framework.Reader, private privatestate.Reader, id string) (theirs string, err error) {
	draft, err := r.ArticleDraft(ctx, id)
	if framework.IsMissing(err) {
		again, readErr := r.Article(ctx, id)
		switch {
		case readErr != nil:
			return "", readErr
		case again.Pending():
			return "", draftNotFound(err)
		}
		return "", nil // It was published or discarded in between.
	}
	if err != nil {
		return "", err
	}
	var written staged
	if private != nil {
		written = privatestate.Get[staged](ctx, private, stagedKey, &diag.Diagnostics{})
	}
	var where []string
	for _, locale := range pendingTexts(draft) {
		if content := contentIn(draft, locale); written[locale] != stagedOf(content) {
			where = append(where, stagedWhere(cmp.Or(locale, draft.DefaultLocale), content.DraftUpdatedAt))
		}
	}
	if len(where) == 0 {
		return "", nil // They are the provider's own.
	}
	return "unpublished changes" + strings.Join(where, " and"), nil
}

// stagedWhere says in which language and when a text was staged, as far as Intercom tells.
func stagedWhere(locale string, at intercom.UnixTime) (where string) {
	if locale != "" {
		where = " in " + locale
	}
	if !at.IsZero() {
		where += " of " + at.UTC().Format(time.RFC3339)
	}
	return where
}

// draftNotFound reports a 404 of the draft of an article whose unpublished changes Intercom shows.
func draftNotFound(err error) error {
	return &providerdiag.LocalError{
		What: "Intercom did not find the draft", Next: "run it again. If that does not help, check whether a proxy changes Intercom's answers (provider argument base_url, HTTPS_PROXY).",
		Err: fmt.Errorf("the article has unpublished changes, and Intercom did not find the draft: %w", err),
	}
}

// pendingDraft says that an article has a draft of a teammate's.
func pendingDraft(theirs string) error {
	return &providerdiag.LocalError{
		What: "the article has unpublished changes of a teammate",
		Next: "publish or discard the changes in Intercom's editor, close tabs in which the article is open, and run it again. To overwrite the changes, set pending_draft = \"overwrite\".",
		Err:  fmt.Errorf("the article has %s that Terraform did not make, and this update would publish or lose them", theirs),
	}
}

// checkDraft refuses to overwrite what somebody else staged, in whatever language: nothing documents that a draft survives an update of another
// language. A text that becomes a draft loses it, too, and a state that is sent can
// publish it.
func (u *change) checkDraft(ctx context.Context) error {
	u.publishes = u.Plan.PendingDraft.ValueString() == pendingOverwrite
	if u.publishes || !u.current.Pending() {
		return nil
	}
	theirs, err := foreignDraft(ctx, u.Reads(), u.Private, u.id)
	if err == nil && theirs != "" {
		err = pendingDraft(theirs)
	}
	u.publishes = err == nil
	return err
}

// goesLive reports whether the texts of an update are to be live at once. An unmanaged state counts only where a draft would take the
// texts otherwise.
func (u *change) goesLive() bool {
	state := u.Plan.State.ValueString()
	if state == "" && u.current != nil && u.current.Pending() {
		state = u.current.State
	}
	return state == intercom.ArticlePublished && !past(u.Plan.ScheduledUnpublishAt) && (u.Plan.ScheduledPublishAt.IsNull() || past(u.Plan.ScheduledPublishAt))
}

// publish makes the texts live that an update wrote to a draft. It publishes only a draft that is known to have them, and nothing else
// of somebody else's: where an update makes the texts live, a teammate's draft may still be there.
func (u *change) publish(ctx context.Context, shown *intercom.Article) (*intercom.Article, error) {
	if !u.publishes || !u.textual || !u.Version().Has(with216) || !shown.Pending() || !u.goesLive() {
		return shown, nil
	}
	draft, err := u.ArticleDraft(ctx, u.id)
	if framework.IsMissing(err) {
		return shown, nil
	}
	if err != nil {
		return nil, &framework.PartialError{Err: fmt.Errorf("the texts were written, and reading the draft of the article failed: %w", err)}
	}
	var ours []string
	for _, locale := range pendingTexts(shown) {
		if !u.writes(locale) || locale == "" && shown.TranslatedContent != nil && shown.DefaultLocale == "" {
			continue
		}
		live := contentIn(shown, locale)
		switch {
		case u.holds(locale, contentIn(draft, locale)):
			ours = append(ours, locale)
		case !u.shows(locale, live):
			return nil, &framework.PartialError{Err: &providerdiag.LocalError{
				What: "the draft was not published",
				Next: "compare the draft with the configuration in Intercom's editor. Publish it there, or with the action intercom_article_draft_publish, or discard it. Then run it again.",
				Err:  errors.New("the article does not show the texts that were sent, and its draft is not known to have exactly them: it may have a teammate's changes, too. The provider did not publish it"),
			}}
		}
	}
	if len(ours) == 0 {
		return shown, nil
	}
	published, err := u.PublishArticleDraft(ctx, u.id, localesToPublish(shown, ours))
	if err != nil {
		return nil, fmt.Errorf("the texts were written to the draft of the article, and publishing it failed: %w", err)
	}
	return published, nil
}

// localesToPublish are locales as a request names them. There are none where help centers have one language.
func localesToPublish(a *intercom.Article, pending []string) (named []string) {
	if a.TranslatedContent == nil {
		return nil
	}
	for _, locale := range pending {
		if locale == "" {
			locale = a.DefaultLocale
		}
		named = append(named, locale)
	}
	return named
}

// sent is what the request has for a locale.
func (u *change) sent(locale string) intercom.ArticleText {
	if locale == "" {
		return u.request.ArticleText
	}
	return u.request.TranslatedContent[locale]
}

// writes reports whether the request has texts for a locale.
func (u *change) writes(locale string) bool {
	r := u.sent(locale)
	return !r.Title.IsZero() || !r.Description.IsZero() || !r.Body.IsZero() || !r.BodyMarkdown.IsZero()
}

// bodySent is the body that a request has.
func bodySent(r intercom.ArticleText) (b body, sent bool) {
	if markdown, ok := r.BodyMarkdown.Get(); ok {
		return body{types.StringValue(markdown), true}, true
	}
	html, ok := r.Body.Get()
	return body{types.StringValue(html), false}, ok
}

// holds reports whether a draft has exactly what was sent, and the rest as the article had it before.
func (u *change) holds(locale string, c intercom.ArticleContent) bool {
	before, r := contentIn(u.current, locale), u.sent(locale)
	title, description, is := before.Title, before.Description, c.Description
	if planned := u.Plan.Title.ValueString(); locale == "" && planned != "" {
		title = planned
	}
	if text, ok := r.Title.Get(); ok {
		title = text
	}
	wanted, _ := description.Get()
	if text, ok := r.Description.Get(); ok {
		wanted = text
	}
	shown, _ := is.Get()
	if !attrvalue.EquivalentText(title, c.Title) || !attrvalue.EquivalentText(wanted, shown) {
		return false
	}
	html, hasHTML := c.Body.Get()
	if b, ok := bodySent(r); ok {
		return b.equivalent(c) || u.sealed[locale].is(u.planned(locale).body(), html)
	}
	was, _ := before.Body.Get()
	return hasHTML && richtext.Fingerprint(was) == richtext.Fingerprint(html)
}

// shows reports whether a text is what was sent, or what Intercom can have made of it.
func (u *change) shows(locale string, c intercom.ArticleContent) bool {
	r := u.sent(locale)
	description, _ := c.Description.Get()
	if text, ok := r.Title.Get(); ok && !attrvalue.EquivalentText(text, c.Title) {
		return false
	}
	if text, ok := r.Description.Get(); ok && !attrvalue.EquivalentText(text, description) {
		return false
	}
	b, ok := bodySent(r)
	html, _ := c.Body.Get()
	if !ok || b.equivalent(c) || u.sealed[locale].is(u.planned(locale).body(), html) {
		return true
	}
	before := contentIn(u.current, locale)
	was, _ := before.Body.Get()
	return richtext.Fingerprint(was) != richtext.Fingerprint(html) && richtext.SharesWords(b.html(), html)
}
