package article

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// unstages reports whether a plan turns stage off. State has the texts of the draft then, so that it does not differ from the plan in what is
// not live yet.
func unstages(plan, prior *model) bool { return prior.Stage.ValueBool() && !plan.Stage.ValueBool() }

// planned is the planned text of a locale; "" is the default one.
func (u *change) planned(locale string) text {
	if locale == "" {
		return u.Plan.text()
	}
	return u.Plan.translations()[locale]
}

// isPending reports whether a text has unpublished changes.
func (u *change) isPending(locale string) bool {
	return u.current.Pending() && slices.Contains(pendingTexts(u.current), locale)
}

// resends reports whether a text is sent although the plan may not change it: one that was staged and is to be live, or one whose draft the
// state that is sent may publish or drop, which is not documented.
func (u *change) resends(locale string) bool {
	state, _ := u.sent(locale).State.Get()
	switch {
	case locale != "" && u.current.TranslatedContent == nil || u.Plan.Stage.ValueBool():
		return false
	case unstages(u.Plan, u.Prior):
		return u.isPending(locale) || !u.planned(locale).isIn(contentIn(u.current, locale), u.sealed[locale])
	}
	return state == intercom.ArticlePublished && u.isPending(locale)
}

// cleared is what a text that is sent again leads from: nothing, or the live description if the draft has none. The provider staged its removal
// then, which neither the plan nor state shows.
func (u *change) cleared(ctx context.Context, locale string) (was text, err error) {
	live, _ := contentIn(u.current, locale).Description.Get()
	if !unstages(u.Plan, u.Prior) || !u.isPending(locale) || !u.planned(locale).Description.IsNull() || live == "" {
		return was, nil
	}
	draft, err := u.ArticleDraft(ctx, u.id)
	if err != nil {
		return was, err
	}
	if description, shown := contentIn(draft, locale).Description.Get(); shown && description == "" {
		was.Description = types.StringValue(live)
	}
	return was, nil
}

// confirmLive reports staged texts that an update has sent and that are not live. The kernel does not compare them: the plan does not change
// them.
func (u *change) confirmLive(ctx context.Context, shown *intercom.Article) (*intercom.Article, error) {
	if len(u.notLive(shown)) == 0 {
		return shown, nil
	}
	shown, err := u.Article(ctx, u.id)
	if err != nil {
		return nil, &framework.PartialError{Err: fmt.Errorf("the staged texts were sent, and a read to check that they are live failed: %w", err)}
	}
	missing := u.notLive(shown)
	if len(missing) == 0 {
		return shown, nil
	}
	err = errors.New("the staged texts were sent, and the article does not show them")
	if u.current.TranslatedContent != nil {
		err = fmt.Errorf("%w in %s", err, strings.Join(localesToPublish(u.current, missing), ", "))
	}
	return nil, &framework.PartialError{Err: &providerdiag.LocalError{
		What: "its staged texts are not live",
		Next: "publish the draft in Intercom's editor, or with the action intercom_article_draft_publish. Then run it again.",
		Err:  err,
	}}
}

// notLive are the locales of staged texts that an article does not show.
func (u *change) notLive(shown *intercom.Article) (missing []string) {
	for _, locale := range append([]string{""}, locales(u.request.TranslatedContent)...) {
		if u.isPending(locale) && u.writes(locale) && !u.shows(locale, contentIn(shown, locale)) {
			missing = append(missing, locale)
		}
	}
	return missing
}
