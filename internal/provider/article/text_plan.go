package article

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/richtext"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// The two kinds of resources that can own a body.
const (
	ownedByArticle = "body of intercom_article "
	ownedByBody    = "body of intercom_article_body "
)

// owns records that a resource of this walk owns a body, and reports whether one of the other kind does, too.
func owns(w *providerdata.Walk, kind, articleID, locale string) (twice bool) {
	other := ownedByArticle
	if kind == ownedByArticle {
		other = ownedByBody
	}
	w.Plan(kind + textID(articleID, locale))
	return w.Planned(other + textID(articleID, locale))
}

func twoOwners(at path.Path, articleID, locale string) diag.Diagnostic {
	which := "the body"
	if locale != "" {
		which = "the body in " + locale
	}
	return diag.NewAttributeErrorDiagnostic(at, "Two resources have the same article body",
		fmt.Sprintf("An intercom_article and an intercom_article_body of this configuration both have %s of article %s. They would overwrite each other's text at each apply. %s\n\n"+
			"What to do: remove body and body_markdown from the article, or remove the intercom_article_body.", which, articleID, framework.NothingChanged))
}

// ownBodies refuses an article whose body another resource has. An article that is only planned has no ID yet: its creation records
// what it owns.
func ownBodies(w *providerdata.Walk, config *model, id string) (diags diag.Diagnostics) {
	if !config.text().body().IsNull() && owns(w, ownedByArticle, id, "") {
		diags.Append(twoOwners(path.Root("body"), id, ""))
	}
	texts := config.translations()
	for _, locale := range locales(texts) {
		if !texts[locale].body().IsNull() && owns(w, ownedByArticle, id, locale) {
			diags.Append(twoOwners(path.Root("translations").AtMapKey(locale), id, locale))
		}
	}
	return diags
}

// checkTextPlan refuses a second owner, and warns before a text is overwritten that Terraform did not write.
func checkTextPlan(ctx context.Context, p *framework.Plan[textModel]) (diags diag.Diagnostics) {
	if p.Prior != nil && p.Prior.Locale.IsNull() && !p.Plan.Locale.IsNull() && !p.Plan.Locale.IsUnknown() && !p.Replaces {
		diags.AddAttributeError(path.Root("locale"), "The locale of an article body cannot be added",
			fmt.Sprintf("This resource has the body of article %s in the default locale. %s\n\nWhat to do: remove locale, and give the body of the translation a resource of its own.", p.Prior.ArticleID.ValueString(), framework.NothingChanged))
		return diags
	}
	key := keyOfText(p.Plan)
	if key == "" {
		return nil
	}
	id, locale := splitTextID(key)
	if owns(&p.Data.Walk, ownedByBody, id, locale) {
		return diag.Diagnostics{twoOwners(path.Root("article_id"), id, locale)}
	}
	isNew := p.Prior == nil || p.Replaces
	if !isNew && p.Plan.body() == p.Prior.body() {
		return nil
	}
	return p.WithReader(ctx, func(ctx context.Context, r framework.Reader) (diags diag.Diagnostics) {
		a, err := r.Article(ctx, id)
		if err == nil {
			err = mainLocaleProblem(a, locale)
		}
		if err != nil {
			return diag.Diagnostics{providerdiag.AttributeError(path.Root("article_id"), "reading article "+id+" for its body", err, framework.NothingChanged, permission)}
		}
		if isNew {
			diags = checkNewText(a, p.Plan, id, locale)
		}
		if protectsDrafts(p.Data, p.Plan.PendingDraft) && a.Pending() {
			diags.Append(checkPending(ctx, r, nil, id, framework.Label(id, a.Title))...)
		}
		return diags
	})
}

// checkNewText looks at the article whose body is to be taken over.
func checkNewText(a *intercom.Article, plan *textModel, id, locale string) diag.Diagnostics {
	s, err := textOfArticle(a, locale)
	if err != nil {
		return nil // the same apply may add the translation
	}
	html, _ := s.content.Body.Get()
	if richtext.Fingerprint(html) == richtext.Fingerprint("") || !plan.body().IsUnknown() && plan.body().equivalent(s.content) {
		return nil
	}
	return diag.Diagnostics{framework.ReplacesTexts(path.Root("article_id"), "texts of articles", fmt.Sprintf("Article %s has a body", framework.Label(id, s.content.Title)),
		"import it: terraform import ADDRESS "+importOf(id, locale))}
}

func importOf(id, locale string) string {
	if locale == "" {
		return id
	}
	return id + "/" + locale
}
