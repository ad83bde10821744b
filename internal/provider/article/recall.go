package article

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/richtext"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// recall compares the texts that a read shows with what Intercom made of the last ones that the provider wrote.
func recall(ctx context.Context, r framework.Reader, m framework.Memory, state, after *model, shown *intercom.Article) (diags diag.Diagnostics) {
	sealed := privatestate.Get[seals](ctx, m.Reader, sealKey, &diags)
	if sealed == nil {
		sealed = seals{}
	}
	var draft *intercom.Article
	written := privatestate.Get[staged](ctx, m.Reader, stagedKey, &diags)
	if written == nil {
		written = staged{}
	}
	if state.Stage.ValueBool() && shown.Pending() && r.Version().Has(with216) {
		read, err := r.ArticleDraft(ctx, string(shown.ID))
		switch {
		case err == nil:
			draft, shown = read, read
			t := after.text()
			t.Title, t.Description = types.StringValue(draft.Title), after.Description
			t.flatten(draft.ArticleContent)
			t.State = after.State
			after.setText(t)
			after.flattenTranslations(draft)
		case !framework.IsMissing(err):
			return diag.Diagnostics{providerdiag.Error("reading the draft of article "+string(shown.ID), err, framework.StateKept, permission)}
		}
	}
	before, t := state.text(), after.text()
	if m.Importing {
		t.oneForm(shown.ArticleContent, m.Option)
	}
	if b := before.body(); !b.IsNull() {
		t.setBody(sealed.recall("", b, t.body(), shown.ArticleContent, shown.UpdatedAt))
	} else if m.Importing && !t.body().IsNull() {
		sealed[""] = sealOf(t.body(), shown.ArticleContent, shown.UpdatedAt)
	}
	after.setText(t)
	texts, was := after.translations(), state.translations()
	for locale, t := range texts {
		if m.Importing {
			t.oneForm(shown.TranslatedContent[locale], m.Option)
		}
		if b := was[locale].body(); !b.IsNull() {
			t.setBody(sealed.recall(locale, b, t.body(), shown.TranslatedContent[locale], shown.UpdatedAt))
		} else if m.Importing && !t.body().IsNull() {
			sealed[locale] = sealOf(t.body(), shown.TranslatedContent[locale], shown.UpdatedAt)
		}
		texts[locale] = t
	}
	if len(texts) > 0 {
		after.setTranslations(texts)
	}
	if len(was) > 0 && shown.TranslatedContent == nil {
		diags.AddWarning("Intercom does not show the translations of articles",
			"Article "+framework.Label(string(shown.ID), shown.Title)+" is in a workspace whose help centers have one language, and Intercom shows no translations then. "+
				"Terraform keeps the configured translations in state and cannot tell whether Intercom has them. Add the languages in the settings of the help center.")
	}
	privatestate.Set(ctx, m.Writer, sealKey, sealed, &diags)
	if draft != nil {
		written.record(state, sealed, draft, false)
		privatestate.Set(ctx, m.Writer, stagedKey, written, &diags)
	}
	return diags
}

// remember seals the texts that a write sent, and says what Intercom did not keep of them.
func remember(ctx context.Context, r framework.Reader, m framework.Memory, plan, prior, after *model, shown *intercom.Article) (diags diag.Diagnostics) {
	sealed := privatestate.Get[seals](ctx, m.Reader, sealKey, &diags)
	if sealed == nil {
		sealed = seals{}
	}
	if prior == nil {
		ownBodies(&r.Data.Walk, plan, string(shown.ID)) // plans of the rest of this walk find it
	}
	var before text
	was := map[string]text{}
	if prior != nil {
		before, was = prior.text(), prior.translations()
	}
	// sentAgain is the text before, or none if a staged one was sent again and Intercom shows another form of it now.
	sentAgain := func(locale string, before text) text {
		html, _ := contentIn(shown, locale).Body.Get()
		if prior != nil && unstages(plan, prior) && sealed[locale].Got != richtext.Fingerprint(html) {
			return text{}
		}
		return before
	}
	var lost []string
	t := after.text()
	lost = append(lost, sealed.remember("", plan.text(), sentAgain("", before), &t, shown.ArticleContent, shown.UpdatedAt)...)
	after.setText(t)
	texts := after.translations()
	for _, locale := range locales(plan.translations()) {
		t, answered := texts[locale]
		if !answered {
			continue
		}
		lost = append(lost, sealed.remember(locale, plan.translations()[locale], sentAgain(locale, was[locale]), &t, shown.TranslatedContent[locale], shown.UpdatedAt)...)
		texts[locale] = t
	}
	if len(texts) > 0 {
		after.setTranslations(texts)
	} else if shown.TranslatedContent == nil {
		after.Translations = plan.Translations
	}
	for locale := range sealed {
		if _, kept := texts[locale]; !kept && locale != "" {
			delete(sealed, locale)
		}
	}
	if len(lost) > 0 {
		diags.Append(notKept(framework.Label(string(shown.ID), shown.Title), lost))
	}
	privatestate.Set(ctx, m.Writer, sealKey, sealed, &diags)
	if plan.Stage.ValueBool() && shown.Pending() {
		written := privatestate.Get[staged](ctx, m.Reader, stagedKey, &diags)
		if written == nil {
			written = staged{}
		}
		written.record(plan, sealed, shown, true)
		privatestate.Set(ctx, m.Writer, stagedKey, written, &diags)
	}
	return diags
}

// notKept warns of what Intercom dropped.
func notKept(label string, lost []string) diag.Diagnostic {
	return diag.NewWarningDiagnostic("Intercom did not keep everything of the texts of articles",
		fmt.Sprintf("Of article %s, Intercom dropped or changed: %s. State has what was sent, and the next plan shows no change because of this. "+
			"Intercom's supported HTML is described at https://developers.intercom.com/docs/build-an-integration/supported-html.", label, strings.Join(lost, "; ")))
}

// remember seals one text. answered becomes the planned body, unless the answer shows the one that was there before, or one without any
// word of it: then the write was not carried out, went to a draft, or somebody else's text is there. The kernel reports that.
func (s seals) remember(locale string, plan, before text, answered *text, c intercom.ArticleContent, at intercom.UnixTime) (lost []string) {
	b := plan.body()
	html, shown := c.Body.Get()
	switch {
	case b.IsNull() || b.IsUnknown():
		return nil
	case b == before.body() || !shown:
		answered.setBody(b)
		return nil
	}
	equivalent := b.equivalent(c)
	if was, known := s[locale]; !equivalent && (known && was.Got == richtext.Fingerprint(html) || !richtext.SharesWords(b.html(), html)) {
		remote := *answered
		edited := sealOf(remote.body(), c, at)
		edited.Drifted = true
		s[locale] = edited
		return nil
	}
	answered.setBody(b)
	written := sealOf(b, c, at)
	written.Written = true
	s[locale] = written
	where := "in the default language"
	if locale != "" {
		where = "in " + locale
	}
	switch missing := richtext.Lost(b.html(), html); {
	case len(missing) > 0:
		lost = append(lost, where+": "+strings.Join(missing, ", "))
	case !equivalent:
		lost = append(lost, where+": the text itself")
	}
	return lost
}
