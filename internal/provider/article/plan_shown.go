package article

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/richtext"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// checkShown warns of what state does not show and an update changes: texts that were not managed, a teammate's draft, and live texts in whose
// place the staged ones come.
func checkShown(ctx context.Context, p *framework.Plan[model], label string) diag.Diagnostics {
	added, drafts, publishes := addedTexts(p.Config, p.Prior), mayLoseDraft(p), unstages(p.Plan, p.Prior)
	if len(added) == 0 && !drafts && !publishes {
		return nil
	}
	return p.WithReader(ctx, func(ctx context.Context, r framework.Reader) (diags diag.Diagnostics) {
		shown, err := r.Article(ctx, p.Prior.ID.ValueString())
		if err != nil {
			return diag.Diagnostics{providerdiag.Warning("reading article "+label+" to plan what it replaces", err, "The plan may replace texts that Terraform did not manage, and does not name them.", permission)}
		}
		for _, locale := range locales(added) {
			diags.Append(added[locale].replaces(label, locale, contentIn(shown, locale))...)
		}
		if !shown.Pending() {
			return diags
		}
		var theirs diag.Diagnostics
		if drafts {
			theirs = checkPending(ctx, r, p.Private, string(shown.ID), label)
		}
		if publishes && len(theirs) == 0 && p.Plan.State.ValueString() != intercom.ArticleDraft {
			diags.AddAttributeWarning(path.Root("stage"), "This plan publishes staged texts of articles", "The draft of article "+label+" has staged texts. Without stage, the apply makes them live.")
		}
		return append(diags, theirs...)
	})
}

// addedTexts are what the configuration has of the texts and state lacks, by locale; "" is the default one.
func addedTexts(config, prior *model) map[string]text {
	added, texts, was := map[string]text{}, config.translations(), prior.translations()
	texts[""], was[""] = config.text(), prior.text()
	for locale, t := range texts {
		before, lacks := was[locale], text{}
		if before.Title.IsNull() {
			lacks.Title = t.Title
		}
		if before.Description.IsNull() {
			lacks.Description = t.Description
		}
		if before.body().IsNull() {
			lacks.Body, lacks.BodyMarkdown = t.Body, t.BodyMarkdown
		}
		if lacks != (text{}) {
			added[locale] = lacks
		}
	}
	return added
}

// replaces warns of texts in Intercom in whose place a plan puts others.
func (t text) replaces(label, locale string, shown intercom.ArticleContent) (diags diag.Diagnostics) {
	differs := func(planned types.String, text string) bool {
		return !planned.IsNull() && text != "" && (planned.IsUnknown() || !attrvalue.EquivalentText(planned.ValueString(), text))
	}
	description, _ := shown.Description.Get()
	html, _ := shown.Body.Get()
	at, in := path.Root("translations").AtMapKey(locale), " in "+locale
	if locale == "" {
		at, in = path.Root("title"), ""
	}
	var what []string
	if differs(t.Description, description) {
		what = append(what, "a description")
	}
	if b := t.body(); !b.IsNull() && richtext.Fingerprint(html) != richtext.Fingerprint("") && (b.IsUnknown() || !b.equivalent(shown)) {
		what = append(what, "a body")
	}
	if !t.Title.IsNull() && (len(what) > 0 || differs(t.Title, shown.Title)) {
		what, in = []string{"a translation to " + locale}, fmt.Sprintf(" (%q)", intercom.Clean(shown.Title, 80))
	}
	if len(what) > 0 {
		diags.Append(framework.ReplacesTexts(at, "texts of articles", fmt.Sprintf("Article %s has %s%s", label, strings.Join(what, " and "), in), "copy it into the configuration first."))
	}
	return diags
}

// mayLoseDraft reports whether an apply of the plan would publish or lose unpublished changes, if there are any. State does not show those of
// translations, which only an article with a default locale can have.
func mayLoseDraft(p *framework.Plan[model]) bool {
	changes := !p.Plan.Translations.Equal(p.Prior.Translations) || p.Plan.text() != p.Prior.text() || unstages(p.Plan, p.Prior)
	return changes && protectsDrafts(p.Data, p.Plan.PendingDraft) && (p.Prior.HasUnpublished.ValueBool() || !p.Prior.DefaultLocale.IsNull())
}

// protectsDrafts reports whether an update of the texts fails if a teammate has unpublished changes.
func protectsDrafts(d *providerdata.Data, pendingDraft types.String) bool {
	return d.Version().Has(with216) && pendingDraft.ValueString() != pendingOverwrite
}

// checkPending warns of a teammate's draft, with which an apply fails.
func checkPending(ctx context.Context, r framework.Reader, private privatestate.Reader, id, label string) (diags diag.Diagnostics) {
	theirs, err := foreignDraft(ctx, r, private, id)
	switch {
	case err != nil:
		diags.Append(providerdiag.Warning("reading the draft of article "+label, err, "The apply reads it again, and changes nothing if it is a teammate's.", permission))
	case theirs != "":
		diags.AddWarning("Articles have unpublished changes of teammates", fmt.Sprintf("Article %s has %s that Terraform did not make. An apply would publish or lose them, so it fails while they are there. "+
			"Publish or discard them in Intercom's editor, or set pending_draft = \"overwrite\".", label, theirs))
	}
	return diags
}
